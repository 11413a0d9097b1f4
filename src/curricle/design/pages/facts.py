"""The page on which the facts of a programme are changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from curricle.core.changes import Difference, differences
from curricle.core.programme import Programme
from curricle.design.pages.frame import Frame, frame

if TYPE_CHECKING:
    from curricle.design.facts_form import FactsForm


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsPage:
    """`clash`: where somebody else changed the programme since, what stands now beside what was entered."""

    frame: Frame
    form: FactsForm
    action: str
    key: tuple[str, ...]
    lines: tuple[str, ...]
    texts: tuple[str, ...]
    clash: tuple[Difference, ...] = ()
    stale: str = ""


def facts_page(
    programme: Programme,
    form: FactsForm,
    *,
    revision: int,
    lines: tuple[str, ...],
    texts: tuple[str, ...],
    mine: Programme | None = None,
    stale: str = "",
) -> FactsPage:
    """The form; `mine` is what was entered, when it could not be kept."""
    return FactsPage(
        frame=frame(programme, revision=revision, here="design:programme"),
        form=form,
        action=reverse("design:facts", args=[programme.code]),
        key=(
            "title",
            "award_title",
            "award_type",
            "credits",
            "level",
            "minimum_at_level",
            "first_intake",
            "apprenticeship",
            "prior_learning",
            "lenses",
        ),
        lines=lines,
        texts=texts,
        clash=differences(programme, mine) if mine else (),
        stale=stale,
    )
