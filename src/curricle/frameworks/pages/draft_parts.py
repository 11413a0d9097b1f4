"""Pages about a draft as a whole: what to look at again, what was done, and what publishing it would change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from curricle.core.drafting.doubts import Doubt
from curricle.core.framework import Framework, Item
from curricle.core.versions.compare import Act, ItemChange, VersionDifference
from curricle.core.versions.modules import ModuleChange
from curricle.core.versions.words import Span
from curricle.frameworks.pages.draft import DraftFrame
from curricle.frameworks.pages.draft_item import WORDS, label
from curricle.ui.parts import Link
from curricle.ui.words import plural

if TYPE_CHECKING:
    from curricle.frameworks.models import DraftChange, DraftStageRow


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtLine:
    kind: str
    says: str
    items: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """An item of the earlier version that the draft leaves out."""

    id: str
    text: str
    heir: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecksPage:
    frame: DraftFrame
    doubts: tuple[DoubtLine, ...]
    gone: tuple[Gone, ...]
    since: str
    bring_back: str


def checks_page(
    frame: DraftFrame, doubts: Iterable[Doubt], items: Mapping[str, Item], gone: Iterable[Gone], *, since: str, may_edit: bool
) -> ChecksPage:
    """What to look at again. `since`: the version to which `gone` belongs."""
    return ChecksPage(
        frame=frame,
        doubts=tuple(
            DoubtLine(
                kind=doubt.kind.value.capitalize(),
                says=doubt.says,
                items=tuple(Link(text=items[id].name, href=reverse("frameworks:draft_item", args=[frame.id, id])) for id in doubt.items),
            )
            for doubt in doubts
        ),
        gone=tuple(gone),
        since=since,
        bring_back=reverse("frameworks:draft_bring_back", args=[frame.id]) if may_edit else "",
    )


def gone_items(base: Framework, ids: Iterable[str], items: Mapping[str, Item], heirs: Mapping[str, Iterable[str]]) -> tuple[Gone, ...]:
    """The items that are left out, with what they are replaced by."""
    known = {item.id: item for item in base.items}
    return tuple(
        Gone(id=id, text=label(known[id]), heir=", ".join(items[each].name for each in heirs.get(id, ()) if each in items)) for id in ids
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneLine:
    title: str
    at: datetime
    by: str
    back: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage:
    frame: DraftFrame
    lines: tuple[DoneLine, ...]
    steps: tuple[DoneLine, ...]
    undo: str
    undo_says: str
    problem: tuple[Link, ...]


def changes_page(
    frame: DraftFrame,
    changes: Iterable[DraftChange],
    steps: Iterable[DraftStageRow],
    *,
    may_edit: bool,
    undo: str,
    named: bool = True,
    problem: str = "",
) -> ChangesPage:
    """What was done, newest first, each with the way back to it; `named`: whether the reader is told by whom."""
    return ChangesPage(
        frame=frame,
        lines=tuple(
            DoneLine(
                title=f"Revision {each.revision}: {each.what}",
                at=each.at,
                by=each.by.name if each.by and named else "",
                back=each.revision if may_edit and each.revision < frame.revision else 0,
            )
            for each in changes
        ),
        steps=tuple(
            DoneLine(title=each.stage.capitalize(), at=each.at, by=each.by.name if each.by and named else "", back=0) for each in steps
        ),
        undo=reverse("frameworks:draft_undo", args=[frame.id]) if may_edit else "",
        undo_says=undo,
        problem=(Link(text=f"{problem} Nothing was changed."),) if problem else (),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded:
    """An item of the old identifier with other words; the publisher says that its meaning stays."""

    id: str
    name: str
    fields: tuple[tuple[str, tuple[Span, ...]], ...]
    ticked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishPage:
    """`counts`: what changes since the last version, by act; `lines`: each change in a sentence."""

    frame: DraftFrame
    since: str
    other_base: str
    counts: tuple[str, ...]
    facts: tuple[tuple[str, str, str], ...]
    lines: tuple[tuple[str, str], ...]
    more: int
    reworded: tuple[Reworded, ...]
    action: str
    problem: tuple[Link, ...]
    first: str


LINES = 200


def publish_page(
    frame: DraftFrame,
    found: VersionDifference | None,
    reworded: Iterable[ItemChange],
    *,
    holds: str,
    since: str,
    other_base: str,
    ticked: frozenset[str],
    problem: str = "",
) -> PublishPage:
    """What would be published, beside the last version; `found` is None for the first of a line."""
    changed = found.items if found else ()
    modules = found.modules if found else ()
    counts = [plural(found.count(act), f"item {act.value}", f"items {act.value}") for act in Act if found and found.count(act)]
    return PublishPage(
        frame=frame,
        since=since,
        other_base=other_base,
        counts=(*counts, *([f"{plural(found.same, 'item')} unchanged"] if found else [])),
        facts=tuple((each.field.replace("_", " ").capitalize(), each.before, each.after) for each in (found.facts if found else ()))[:40],
        lines=(
            *((f"Module {' and '.join(each.became)}", _module_line(each)) for each in modules),
            *((_acts(each), _line(each)) for each in changed[:LINES]),
        ),
        more=max(0, len(changed) - LINES),
        reworded=tuple(_reworded(each, ticked) for each in reworded),
        action=reverse("frameworks:draft_publish", args=[frame.id]),
        problem=(Link(text=problem),) if problem else (),
        first="" if found else f"This is the first version of its line, with {holds}.",
    )


def _acts(change: ItemChange) -> str:
    """What became of it; a new item in the place of an old one is not merely reworded."""
    told = ["given another meaning" if act is Act.REWORDED and change.new_meaning else act.value for act in change.acts]
    return " and ".join(told).capitalize()


def _module_line(change: ModuleChange) -> str:
    return f"{change.name}: {', '.join(each.field for each in change.fields)}" if change.before and change.fields else change.name


def _line(change: ItemChange) -> str:
    before, after = ("; ".join(label(each) for each in side) for side in (change.before, change.after))
    if not change.after or not change.before:
        return after or before
    if change.before[0].id == change.after[0].id:
        moved = f" (from {change.under_before} to {change.under_after})" if change.under_after else ""
        return f"{after}{moved}"
    return f"{before} → {after}"


def _reworded(change: ItemChange, ticked: frozenset[str]) -> Reworded:
    item = change.after[0]
    said = tuple((WORDS.get(each.field, each.field.capitalize()), each.spans) for each in change.fields if each.spans)
    return Reworded(id=item.id, name=item.name, fields=said, ticked=item.id in ticked)
