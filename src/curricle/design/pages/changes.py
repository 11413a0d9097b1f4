"""What was done to a draft, newest first; the newest can be undone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from curricle.core.programme import Programme
from curricle.design.pages.frame import Frame, frame
from curricle.ui.parts import Link

if TYPE_CHECKING:
    from curricle.design.models import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One change. `back`: the revision to go back to, 0 where that is not offered."""

    title: str
    at: datetime
    by: str
    text: str
    back: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage:
    """`undo`: the address to post to, empty where the newest change cannot be undone."""

    frame: Frame
    entries: tuple[Entry, ...]
    go_back: str
    undo: str
    undo_says: str
    take_away: str
    revision: int
    problem: tuple[Link, ...] = ()


def changes_page(programme: Programme, changes: Iterable[Change], *, revision: int, may_edit: bool, problem: str = "") -> ChangesPage:
    """The changes of a programme."""
    rows = list(changes)
    newest = rows[0] if rows else None
    undoable = bool(may_edit and newest and newest.digest_before)
    return ChangesPage(
        frame=frame(programme, revision=revision, here="design:changes"),
        entries=tuple(
            Entry(
                title=f"Revision {row.revision}: {row.what}",
                at=row.at,
                by=row.by.name if row.by else "",
                text=f"Content {row.digest_after[:12]}",
                back=row.revision if may_edit and row is not newest else 0,
            )
            for row in rows
        ),
        go_back=reverse("design:undo", args=[programme.code]),
        undo=reverse("design:undo", args=[programme.code]) if undoable else "",
        take_away=reverse("design:take_away", args=[programme.code]) if may_edit else "",
        undo_says=f"Undo “{newest.what}”" if newest else "",
        revision=revision,
        problem=(Link(text=f"{problem} Nothing was changed."),) if problem else (),
    )
