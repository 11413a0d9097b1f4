"""The guess for sheets that list item codes in the cells of one or more columns, or hold one claim a row."""

from __future__ import annotations

import re

from curricle.core.terms import Letter
from curricle.interop.sheets.code_list import is_list
from curricle.interop.sheets.labels import heading_letter, is_numbering, mark_heading, mark_like, module_parts, outcome_parts, part_of
from curricle.interop.sheets.recipe import Axis, ColumnUse, Part, SheetRecipe
from curricle.interop.sheets.survey import Run, Survey

_MODULE_LIST = re.compile(r"[,;\n/&+]|\band\b")


def one_claim_a_row(survey: Survey, column: int) -> bool:
    """Whether a column of module codes stands beside the items."""
    rows = [row for row, at in survey.hits if at == column]
    for other in range(survey.spread.width):
        texts = [survey.spread.text(row, other) for row in rows]
        if other != column and sum(module_parts(text) is not None for text in texts) * 2 >= len(texts):
            return True
    return False


def one_outcome_a_row(survey: Survey, items: Run) -> bool:
    """Whether outcomes stand beside the items, and no marks: a sheet of one module whose outcomes have one code each."""
    spread, first = survey.spread, min(items.items)
    heading = max(first - 1, 0)
    outcomes = False
    for column in range(spread.width):
        head = spread.text(heading, column)
        cells = [text for row in items.items if (text := spread.text(row, column))]
        part = None if module_parts(head) or outcome_parts(head) else part_of(head, ())
        outcomes = outcomes or part in (Part.OUTCOME, Part.OUTCOME_TEXT)
        if column != items.at and part is None and cells and not is_numbering(head, cells) and all(mark_like(text) for text in cells):
            return False
    return outcomes


def modules_in_cells(survey: Survey, best: Run) -> SheetRecipe | None:
    """Items down, each once, and columns that list the modules: "Where taught", "Where assessed"; None when it is not so."""
    spread, rows = survey.spread, sorted(best.items)
    uses, several = [], 0
    for column in range(spread.width):
        cells = [text for row in rows if (text := spread.text(row, column))]
        coded = [text for text in cells if module_parts(text)]
        if coded and len(coded) * 2 >= len(cells):
            heading = survey.head(column, rows[0], rows[0] - 1)
            uses.append(ColumnUse(column=column, part=Part.MODULE, letter=_letter(heading)))
            several += any(len(_MODULE_LIST.split(text)) > 1 and module_parts(_MODULE_LIST.split(text)[1].strip()) for text in coded)
        elif sum((row, column) in survey.hits for row in rows) * 2 >= len(rows):
            uses.append(ColumnUse(column=column, part=Part.ITEM))
        elif cells:
            uses.append(ColumnUse(column=column, part=Part.NOTE))
    if best.distinct < len(rows) or not (several or sum(use.part is Part.MODULE for use in uses) > 1):
        return None
    return SheetRecipe(
        sheet=spread.sheet.name,
        items=Axis.DOWN,
        modules=Axis.LISTED,
        first_row=rows[0],
        columns=tuple(uses),
        frameworks=survey.frameworks([spread.text(row, best.at) for row in rows]),
        heads=survey.heads(max(rows[0] - 1, 0), [], uses),
    )


def listed(survey: Survey, column: int) -> SheetRecipe:
    """Items listed in `column` and in every other column of which most filled cells name known codes."""
    spread = survey.spread
    heading = max(min(_rows(survey, column)) - 1, 0)
    while heading > 0 and (not spread.text(heading, column) or spread.banner(heading)):
        heading -= 1
    first = heading + 1
    named = [at for at in range(spread.width) if at == column or _mostly_codes(survey, at, first)]
    columns = survey.labels((at for at in range(spread.width) if at not in named), first, heading)
    columns = [_as_mark(survey, use, first, heading) for use in columns]
    columns += [ColumnUse(column=at, part=Part.ITEM, letter=_letter(spread.text(heading, at))) for at in named]
    modules = Axis.DOWN if any(use.part in (Part.MODULE, Part.MODULE_TITLE) for use in columns) else Axis.SHEET
    return SheetRecipe(
        sheet=spread.sheet.name,
        items=Axis.LISTED,
        modules=modules,
        first_row=first,
        columns=tuple(sorted(columns, key=lambda use: use.column)),
        cells=survey.cells(heading) if modules is Axis.SHEET else (),
        frameworks=survey.frameworks([spread.text(row, at) for at in named for row in _rows(survey, at)]),
        heads=survey.heads(heading, named, columns),
    )


def _rows(survey: Survey, column: int) -> list[int]:
    spread = survey.spread
    return [row for row in range(spread.height) if (row, column) in survey.hits or is_list(survey.items, spread.text(row, column))]


def _mostly_codes(survey: Survey, column: int, first: int) -> bool:
    filled = [row for row in range(first, survey.spread.height) if survey.spread.text(row, column)]
    return bool(filled) and len(_rows(survey, column)) * 2 > len(filled)


def _as_mark(survey: Survey, use: ColumnUse, first: int, heading: int) -> ColumnUse:
    cells = [text for row in range(first, survey.spread.height) if (text := survey.spread.text(row, use.column))]
    marks = bool(cells) and all(mark_like(text) for text in cells) and mark_heading(survey.head(use.column, first, heading))
    return ColumnUse(column=use.column, part=Part.MARK) if marks and use.part in (Part.NOTE, Part.MODULE_TITLE, Part.OUTCOME_TEXT) else use


def _letter(heading: str) -> Letter | None:
    return next((letter for word in heading.split() if len(word) > 1 and (letter := heading_letter(word))), None)
