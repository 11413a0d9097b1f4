"""Mappings: the cells of one lens, read and changed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from curricle.connect.forms.asked import Cells, Page
from curricle.connect.operation import operation
from curricle.connect.pages.results import CellFacts, Saved, cells_of
from curricle.connect.problems import faults
from curricle.connect.reading import seen_revision
from curricle.connect.scopes import PROGRAMMES, WRITING
from curricle.connect.views.clash import said_why
from curricle.connect.views.found import find, part, tag
from curricle.core.terms import Letter
from curricle.design import actions

router = Router(tags=["Mappings"])


@router.get("/programmes/{code:code}/mappings/{lens}", response=list[CellFacts])
@operation("mapping", "v", scope=PROGRAMMES)
def list_cells(request: HttpRequest, response: HttpResponse, code: str, lens: str, asked: Query[Page]) -> list[CellFacts]:
    """The claims on one framework, by its id or its code: every cell of its matrix that holds a letter."""
    found = find(request, code, kind="mapping")
    framework = found.lens(lens)
    tag(response, found.row)
    return list(part(request, response, cells_of(found.value, framework.id), asked))


@router.patch("/programmes/{code:code}/mappings/{lens}", response=Saved)
@operation("mapping", "e", scope=WRITING, seen=True)
def change_cells(request: HttpRequest, response: HttpResponse, code: str, lens: str, change: Cells) -> Saved:
    """Put letters into cells, or take them away; cells that are not named stay. One change, that a person can undo."""
    found = find(request, code, kind="mapping")
    revision = seen_revision(request)
    framework = found.lens(lens)
    cells = _cells(change)
    with said_why(request, actions.with_cells(found.value, framework.id, cells)):
        row = actions.change_mapping(
            by=request.actor,
            programme=found.row,
            lens=framework.id,
            cells=cells,
            revision=revision,
            what=f"A program mapped to {framework.code}",
        )
    tag(response, row)
    return Saved(code=row.code, revision=row.revision, digest=row.roll_up.digest)


def _cells(change: Cells) -> actions.Cells:
    """By outcome and item. Raises Problem for cells that are named twice."""
    cells: dict[tuple[str, str], tuple[Letter | None, str]] = {}
    twice = []
    for place, cell in enumerate(change.cells):
        key = (cell.outcome, cell.item)
        if key in cells:
            twice.append((f"$.cells[{place}]", "this cell is named twice"))
        cells[key] = (Letter(cell.letter) if cell.letter else None, cell.reason)
    if twice:
        raise faults(twice[:20])
    return cells
