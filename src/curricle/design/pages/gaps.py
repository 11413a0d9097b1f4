"""The gap list: each item with its reason and the claims behind it; or every item, to see what covers what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse

from curricle.core.alignment import Coverage, ItemCoverage, coverage
from curricle.core.framework import Framework
from curricle.core.gaps import GapKind, gap_kinds, gaps, not_checked
from curricle.core.policyset import PolicySet
from curricle.core.programme import Programme
from curricle.design.pages import coverage as pictures
from curricle.design.pages.frame import Addresses, Frame, frame
from curricle.design.pages.remedies import map_item
from curricle.ui.parts import Link
from curricle.ui.strip import Strip

HEADINGS = {
    GapKind.MISSED: ("Missed", "No module outcome claims these. A panel asks about them first."),
    GapKind.NEVER_ASSESSED: ("Taught, never assessed", "They are claimed, but no assessment stands behind an A."),
    GapKind.SINGLE_THREAD: ("Single thread", "Assessed exactly once: if that assessment changes, the item is lost."),
    GapKind.OPTIONAL_ONLY: ("Optional only", "On at least one route through the programme no core module claims them."),
    GapKind.OVER_COVERED: ("Over-covered", "Assessed more often than your institution's limit. Some of this load could go."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    text: str
    href: str
    letter: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One item. `says` is the reason in a sentence, `uses` the claims on it."""

    id: str
    code: str
    statement: str
    group: str
    letter: str
    says: str
    uses: tuple[Use, ...]
    href: str
    map_href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    anchor: str
    heading: str
    why: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapsPage:
    """`show` is "gaps" or "all". `chosen`: filters in force, each with the address of the list without it."""

    frame: Frame
    lenses: tuple[Link, ...]
    lens_title: str
    strip: Strip | None
    counts: tuple[Link, ...]
    sections: tuple[Section, ...]
    empty: str
    not_checked: tuple[str, ...]
    show: str
    kind: str
    group: str
    groups: tuple[str, ...]
    q: str
    lens: str
    chosen: tuple[Link, ...]
    action: str
    total: int


def gaps_page(
    programme: Programme,
    lenses: tuple[Framework, ...],
    *,
    policy: PolicySet,
    revision: int,
    lens: str = "",
    show: str = "gaps",
    kind: str = "",
    group: str = "",
    q: str = "",
    may_map: bool = False,
) -> GapsPage:
    """The list for one lens (the first schema where none is named), filtered. Unknown filters count as none."""
    address = reverse("design:gaps", args=[programme.code])
    chosen = next((each for each in lenses if each.id == lens), None) or next((each for each in lenses if each.kind == "schema"), None)
    chosen = chosen or (lenses[0] if lenses else None)
    seen = coverage(programme, chosen) if chosen else None
    wanted = next((each for each in GapKind if each.value == kind), None)
    show = "all" if show == "all" else "gaps"
    state = {"lens": chosen.id if chosen else "", "show": show, "kind": kind if wanted else "", "group": group, "q": q}
    sections = _sections(programme, seen, policy, show, wanted, group, q) if seen else ()
    if may_map and chosen:
        sections = tuple(_with_map_links(section, programme, chosen) for section in sections)
    addresses = Addresses(programme, dict.fromkeys(seen.by_id, chosen.id) if seen and chosen else {})
    return GapsPage(
        frame=frame(programme, revision=revision, here="design:gaps"),
        lenses=tuple(Link(text=each.title, href=f"{address}?lens={each.id}", current=each is chosen) for each in lenses),
        lens_title=chosen.title if chosen else "",
        strip=pictures.strip(seen, addresses, policy) if seen else None,
        counts=_counts(address, state, seen, policy),
        sections=sections,
        empty="" if any(section.rows for section in sections) else _empty(state, chosen),
        not_checked=not_checked(programme, lenses),
        show=show,
        kind=state["kind"],
        group=group,
        groups=_groups(seen),
        q=q,
        lens=state["lens"],
        chosen=_chosen(address, state),
        action=address,
        total=sum(len(section.rows) for section in sections),
    )


def _sections(
    programme: Programme, seen: Coverage, policy: PolicySet, show: str, wanted: GapKind | None, group: str, q: str
) -> tuple[Section, ...]:
    addresses = Addresses(programme)

    def keep(each: ItemCoverage) -> bool:
        text = f"{each.item.code} {each.item.title} {each.item.statement}".casefold()
        return pictures.in_group(each, group) and (not q or q.casefold() in text)

    if show == "all":
        rows = tuple(
            _row(each, "", addresses, seen) for each in seen.items if keep(each) and (not wanted or wanted in gap_kinds(each, policy))
        )
        return (Section(anchor="all", heading="Every item", why="With the claims that cover it.", rows=rows),)
    listed = [gap for gap in gaps(seen, policy=policy, kinds=(wanted,) if wanted else tuple(GapKind)) if keep(gap.coverage)]
    return tuple(
        Section(
            anchor=kind.value.replace(" ", "-"),
            heading=HEADINGS[kind][0],
            why=HEADINGS[kind][1],
            rows=tuple(_row(gap.coverage, gap.says, addresses, seen) for gap in listed if gap.kind is kind),
        )
        for kind in GapKind
        if any(gap.kind is kind for gap in listed)
    )


def _with_map_links(section: Section, programme: Programme, lens: Framework) -> Section:
    return replace(section, rows=tuple(replace(row, map_href=map_item(programme.code, lens.id, row.id)) for row in section.rows))


def _row(each: ItemCoverage, says: str, addresses: Addresses, seen: Coverage) -> Row:
    return Row(
        id=each.item.id,
        code=each.item.code,
        statement=each.item.statement,
        group=", ".join(each.item.pillars) or each.item.kind,
        letter=each.letter.value if each.letter else "",
        says=says,
        uses=tuple(
            Use(
                text=f"{use.module_code} {use.outcome_code}",
                href=addresses.module(use.module_code) + f"#outcome-{use.outcome}",
                letter=use.letter.value,
                note=_note(use.assessments, use.letter.value, use.stands, use.reason),
            )
            for use in each.uses
        ),
        href=reverse("frameworks:item", args=[seen.framework.id, each.item.id]),
    )


def _note(assessments: tuple[str, ...], letter: str, stands: bool, reason: str) -> str:
    behind = f"by {', '.join(assessments)}" if letter == "A" and stands else ("no assessment behind it" if letter == "A" else "")
    return "; ".join(part for part in (behind, reason) if part)


def _counts(address: str, state: dict[str, str], seen: Coverage | None, policy: PolicySet) -> tuple[Link, ...]:
    if seen is None:
        return ()
    held = [kind for each in seen.items for kind in gap_kinds(each, policy)]
    return tuple(
        Link(
            text=f"{held.count(kind)} {HEADINGS[kind][0].lower()}",
            href=f"{address}?{_query(state, kind=kind.value, show='gaps')}",
            current=state["kind"] == kind.value,
        )
        for kind in GapKind
    )


def _chosen(address: str, state: dict[str, str]) -> tuple[Link, ...]:
    named = {"kind": "Kind", "group": "Group", "q": "Words"}
    return tuple(
        Link(text=f"{word}: {state[key]}", href=f"{address}?{_query(state, **{key: ''})}") for key, word in named.items() if state[key]
    )


def _query(state: dict[str, str], **changed: str) -> str:
    return urlencode({key: value for key, value in {**state, **changed}.items() if value and (key, value) != ("show", "gaps")})


def _groups(seen: Coverage | None) -> tuple[str, ...]:
    if seen is None:
        return ()
    kinds = [share.id for share in pictures.kinds(seen)] if seen.framework.kind == "standard" or not seen.pillars else []
    return (*kinds, *(share.id for share in seen.pillars))


def _empty(state: dict[str, str], chosen: Framework | None) -> str:
    if chosen is None:
        return "Nothing is compared yet: the programme names no schema or standard that is at hand here."
    if state["kind"] or state["group"] or state["q"]:
        return "Nothing matches these filters."
    return f"No gaps: every item of {chosen.title} is taught and assessed, more than once, on every route."
