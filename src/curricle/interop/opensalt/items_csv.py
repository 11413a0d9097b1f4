"""The CSV of items: columns by their name, the parent by its coding scheme."""

from __future__ import annotations

from dataclasses import dataclass, field

from curricle.core.framework import Framework, Item, Link
from curricle.core.registry import CHILD_OF, RELATIONS, kind_label
from curricle.door.assembly import NO_VERSION, SteadyIds, child_links, finish, short_code, steady_id, title_from
from curricle.door.grid import Workbook
from curricle.door.limits import Limits
from curricle.door.problems import Reading, refuse
from curricle.door.report import Report
from curricle.door.table import Line, letters, lines
from curricle.interop.opensalt.relations import listed

RELATION_COLUMNS = {letters(relation): relation for relation in RELATIONS if relation != CHILD_OF}
_PARENT_COLUMNS = ("ischildof", "parent")
_PLACED = {
    "identifier", "fullstatement", "humancodingscheme", "abbreviatedstatement", "conceptkeywords", "notes", "language", "educationlevel",
    "cfitemtype", "sequencenumber", "listenumeration", "alternativelabel", "subject", *_PARENT_COLUMNS, *RELATION_COLUMNS,
}  # fmt: skip


@dataclass(slots=True)
class _Found:
    made: SteadyIds
    items: list[Item] = field(default_factory=list)
    rows: dict[str, Line] = field(default_factory=dict)  # id -> its line
    codes: dict[str, list[str]] = field(default_factory=dict)  # code or identifier -> ids


def from_csv(workbook: Workbook, *, name: str, limits: Limits) -> Reading[Framework]:
    """The framework of an item list; its title is the file's name. Raises Refused with line and column."""
    report = Report()
    report.extend(workbook.problems)
    sheet = workbook.sheets[0]
    heading = next(at for at, row in enumerate(sheet.rows) if any(row))
    title = title_from(name)
    id = steady_id("opensalt", title, NO_VERSION)
    found = _items(list(lines(sheet, heading=heading)), id, report)
    report.stop()
    framework = Framework(
        id=id,
        line=steady_id("opensalt", title),
        code=short_code(title),
        title=title,
        version=NO_VERSION,
        kind="framework",
        items=tuple(found.items),
        links=(*_children(found, id, report), *_relations(found, report)),
    )
    places = {item: row.place() for item, row in found.rows.items()}
    return finish(framework, format="opensalt", report=report, places=places, limits=limits, made=found.made)


def _items(rows: list[Line], document: str, report: Report) -> _Found:
    if rows and "fullstatement" not in rows[0].columns:
        raise refuse("the file", "there is no column fullStatement")
    found = _Found(SteadyIds("opensalt", document))
    for row in rows:
        if not row.get("fullstatement").strip():
            report.error(row.place("fullstatement"), "the item has no fullStatement")
            continue
        code = row.get("humancodingscheme").strip()
        id = row.get("identifier").strip() or found.made.of(code or row.get("fullstatement"))
        if id in found.rows:
            report.error(row.place("identifier"), f"the identifier {id} is already that of {found.rows[id].place()}")
            continue
        found.rows[id] = row
        found.items.append(_item(row, id))
        for key in {code, row.get("identifier").strip()} - {""}:
            found.codes.setdefault(key, []).append(id)
    return found


def _item(row: Line, id: str) -> Item:
    said = " ".join(row.get("cfitemtype").split())
    extras = [("CFItemType", row.get("cfitemtype"))] if said and kind_label(said.casefold()) != row.get("cfitemtype") else []
    extras.extend((name, row.get(name)) for name in row.columns if name not in _PLACED and row.get(name))
    return Item(
        id=id,
        kind=said.casefold() or "item",
        statement=row.get("fullstatement"),
        code=row.get("humancodingscheme"),
        title=row.get("abbreviatedstatement"),
        keywords=listed(row.get("conceptkeywords")),
        notes=row.get("notes"),
        language=row.get("language"),
        enumeration=row.get("listenumeration"),
        label=row.get("alternativelabel"),
        subjects=listed(row.get("subject")),
        education_levels=listed(row.get("educationlevel")),
        extras=tuple(sorted(extras)),
    )


def _children(found: _Found, document: str, report: Report) -> tuple[Link, ...]:
    out = []
    counts: dict[str, int] = {}
    for id, row in found.rows.items():
        column = next((name for name in _PARENT_COLUMNS if row.get(name).strip()), "")
        parent = _one(found, row, column, report) if column else ""
        parent = parent or document
        counts[parent] = counts.get(parent, 0) + 1
        out.append((id, parent, _order(row, counts[parent], report)))
    return child_links(out)


def _one(found: _Found, row: Line, column: str, report: Report) -> str:
    """The id of the item whose code stands in the cell, or "" with a warning."""
    code = row.get(column).strip()
    ids = found.codes.get(code, [])
    if len(ids) == 1:
        return ids[0]
    if ids:
        report.error(row.place(column), f"{len(ids)} items have the code {code!r}, so the parent is not clear")
    else:
        report.warn(row.place(column), f"no item has the code {code[:60]!r}, so this one stands at the top", left_out=f"under {code[:60]}")
    return ""


def _order(row: Line, count: int, report: Report) -> int:
    said = row.get("sequencenumber").strip()
    if not said:
        return count
    if said.isdecimal() and len(said) < 10:
        return int(said)
    report.error(row.place("sequencenumber"), f"{said[:20]!r} is not a whole number")
    return count


def _relations(found: _Found, report: Report) -> list[Link]:
    links = []
    for id, row in found.rows.items():
        for column in sorted(row.columns.keys() & RELATION_COLUMNS.keys()):
            whole = row.get(column).strip()
            for code in (whole,) if whole in found.codes else listed(whole):
                for target in found.codes.get(code, [])[:1]:
                    links.append(Link(source=id, target=target, type=RELATION_COLUMNS[column]))
                if code not in found.codes:
                    report.warn(
                        row.place(column), f"no item has the code {code[:60]!r}", left_out=f"{RELATION_COLUMNS[column]} {code[:60]}"
                    )
    return links
