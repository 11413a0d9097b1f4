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


def choose_page(versions: Iterable[Version], *, before: str = "", after: str = "", first: str = "", sent: bool = False) -> ChoosePage:
    """The form. `sent`: whether it was filled in, and so must name two versions."""
    return ChoosePage(
        versions=tuple((str(row.uuid), f"{row.title} {row.version} ({row.owner}, {row.stage})") for row in versions),
        before=before,
        after=after,
        first=first,
        action=reverse("frameworks:compare"),
        problem=tuple(_wrong(before, after)) if sent else (),
    )


def _wrong(before: str, after: str) -> Iterable[Link]:
    for name, chosen, words in (("before", before, "earlier"), ("after", after, "later")):
        if not chosen:
            yield Link(text=f"Choose the {words} version", href=f"#{name}")
    if before and before == after:
        yield Link(text="Choose two versions that are not the same one", href="#before")
