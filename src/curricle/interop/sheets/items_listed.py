"""Sheets that list item codes in cells, or hold one claim a row."""

from __future__ import annotations

from curricle.core.terms import Letter
from curricle.interop.sheets.code_list import Listed, is_list, listed
from curricle.interop.sheets.draft import Subject
from curricle.interop.sheets.labels import item_like
from curricle.interop.sheets.marks import Meaning, letter_of, meaning_of
from curricle.interop.sheets.recipe import ColumnUse, Part
from curricle.interop.sheets.sheet_reader import SheetReader, short


def items_listed(reader: SheetReader) -> None:
    for row in reader.rows():
        if reader.banner(row):
            reader.findings.passed(reader.spread.place(row), f"{next(filter(None, reader.spread.rows[row]))!r} was read as a heading")
            continue
        subject = reader.subject(row)
        for use in reader.columns(Part.ITEM):
            text = reader.spread.text(row, use.column)
            if text and subject is None:
                reader.findings.lost(reader.spread.place(row, use.column), "codes stand here, and no module in their row")
            elif text and subject:
                _codes(reader, row, use, subject, text)


def _codes(reader: SheetReader, row: int, use: ColumnUse, subject: Subject, text: str) -> None:
    at = reader.spread.place(row, use.column)
    reader.findings.cells += 1
    meaning, letter = _row_letter(reader, row)
    if meaning in (Meaning.UNKNOWN, Meaning.NOTHING):
        return
    letter = letter or use.letter
    whole = reader.items.find(text, reader.recipe.frameworks)
    if whole and not whole.rest:
        match = reader.item([(row, text)], use.column)
        if match:
            reader.claim(at, subject, match, letter)
        return
    found = listed(reader.items, text, reader.recipe.frameworks)
    if whole and not is_list(reader.items, text, reader.recipe.frameworks):  # a code and somebody's own words
        found = (Listed(text=text, match=whole), Listed(text=whole.rest, match=None))
    if not any(each.match for each in found) and len(found) == 1:
        reader.unknown(row, use.column, text)
        return
    for each in found:
        if each.match is None:
            reader.findings.lost(at, _strange(each.text))
        else:
            reader.findings.frameworks.add(each.match.framework)
            reader.claim(at, subject, each.match, Letter(each.letter) if each.letter else letter)


def _strange(text: str) -> str:
    code = item_like(text) or text.isdigit()
    return f"{short(text)} is no item of the chosen frameworks" if code else f"{short(text)} stands beside codes and was not understood"


def _row_letter(reader: SheetReader, row: int) -> tuple[Meaning, Letter | None]:
    """What the row's own mark column says of all its codes; "taught" without a letter where it is empty or missing."""
    for use in reader.columns(Part.MARK):
        text = reader.spread.text(row, use.column)
        meaning = meaning_of(text, reader.marks, reader.whole.numbers)
        if meaning is Meaning.UNKNOWN:
            reader.findings.lost(reader.spread.place(row, use.column), f"the mark {short(text)} is not known")
        if text:
            return meaning, use.letter if meaning is Meaning.TAUGHT else letter_of(meaning, reader.whole.unlettered)
    return Meaning.TAUGHT, None
