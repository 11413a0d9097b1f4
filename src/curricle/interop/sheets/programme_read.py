"""Reads the programme workbook. Every problem is found in one go; one error refuses the whole file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from curricle.core.canonical import digest
from curricle.core.framework import Framework
from curricle.core.module import Assessment, Claim, Hours, Module, Outcome
from curricle.core.programme import Award, Lens, Pathway, Placement, Programme
from curricle.core.terms import Delivery, HoursKind
from curricle.door.grid import Sheet, Workbook
from curricle.door.limits import DEFAULT, Limits
from curricle.door.problems import Reading
from curricle.door.table import letters
from curricle.door.workbook import read_workbook
from curricle.interop.sheets.claims import read_claims
from curricle.interop.sheets.column import Column
from curricle.interop.sheets.naming import find, id_from, lookup, plain
from curricle.interop.sheets.programme_shape import (
    ASSESSMENTS,
    FORMAT,
    HOURS,
    LENSES,
    MODULE_TEXTS,
    MODULES,
    OUTCOMES,
    PATHWAYS,
    PROGRAMME,
)
from curricle.interop.sheets.record import Cell, Problems, Row, fact_value, facts, needs_sheets, table

_KINDS = {each.value: each.value for each in HoursKind}
_DELIVERIES = {each.value: each.value for each in Delivery}
_NEEDED = ("Programme", "Modules", "Outcomes")


def is_programme_workbook(workbook: Workbook) -> bool:
    """Whether this is our own programme workbook: by its sheets and the headings of Modules, not by its file name."""
    modules = workbook.sheet("Modules")
    if modules is None or any(workbook.sheet(name) is None for name in _NEEDED) or not modules.rows:
        return False
    return {"code", "title", "credits", "level"} <= {letters(text) for text in modules.rows[0]}


def read_programme(data: bytes, *, frameworks: Iterable[Framework] = (), limits: Limits = DEFAULT) -> Reading[Programme]:
    """The programme of a workbook, with the place of every module, outcome and assessment by id.

    Ids come from the grey columns; new rows get the same id each time from the programme's, module's and outcome's code.
    A lens whose framework is not among `frameworks` is kept with a warning. Raises Refused with every problem found.
    """
    return programme_of(read_workbook(data, limits=limits), frameworks=frameworks)


def programme_of(workbook: Workbook, *, frameworks: Iterable[Framework] = ()) -> Reading[Programme]:
    """As `read_programme`, for a workbook already opened."""
    problems = Problems()
    needs_sheets(workbook, _NEEDED, problems)
    problems.stop()
    reader = _Reader(workbook, {framework.id: framework for framework in frameworks}, problems)
    programme = reader.programme()
    problems.stop()
    return Reading(value=programme, format=FORMAT, problems=(*workbook.problems, *problems.found), places=reader.places)


class _Reader:
    def __init__(self, workbook: Workbook, frameworks: dict[str, Framework], problems: Problems) -> None:
        self.workbook = workbook
        self.frameworks = frameworks
        self.problems = problems
        self.places: dict[str, str] = {}
        self.code = ""

    def programme(self) -> Programme:
        sheet = self.workbook.sheet("Programme")
        assert sheet is not None  # needs_sheets has seen it
        values = self._facts(sheet)
        self.code = str(values["code"])
        values["id"] = values["id"] or id_from("programme", plain(self.code))
        pathways = tuple(self._pathway(row) for row in self._table("Pathways", PATHWAYS, ("code",)))
        paths = lookup((path.id, path.code) for path in pathways)
        lenses = [self._lens(row, paths) for row in self._table("Lenses", LENSES, ("code",))]
        modules, placements = self._modules(paths)
        known = lookup((module["id"], module["code"]) for module in modules)
        by_id = {module["id"]: module for module in modules}
        self._outcomes(by_id, known)
        self._assessments(by_id, known)
        self._hours(by_id, known)
        claims = read_claims(self.workbook, by_id, known, lenses, self.frameworks, self.problems)
        built = tuple(_module(module, claims.get(id, ())) for id, module in by_id.items())
        lens_values = tuple(lens for lens, _ in lenses)
        return Programme(**values, pathways=pathways, lenses=lens_values, modules=built, placements=tuple(placements))

    def _facts(self, sheet: Sheet) -> dict[str, Any]:
        found = facts(sheet, PROGRAMME, self.problems)
        defaults = {field.name: field.default for field in fields(Programme)} | {"id": "", "code": "", "title": ""}
        defaults |= {f"award.{field.name}": field.default for field in fields(Award)}
        values: dict[str, Any] = {fact.field: fact_value(fact, found.get(fact.field), defaults[fact.field]) for fact in PROGRAMME}
        for name in ("code", "title"):
            if not str(values[name]).strip():
                at = found[name].at if name in found else sheet.title
                self.problems.error(at, f"the programme has no {name}")
        award = {name.removeprefix("award."): values.pop(name) for name in list(values) if name.startswith("award.")}
        return values | {"award": Award(**award)}

    def _table(self, name: str, columns: Sequence[Column], needed: tuple[str, ...]) -> Iterable[Row]:
        return table(self.workbook.sheet(name), columns, needed, self.problems)

    def _id(self, row: Row, *codes: str) -> str:
        id = row.trim("id") or id_from(self.code, *(plain(code) for code in codes))
        if id in self.places:
            same = "has the same Id as" if row.trim("id") else "has the same code as"
            self.problems.error(row.at, f"this row {same} {self.places[id]}; clear the Id of a copied row and give it a code of its own")
        self.places[id] = row.at
        return id

    def _pathway(self, row: Row) -> Pathway:
        code = row.trim("code")
        return Pathway(id=self._id(row, "pathway", code), code=code, title=row.text("title"), profession=row.text("profession"))

    def _lens(self, row: Row, paths: Mapping[str, str]) -> tuple[Lens, str]:
        code, version, id = row.trim("code"), row.text("version"), row.trim("framework")
        framework = self.frameworks.get(id)
        if not id:
            fitting = [
                each for each in self.frameworks.values() if plain(each.code) == plain(code) and version.strip() in ("", each.version)
            ]
            if len(fitting) != 1:
                what = "is not at hand: bring it first" if not fitting else "is here in several versions: say which in the column Version"
                self.problems.error(row.cell("code").at, f"the framework {code!r} {what}")
                return Lens(framework="", code=code), row.trim("sheet")
            framework = fitting[0]
            title, version, mark = framework.title, framework.version, digest(framework)
        else:
            title, mark = row.text("title"), row.trim("digest")
            if framework and plain(framework.code) != plain(code):
                says = (
                    f"this row says {code!r} and its grey Framework id is that of {framework.code!r}; to change the framework, clear the id"
                )
                self.problems.error(row.cell("code").at, says)
        if framework is None:
            self.problems.warn(row.at, f"the framework {code!r} of this version is not at hand, so its claims are kept and not compared")
        elif mark and mark != digest(framework):
            self.problems.warn(row.cell("digest").at, f"the framework {code!r} at hand is not word for word the one that was mapped")
        chosen = self._named(row.cell("pathways"), paths, "pathway")
        lens = Lens(framework=framework.id if framework else id, code=code, title=title, version=version, digest=mark, pathways=chosen)
        return lens, row.trim("sheet")

    def _named(self, cell: Cell, known: Mapping[str, str], what: str) -> tuple[str, ...]:
        found = []
        for part in _split(cell, lambda text: bool(find(known, text))):
            id = find(known, part)
            if id:
                found.append(id)
            else:
                self.problems.error(cell.at, f"there is no {what} {part!r}")
        return tuple(found)

    def _modules(self, paths: Mapping[str, str]) -> tuple[list[dict[str, Any]], list[Placement]]:
        modules: list[dict[str, Any]] = []
        placements: list[tuple[int, Placement]] = []
        for row in self._table("Modules", MODULES, ("code", "title", "credits", "level")):
            code = row.trim("code")
            if not code:
                self.problems.error(row.cell("code").at, "this module has no code")
            id = self._id(row, "module", code)
            values: dict[str, Any] = {field: row.text(field) for field in MODULE_TEXTS}
            values |= {"id": id, "code": code, "title": row.text("title")}
            values |= {"credits": row.cell("credits").whole(0, "Credits"), "level": row.cell("level").whole(7, "Level")}
            modules.append(values | {"outcomes": [], "assessments": [], "hours": []})
            core = row.cell("core").choice({"core": "core", "optional": "optional"}, "Core or optional")
            chosen = self._named(row.cell("pathways"), paths, "pathway")
            period = row.text("period")
            if core or chosen or period:
                placement = Placement(module=id, core=core != "optional", pathways=chosen, period=period)
                placements.append((row.cell("order").whole(10**9, "Order"), placement))
        return modules, [placement for _, placement in sorted(placements, key=lambda each: each[0])]

    def _module(self, row: Row, by_id: Mapping[str, dict[str, Any]], known: Mapping[str, str]) -> dict[str, Any] | None:
        cell = row.cell("module")
        module = by_id.get(find(known, cell.text))
        if module is None:
            self.problems.error(cell.at, f"there is no module {cell.trim!r}" if cell.trim else "this row names no module")
        return module

    def _outcomes(self, by_id: Mapping[str, dict[str, Any]], known: Mapping[str, str]) -> None:
        for row in self._table("Outcomes", OUTCOMES, ("module", "code", "text")):
            module = self._module(row, by_id, known)
            if module is not None:
                code = row.trim("code")
                id = self._id(row, "outcome", module["code"], code)
                module["outcomes"].append(Outcome(id=id, code=code, text=row.text("text"), group=row.text("group")))

    def _assessments(self, by_id: Mapping[str, dict[str, Any]], known: Mapping[str, str]) -> None:
        for row in self._table("Assessments", ASSESSMENTS, ("module", "title")):
            module = self._module(row, by_id, known)
            if module is None:
                continue
            code = row.trim("code")
            outcomes = lookup((outcome.id, outcome.code) for outcome in module["outcomes"])
            texts = {field: row.text(field) for field in ("title", "type", "category", "size", "pass_rule", "reassessment")}
            module["assessments"].append(
                Assessment(
                    id=self._id(row, "assessment", module["code"], code or row.trim("title")),
                    code=code,
                    weight=row.cell("weight").whole(0, "Weight"),
                    pass_fail=row.cell("pass_fail").yes(False, "Pass or fail only"),
                    outcomes=self._named(row.cell("outcomes"), outcomes, f"outcome of {module['code']}"),
                    **texts,
                )
            )

    def _hours(self, by_id: Mapping[str, dict[str, Any]], known: Mapping[str, str]) -> None:
        for row in self._table("Hours", HOURS, ("module", "kind", "delivery", "minutes")):
            module = self._module(row, by_id, known)
            kind, delivery = row.cell("kind").choice(_KINDS, "Kind"), row.cell("delivery").choice(_DELIVERIES, "Delivery")
            for field, value in (("kind", kind), ("delivery", delivery)):
                if not row.trim(field) and not value:
                    self.problems.error(row.cell(field).at, f"this row has no {field}")
            minutes, paid = row.cell("minutes").minutes(0, "Hours"), row.cell("paid").yes(False, "In paid time")
            month = row.cell("month").whole(0, "Month") if row.trim("month") else None
            if module is not None and kind and delivery:
                hours = Hours(
                    kind=HoursKind(kind), delivery=Delivery(delivery), minutes=minutes, paid=paid, month=month, note=row.text("note")
                )
                module["hours"].append(hours)


def _module(values: Mapping[str, Any], claims: tuple[Claim, ...]) -> Module:
    fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    return Module(**fields, claims=claims)


def _split(cell: Cell, known: Callable[[str], bool]) -> Iterable[str]:
    """The parts of a list cell; a part that is not known as a whole and holds commas is split at them."""
    for part in cell.parts():
        if known(part) or "," not in part:
            yield part
        else:
            yield from (each.strip() for each in part.split(",") if each.strip())
