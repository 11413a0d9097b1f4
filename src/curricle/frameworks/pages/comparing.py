"""Choosing two versions to compare."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from curricle.ui.parts import Link

if TYPE_CHECKING:
    from curricle.frameworks.models import Version


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoosePage:
    """`versions`: (uuid, words). `first` names a version that has none before it."""

    versions: tuple[tuple[str, str], ...]
    before: str
    after: str
    first: str
    action: str
    problem: tuple[Link, ...]


def choose_page(versions: Iterable[Version], *, before: str = "", after: str = "", first: str = "", twice: bool = False) -> ChoosePage:
    """The form. `twice`: the same version was chosen on both sides."""
    return ChoosePage(
        versions=tuple((str(row.uuid), f"{row.title} {row.version} ({row.owner}, {row.stage})") for row in versions),
        before=before,
        after=after,
        first=first,
        action=reverse("frameworks:compare"),
        problem=(Link(text="Choose two versions that are not the same one", href="#before"),) if twice else (),
    )
