"""Show me your sheet: how the workbook is read, what was understood and what was not, with a control for each answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from curricle.core.terms import Letter
from curricle.design.brought import Sheet
from curricle.door.grid import Sheet as Grid
from curricle.door.grid import column_name
from curricle.door.problems import Problem
from curricle.interop.sheets.marks import Meaning, Numbers
from curricle.interop.sheets.recipe import Axis, Part, SheetRecipe, to_json
from curricle.interop.sheets.understanding import Question, Understanding
from curricle.ui.choosing import Control, Option, control
from curricle.ui.words import plural

ROWS, COLUMNS = 14, 14
LISTED = 60
PART_WORDS = {
    Part.MODULE: "Module code or title",
    Part.MODULE_TITLE: "Module title",
    Part.OUTCOME: "Outcome code",
    Part.OUTCOME_TEXT: "Outcome text",
    Part.ITEM: "KSB or capability",
    Part.MARK: "Marks",
    Part.CREDITS: "Credits",
    Part.LEVEL: "Level",
    Part.ASSESSMENT: "Assessment",
    Part.WEIGHT: "Weight of the assessment",
    Part.NOTE: "Note",
    Part.IGNORE: "Not read",
}
AXIS_WORDS = {
    Axis.ACROSS: "across, one a column",
    Axis.DOWN: "down, one a row",
    Axis.LISTED: "listed in the cells of one column",
    Axis.SHEET: "one a sheet",
    Axis.NONE: "not in this sheet",
}
MEANING_WORDS = {
    Meaning.I: "I, introduced",
    Meaning.D: "D, developed",
    Meaning.A: "A, assessed",
    Meaning.TAUGHT: "taught, without a letter",
    Meaning.NOTHING: "nothing",
    Meaning.UNKNOWN: "not known",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    number: int
    use: Control | None
    cells: tuple[str, ...]
    read: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPart:
    """One sheet of the workbook, folded unless something on it needs an answer (`open`). One that is not read shows only that choice."""

    name: str
    use: Control
    used: bool
    brief: str
    open: bool
    says: str
    items: Control | None = None
    modules: Control | None = None
    first: int = 1
    first_name: str = ""
    last: str = ""
    marks_from: str = ""
    marks_to: str = ""
    prefix: str = ""
    columns: tuple[tuple[str, Control], ...] = ()
    rows: tuple[GridRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkPart:
    name: str
    text: str
    means: Control


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPart:
    name: str
    at: str
    text: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPage:
    name: str
    kept: bool
    code: str
    title: str
    programmes: tuple[str, ...]
    says: str
    sheets: tuple[SheetPart, ...]
    marks: tuple[MarkPart, ...]
    numbers: Control
    unlettered: Control
    questions: tuple[QuestionPart, ...]
    understood: tuple[tuple[str, str], ...]
    more_understood: int
    not_understood: tuple[Problem, ...]
    more_lost: int
    notes: tuple[Problem, ...]
    recipe: str
    action: str
    confirm: str
    again: str
    errors: tuple[str, ...] = ()


def sheet_page(
    name: str,
    token: str,
    sheet: Sheet,
    read: Understanding,
    *,
    code: str,
    title: str,
    programmes: Iterable[str],
    errors: Iterable[str] = (),
) -> SheetPage:
    """The page. `programmes`: codes of the organisation's drafts, which the sheet may be laid over."""
    recipe = sheet.recipe
    held = {each.sheet: each for each in recipe.sheets}
    return SheetPage(
        name=name,
        kept=sheet.kept,
        code=code,
        title=title,
        programmes=tuple(programmes),
        says=_says(read),
        sheets=tuple(
            _sheet(at, each, held.get(each.name), open=not read.counts.claims or _asks(read, each.name))
            for at, each in enumerate(sheet.workbook.sheets)
        ),
        marks=tuple(
            MarkPart(name=f"m{at}", text=mark.text, means=control(f"m{at}-means", f"{mark.text} means", MEANING_WORDS, mark.means))
            for at, mark in enumerate(recipe.marks)
        ),
        numbers=control("numbers", "Numbers mean", {each: each.value for each in Numbers}, recipe.numbers),
        unlettered=control(
            "unlettered", "A mark without a letter means", {each: f"{each.value}, {each.word}" for each in Letter}, recipe.unlettered
        ),
        questions=tuple(_question(at, each) for at, each in enumerate(read.questions)),
        understood=tuple((each.at, each.says) for each in read.understood[:LISTED]),
        more_understood=max(0, len(read.understood) - LISTED),
        not_understood=read.not_understood[:LISTED],
        more_lost=max(0, len(read.not_understood) - LISTED),
        notes=(*sheet.notes, *read.notes),
        recipe=to_json(recipe).decode("utf-8"),
        action=reverse("design:sheet", args=[token]),
        confirm=reverse("design:preview", args=[token]),
        again=reverse("design:bring"),
        errors=tuple(errors),
    )


def _says(read: Understanding) -> str:
    counts = read.counts
    if not counts.claims:
        return "Nothing was understood yet. Say below where your modules stand and where the KSBs or capabilities."
    parts = f"{plural(counts.modules, 'module')}, {plural(counts.outcomes, 'outcome')}"
    parts += f", {plural(counts.claims, 'claim')} on {plural(counts.items, 'item')}"
    lost = f"{plural(counts.not_understood, 'place')} could not be read" if counts.not_understood else "every filled cell was read"
    return f"Understood: {parts}; {lost}."


def _asks(read: Understanding, sheet: str) -> bool:
    """Whether a place of the sheet was not understood."""
    return any(f"'{sheet}'" in each.at for each in read.not_understood)


def _brief(recipe: SheetRecipe | None) -> str:
    if recipe is None:
        return "left out"
    if recipe.items is Axis.NONE:
        return "read for its modules and outcomes"
    where = {Axis.ACROSS: "across", Axis.DOWN: "down", Axis.LISTED: "listed in cells", Axis.SHEET: "one a sheet", Axis.NONE: "elsewhere"}
    return f"read, KSBs or capabilities {where[recipe.items]}, modules {where[recipe.modules]}"


def _sheet(at: int, grid: Grid, recipe: SheetRecipe | None, *, open: bool) -> SheetPart:
    prefix = f"s{at}-"
    use = Control(
        name=f"{prefix}use",
        label="This sheet",
        options=(
            Option(value="yes", text="Read it", chosen=recipe is not None),
            Option(value="no", text="Leave it out", chosen=recipe is None),
        ),
    )
    if recipe is None:
        return SheetPart(name=grid.name, use=use, used=False, brief=_brief(None), open=False, says="")
    columns = {each.column: each.part for each in recipe.columns}
    heads = {each.row: each.part for each in recipe.heading_rows}
    width = min(max((len(row) for row in grid.rows), default=0), COLUMNS)
    return SheetPart(
        name=grid.name,
        use=use,
        used=True,
        brief=_brief(recipe),
        open=open,
        says=f"{plural(len(grid.rows), 'row')}; the first {min(ROWS, len(grid.rows))} rows and {width} columns are shown.",
        items=control(
            f"{prefix}items",
            "KSBs or capabilities stand",
            {each: AXIS_WORDS[each] for each in Axis if each is not Axis.SHEET},
            recipe.items,
        ),
        modules=control(
            f"{prefix}modules", "Modules stand", {each: AXIS_WORDS[each] for each in Axis if each is not Axis.LISTED}, recipe.modules
        ),
        first=recipe.first_row + 1,
        first_name=f"{prefix}first",
        last=str(recipe.last_row + 1) if recipe.last_row is not None else "",
        marks_from=column_name(recipe.first_mark) if recipe.first_mark is not None else "",
        marks_to=column_name(recipe.last_mark) if recipe.last_mark is not None else "",
        prefix=prefix,
        columns=tuple(
            (
                column_name(column),
                control(f"{prefix}col-{column}", f"Column {column_name(column)}", PART_WORDS, columns.get(column, Part.IGNORE)),
            )
            for column in range(width)
        ),
        rows=tuple(_row(prefix, number, grid, width, recipe, heads) for number in range(min(ROWS, len(grid.rows)))),
    )


def _row(prefix: str, number: int, grid: Grid, width: int, recipe: SheetRecipe, heads: dict[int, Part]) -> GridRow:
    above = number < recipe.first_row
    words = {part: PART_WORDS[part] for part in (Part.IGNORE, Part.ITEM, Part.MODULE, Part.MODULE_TITLE, Part.OUTCOME, Part.OUTCOME_TEXT)}
    use = control(f"{prefix}row-{number}", f"Row {number + 1} holds", words, heads.get(number, Part.IGNORE)) if above else None
    cells = tuple(_short(grid.text(number, column)) for column in range(width))
    return GridRow(number=number + 1, use=use, cells=cells, read=not above)


def _question(at: int, each: Question) -> QuestionPart:
    options = tuple(
        Option(value=f"{found.framework} {found.item}", text=f"{found.name} ({found.percent}% alike): {_short(found.statement, 90)}")
        for found in each.candidates
    )
    return QuestionPart(name=f"q{at}", at=each.at, text=each.text, options=options)


def _short(text: str, most: int = 40) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
