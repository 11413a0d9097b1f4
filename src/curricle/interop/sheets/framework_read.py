"""Reads the framework template, XLSX or CSV. Every problem is found in one go; one error refuses the whole file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from curricle.core.framework import Facts, Framework, Item, Link
from curricle.core.graph import CycleError, tree_of
from curricle.core.registry import CHILD_OF, KINDS, RELATIONS
from curricle.door.assembly import markup_in
from curricle.door.grid import Sheet, Workbook
from curricle.door.limits import DEFAULT, Limits
from curricle.door.problems import Reading
from curricle.door.table import letters
from curricle.door.workbook import read_workbook
from curricle.interop.sheets.framework_shape import FORMAT, FRAMEWORK, ITEMS, LINKS
from curricle.interop.sheets.naming import UUID, find, id_from, lookup, plain
from curricle.interop.sheets.record import Problems, Row, fact_value, facts, table

_KINDS = {label.casefold(): kind for kind, label in KINDS.items()} | {kind: kind for kind in KINDS}
_RELATIONS = {each.casefold(): each for each in RELATIONS}
_TEXTS = ("statement", "title", "requirement", "scope", "practice_level", "fheq_level", "notes")


def is_framework_template(workbook: Workbook) -> bool:
    """Whether this is our own framework template, by its sheets and headings; a CSV by its heading row."""
    sheet = _items_sheet(workbook)
    return sheet is not None and (workbook.format == "csv" or workbook.sheet("Framework") is not None) and _heading(sheet) is not None


def read_framework_template(data: bytes, limits: Limits = DEFAULT) -> Reading[Framework]:
    """The framework of a template, with the place of every item by id. Raises Refused with every problem found."""
    return framework_of(read_workbook(data, limits=limits), limits=limits)


def framework_of(workbook: Workbook, limits: Limits = DEFAULT) -> Reading[Framework]:
    """As `read_framework_template`, for a workbook already opened."""
    problems = Problems()
    sheet = _items_sheet(workbook)
    heading = _heading(sheet) if sheet else None
    if sheet is None or heading is None:
        problems.error(
            "the file", "this is not the framework template: there is no sheet 'Items' with the columns Code, Kind and Statement"
        )
        problems.stop()
    assert sheet is not None
    assert heading is not None
    reader = _Reader(problems, limits)
    framework = reader.framework(workbook, sheet, heading)
    problems.stop()
    told = (*workbook.problems, *problems.found, *markup_in(framework.items, reader.places))
    return Reading(value=framework, format=FORMAT, problems=told, places=reader.places)


def says(workbook: Workbook) -> frozenset[str]:
    """The fields of an item that the sheet has columns for, and "links" where there is a sheet of them."""
    sheet = _items_sheet(workbook)
    heading = _heading(sheet) if sheet else None
    there = {letters(text) for text in sheet.rows[heading]} if sheet and heading is not None else set()
    fields = {column.field for column in ITEMS if column.key in there} - {"id", "parent", "level", "link", "statement"}
    return frozenset(fields | ({"links"} if workbook.sheet("Links") else set()))


def _items_sheet(workbook: Workbook) -> Sheet | None:
    if workbook.format == "csv":
        return workbook.sheets[0]
    return workbook.sheet("Items")


def _heading(sheet: Sheet) -> int | None:
    """The row of the column names: the first that is neither empty nor a fact."""
    for at, row in enumerate(sheet.rows[:100]):
        first = row[0].strip() if row else ""
        if any(text.strip() for text in row) and not (sheet.lines and first.startswith("#")):
            return at if {"code", "kind", "statement"} <= {letters(text) for text in row} else None
    return None


class _Reader:
    def __init__(self, problems: Problems, limits: Limits) -> None:
        self.problems = problems
        self.limits = limits
        self.places: dict[str, str] = {}

    def framework(self, workbook: Workbook, sheet: Sheet, heading: int) -> Framework:
        values = self._facts(workbook, sheet, heading)
        rows = list(table(sheet, ITEMS, ("code", "kind", "statement"), self.problems, heading=heading))
        if not rows:
            self.problems.error(sheet.title, "there are no items")
        if len(rows) > self.limits.items:
            self.problems.error(sheet.title, f"there are more than {self.limits.items:,} items (limit items)")
            self.problems.stop()
        items = [self._item(row, str(values["id"])) for row in rows]
        links = [*self._tree(rows, items, str(values["id"])), *self._links(workbook.sheet("Links"), items)]
        framework = Framework(**values, items=tuple(items), links=tuple(links))
        self._no_ring(framework)
        return framework

    def _facts(self, workbook: Workbook, sheet: Sheet, heading: int) -> dict[str, Any]:
        source = workbook.sheet("Framework") if not sheet.lines else _fact_lines(sheet, heading)
        at = source.title if source else "the file"
        found = facts(source, FRAMEWORK, self.problems) if source else {}
        defaults = {field.name: field.default for field in fields(Framework)}
        defaults |= dict.fromkeys(("id", "line", "code", "title", "version"), "") | {"kind": "framework"}
        defaults |= {f"facts.{field.name}": field.default for field in fields(Facts)}
        values: dict[str, Any] = {fact.field: fact_value(fact, found.get(fact.field), defaults[fact.field]) for fact in FRAMEWORK}
        for name in ("code", "title", "version"):
            if not values[name].strip():
                self.problems.error(found[name].at if name in found else at, f"the framework has no {name}")
        values["kind"] = values["kind"].strip().casefold()
        values["mappable"] = tuple(_KINDS.get(kind.casefold(), kind) for kind in values["mappable"])
        values["line"] = values["line"].strip() or id_from("line", plain(values["code"]))
        values["id"] = values["id"].strip() or id_from("version", plain(values["code"]), values["version"])
        inner = {name.removeprefix("facts."): values.pop(name) for name in list(values) if name.startswith("facts.")}
        return values | {"facts": Facts(**inner)}

    def _item(self, row: Row, framework: str) -> Item:
        code, kind = row.trim("code"), row.trim("kind")
        if not row.trim("statement"):
            self.problems.error(row.cell("statement").at, "this item has no statement")
        if not kind:
            self.problems.error(row.cell("kind").at, "this item has no kind")
        id = row.trim("id") or id_from(framework, plain(code) or row.text("statement"))
        if id in self.places:
            same = "Id" if row.trim("id") else "code" if code else "statement"
            self.problems.error(row.at, f"this row has the same {same} as {self.places[id]}")
        self.places[id] = row.at
        texts: dict[str, Any] = {name: row.text(name) for name in _TEXTS}
        lists: dict[str, Any] = {name: row.cell(name).parts() for name in ("pillars", "professions", "subjects")}
        return Item(id=id, code=code, kind=_KINDS.get(kind.casefold(), kind), **texts, **lists)

    def _tree(self, rows: Sequence[Row], items: Sequence[Item], top: str) -> Iterator[Link]:
        known = lookup((item.id, item.code) for item in items)
        counts: dict[str, int] = {}
        above: list[tuple[int, str]] = []
        for row, item in zip(rows, items, strict=True):
            parent = self._parent(row, known, above) or top
            counts[parent] = counts.get(parent, 0) + 1
            yield Link(source=item.id, target=parent, type=CHILD_OF, order=counts[parent], id=row.trim("link"))
            if row.trim("level"):
                above.append((row.cell("level").whole(1, "Level"), item.id))

    def _parent(self, row: Row, known: Mapping[str, str], above: list[tuple[int, str]]) -> str:
        cell = row.cell("parent")
        if cell.trim:
            if row.trim("level"):
                self.problems.error(row.cell("level").at, "this row has a parent code and a level; use one of the two")
            parent = find(known, cell.text)
            if not parent:
                self.problems.error(cell.at, f"there is no single item with the code {cell.trim!r}")
            return parent
        if not row.trim("level"):
            return ""
        level = row.cell("level").whole(1, "Level")
        while above and above[-1][0] >= level:
            above.pop()
        if level > 1 and not above:
            self.problems.error(row.cell("level").at, f"there is no row of a higher level above this one of level {level}")
        return above[-1][1] if above else ""

    def _links(self, sheet: Sheet | None, items: Sequence[Item]) -> Iterator[Link]:
        known = lookup((item.id, item.code) for item in items)
        for row in table(sheet, LINKS, ("source", "type", "target"), self.problems):
            source, target = row.cell("source"), row.cell("target")
            type = _RELATIONS.get(row.trim("type").casefold(), row.trim("type"))
            start, end = find(known, source.text), find(known, target.text)
            if not start and end and UUID.fullmatch(source.trim):
                start = source.trim  # an item of the version before, which an item of this one replaces
            if not start:
                self.problems.error(source.at, f"there is no single item with the code {source.trim!r}")
            if not type or not target.trim:
                self.problems.error(row.at, "a link needs a relation and an item that it leads to")
            if type == CHILD_OF:
                self.problems.error(row.cell("type").at, "say what stands under what in the column Parent code of the sheet Items")
            yield Link(source=start, target=end or target.trim, type=type, note=row.text("note"), id=row.trim("id"))

    def _no_ring(self, framework: Framework) -> None:
        try:
            depth = tree_of(framework).depth
        except CycleError as stop:
            names = {item.id: item.name for item in framework.items}
            ring = " → ".join(names[id] for id in stop.members)
            self.problems.error(self.places[stop.members[0]], f"these items are each other's parent: {ring}")
            return
        deepest = max(depth, key=lambda id: depth[id], default="")
        if deepest and depth[deepest] > self.limits.depth:
            self.problems.error(self.places[deepest], f"this item stands deeper than {self.limits.depth} levels (limit depth)")


def _fact_lines(sheet: Sheet, heading: int) -> Sheet:
    """The lines before the heading as a sheet of label and value; its first row stands for a heading row."""
    rows = [(row[0].strip().removeprefix("#"), row[1] if len(row) > 1 else "") if row else ("", "") for row in sheet.rows[:heading]]
    return Sheet(name=sheet.name, rows=(("", ""), *rows), lines=(1, *sheet.lines[:heading]))
