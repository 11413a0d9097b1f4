"""The matrix of one lens: outcomes down, items across, letters in the cells. To read; an outcome leads to where it is mapped."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from curricle.core.alignment import group_of, mappable_items
from curricle.core.framework import Framework
from curricle.core.programme import Programme
from curricle.design.pages.frame import Addresses, Frame, frame
from curricle.design.pages.remedies import map_outcome
from curricle.design.policy import NOTHING, Rights
from curricle.ui.grid import Grid, GridHead
from curricle.ui.parts import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixPage:
    frame: Frame
    lenses: tuple[Link, ...]
    groups: tuple[Link, ...]
    grid: Grid | None
    says: str
    workbook: str
    list_href: str
    may_map: bool


def matrix_page(
    programme: Programme, lenses: tuple[Framework, ...], *, revision: int, lens: str = "", group: str = "", rights: Rights = NOTHING
) -> MatrixPage:
    """The grid for one lens, or one pillar of it."""
    address = reverse("design:matrix", args=[programme.code])
    chosen = next((each for each in lenses if each.id == lens), lenses[0] if lenses else None)
    grid = _grid(programme, chosen, group, rights) if chosen else None
    return MatrixPage(
        frame=frame(programme, revision=revision, here="design:matrix"),
        lenses=tuple(Link(text=each.title, href=f"{address}?lens={each.id}", current=each is chosen) for each in lenses),
        groups=_groups(address, chosen, group) if chosen else (),
        grid=grid,
        says=_says(grid),
        workbook=reverse("design:workbook", args=[programme.code]),
        may_map=bool(rights.mapping),
        list_href=reverse("design:gaps", args=[programme.code]) + (f"?lens={chosen.id}&show=all" if chosen else "?show=all"),
    )


def _grid(programme: Programme, lens: Framework, group: str, rights: Rights) -> Grid | None:
    items = [item for item in mappable_items(lens) if not group or group in (item.kind, *item.pillars)]
    addresses = Addresses(programme)
    letters: dict[tuple[str, str], str] = {}
    for module in programme.modules:
        for claim in module.claims:
            if claim.framework == lens.id:
                letters[claim.outcome, claim.item] = claim.letter.value
    rows = [(module, outcome) for module in programme.modules for outcome in module.outcomes]
    if not rows or not items:
        return None
    return Grid(
        label=f"{programme.code}: module outcomes against {lens.title}",
        rows=tuple(
            GridHead(
                code=f"{module.code} {outcome.code}",
                text=outcome.text,
                group=f"{module.code} {module.title}",
                href=map_outcome(programme.code, module, outcome.id, lens.id)
                if module.id in rights.mapping
                else addresses.module(module.code) + f"#outcome-{outcome.id}",
            )
            for module, outcome in rows
        ),
        columns=tuple(GridHead(code=item.name, text=item.statement, group=group_of(item, lens).capitalize()) for item in items),
        cells=tuple(tuple(letters.get((outcome.id, item.id), "") for item in items) for _, outcome in rows),
    )


def _groups(address: str, lens: Framework, group: str) -> tuple[Link, ...]:
    names = dict.fromkeys(
        name for item in mappable_items(lens) for name in ((item.kind,) if lens.kind == "standard" else (item.pillars or (item.kind,)))
    )
    links = [Link(text="All", href=f"{address}?lens={lens.id}", current=not group)]
    links += [Link(text=name.capitalize(), href=f"{address}?lens={lens.id}&group={name}", current=name == group) for name in names]
    return tuple(links)


def _says(grid: Grid | None) -> str:
    if grid is None:
        return "Nothing to show yet: a matrix needs outcomes, and a framework to map them to."
    filled = sum(bool(cell) for row in grid.cells for cell in row)
    return f"{len(grid.rows)} outcomes against {len(grid.columns)} items; {filled} cells hold a letter."
