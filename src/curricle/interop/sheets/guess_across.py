"""The guess for sheets whose items stand across, and for sheets that only describe modules."""

from __future__ import annotations

from curricle.interop.sheets.labels import module_parts, part_of
from curricle.interop.sheets.recipe import Axis, ColumnUse, Part, RowUse, SheetRecipe
from curricle.interop.sheets.survey import Run, Survey

_NAMES = {Part.MODULE, Part.MODULE_TITLE}
_DESCRIBES = {*_NAMES, Part.OUTCOME, Part.OUTCOME_TEXT, Part.CREDITS, Part.ASSESSMENT, Part.LEVEL}
_LOOK = 15
_SAMPLE = 300  # rows by which a column without a clear heading is judged


def across(survey: Survey, best: Run) -> SheetRecipe:
    """Items across, modules or outcomes down. Rows beside the best that name the same items belong to the heading."""
    rows = sorted(row for row in range(best.at - 2, best.at + 3) if _shares(survey, row, best))
    first, left, right = rows[-1] + 1, min(best.items), max(best.items)
    beside = [column for column in range(left, survey.spread.width) if column not in best.items]
    columns = [*survey.labels(range(left), first, best.at), *survey.labels(beside, first, best.at, left=False)]
    ends = any(use.column > right for use in columns)
    modules = Axis.DOWN if any(use.part in _NAMES for use in columns) else Axis.SHEET
    return SheetRecipe(
        sheet=survey.spread.sheet.name,
        items=Axis.ACROSS,
        modules=modules,
        first_row=first,
        heading_rows=tuple(RowUse(row=row, part=Part.ITEM) for row in rows),
        columns=tuple(columns),
        first_mark=left,
        last_mark=min(use.column for use in columns if use.column > right) - 1 if ends else None,
        cells=survey.cells(rows[0]) if modules is Axis.SHEET else (),
        frameworks=survey.frameworks([survey.spread.text(best.at, column) for column in best.items]),
        heads=survey.heads(best.at, [*best.items][:2], columns),
    )


def _shares(survey: Survey, row: int, best: Run) -> bool:
    same = [match.item.id for column, match in best.items.items() if _item(survey, row, column) == match.item.id]
    return len(same) >= max(2, len(best.items) // 2)


def _item(survey: Survey, row: int, column: int) -> str:
    match = survey.hits.get((row, column))
    return match.item.id if match else ""


def describing(survey: Survey) -> SheetRecipe | None:
    """A sheet without items that lists modules, with at least two of outcome, credits, level and assessment beside them."""
    spread = survey.spread
    for heading in range(min(_LOOK, spread.height)):
        if sum(bool(text) and part_of(text, ()) is not None for text in spread.rows[heading]) < 2:
            continue
        columns = []
        for column in range(spread.width):
            cells = [spread.text(row, column) for row in range(heading + 1, min(spread.height, _SAMPLE))]
            head = spread.text(heading, column)
            part = part_of(head, cells) if head else None
            if head or any(cells):
                columns.append(ColumnUse(column=column, part=part or Part.NOTE))
        parts = {use.part for use in columns if spread.text(heading, use.column)} & _DESCRIBES
        codes = [use.column for use in columns if use.part is Part.MODULE]
        rows = range(heading + 1, spread.height)
        if len(parts) >= 3 and any(module_parts(spread.text(row, column)) for column in codes for row in rows):
            return SheetRecipe(
                sheet=spread.sheet.name,
                items=Axis.NONE,
                modules=Axis.DOWN,
                first_row=heading + 1,
                columns=tuple(columns),
                heads=survey.heads(heading, codes, columns),
            )
    return None
