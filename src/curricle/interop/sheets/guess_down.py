"""The guess for sheets whose items stand down: modules across, or marks of the one module that the sheet is about."""

from __future__ import annotations

from collections.abc import Sequence

from curricle.core.terms import Letter
from curricle.interop.sheets.labels import heading_letter, is_banner, mark_heading, mark_like, module_parts, outcome_parts, part_of
from curricle.interop.sheets.recipe import Axis, ColumnUse, Part, RowUse, SheetRecipe
from curricle.interop.sheets.spread import is_total
from curricle.interop.sheets.survey import Run, Survey


def down(survey: Survey, best: Run) -> SheetRecipe:
    """Items down, from the column that names most of them and those that name the same ones."""
    spread, first = survey.spread, _first(survey, best)
    named = sorted(column for column in range(spread.width) if _same(survey, column, best))
    marks, columns = _mark_columns(survey, named, first, best)
    heading = [row for row in range(first) if not spread.banner(row) and any(spread.text(row, column) for column in marks)]
    rows = _heading_rows(survey, heading, marks)
    modules = Axis.ACROSS if any(use.part is not Part.IGNORE for use in rows) else Axis.SHEET
    columns += [ColumnUse(column=column, part=Part.ITEM) for column in named]
    if modules is Axis.SHEET:
        columns += [ColumnUse(column=column, part=Part.MARK, letter=_letter(survey, heading, column)) for column in marks]
    grid = marks if modules is Axis.ACROSS else []
    last = max(heading, default=first)
    return SheetRecipe(
        sheet=spread.sheet.name,
        items=Axis.DOWN,
        modules=modules,
        first_row=first,
        heading_rows=tuple(rows),
        columns=tuple(sorted(columns, key=lambda use: use.column)),
        first_mark=min(grid, default=None),
        last_mark=max(grid, default=None),
        cells=survey.cells(last) if modules is Axis.SHEET else (),
        frameworks=survey.frameworks([spread.text(row, best.at) for row in best.items]),
        heads=survey.heads(last, marks[:2], columns),
    )


def _first(survey: Survey, best: Run) -> int:
    """The first row of the table: duties and other items that claims do not point to may stand above the first that they do."""
    first, spread = min(best.items), survey.spread
    while first > 0 and survey.items.by_code(spread.text(first - 1, best.at)):
        beside = [text for column in range(spread.width) if column != best.at and (text := spread.text(first - 1, column))]
        if not any(mark_like(text) for text in beside):
            break
        first -= 1
    return first


def _same(survey: Survey, column: int, best: Run) -> bool:
    hits = [survey.hits.get((row, column)) for row in best.items]
    same = sum(hit is not None and hit.item.id == match.item.id for hit, match in zip(hits, best.items.values(), strict=True))
    return column == best.at or same * 2 >= len(best.items)


def _mark_columns(survey: Survey, named: Sequence[int], first: int, best: Run) -> tuple[list[int], list[ColumnUse]]:
    marks, others = [], []
    for column in range(survey.spread.width):
        cells = [text for row in best.items if (text := survey.spread.text(row, column))]
        head = survey.head(column, first, first - 1) or survey.spread.text(first - 1, column)
        if column in named or (not head and not cells):
            continue
        if is_total(head):
            others.append(ColumnUse(column=column, part=Part.IGNORE))
        elif _holds_marks(head, cells):
            marks.append(column)
        else:
            others.append(ColumnUse(column=column, part=Part.NOTE))
    return marks, others


def _holds_marks(head: str, cells: Sequence[str]) -> bool:
    if not head:
        return False
    if module_parts(head) or outcome_parts(head) or (not cells and mark_heading(head)):
        return True
    known = sum(mark_like(text) or outcome_parts(text) is not None for text in cells)
    return bool(cells) and known * 2 >= len(cells) and part_of(head, cells) not in (Part.NOTE, Part.CREDITS)


def _heading_rows(survey: Survey, heading: Sequence[int], marks: Sequence[int]) -> list[RowUse]:
    """What the rows above the marks hold: modules, titles, outcomes, or banners; none when they only name marks."""
    uses: list[RowUse] = []
    for row in reversed(heading):
        filled = [text for column in marks if (text := survey.spread.text(row, column))]
        if not uses and all(mark_heading(text) for text in filled):
            return []
        uses.append(RowUse(row=row, part=_row_part(filled, {use.part for use in uses}, len(marks))))
    named = {use.part for use in uses}
    if Part.MODULE not in named:
        uses = [RowUse(row=use.row, part=Part.MODULE if use.part is Part.MODULE_TITLE else use.part) for use in uses]
    return sorted(uses, key=lambda use: use.row)


def _row_part(filled: Sequence[str], below: set[Part], width: int) -> Part:
    if sum(module_parts(text) is not None for text in filled) * 2 >= len(filled):
        return Part.MODULE
    if sum(outcome_parts(text) is not None for text in filled) * 2 >= len(filled):
        return Part.OUTCOME
    alone = len(set(filled)) == 1 and width > 1
    banners = all(is_banner(text) for text in filled)
    return Part.IGNORE if alone or banners or Part.MODULE_TITLE in below else Part.MODULE_TITLE


def _letter(survey: Survey, heading: Sequence[int], column: int) -> Letter | None:
    return next((letter for row in reversed(heading) if (letter := heading_letter(survey.spread.text(row, column)))), None)
