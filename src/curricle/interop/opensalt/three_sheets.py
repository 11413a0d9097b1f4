"""The workbook: CF Doc, CF Item (position by smartLevel), CF Association. Columns are known by their position."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from curricle.core.framework import Framework, Item, Link
from curricle.core.registry import CHILD_OF, kind_label
from curricle.door.assembly import NO_VERSION, SteadyIds, child_links, finish, is_uuid, short_code, steady_id
from curricle.door.grid import Sheet, Workbook, refuse_errors
from curricle.door.limits import Limits
from curricle.door.problems import Reading
from curricle.door.report import Report
from curricle.interop.opensalt.relations import listed, relation_of

DOCUMENT_SHEET = "CF Doc"
ITEM_SHEET = "CF Item"
LINK_SHEET = "CF Association"
_SMART_LEVEL = re.compile(r"\A[0-9]{1,6}(?:\.[0-9]{1,6})*\Z")
_LEVEL_COLUMN = 3
_FIRST_EXTRA = 12


@dataclass(slots=True)
class _Rows:
    """What the item sheet holds: items in order, where each stands, and which row has which smartLevel."""

    made: SteadyIds
    items: list[Item] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    levels: dict[str, str] = field(default_factory=dict)  # smartLevel -> id
    said: dict[str, str] = field(default_factory=dict)  # id -> smartLevel
    at: dict[str, str] = field(default_factory=dict)  # id -> place of its smartLevel


def from_sheets(workbook: Workbook, *, limits: Limits) -> Reading[Framework]:
    """The framework of the three sheets. Raises Refused with sheet and cell."""
    report = Report()
    report.extend(workbook.problems)
    document, sheet = workbook.sheet(DOCUMENT_SHEET), workbook.sheet(ITEM_SHEET)
    links_sheet = workbook.sheet(LINK_SHEET)
    assert document is not None
    assert sheet is not None
    refuse_errors(document, sheet, *([links_sheet] if links_sheet else []))
    framework = _document(document, report)
    rows = _items(sheet, framework.id, report)
    children = _children(rows, framework.id, report)
    others = _links(links_sheet, framework.id, rows, {link.source: link.target for link in children}, report) if links_sheet else ()
    whole = replace(framework, items=tuple(rows.items), links=(*children, *others))
    return finish(whole, format="opensalt", report=report, places=rows.places, limits=limits, made=rows.made)


def _document(sheet: Sheet, report: Report) -> Framework:
    def text(column: int) -> str:
        return sheet.text(1, column)

    title = text(2).strip() or "Untitled framework"
    id = text(0).strip()
    if not id:
        id = steady_id("opensalt", title)
        report.warn(sheet.place(1, 0), "the document has no identifier; one was made from its title")
    elif not is_uuid(id):
        report.warn(sheet.place(1, 0), f"{id[:60]!r} is not a UUID")
    if not text(9).strip():
        report.note(sheet.place(1, 9), f"the document names no version; it is read as {NO_VERSION}")
    extras = (("licenseText", text(14)),) if text(14) else ()
    return Framework(
        id=id,
        line=id,
        code=short_code(title),
        title=title,
        version=text(9).strip() or NO_VERSION,
        kind="framework",
        creator=text(1),
        source_url=text(4),
        publisher=text(5),
        description=text(6),
        subjects=tuple(part.strip() for part in text(7).split("|") if part.strip()),
        language=text(8),
        licence=text(13),
        notes=text(15),
        extras=extras,
    )


def _items(sheet: Sheet, document: str, report: Report) -> _Rows:
    rows = _Rows(SteadyIds("opensalt", document))
    for at in range(1, len(sheet.rows)):
        if not any(text.strip() for text in sheet.rows[at]):
            continue
        if not sheet.text(at, 1).strip():
            report.error(sheet.place(at, 1), "the item has no fullStatement")
        id = sheet.text(at, 0).strip()
        if not id:
            id = rows.made.of(sheet.text(at, 2) or sheet.text(at, 1))
            report.warn(sheet.place(at, 0), "the item has no identifier; one was made from its code")
        elif not is_uuid(id):
            report.warn(sheet.place(at, 0), f"{id[:60]!r} is not a UUID")
        if id in rows.places:
            report.error(sheet.place(at, 0), f"the identifier {id} is already that of {rows.places[id]}")
            continue
        rows.places[id] = sheet.place(at)
        rows.items.append(_item(sheet, at, id))
        _note_level(sheet, at, id, rows, report)
    return rows


def _note_level(sheet: Sheet, at: int, id: str, rows: _Rows, report: Report) -> None:
    level = sheet.text(at, _LEVEL_COLUMN).strip()
    place = sheet.place(at, _LEVEL_COLUMN)
    if not level:
        return
    if not _SMART_LEVEL.match(level):
        report.error(place, f"{level[:40]!r} is not a smartLevel such as 1.2.3")
    elif level in rows.levels:
        report.error(
            place, f"the smartLevel {level} is already that of {rows.at[rows.levels[level]]}; format the column as text (1.10 is not 1.1)"
        )
    else:
        rows.levels[level] = id
        rows.said[id] = level
        rows.at[id] = place


def _item(sheet: Sheet, at: int, id: str) -> Item:
    def text(column: int) -> str:
        return sheet.text(at, column)

    said = " ".join(text(10).split())
    extras = [("CFItemType", text(10))] if said and kind_label(said.casefold()) != text(10) else []
    for column in range(_FIRST_EXTRA, len(sheet.rows[at])):
        if text(column) and sheet.text(0, column).strip():
            extras.append((sheet.text(0, column).strip(), text(column)))
    return Item(
        id=id,
        kind=said.casefold() or "item",
        statement=text(1),
        code=text(2),
        enumeration=text(4),
        title=text(5),
        keywords=listed(text(6)),
        notes=text(7),
        language=text(8),
        education_levels=listed(text(9)),
        extras=tuple(sorted(extras)),
    )


def _children(rows: _Rows, document: str, report: Report) -> tuple[Link, ...]:
    found = []
    for item in rows.items:
        level = rows.said.get(item.id)
        if level is None:
            continue
        above, _, last = level.rpartition(".")
        parent = rows.levels.get(above) if above else document
        if parent is None:
            report.warn(
                rows.at[item.id], f"no item has the smartLevel {above}, so this one stands at the top", left_out=f"{level} under {above}"
            )
            parent = document
        found.append((item.id, parent, int(last)))
    return child_links(found)


def _links(sheet: Sheet, document: str, rows: _Rows, parents: dict[str, str], report: Report) -> tuple[Link, ...]:
    links: list[Link] = []
    seen: set[tuple[str, str, str, str]] = set()
    for at in range(1, len(sheet.rows)):
        if not any(text.strip() for text in sheet.rows[at]):
            continue
        link = _link(sheet, at)
        key = (link.source, link.target, link.type, link.group)
        if key in seen:
            report.warn(sheet.place(at), "this link stands twice", left_out=f"{link.type} {link.source} → {link.target}")
        elif _belongs(link, sheet.place(at), document, rows, parents, report):
            links.append(link)
        seen.add(key)
    return tuple(links)


def _belongs(link: Link, place: str, document: str, rows: _Rows, parents: dict[str, str], report: Report) -> bool:
    """Hierarchy rows that smartLevel already gave are skipped; links that lead nowhere are left out."""
    left_out = f"{link.type} {link.source} → {link.target}"
    known = rows.places.keys() | {document}
    if link.type == CHILD_OF and parents.get(link.source) == link.target:
        return False
    if link.type == CHILD_OF and link.source in parents and not link.group:
        report.warn(place, "smartLevel gives this item another parent; smartLevel holds", left_out=left_out)
        return False
    if link.type == CHILD_OF and not (link.source in rows.places and link.target in known):
        report.warn(place, "one end of this isChildOf is not in the workbook", left_out=left_out)
        return False
    if not link.source or not link.target or not link.type or (link.source not in known and link.target not in known):
        report.warn(place, "neither end of this link is in the workbook", left_out=left_out)
        return False
    if link.target not in known or link.source not in known:
        report.warn(place, "one end of this link is not in the workbook; it is kept as a link to elsewhere")
    return True


def _link(sheet: Sheet, at: int) -> Link:
    def text(column: int) -> str:
        return sheet.text(at, column).strip()

    names = {1: "originNodeURI.uri", 5: "destinationNodeURI.uri", 9: "associationGroupName"}
    extras = tuple(sorted((name, text(column)) for column, name in names.items() if text(column)))
    return Link(source=text(2), target=text(6), type=relation_of(text(4)), id=text(0), group=text(8), extras=extras)
