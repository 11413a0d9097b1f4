"""A person's answers about their sheet, from the controls of the page to a recipe. What is not answered stays as it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from curricle.core.framework import Framework
from curricle.core.terms import Letter
from curricle.door.grid import Sheet, Workbook
from curricle.interop.sheets.guess import guess_sheet
from curricle.interop.sheets.marks import Mark, Meaning, Numbers
from curricle.interop.sheets.recipe import Axis, ColumnUse, Part, Recipe, RowUse, Same, SheetRecipe

E = TypeVar("E", bound=StrEnum)
Answers = Mapping[str, str]
MOST_MARKS = 60
MOST_QUESTIONS = 200


def adjusted(recipe: Recipe, workbook: Workbook, answers: Answers, frameworks: Iterable[Framework] = ()) -> Recipe:
    """The recipe with the answers laid over it. Controls: see pages/sheet.py, which names them.

    A sheet that is newly read, or turned the other way round, is guessed anew by that answer.
    """
    chosen = list(frameworks)
    sheets = []
    held = {each.sheet: each for each in recipe.sheets}
    for at, sheet in enumerate(workbook.sheets):
        use = answers.get(f"s{at}-use")
        if use == "no" or (use is None and sheet.name not in held):
            continue
        base = held.get(sheet.name)
        way = _one(Axis, answers.get(f"s{at}-items"), base.items if base else Axis.NONE)
        if base is None or way is not base.items:
            sheets.append(_fresh(sheet, chosen, way if base else None))
        else:
            sheets.append(_sheet(base, f"s{at}-", answers))
    marks = {mark.text: mark.means for mark in recipe.marks}
    for at in range(MOST_MARKS):
        text = answers.get(f"m{at}-text")
        if text is not None:
            marks[text] = _one(Meaning, answers.get(f"m{at}-means"), marks.get(text, Meaning.UNKNOWN))
    return replace(
        recipe,
        sheets=tuple(sheets),
        marks=tuple(Mark(text=text, means=means) for text, means in sorted(marks.items())),
        numbers=_one(Numbers, answers.get("numbers"), recipe.numbers),
        unlettered=_one(Letter, answers.get("unlettered"), recipe.unlettered),
        same=recipe.same + tuple(_answered(answers, {each.text for each in recipe.same})),
    )


def _fresh(sheet: Sheet, frameworks: list[Framework], way: Axis | None) -> SheetRecipe:
    made = guess_sheet(sheet, frameworks, items=way)
    return made or SheetRecipe(sheet=sheet.name, items=way or Axis.ACROSS, modules=Axis.DOWN, first_row=1)


def _sheet(base: SheetRecipe, name: str, answers: Answers) -> SheetRecipe:
    heads = {use.row: use.part for use in base.heading_rows}
    columns = {use.column: use for use in base.columns}
    for key, value in answers.items():
        if key.startswith(f"{name}row-"):
            row = _number(key.removeprefix(f"{name}row-"))
            if row is not None:
                heads[row] = _one(Part, value, Part.IGNORE)
        elif key.startswith(f"{name}col-"):
            column = _number(key.removeprefix(f"{name}col-"))
            if column is not None:
                held = columns.get(column)
                part = _one(Part, value, Part.IGNORE)
                columns[column] = ColumnUse(column=column, part=part, letter=held.letter if held and held.part is part else None)
    first, last = _number(answers.get(f"{name}first")), _number(answers.get(f"{name}last"))
    start, end = _column(answers.get(f"{name}from")), _column(answers.get(f"{name}to"))
    return replace(
        base,
        items=_one(Axis, answers.get(f"{name}items"), base.items),
        modules=_one(Axis, answers.get(f"{name}modules"), base.modules),
        first_row=first - 1 if first else base.first_row,
        last_row=last - 1 if last else (None if answers.get(f"{name}last") == "" else base.last_row),
        heading_rows=tuple(RowUse(row=row, part=part) for row, part in sorted(heads.items()) if part is not Part.IGNORE),
        columns=tuple(use for _, use in sorted(columns.items()) if use.part is not Part.IGNORE),
        first_mark=base.first_mark if start is None else start,
        last_mark=base.last_mark if end is None else end,
    )


def _answered(answers: Answers, known: set[str]) -> list[Same]:
    found = []
    for at in range(MOST_QUESTIONS):
        text, value = answers.get(f"q{at}-text"), answers.get(f"q{at}-item", "")
        framework, _, item = value.partition(" ")
        if text and item and text not in known:
            found.append(Same(text=text, framework=framework, item=item))
    return found


def _one(kind: type[E], text: str | None, other: E) -> E:
    try:
        return kind(text) if text is not None else other
    except ValueError:
        return other


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else None


def _column(text: str | None) -> int | None:
    """0 for "A", 26 for "AA"; None for what is no column."""
    letters = (text or "").strip().upper()
    if not letters or len(letters) > 3 or not letters.isascii() or not letters.isalpha():
        return None
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
