"""Frameworks from which items can be taken over into a draft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from curricle.core.registry import FRAMEWORK_KINDS
from curricle.frameworks.pages.draft import DraftFrame
from curricle.ui.parts import Cell, Column

if TYPE_CHECKING:
    from curricle.frameworks.models import Version

COLUMNS = (Column(text="Framework"), Column(text="What it is, and whose"))


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptPage:
    frame: DraftFrame
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def adopt_page(frame: DraftFrame, versions: Iterable[Version]) -> AdoptPage:
    """Every framework that is offered, each the way to its items."""
    return AdoptPage(frame=frame, columns=COLUMNS, rows=tuple(_row(frame.id, each) for each in versions))


def _row(draft: str, row: Version) -> tuple[Cell, ...]:
    kind = FRAMEWORK_KINDS.get(row.kind, row.kind.capitalize())
    href = reverse("frameworks:draft_adopt_from", args=[draft, row.uuid])
    return Cell(text=f"{row.title} {row.version}", href=href), Cell(text=f"{kind}, {row.owner}")
