"""A first recipe for any mapping workbook: which sheets, which way round, where the headings end, what each column holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from curricle.core.framework import Framework
from curricle.door.grid import Sheet, Workbook
from curricle.door.problems import Problem, Weight
from curricle.interop.sheets.codes import Items
from curricle.interop.sheets.guess_across import across, describing
from curricle.interop.sheets.guess_down import down
from curricle.interop.sheets.guess_listed import listed, modules_in_cells, one_claim_a_row, one_outcome_a_row
from curricle.interop.sheets.labels import mark_like
from curricle.interop.sheets.legend import legend
from curricle.interop.sheets.look import marks_of
from curricle.interop.sheets.marks import STANDARD, Mark, Meaning, Numbers, is_number
from curricle.interop.sheets.recipe import Axis, Recipe, SheetRecipe
from curricle.interop.sheets.signature import signature
from curricle.interop.sheets.spread import Spread
from curricle.interop.sheets.survey import Run, Survey
from curricle.interop.sheets.table_end import last_row


def guess(workbook: Workbook, frameworks: Iterable[Framework]) -> tuple[Recipe, tuple[Problem, ...]]:
    """A recipe for the workbook, and notes on what the guess rests on and what is unsure, with their places.

    Sheets are found by the codes and exact wordings of the frameworks' items; marks take the meaning that a legend in the
    workbook gives them. A recipe without sheets means that nothing was found.
    """
    items = Items(frameworks)
    recipes: list[SheetRecipe] = []
    notes: list[Problem] = []
    marks: Counter[str] = Counter()
    for sheet in workbook.sheets:
        found = None if sheet.hidden else sheet_recipe(Survey(sheet, items))
        if found is None:
            why = "this sheet is hidden" if sheet.hidden else "fewer than two known items and no list of modules stand here"
            notes.append(_note(sheet.title, f"{why}, so it was left out"))
            continue
        recipes.append(found)
        notes.append(_note(sheet.title, _says(found)))
        marks.update(marks_of(Spread(sheet), found))
    recipes.sort(key=lambda each: each.items is not Axis.NONE)
    explained = legend(workbook, marks)
    notes += [_note(at, f"the legend says {words!r}, so {key!r} means {means.value}") for key, (means, words, at) in explained.items()]
    kept = tuple(Mark(text=text, means=means) for text, means in _kept(marks, explained))
    unknown = [mark.text for mark in kept if mark.means is Meaning.UNKNOWN]
    if unknown:
        notes.append(_warning("the file", f"nobody has said yet what these marks mean: {', '.join(unknown)}"))
    if any(is_number(text) for text in marks):
        notes.append(_warning("the file", f"numbers stand in cells; they are read so: {_numbers(marks).value}"))
    recipe = Recipe(sheets=tuple(recipes), marks=kept, numbers=_numbers(marks), signature=signature(workbook))
    return recipe, tuple(notes)


def guess_sheet(sheet: Sheet, frameworks: Iterable[Framework], items: Axis | None = None) -> SheetRecipe | None:
    """The recipe of one sheet, for a person who picks the sheet or says which way round it stands (`items`).

    None when too little is found for that way round.
    """
    return sheet_recipe(Survey(sheet, Items(frameworks)), items)


def sheet_recipe(survey: Survey, items: Axis | None = None) -> SheetRecipe | None:
    """The recipe of one sheet; None when it names fewer than two items and lists no modules."""
    found = _table(survey, items)
    return replace(found, last_row=last_row(survey.spread, found)) if found else None


def _table(survey: Survey, items: Axis | None) -> SheetRecipe | None:
    row, column = survey.best(0), survey.best(1)
    lists = max(survey.lists, key=lambda at: survey.lists[at], default=-1)
    if items is None:
        items = _way_round(survey, row, column, lists)
    if items is Axis.ACROSS and row.items:
        return across(survey, row)
    if items is Axis.DOWN and column.items:
        return modules_in_cells(survey, column) or down(survey, column)
    if items is Axis.LISTED and (lists >= 0 or column.items):
        return listed(survey, lists if lists >= 0 else column.at)
    return describing(survey) if items is Axis.NONE else None


def _way_round(survey: Survey, row: Run, column: Run, lists: int) -> Axis:
    if lists >= 0 and row.distinct <= 2 * survey.lists[lists] and (column.distinct < 2 or _mostly_lists(survey, column, lists)):
        return Axis.LISTED
    if row.distinct >= 2 and row.distinct > column.distinct:
        return Axis.ACROSS
    if column.distinct < 2:
        return Axis.NONE
    if modules_in_cells(survey, column) is None and (one_claim_a_row(survey, column.at) or one_outcome_a_row(survey, column)):
        return Axis.LISTED
    return Axis.DOWN


def _mostly_lists(survey: Survey, column: Run, lists: int) -> bool:
    """Whether the column that names most items lists them; a few lists in a column of items beside marks are a slip of the pen."""
    if column.at != lists:
        return False
    beside = [text for row in column.items for at in range(survey.spread.width) if at != lists and (text := survey.spread.text(row, at))]
    marks = sum(mark_like(text) for text in beside)
    return marks * 2 < len(beside) or survey.lists[lists] * 2 >= column.distinct


def _kept(marks: Counter[str], explained: Mapping[str, tuple[Meaning, str, str]]) -> Iterator[tuple[str, Meaning]]:
    """The marks that the recipe names: those a legend explains, the usual ones, and single unknown ones."""
    for text in sorted(marks):
        if text in explained:
            yield text, explained[text][0]
        elif text in STANDARD:
            yield text, STANDARD[text]
        elif len(text) <= 4 and not is_number(text) and not any(letter in text for letter in ",;/&+"):
            yield text, Meaning.UNKNOWN


def _numbers(marks: Counter[str]) -> Numbers:
    """1 to 3 are letters where a 2 or 3 stands and few cells go beyond; else numbers are marks (1), or counts and hours."""
    found = {key: count for key, count in marks.items() if is_number(key) and key != "0"}
    beyond = sum(count for key, count in found.items() if key not in ("1", "2", "3"))
    return Numbers.LETTERS if set(found) & {"2", "3"} and beyond * 4 <= sum(found.values()) else Numbers.TAUGHT


def _note(at: str, says: str) -> Problem:
    return Problem(at=at, says=says, severity=Weight.NOTE)


def _warning(at: str, says: str) -> Problem:
    return Problem(at=at, says=says, severity=Weight.WARNING)


def _says(recipe: SheetRecipe) -> str:
    if recipe.items is Axis.NONE:
        return f"modules with their outcomes, no items; {_rows(recipe)}"
    items = {Axis.ACROSS: "items across", Axis.DOWN: "items down"}.get(recipe.items, "items listed in cells")
    modules = {Axis.ACROSS: "modules across", Axis.DOWN: "modules down", Axis.LISTED: "modules listed in cells"}.get(
        recipe.modules, "the sheet is one module"
    )
    return f"{modules}, {items}; {_rows(recipe)}"


def _rows(recipe: SheetRecipe) -> str:
    last = "" if recipe.last_row is None else f", the last {recipe.last_row + 1}"
    return f"the first row read is {recipe.first_row + 1}{last}"
