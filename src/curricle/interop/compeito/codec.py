"""Metadata rows, a heading row, a row an item; a column an association type; in the simple profile indentation is the tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from curricle.core.framework import Framework, Item, Link
from curricle.core.registry import CHILD_OF, RELATIONS, kind_label
from curricle.door.assembly import NO_VERSION, SteadyIds, child_links, finish, is_uuid, short_code, steady_id, title_from
from curricle.door.grid import Sheet, Workbook
from curricle.door.limits import DEFAULT, Limits
from curricle.door.problems import Reading, refuse
from curricle.door.report import Report
from curricle.door.table import Line, letters, lines
from curricle.door.workbook import read_workbook

FORMAT = "compeito"
#: column, letters only -> field of an item
FIELDS = {
    "humancodingscheme": "code", "cfitemtype": "kind", "educationlevel": "education_levels",
    "conceptkeywords": "keywords", "abbreviatedstatement": "title", "alternativelabel": "label", "notes": "notes", "language": "language",
    "listenumeration": "enumeration",
}  # fmt: skip
FACTS = {
    "identifier": "id", "title": "title", "version": "version", "creator": "creator", "publisher": "publisher",
    "description": "description",
    "notes": "notes", "language": "language", "officialsourceurl": "source_url", "license": "licence",
}  # fmt: skip
_STATUS = {"adoptionstatus", "statusstartdate", "statusenddate"}
_RELATIONS = {letters(each): each for each in RELATIONS if each != CHILD_OF}
_OTHERS = {"identifier", "fullstatement", "parentidentifier", "sequencenumber", "license", "statusstartdate", "statusenddate"}
_TAB = 4  # columns of a tab in an indentation


def read(data: bytes, *, limits: Limits = DEFAULT, name: str = "") -> Reading[Framework]:
    """The framework of the file; the file's name is its title where no metadata row gives one. Raises Refused with line and column."""
    return from_workbook(read_workbook(data, name=name, limits=limits), limits=limits, name=name)


def is_compeito(workbook: Workbook) -> bool:
    """A CSV with fullStatement whose parents are identifiers, or which begins with metadata rows."""
    if workbook.format != "csv":
        return False
    sheet = workbook.sheets[0]
    heading = _heading(sheet)
    names = {letters(text) for text in sheet.rows[heading]} if heading is not None else set()
    return "fullstatement" in names and "level" not in names and ("parentidentifier" in names or bool(_metadata(sheet, heading or 0)))


def says(workbook: Workbook) -> frozenset[str]:
    """The fields of an item that the file has columns for."""
    sheet = workbook.sheets[0]
    names = {letters(text) for text in sheet.rows[_heading(sheet) or 0]}
    return frozenset({field for name, field in FIELDS.items() if name in names} | ({"links"} if names & _RELATIONS.keys() else set()))


def from_workbook(workbook: Workbook, *, limits: Limits = DEFAULT, name: str = "") -> Reading[Framework]:
    """As `read`, from rows that the door has already taken in."""
    sheet = workbook.sheets[0]
    heading = _heading(sheet)
    if heading is None or not is_compeito(workbook):
        raise refuse("the file", "this is not COMPEITO's CSV: it has no column fullStatement below its metadata rows")
    report = Report()
    framework = _document(sheet, heading, name, report)
    rows = list(lines(sheet, heading=heading))
    width = len(sheet.rows[heading])
    for row in rows:
        if len(sheet.rows[row.at]) != width:
            report.warn(row.place(), f"this row has {len(sheet.rows[row.at])} cells, the heading row {width}")
    found = _items(rows, framework.id, report)
    report.stop()
    children = (
        _by_identifier(found, framework.id, report) if "parentidentifier" in rows[0].columns else _by_indentation(found, framework.id)
    )
    whole = replace(framework, items=tuple(found.items), links=(*children, *_relations(found, report)))
    places = {id: row.place() for id, row in found.rows.items()}
    return finish(whole, format=FORMAT, report=report, places=places, limits=limits, made=found.made)


@dataclass(slots=True)
class _Found:
    made: SteadyIds
    items: list[Item] = field(default_factory=list)
    rows: dict[str, Line] = field(default_factory=dict)


def _heading(sheet: Sheet) -> int | None:
    """The first filled row that is no metadata."""
    return next((at for at, row in enumerate(sheet.rows[:200]) if any(row) and not row[0].lstrip().startswith("#")), None)


def _metadata(sheet: Sheet, heading: int) -> dict[str, tuple[int, str]]:
    """Name, letters only -> (row, value)."""
    found = {}
    for at, row in enumerate(sheet.rows[:heading]):
        if row and row[0].lstrip().startswith("#") and len(row) > 1:
            found[letters(row[0])] = (at, row[1])
    return found


def _document(sheet: Sheet, heading: int, name: str, report: Report) -> Framework:
    said = _metadata(sheet, heading)
    values: dict[str, Any] = {ours: said[theirs][1] for theirs, ours in FACTS.items() if theirs in said and said[theirs][1].strip()}
    title = values.pop("title", "") or title_from(name)
    version = values.pop("version", "").strip() or NO_VERSION
    id = values.pop("id", "").strip()
    if id and not is_uuid(id):
        report.warn(sheet.place(said["identifier"][0], 1), f"{id[:60]!r} is not a UUID")
    status = [at for name, (at, _) in said.items() if name in _STATUS]
    if status:
        report.note(sheet.place(status[0]), "the document's status and its dates are not part of its content")
    subject = said.get("subject", (0, ""))[1]
    id = id or steady_id(FORMAT, title, version)
    return Framework(
        id=id, line=id if "identifier" in said else steady_id(FORMAT, title), code=short_code(title), title=title, version=version,
        kind="framework", subjects=_listed(subject), **values,
    )  # fmt: skip


def _items(rows: list[Line], document: str, report: Report) -> _Found:
    if not rows:
        raise refuse("the file", "there is no item below the heading row")
    found = _Found(SteadyIds(FORMAT, document))
    simple = "parentidentifier" not in rows[0].columns
    for row in rows:
        statement = row.get("fullstatement")
        statement = statement.lstrip(" \t") if simple else statement
        if not statement.strip():
            report.error(row.place("fullstatement"), "the item has no fullStatement")
            continue
        said = row.get("identifier").strip()
        id = said or found.made.of(row.get("humancodingscheme").strip() or statement)
        if said and not is_uuid(said):
            report.warn(row.place("identifier"), f"{said[:60]!r} is not a UUID")
        if id in found.rows:
            report.error(row.place("identifier"), f"the identifier {id[:80]} is already that of {found.rows[id].place()}")
            continue
        found.rows[id] = row
        found.items.append(_item(row, id, statement))
    return found


def _item(row: Line, id: str, statement: str) -> Item:
    said = row.get("cfitemtype")
    kind = " ".join(said.split()).casefold()
    extras = [("CFItemType", said)] if kind and kind_label(kind) != said else []
    extras += [(name, row.get(name)) for name in row.columns if name not in FIELDS | _RELATIONS and name not in _OTHERS and row.get(name)]
    return Item(
        id=id,
        kind=kind or "item",
        statement=statement,
        code=row.get("humancodingscheme"),
        title=row.get("abbreviatedstatement"),
        label=row.get("alternativelabel"),
        notes=row.get("notes"),
        language=row.get("language"),
        enumeration=row.get("listenumeration"),
        keywords=_listed(row.get("conceptkeywords")),
        education_levels=_listed(row.get("educationlevel")),
        extras=tuple(sorted(extras)),
    )


def _by_identifier(found: _Found, document: str, report: Report) -> tuple[Link, ...]:
    counts: dict[str, int] = {}
    out = []
    for id, row in found.rows.items():
        parent = row.get("parentidentifier").strip() or document
        if parent != document and parent not in found.rows:
            says = f"no item has the identifier {parent[:60]!r}, so this one stands at the top"
            report.warn(row.place("parentidentifier"), says, left_out=f"under {parent[:60]}")
            parent = document
        counts[parent] = counts.get(parent, 0) + 1
        order = row.get("sequencenumber").strip()
        if order and not (order.isdecimal() and len(order) < 10):
            report.error(row.place("sequencenumber"), f"{order[:20]!r} is not a whole number")
            order = ""
        out.append((id, parent, int(order) if order else counts[parent]))
    return child_links(out)


def _by_indentation(found: _Found, document: str) -> tuple[Link, ...]:
    """Whoever stands further in than a row above hangs under the nearest such row."""
    above: list[tuple[int, str]] = []
    counts: dict[str, int] = {}
    out = []
    for id, row in found.rows.items():
        text = row.get("fullstatement")
        depth = len(text[: len(text) - len(text.lstrip(" \t"))].expandtabs(_TAB))
        while above and above[-1][0] >= depth:
            above.pop()
        parent = above[-1][1] if above else document
        counts[parent] = counts.get(parent, 0) + 1
        out.append((id, parent, counts[parent]))
        above.append((depth, id))
    return child_links(out)


def _relations(found: _Found, report: Report) -> Iterator[Link]:
    for id, row in found.rows.items():
        for column in [name for name in row.columns if name in _RELATIONS]:
            for said in dict.fromkeys(part.strip() for part in row.get(column).split("|") if part.strip()):
                target = said.rstrip("/").rpartition("/")[2] if "://" in said else said
                if target not in found.rows and "://" not in said:
                    report.warn(row.place(column), f"no item has the identifier {said[:60]!r}; it is kept as a link to elsewhere")
                extras = (("destinationNodeURI.uri", said),) if "://" in said else ()
                yield Link(source=id, target=target, type=_RELATIONS[column], extras=extras)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|" if "|" in text else ",") if part.strip())
