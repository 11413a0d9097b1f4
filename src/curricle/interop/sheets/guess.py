"""A first recipe for any mapping workbook: which sheets, which way round, where the headings end, what each column holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from curricle.core.framework import Framework
from curricle.core.terms import Letter
from curricle.door.grid import Sheet, Workbook
from curricle.door.problems import Problem, Weight
from curricle.interop.sheets.codes import Items, Match
from curricle.interop.sheets.labels import (
    heading_letter,
    is_banner,
    mark_heading,
    mark_like,
    module_parts,
    outcome_parts,
    part_of,
)
from curricle.interop.sheets.marks import STANDARD, Mark, Meaning, Numbers, is_number, mark_key
from curricle.interop.sheets.recipe import Axis, CellUse, ColumnUse, HeadText, Part, Recipe, RowUse, SheetRecipe
from curricle.interop.sheets.signature import signature
from curricle.interop.sheets.spread import Spread, is_total

COLOURS = "Colours are not read. Where only a colour says something, put a letter into the cell."


def guess(workbook: Workbook, frameworks: Iterable[Framework]) -> tuple[Recipe, tuple[Problem, ...]]:
    """A recipe for the workbook, and notes on what the guess rests on and what is unsure, with their places.

    Sheets are found by the codes and exact wordings of the frameworks' items. A recipe without sheets means that none was found.
    """
    items = Items(frameworks)
    recipes, notes, marks = [], [], Counter[str]()
    for sheet in workbook.sheets:
        if sheet.hidden:
            notes.append(_note(sheet.title, "this sheet is hidden and was left out"))
            continue
        found = _SheetGuess(sheet, items).recipe()
        if found is None:
            notes.append(_note(sheet.title, "fewer than two known items stand here, so this sheet was left out"))
            continue
        recipes.append(found)
        notes.append(_note(sheet.title, _says(found)))
        marks.update(_marks(Spread(sheet), found))
    numbers = _numbers(marks)
    kept = tuple(Mark(text=text, means=_means(text)) for text in sorted(marks) if not is_number(text))
    notes.append(_note("the file", COLOURS))
    return Recipe(sheets=tuple(recipes), marks=kept, numbers=numbers, signature=signature(workbook)), tuple(notes)


@dataclass(frozen=True, slots=True)
class _Line:
    """A row or a column in which known items stand: its place and the items by the other coordinate."""

    at: int
    items: dict[int, Match]

    @property
    def distinct(self) -> int:
        return len({match.item.id for match in self.items.values()})


class _SheetGuess:
    def __init__(self, sheet: Sheet, items: Items) -> None:
        self.spread = Spread(sheet)
        self.items = items
        self.hits: dict[tuple[int, int], Match] = {}
        self.lists: dict[int, int] = {}
        self._scan()

    def _scan(self) -> None:
        listed: Counter[int] = Counter()
        for row in range(self.spread.height):
            for column in range(self.spread.width):
                text = self.spread.text(row, column)
                if not text or mark_key(text) in STANDARD or is_number(text) and not self.items.by_code(text):
                    continue
                match = self.items.find(text)
                if match and (match.framework, match.item.id) in self.items.mappable:
                    self.hits[row, column] = match
                elif len(text) < 500 and sum(each.match is not None for each in self.items.listed(text)) > 1:
                    listed[column] += 1
        self.lists = dict(listed)

    def _best(self, axis: int) -> _Line:
        lines: dict[int, dict[int, Match]] = {}
        for place, match in self.hits.items():
            lines.setdefault(place[axis], {})[place[1 - axis]] = match
        best = max(lines, key=lambda at: (len({match.item.id for match in lines[at].values()}), -at), default=-1)
        return _Line(best, lines.get(best, {}))

    def recipe(self) -> SheetRecipe | None:
        row, column = self._best(0), self._best(1)
        listed = max(self.lists, key=lambda at: self.lists[at], default=-1)
        if listed >= 0 and row.distinct < 2 * self.lists[listed] + 1 and (column.at == listed or column.distinct < 2):
            return self._listed(listed)
        if row.distinct >= 2 and row.distinct > column.distinct:
            return self._across(row)
        if column.distinct >= 2:
            return self._rows_are_claims(column.at) or self._down(column)
        return None

    def _frameworks(self, texts: Sequence[str]) -> tuple[str, ...]:
        """The frameworks that name these texts, the one that names most first; a later one only if it names others still."""
        left, chosen = list(dict.fromkeys(texts)), list[str]()
        while left:
            counts = {id: sum(self._names(text, id) for text in left) for id in self.items.frameworks if id not in chosen}
            best = max(counts, key=lambda id: counts[id], default="")
            if not counts.get(best):
                break
            chosen.append(best)
            left = [text for text in left if not self._names(text, best)]
        return tuple(chosen)

    def _names(self, text: str, framework: str) -> bool:
        if self.items.find(text, (framework,)):
            return True
        return any(each.match for each in self.items.listed(text, (framework,)))

    # items across

    def _across(self, best: _Line) -> SheetRecipe:
        rows = [row for row in range(self.spread.height) if self._shares(row, best)]
        rows = [row for row in rows if abs(row - best.at) <= 2]
        first, left, right = max(rows) + 1, min(best.items), max(best.items)
        columns = [*self._labels(range(0, left), first, best.at), *self._labels(range(left, self.spread.width), first, best.at, best)]
        last = max((use.column for use in columns if use.column > right), default=None)
        modules = Axis.DOWN if any(use.part in (Part.MODULE, Part.MODULE_TITLE) for use in columns) else Axis.SHEET
        return SheetRecipe(
            sheet=self.spread.sheet.name,
            items=Axis.ACROSS,
            modules=modules,
            first_row=first,
            heading_rows=tuple(RowUse(row=row, part=Part.ITEM) for row in sorted(rows)),
            columns=tuple(columns),
            first_mark=left,
            last_mark=None if last is None else right,
            cells=self._cells(min(rows)) if modules is Axis.SHEET else (),
            frameworks=self._frameworks([self.spread.text(best.at, column) for column in best.items]),
            heads=self._heads(best.at, [*best.items][:2], columns),
        )

    def _shares(self, row: int, best: _Line) -> bool:
        same = [
            column for column, match in best.items.items() if (row, column) in self.hits and self.hits[row, column].item.id == match.item.id
        ]
        return len(same) >= max(2, len(best.items) // 2) and len({best.items[column].item.id for column in same}) > 1

    def _labels(self, columns: Iterable[int], first: int, heading: int, best: _Line | None = None) -> list[ColumnUse]:
        """The uses of the columns beside the marks; those left unclear become module, then outcome, then note."""
        found: list[ColumnUse] = []
        for column in columns:
            if best is not None and column in best.items:
                continue
            cells = [self.spread.text(row, column) for row in range(first, self.spread.height) if not self.spread.total(row)]
            head = self._head(column, first, heading)
            if not head and not any(cells):
                continue
            part = part_of(head, cells)
            if best is not None and part is None and (mark_like(next((text for text in cells if text), "x")) and head):
                continue  # an item that is not known: understanding names it
            found.append(ColumnUse(column=column, part=part or self._unclear(found, cells, best is None)))
        return found

    def _unclear(self, found: Sequence[ColumnUse], cells: Sequence[str], left: bool) -> Part:
        parts = {use.part for use in found}
        if not left or not any(cells):
            return Part.NOTE
        if Part.MODULE not in parts and Part.MODULE_TITLE not in parts and Part.OUTCOME not in parts:
            return Part.MODULE
        if Part.OUTCOME in parts and Part.OUTCOME_TEXT not in parts:
            return Part.OUTCOME_TEXT
        return Part.MODULE_TITLE if Part.MODULE in parts and Part.MODULE_TITLE not in parts else Part.NOTE

    def _head(self, column: int, first: int, heading: int) -> str:
        """The heading nearest above the data: in the heading row, else in the rows around it."""
        for row in (heading, *range(first - 1, -1, -1)):
            text = self.spread.text(row, column)
            if text and row < first and self._banner_width(row, column) < 3:
                return text
        return ""

    def _banner_width(self, row: int, column: int) -> int:
        text = self.spread.text(row, column)
        return sum(each == text for each in self.spread.rows[row]) if self.spread.banners.get(row, 0) > 2 else 1

    # items down

    def _down(self, best: _Line) -> SheetRecipe:
        first = min(best.items)
        item_columns = {column for column in range(self.spread.width) if self._same_items(column, best)}
        marks, columns = self._mark_columns(item_columns, first, best)
        heading = [row for row in range(first) if any(self.spread.text(row, column) for column in marks)]
        rows = self._module_rows(heading, marks)
        modules = Axis.ACROSS if any(use.part is not Part.IGNORE for use in rows) else Axis.SHEET
        columns += [ColumnUse(column=column, part=Part.ITEM) for column in sorted(item_columns)]
        if modules is Axis.SHEET:
            columns += [ColumnUse(column=column, part=Part.MARK, letter=self._mark_letter(heading, column)) for column in marks]
        columns.sort(key=lambda use: use.column)
        return SheetRecipe(
            sheet=self.spread.sheet.name,
            items=Axis.DOWN,
            modules=modules,
            first_row=first,
            heading_rows=tuple(rows),
            columns=tuple(columns),
            first_mark=min(marks) if marks and modules is Axis.ACROSS else None,
            last_mark=max(marks) if marks and modules is Axis.ACROSS else None,
            cells=self._cells(max(heading, default=first)) if modules is Axis.SHEET else (),
            frameworks=self._frameworks([self.spread.text(row, best.at) for row in best.items]),
            heads=self._heads(max(heading, default=first), marks[:2], columns),
        )

    def _same_items(self, column: int, best: _Line) -> bool:
        if column == best.at:
            return True
        same = sum((row, column) in self.hits and self.hits[row, column].item.id == match.item.id for row, match in best.items.items())
        return same * 2 >= len(best.items)

    def _mark_columns(self, item_columns: set[int], first: int, best: _Line) -> tuple[list[int], list[ColumnUse]]:
        marks, others = [], []
        for column in range(self.spread.width):
            cells = [self.spread.text(row, column) for row in best.items]
            head = next((self.spread.text(row, column) for row in range(first - 1, -1, -1) if self.spread.text(row, column)), "")
            filled = [text for text in cells if text]
            if column in item_columns or not head and not filled:
                continue
            known = [text for text in filled if mark_like(text) or outcome_parts(text)]
            if is_total(head):
                others.append(ColumnUse(column=column, part=Part.IGNORE))
            elif len(known) * 2 < len(filled) or not filled and not (module_parts(head) or mark_heading(head)) or not head or part_of(head, filled) in (Part.NOTE, Part.CREDITS) and not module_parts(head):
                others.append(ColumnUse(column=column, part=Part.NOTE))
            else:
                marks.append(column)
        return marks, others

    def _module_rows(self, heading: Sequence[int], marks: Sequence[int]) -> list[RowUse]:
        """What the rows above the marks hold: modules, titles, outcomes, or banners that are left out."""
        uses: list[RowUse] = []
        for row in reversed(heading):
            texts = [self.spread.text(row, column) for column in marks]
            filled = [text for text in texts if text]
            if not uses and len(marks) > 0 and all(mark_heading(text) for text in filled) and not any(map(module_parts, filled)):
                return []
            uses.append(RowUse(row=row, part=self._row_part(filled, uses, len(marks))))
        named = {use.part for use in uses}
        if Part.MODULE not in named and Part.MODULE_TITLE in named:
            uses = [RowUse(row=use.row, part=Part.MODULE if use.part is Part.MODULE_TITLE else use.part) for use in uses]
        return sorted(uses, key=lambda use: use.row)

    def _row_part(self, filled: Sequence[str], below: Sequence[RowUse], width: int) -> Part:
        parts = {use.part for use in below}
        if sum(module_parts(text) is not None for text in filled) * 2 >= len(filled):
            return Part.MODULE
        if sum(outcome_parts(text) is not None for text in filled) * 2 >= len(filled):
            return Part.OUTCOME
        alone = len(set(filled)) == 1 and width > 1
        if (
            alone
            or all(is_banner(text) for text in filled)
            or Part.MODULE_TITLE in parts
            or (Part.MODULE in parts and len(filled) * 2 < width)
        ):
            return Part.IGNORE
        return Part.MODULE_TITLE

    def _mark_letter(self, heading: Sequence[int], column: int) -> Letter | None:
        return next((letter for row in reversed(heading) if (letter := heading_letter(self.spread.text(row, column)))), None)

    # items listed

    def _rows_are_claims(self, column: int) -> SheetRecipe | None:
        """A long list, one claim a row: a column of module codes stands beside the items."""
        rows = [row for row, at in self.hits if at == column]
        for other in range(self.spread.width):
            texts = [self.spread.text(row, other) for row in rows]
            if other != column and texts and sum(module_parts(text) is not None for text in texts) * 2 >= len(texts):
                return self._listed(column)
        return None

    def _listed(self, column: int) -> SheetRecipe:
        rows = [row for row in range(self.spread.height) if (row, column) in self.hits or self._is_list(row, column)]
        heading = min(rows) - 1
        while heading > 0 and not self.spread.text(heading, column):
            heading -= 1
        heading = max(heading, 0)
        first = heading + 1 if min(rows) else 0
        columns = self._labels((at for at in range(self.spread.width) if at != column), first, heading)
        columns = [self._as_mark(use, first) for use in columns] + [ColumnUse(column=column, part=Part.ITEM)]
        modules = Axis.DOWN if any(use.part in (Part.MODULE, Part.MODULE_TITLE) for use in columns) else Axis.SHEET
        return SheetRecipe(
            sheet=self.spread.sheet.name,
            items=Axis.LISTED,
            modules=modules,
            first_row=first,
            columns=tuple(sorted(columns, key=lambda use: use.column)),
            cells=self._cells(heading) if modules is Axis.SHEET else (),
            frameworks=self._frameworks([self.spread.text(row, column) for row in rows]),
            heads=self._heads(heading, [column], columns),
        )

    def _as_mark(self, use: ColumnUse, first: int) -> ColumnUse:
        cells = [text for row in range(first, self.spread.height) if (text := self.spread.text(row, use.column))]
        marks = bool(cells) and all(mark_like(text) for text in cells)
        head = self._head(use.column, first, first - 1)
        return ColumnUse(column=use.column, part=Part.MARK, letter=None) if marks and mark_heading(head) and use.part is Part.NOTE else use

    def _is_list(self, row: int, column: int) -> bool:
        return sum(each.match is not None for each in self.items.listed(self.spread.text(row, column))) > 1

    # both

    def _cells(self, before: int) -> tuple[CellUse, ...]:
        """The cells above the table that name the sheet's module: "PM701 Feet", or "Module code" with its answer beside it."""
        found: list[CellUse] = []
        for row in range(before):
            for column in range(self.spread.width):
                label, beside = self.spread.text(row, column).casefold().rstrip(":"), self.spread.text(row, column + 1)
                if label in ("module code", "code", "module") and beside and beside != self.spread.text(row, column):
                    found.append(CellUse(row=row, column=column + 1, part=Part.MODULE))
                elif label in ("module title", "title", "module name") and beside:
                    found.append(CellUse(row=row, column=column + 1, part=Part.MODULE_TITLE))
                elif label == "credits" and beside.isdigit():
                    found.append(CellUse(row=row, column=column + 1, part=Part.CREDITS))
                elif module_parts(self.spread.text(row, column)) and not found and not self._is_text(row, column):
                    found.append(CellUse(row=row, column=column, part=Part.MODULE))
        return tuple(found)

    def _is_text(self, row: int, column: int) -> bool:
        return any(use == (row, column) for use in self.hits)

    def _heads(self, row: int, columns: Sequence[int], uses: Sequence[ColumnUse]) -> tuple[HeadText, ...]:
        chosen = sorted({*columns, *(use.column for use in uses if use.part not in (Part.NOTE, Part.IGNORE))})
        return tuple(HeadText(row=row, column=column, text=text) for column in chosen if (text := self.spread.text(row, column)))


def _marks(spread: Spread, recipe: SheetRecipe) -> Iterator[str]:
    columns = {use.column for use in recipe.columns if use.part is Part.MARK}
    if recipe.first_mark is not None:
        last = spread.width - 1 if recipe.last_mark is None else recipe.last_mark
        columns |= set(range(recipe.first_mark, last + 1)) - {use.column for use in recipe.columns}
    for row in range(recipe.first_row, spread.height):
        if spread.total(row):
            continue
        for column in sorted(columns):
            key = mark_key(spread.text(row, column))
            if key and len(key) <= 20:
                yield key


def _means(key: str) -> Meaning:
    return STANDARD.get(key, Meaning.UNKNOWN)


def _numbers(marks: Counter[str]) -> Numbers:
    """1 to 3 are letters when 2 or 3 stands somewhere; only 1 is a mark; anything above 3 means that numbers are counts or hours."""
    found = {key for key in marks if is_number(key) and key != "0"}
    if found <= {"1"}:
        return Numbers.TAUGHT
    return Numbers.LETTERS if found <= {"1", "2", "3"} else Numbers.TAUGHT


def _note(at: str, says: str) -> Problem:
    return Problem(at=at, says=says, severity=Weight.NOTE)


def _says(recipe: SheetRecipe) -> str:
    items = {Axis.ACROSS: "items across", Axis.DOWN: "items down", Axis.LISTED: "items listed in one column"}[recipe.items]
    modules = {Axis.ACROSS: "modules across", Axis.DOWN: "modules down", Axis.SHEET: "the sheet is one module"}[recipe.modules]
    return f"{modules}, {items}; the first row read is {recipe.first_row + 1}"
