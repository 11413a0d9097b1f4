"""The page on which a draft is given up: what goes away, what stays, and until when it can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from curricle.frameworks.pages.draft import DraftFrame
from curricle.ui.parts import Link
from curricle.ui.words import plural

if TYPE_CHECKING:
    from curricle.frameworks.drafts import PointsAt


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscardPage:
    """`goes` and `stays` are sentences."""

    frame: DraftFrame
    goes: tuple[str, ...]
    stays: tuple[str, ...]
    action: str
    problem: tuple[Link, ...]


def discard_page(frame: DraftFrame, known: PointsAt, *, items: int, version: str, days: int, problem: str = "") -> DiscardPage:
    """`items`: how many it has; `version`: its label; `days` in which it can be taken back."""
    goes = (
        f"The draft leaves every list, with its {plural(items, 'item')}. Nobody can change it or open it for consultation.",
        f"The label {version} is free again for another draft of this framework.",
        *((f"{plural(known.invitations, 'invitation')} to read it can let nobody in any more.",) if known.invitations else ()),
    )
    stays = (
        f"For {days} days anybody who may edit it can take it back, as it is now.",
        "Its list of changes stays, and what was done stands in the record.",
        *((f"{plural(known.imports, 'file')} brought into it: the record of the import stays.",) if known.imports else ()),
        *((f"{plural(known.comments, 'comment')} on it: they stay with it.",) if known.comments else ()),
        *((f"{plural(known.decisions, 'decision')} about its items: they stay, and speak of nothing else.",) if known.decisions else ()),
        "Published versions of this framework, and what points at them, stay as they are.",
    )
    return DiscardPage(
        frame=frame,
        goes=goes,
        stays=stays,
        action=reverse("frameworks:draft_discard", args=[frame.id]),
        problem=(Link(text=problem),) if problem else (),
    )
