"""Where findings point, as short as it can be said: one line a part of a paper, each place once with its page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from curricle.core.findings import Place
from curricle.core.papers import descriptor, mappings
from curricle.core.papers.locate import Located
from curricle.core.papers.tree import Inlines, Pointer, Run
from curricle.core.papers.wording import capital
from curricle.core.programme import Programme

#: Places named before the rest are counted.
MOST_PLACES = 80
#: Kinds whose place is a part of a paper itself; the label would only repeat a long title.
WHOLE = frozenset({"programme", "award", "lens"})

Spots = Mapping[tuple[str, str], str]


def spots_of(programme: Programme) -> dict[tuple[str, str], str]:
    """(kind of place, id) -> anchor, for what specification and module descriptors print."""
    spots: dict[tuple[str, str], str] = {}
    spots[("programme", programme.id)] = "specification-details"
    spots[("award", programme.id)] = "specification-details"
    spots |= {("outcome", id): anchor for id, anchor in mappings.outcome_anchors(programme).items()}
    for at, module in enumerate(programme.modules):
        spots[("module", module.id)] = descriptor.module_anchor(at)
        spots[("hours", module.id)] = descriptor.module_anchor(at, "hours")
        for place, each in enumerate(module.assessments, 1):
            spots[("assessment", each.id)] = descriptor.module_anchor(at, f"assessment-{place}")
    return spots


def where(places: Iterable[Place], located: Mapping[str, Located], spots: Spots) -> Inlines:
    """ "Mappings, section 1.1 Knowledge: K6, page 3; K7, page 3", a line for each part; what no paper prints comes last by name."""
    lines: dict[str, dict[tuple[str, str], Pointer]] = {}
    loose: dict[str, None] = {}
    held = tuple({(place.kind, place.id, place.label): place for place in places}.values())
    for place in held[:MOST_PLACES]:
        found = located.get(spots.get((place.kind, place.id), ""))
        label = capital(place.label) or place.kind
        if found is None:
            loose[label] = None
        elif place.kind in WHOLE:
            lines.setdefault(found.says, {})[(found.anchor, "")] = Pointer(found.paper, found.anchor, found.says)
        else:
            lines.setdefault(found.part, {})[(found.anchor, label)] = Pointer(found.paper, found.anchor, label, named=True)
    shown = [_line(part, tuple(found.values())) for part, found in lines.items()]
    if loose:
        shown.append((Run("; ".join(loose)),))
    if len(held) > MOST_PLACES:
        shown.append((Run(f"and {len(held) - MOST_PLACES} more places"),))
    return tuple(inline for at, line in enumerate(shown) for inline in ((Run("\n"), *line) if at else line))


def _line(part: str, held: tuple[Pointer, ...]) -> Inlines:
    """The part once, then what stands in it; the part alone where nothing in it is named."""
    named = [each for each in held if each.named]
    if not named:
        return held[:1]
    parted = [inline for each in named for inline in (Run("; "), each)]
    return (Run(f"{part}: "), *parted[1:])
