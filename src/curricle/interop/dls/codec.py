"""A row a competency: groups by name, in the order in which they come."""

from __future__ import annotations

from dataclasses import dataclass, field

from curricle.core.framework import Framework, Item
from curricle.door.assembly import NO_VERSION, SteadyIds, child_links, finish, short_code, steady_id, title_from
from curricle.door.grid import Sheet, Workbook, refuse_errors
from curricle.door.html_words import plain, silenced
from curricle.door.limits import DEFAULT, Limits
from curricle.door.problems import Problem, Reading, Weight, refuse
from curricle.door.report import Report
from curricle.door.table import Line, letters, lines
from curricle.door.workbook import read_workbook

FORMAT = "dls"
COLUMNS = ("ID", "CompetencyGroup", "GroupDescription", "Competency", "CompetencyDescription", "AlwaysShowDescription", "FlagsCSV")
SHEET = "Competencies"
GROUP_LENGTH, NAME_LENGTH = 255, 500
_NEEDED = {letters(each) for each in ("CompetencyGroup", "Competency", "AlwaysShowDescription")}
_TRUE_FALSE = {"true", "false", "1", "0", "yes", "no", ""}
_HEADING_WITHIN = 10


def read(data: bytes, *, limits: Limits = DEFAULT, name: str = "") -> Reading[Framework]:
    """The framework of the workbook; its title is the file's name. Raises Refused with sheet and cell.

    Refused, as DLS itself refuses: an id that is no number, a competency without name, a name that is too long, a bad true or false.
    """
    return from_workbook(read_workbook(data, name=name, limits=limits), limits=limits, name=name)


def is_dls(workbook: Workbook) -> bool:
    """Whether some sheet has the columns CompetencyGroup, Competency and AlwaysShowDescription."""
    return any(_heading(sheet) is not None for sheet in workbook.sheets)


def says(workbook: Workbook) -> frozenset[str]:
    """Name, explanation and flags."""
    return frozenset({"notes", "keywords"})


@dataclass(slots=True)
class _Found:
    items: list[Item] = field(default_factory=list)
    parents: list[tuple[str, str, int | None]] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)  # name -> id
    counts: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)  # id of DLS -> place

    def add(self, item: Item, parent: str, place: str) -> None:
        self.counts[parent] = self.counts.get(parent, 0) + 1
        self.items.append(item)
        self.parents.append((item.id, parent, self.counts[parent]))
        self.places[item.id] = place


def from_workbook(workbook: Workbook, *, limits: Limits = DEFAULT, name: str = "") -> Reading[Framework]:
    """As `read`, from sheets that the door has already taken in. The first sheet with the columns is read."""
    sheet = next((each for each in workbook.sheets if _heading(each) is not None), None)
    if sheet is None:
        raise refuse("the file", "no sheet has the columns CompetencyGroup, Competency and AlwaysShowDescription")
    refuse_errors(sheet)
    report = Report()
    report.extend(workbook.problems)
    others = [each.name for each in workbook.sheets if each is not sheet and each.rows]
    if others:
        says_it = f"only the sheet '{sheet.name}' is read"
        report.extend((Problem(at="the file", says=says_it, severity=Weight.NOTE, left_out=", ".join(others)),))
    title = title_from(name)
    document = steady_id(FORMAT, title, NO_VERSION)
    found, made = _Found(), SteadyIds(FORMAT, document)
    for row in lines(sheet, heading=_heading(sheet) or 0):
        _row(row, document, found, made, report)
    framework = Framework(
        id=document, line=steady_id(FORMAT, title), code=short_code(title), title=title, version=NO_VERSION, kind="framework",
        items=tuple(found.items), links=child_links(found.parents),
    )  # fmt: skip
    return finish(framework, format=FORMAT, report=report, places=found.places, limits=limits, made=made)


def _row(row: Line, document: str, found: _Found, made: SteadyIds, report: Report) -> None:
    name, group = row.get("competency"), " ".join(row.get("competencygroup").split())
    number, shown = row.get("id").strip(), row.get("alwaysshowdescription").strip()
    if number and not (number.isdecimal() and len(number) < 12):
        report.error(row.place("id"), f"{number[:20]!r} is no id of DLS, which is a number")
    elif number and found.numbers.setdefault(number, row.place()) != row.place():
        report.error(row.place("id"), f"the id {number} is already that of {found.numbers[number]}")
    for column in ("groupdescription", "competencydescription"):
        if silenced(row.get(column)):
            report.warn(row.place(column), "a script or style in this text is left out", left_out=row.get(column)[:60])
    if not name.strip():
        report.error(row.place("competency"), "this competency has no name")
        return
    for text, most, column in ((group, GROUP_LENGTH, "competencygroup"), (name, NAME_LENGTH, "competency")):
        if len(text) > most:
            report.error(row.place(column), f"this text is longer than the {most} characters that DLS keeps")
    if shown.casefold() not in _TRUE_FALSE:
        report.error(row.place("alwaysshowdescription"), f"{shown[:20]!r} is neither true nor false")
    parent = document
    if group:
        parent = found.groups.get(group, "")
        if not parent:
            parent = found.groups[group] = made.of("group", group)
            notes = plain(row.get("groupdescription"))
            found.add(Item(id=parent, kind="group", statement=row.get("competencygroup").strip(), notes=notes), document, row.place())
    flags = tuple(part.strip() for part in row.get("flagscsv").split(",") if part.strip())
    extras = [(COLUMNS[0], number)] if number else []
    extras += [(COLUMNS[5], "true")] if shown.casefold() in ("true", "1", "yes") else []
    item = Item(
        id=made.of(group, name.strip()), kind="competency", statement=name, notes=plain(row.get("competencydescription")), keywords=flags,
        extras=tuple(sorted(extras)),
    )  # fmt: skip
    found.add(item, parent, row.place())


def _heading(sheet: Sheet) -> int | None:
    for at, row in enumerate(sheet.rows[:_HEADING_WITHIN]):
        if {letters(text) for text in row} >= _NEEDED:
            return at
    return None
