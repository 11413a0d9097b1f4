"""Pairs that are only likely to be one item, and what people decided about such pairs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from curricle.core.framework import Framework, Item
from curricle.core.versions.compare import VersionDifference
from curricle.core.versions.pairing import Verdict
from curricle.core.versions.words import Span, spans
from curricle.frameworks.pages.sides import item_href
from curricle.ui.parts import Link

if TYPE_CHECKING:
    from curricle.frameworks.comparing import Side
    from curricle.frameworks.models import VerdictRow

WORDS = {
    Verdict.SAME: "are the same item",
    Verdict.OTHER: "are not the same item",
    Verdict.SPLIT: "belong together: the item before was split",
    Verdict.MERGED: "belong together: items before were merged",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtPart:
    """`spans` shows both statements in one; the ids go into the form, `entered` is what was typed for a split or merge."""

    id: str
    before: Link
    before_id: str
    after: Link
    after_id: str
    before_says: str
    after_says: str
    alike: str
    spans: tuple[Span, ...]
    entered: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedPart:
    """A decision that stands. `by` and `at` are empty for readers who may not know; `uuid` where it may be taken back."""

    says: str
    by: str
    at: datetime | None
    uuid: str


def doubt_parts(before: Side, after: Side, found: VersionDifference, typed: tuple[str, str, str] = ("", "", "")) -> tuple[DoubtPart, ...]:
    """The pairs, the likeliest first. `typed`: what somebody had entered for one pair (before, after, text)."""
    old, new = ({item.id: item for item in side.value.items} for side in (before, after))
    return tuple(
        DoubtPart(
            id=f"pair-{at}",
            before=_link(before, old[pair.before]),
            before_id=pair.before,
            after=_link(after, new[pair.after]),
            after_id=pair.after,
            before_says=old[pair.before].statement,
            after_says=new[pair.after].statement,
            alike=f"{round(pair.likeness * 100)}%",
            spans=spans(old[pair.before].statement, new[pair.after].statement),
            entered=typed[2] if typed[:2] == (pair.before, pair.after) else "",
        )
        for at, pair in enumerate(found.doubtful, 1)
    )


def decided_parts(before: Side, after: Side, rows: Iterable[VerdictRow], *, named: bool, may_take_back: bool) -> tuple[DecidedPart, ...]:
    """What was decided. `named`: whether the reader may know by whom and when."""
    old, new = ({item.id: item.name for item in side.value.items} for side in (before, after))
    return tuple(
        DecidedPart(
            says=f"{old.get(row.before_item, '?')} and {new.get(row.after_item, '?')} {WORDS[Verdict(row.verdict)]}.",
            by=(row.by.name if row.by else "the program") if named else "",
            at=row.at if named else None,
            uuid=str(row.uuid) if may_take_back else "",
        )
        for row in rows
    )


def item_named(framework: Framework, text: str) -> str:
    """The id of the item with this code or id; "" where there is none, or several have the code."""
    wanted = text.strip().casefold()
    found = [item.id for item in framework.items if wanted and wanted in (item.id.casefold(), item.code.casefold())]
    return found[0] if len(found) == 1 else ""


def _link(side: Side, item: Item) -> Link:
    return Link(text=item.name, href=item_href(side, item.id))
