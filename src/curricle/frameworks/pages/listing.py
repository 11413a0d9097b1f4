"""The list of frameworks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from curricle.core.registry import FRAMEWORK_KINDS, PROFESSIONS
from curricle.frameworks.pages.consultation import AskedPart
from curricle.frameworks.pages.draft import DraftsPart
from curricle.ui.parts import Cell, Column, Link
from curricle.ui.words import plural

if TYPE_CHECKING:
    from curricle.frameworks.models import Version


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworksPage:
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    count: str
    empty: str
    q: str
    kind: str
    profession: str
    kinds: tuple[tuple[str, str], ...]
    professions: tuple[str, ...]
    chosen: tuple[Link, ...]
    action: str
    bring: str
    drafts: DraftsPart | None
    asked: AskedPart | None


def frameworks_page(
    versions: Iterable[Version],
    *,
    q: str,
    kind: str,
    profession: str,
    may_bring: bool,
    drafts: DraftsPart | None = None,
    asked: AskedPart | None = None,
) -> FrameworksPage:
    """One row a version; the address holds the filters. `asked`: what the reader is asked to read."""
    address = reverse("frameworks:frameworks")
    listed = tuple(versions)
    rows = tuple(_row(each) for each in listed)
    state = {"q": q, "kind": kind, "profession": profession}
    words = {"q": "Words", "kind": "Kind", "profession": "Profession"}
    return FrameworksPage(
        columns=(
            Column(text="Framework"),
            Column(text="Kind"),
            Column(text="Version"),
            Column(text="Stage"),
            Column(text="Owner"),
            Column(text="To map", numeric=True),
            Column(text="All items", numeric=True),
        ),
        rows=rows,
        count=plural(len(rows), "framework"),
        empty="Nothing matches these filters." if any(state.values()) else "Published frameworks will stand here.",
        q=q,
        kind=kind,
        profession=profession,
        kinds=tuple(FRAMEWORK_KINDS.items()),
        professions=_professions(listed, profession),
        chosen=tuple(
            Link(text=f"{words[key]}: {value}", href=f"{address}?{urlencode({k: v for k, v in state.items() if v and k != key})}")
            for key, value in state.items()
            if value
        ),
        action=address,
        bring=reverse("frameworks:bring") if may_bring else "",
        drafts=drafts,
        asked=asked,
    )


def _professions(listed: Iterable[Version], chosen: str) -> tuple[str, ...]:
    """Those known, and any other that a listed framework is for."""
    others = {name for each in listed for name in each.professions.split(", ")}
    return tuple(sorted(name for name in {*PROFESSIONS, *others, chosen} if name))


def _row(each: Version) -> tuple[Cell, ...]:
    return (
        Cell(text=each.title, href=reverse("frameworks:version", args=[each.uuid])),
        Cell(text=FRAMEWORK_KINDS.get(each.kind, each.kind.capitalize())),
        Cell(text=each.version),
        Cell(text=each.stage.capitalize()),
        Cell(text=each.owner),
        Cell(text=each.to_map or 0),
        Cell(text=each.items),
    )
