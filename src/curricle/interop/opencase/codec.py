"""A row an item; its Level says how deep it stands below the nearest higher row above."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from curricle.core.framework import Framework, Item
from curricle.core.registry import kind_label
from curricle.door.assembly import NO_VERSION, SteadyIds, child_links, finish, short_code, steady_id, title_from
from curricle.door.grid import Sheet, Workbook, refuse_errors
from curricle.door.limits import DEFAULT, Limits
from curricle.door.problems import Problem, Reading, Weight, refuse
from curricle.door.report import Report
from curricle.door.table import Line, letters, lines
from curricle.door.workbook import read_workbook

FORMAT = "opencase"
#: column -> headings that mean it, as letters and digits
ALIASES = {
    "level": ("level", "depth", "indent", "indentlevel", "hierarchylevel"),
    "code": ("humancodingscheme", "code", "codingscheme", "itemcode"),
    "statement": ("fullstatement", "statement", "description", "text"),
    "kind": ("itemtype", "cfitemtype", "type"),
    "title": ("abbreviatedstatement", "abbreviation", "shortstatement", "shortname"),
    "education": ("educationlevel", "educationlevels", "grade", "grades", "gradelevel"),
    "subject": ("subject", "subjects"),
    "notes": ("notes", "note", "comments", "comment"),
}
_HEADING_WITHIN = 30  # rows in which the heading row is looked for, below comments


def read(data: bytes, *, limits: Limits = DEFAULT, name: str = "") -> Reading[Framework]:
    """The framework of a filled template; its title is the file's name. Raises Refused with line and column, or sheet and cell."""
    return from_workbook(read_workbook(data, name=name, limits=limits), limits=limits, name=name)


def is_opencase(workbook: Workbook) -> bool:
    """Whether some sheet has a heading row with a Level and a Full Statement."""
    return any(_heading(sheet) is not None for sheet in workbook.sheets)


def says(workbook: Workbook) -> frozenset[str]:
    """The fields of an item that the sheet has columns for."""
    sheet = next((each for each in workbook.sheets if _heading(each) is not None), None)
    there = {_column(text) for text in sheet.rows[_heading(sheet) or 0]} if sheet else set()
    names = {"code": "code", "kind": "kind", "title": "title", "education": "education_levels", "subject": "subjects", "notes": "notes"}
    return frozenset(field for column, field in names.items() if column in there)


def from_workbook(workbook: Workbook, *, limits: Limits = DEFAULT, name: str = "") -> Reading[Framework]:
    """As `read`, from sheets that the door has already taken in. The first sheet with the template's headings is read."""
    report = Report()
    report.extend(workbook.problems)
    sheet = next((each for each in workbook.sheets if _heading(each) is not None), None)
    if sheet is None:
        raise refuse("the file", "no sheet has a heading row with the columns Level and Full Statement")
    refuse_errors(sheet)
    others = [each.name for each in workbook.sheets if each is not sheet and each.rows]
    if others:
        report.extend(
            (Problem(at="the file", says=f"only the sheet '{sheet.name}' is read", severity=Weight.NOTE, left_out=", ".join(others)),)
        )
    title = title_from(name)
    id = steady_id(FORMAT, title, NO_VERSION)
    tree = _walk(sheet, id, report, limits)
    report.stop()
    framework = Framework(
        id=id,
        line=steady_id(FORMAT, title),
        code=short_code(title),
        title=title,
        version=NO_VERSION,
        kind="framework",
        items=tuple(tree.items),
        links=child_links(tree.parents),
    )
    return finish(framework, format=FORMAT, report=report, places=tree.places, limits=limits, made=tree.made)


@dataclass(slots=True)
class _Tree:
    made: SteadyIds
    items: list[Item] = field(default_factory=list)
    parents: list[tuple[str, str, int | None]] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)


def _walk(sheet: Sheet, document: str, report: Report, limits: Limits) -> _Tree:
    tree = _Tree(SteadyIds(FORMAT, document))
    heading = _heading(sheet) or 0
    above: list[tuple[int, str, tuple[str, ...]]] = []  # (level, id, path) of the rows that this one may hang under
    counts: dict[str, int] = {}
    for row in lines(sheet, heading=heading, rename=_column):
        if _is_comment(row):
            continue
        level = _level(row, report, limits)
        if not row.get("statement").strip():
            report.error(row.place("statement"), "the item has no Full Statement")
            continue
        while above and above[-1][0] >= level:
            above.pop()
        parent, path = above[-1][1:] if above else (document, ())
        if level > (above[-1][0] if above else 0) + 1:
            report.note(
                row.place("level"), f"level {level} follows a level that is more than one higher; the item hangs under the nearest above"
            )
        path = (*path, row.get("code").strip() or row.get("statement"))
        id = tree.made.of(*path)
        above.append((level, id, path))
        counts[parent] = counts.get(parent, 0) + 1
        tree.items.append(_item(row, id))
        tree.parents.append((id, parent, counts[parent]))
        tree.places[id] = row.place()
    return tree


def _item(row: Line, id: str) -> Item:
    said = row.get("kind")
    kind = " ".join(said.split()).casefold()
    extras = [("CFItemType", said)] if kind and kind_label(kind) != said else []
    extras.extend((name, row.get(name)) for name in row.columns if name not in ALIASES and row.get(name))
    return Item(
        id=id,
        kind=kind or "item",
        statement=row.get("statement"),
        code=row.get("code"),
        title=row.get("title"),
        notes=row.get("notes"),
        subjects=_listed(row.get("subject")),
        education_levels=_listed(row.get("education")),
        extras=tuple(sorted(extras)),
    )


def _level(row: Line, report: Report, limits: Limits) -> int:
    said = row.get("level").strip()
    if not said.isdecimal() or len(said) > 6 or int(said) == 0:
        report.error(row.place("level"), f"{said[:20]!r} is not a level; 1 is the top, 2 the next …" if said else "this row has no level")
        return 1
    if int(said) > limits.depth:
        report.error(row.place("level"), f"the level {said} is deeper than {limits.depth} (limit depth)")
    return int(said)


def _heading(sheet: Sheet) -> int | None:
    for at, row in enumerate(sheet.rows[:_HEADING_WITHIN]):
        if {"level", "statement"} <= {_column(text) for text in row}:
            return at
    return None


_BY_ALIAS: Mapping[str, str] = {alias: column for column, aliases in ALIASES.items() for alias in aliases}


def _column(heading: str) -> str:
    name = letters(heading)
    return _BY_ALIAS.get(name, name)


def _is_comment(row: Line) -> bool:
    return row.sheet.text(row.at, 0).lstrip().startswith("#")


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())
