"""Sheets whose items stand across, and sheets that only describe modules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from curricle.interop.sheets.codes import Match
from curricle.interop.sheets.recipe import Part
from curricle.interop.sheets.sheet_reader import SheetReader
from curricle.interop.sheets.spread import is_total


def items_across(reader: SheetReader) -> None:
    heads = [use.row for use in reader.recipe.heading_rows if use.part is Part.ITEM]
    items = dict(_heading_items(reader, heads))
    for row in reader.rows():
        if reader.banner(row):
            reader.findings.passed(reader.spread.place(row), f"{next(filter(None, reader.spread.rows[row]))!r} was read as a heading")
            continue
        subject = reader.subject(row)
        for column, match in items.items():
            if subject:
                reader.mark(row, column, subject, match)
            elif reader.spread.text(row, column):
                reader.findings.lost(reader.spread.place(row, column), "a mark stands here, and no module in its row")


def _heading_items(reader: SheetReader, heads: Sequence[int]) -> Iterator[tuple[int, Match]]:
    for column in reader.grid():
        texts = [(row, text) for row in heads if (text := reader.spread.text(row, column))]
        if not texts or any(is_total(text) for _, text in texts):
            continue
        match = reader.item(texts, column)
        if match:
            yield column, match


def no_items(reader: SheetReader) -> None:
    for row in reader.rows():
        if not reader.banner(row):
            reader.subject(row)
