"""Sheets whose items stand down: modules across, listed in cells, or the sheet itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from curricle.interop.sheets.codes import Match
from curricle.interop.sheets.draft import ModuleDraft, Subject
from curricle.interop.sheets.labels import item_like, module_parts, named_parts, outcome_parts, parted
from curricle.interop.sheets.recipe import Axis, ColumnUse, Part
from curricle.interop.sheets.sheet_reader import SheetReader, short
from curricle.interop.sheets.spread import is_total


def items_down(reader: SheetReader) -> None:
    """Every mark, or every module named, in the row of an item."""
    modules = reader.recipe.modules
    subjects = dict(_heading_subjects(reader)) if modules is Axis.ACROSS else {}
    letters = {use.column: use.letter for use in reader.columns(Part.MARK)}
    named = reader.columns(Part.MODULE) if modules is Axis.LISTED else []
    columns = [*subjects, *letters, *(use.column for use in named)]
    for row in reader.rows():
        match = _row_item(reader, row, columns)
        if match is None:
            continue
        for use in named:
            _modules_in_cell(reader, row, use, match)
        if modules is not Axis.ACROSS:
            subject = reader.subject(row) if letters else None
            subjects = dict.fromkeys(letters, subject) if subject else {}
        for column in subjects:
            reader.mark(row, column, subjects[column], match, letters.get(column))
    _unnamed_columns(reader, subjects)


def _row_item(reader: SheetReader, row: int, columns: Sequence[int]) -> Match | None:
    """The item of a row. Unknown ones are a problem where marks stand or a code's shape; other rows are headings."""
    texts = [(use.column, text) for use in reader.columns(Part.ITEM) if (text := reader.spread.text(row, use.column))]
    found = [(row, column, match) for column, text in texts if (match := reader.items.find(text, reader.recipe.frameworks))]
    marked = [column for column in columns if reader.spread.text(row, column)]
    if found:
        mappable = (found[0][2].framework, found[0][2].item.id) in reader.items.mappable
        heading = not mappable and (not marked or reader.banner(row))
        return None if heading else reader.agreed(found)
    if reader.banner(row):
        reader.findings.passed(reader.spread.place(row), f"{next(filter(None, reader.spread.rows[row]))!r} was read as a heading")
    elif texts and (marked or item_like(texts[0][1]) or reader.near(max((text for _, text in texts), key=len))):
        reader.unknown(row, texts[0][0], max((text for _, text in texts), key=len))
    elif marked:
        reader.findings.lost(reader.spread.place(row, marked[0]), "a mark stands here, and no item in its row")
    elif texts:
        reader.findings.passed(reader.spread.place(row), f"{short(texts[0][1])} was read as a heading")
    return None


def _heading_subjects(reader: SheetReader) -> Iterator[tuple[int, Subject]]:
    rows = {part: [use.row for use in reader.recipe.heading_rows if use.part is part] for part in Part}
    first = [use.row for use in reader.recipe.heading_rows if use.part is not Part.IGNORE]
    module: ModuleDraft | None = None
    for column in reader.grid():
        names, within = parted([text for row in rows[Part.MODULE] if (text := reader.spread.text(row, column))])
        title = " ".join(text for row in rows[Part.MODULE_TITLE] if (text := reader.spread.text(row, column)))
        outcomes = [text for row in (*rows[Part.OUTCOME], *rows[Part.OUTCOME_TEXT]) if (text := reader.spread.text(row, column))]
        if any(is_total(text) for text in (*names, title)):
            continue
        at = reader.spread.place(min(first, default=0), column)
        if names or title:
            module = reader.draft.module(names, title, at)
        elif not (outcomes and reader.whole.carry):
            continue
        if module:
            yield column, reader.draft.outcome(module, [*within, *outcomes], "", at)


def _unnamed_columns(reader: SheetReader, subjects: dict[int, Subject]) -> None:
    if reader.recipe.modules is not Axis.ACROSS:
        return
    heads = [use.row for use in reader.recipe.heading_rows]
    for column in reader.grid():
        if column in subjects or any(is_total(reader.spread.text(row, column)) for row in heads):
            continue
        marked = next((row for row in _rows_quietly(reader) if reader.spread.text(row, column)), None)
        if marked is not None:
            reader.findings.lost(reader.spread.place(marked, column), "a mark stands here, and no module above its column")


def _rows_quietly(reader: SheetReader) -> Iterator[int]:
    last = reader.spread.height - 1 if reader.recipe.last_row is None else min(reader.recipe.last_row, reader.spread.height - 1)
    return (row for row in range(reader.recipe.first_row, last + 1) if not reader.spread.total(row) and not reader.banner(row))


def _modules_in_cell(reader: SheetReader, row: int, use: ColumnUse, match: Match) -> None:
    """Modules, with outcomes if named, that a cell lists for its item: "PM701 LO1, LO3; PM702"."""
    at, module, bare = reader.spread.place(row, use.column), None, None
    for part in named_parts(reader.spread.text(row, use.column)):
        parts = module_parts(part)
        outcome = outcome_parts(parts[1] if parts else part)
        if parts:
            if bare:
                reader.claim(at, bare, match, use.letter)
            module = reader.draft.module([parts[0] if outcome else part], "", at)
            bare = reader.draft.outcome(module, [], "", at)
        if outcome and module:
            reader.findings.cells += 1
            reader.claim(at, reader.draft.outcome(module, [outcome[0]], "", at), match, use.letter)
            bare = None
            if outcome[1]:
                reader.findings.lost(at, f"{short(outcome[1])} stands beside an outcome and was not understood")
        elif not parts:
            reader.findings.lost(at, f"{short(part)} names no module")
    if bare:
        reader.findings.cells += 1
        reader.claim(at, bare, match, use.letter)
