"""Reads the fourteen columns by their English headings, or by position where the headings are in another language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from curricle.core.framework import Framework, Item, Link
from curricle.door.assembly import NO_VERSION, SteadyIds, child_links, finish, is_uuid, short_code, steady_id, title_from
from curricle.door.grid import Sheet, Workbook
from curricle.door.html_words import plain, silenced
from curricle.door.limits import DEFAULT, Limits
from curricle.door.problems import Reading, refuse
from curricle.door.report import Report
from curricle.door.table import letters
from curricle.door.workbook import read_workbook
from curricle.interop.moodle.shape import (
    COLUMNS,
    CONFIG,
    CROSS,
    DESCRIPTION,
    ID,
    IS_FRAMEWORK,
    NAME,
    OUTCOME,
    PARENT,
    RULE,
    SCALE,
    SCALE_SET,
    TAXONOMIES,
    TAXONOMY,
)  # fmt: skip

FORMAT = "moodle"
_ENGLISH = {letters(COLUMNS[each]) for each in (ID, NAME, IS_FRAMEWORK)}
_KEPT = (RULE, OUTCOME, CONFIG)


def read(data: bytes, *, limits: Limits = DEFAULT, name: str = "") -> Reading[Framework]:
    """The framework of the file. Raises Refused with line and column.

    Refused: not one framework row, rows without ID number or short name, equal ID numbers.
    """
    return from_workbook(read_workbook(data, name=name, limits=limits), limits=limits, name=name)


def is_moodle(workbook: Workbook) -> bool:
    """A CSV with Moodle's headings, or of fourteen columns of which one row says that it is the framework."""
    if workbook.format != "csv":
        return False
    rows = [row for row in workbook.sheets[0].rows if any(row)]
    if rows and {letters(text) for text in rows[0]} >= _ENGLISH:
        return True
    wide = [row for row in rows if len(row) == len(COLUMNS)]
    marks = [row[IS_FRAMEWORK].strip() for row in wide[1:]]
    return len(wide) == len(rows) > 1 and marks.count("1") == 1 and set(marks) <= {"", "0", "1"} and not wide[0][IS_FRAMEWORK].isdecimal()


def says(workbook: Workbook) -> frozenset[str]:
    """The fields of an item that Moodle's columns hold. Kinds are not among them: Moodle names levels, not items."""
    return frozenset({"code", "title", "links"})


@dataclass(slots=True)
class _Found:
    sheet: Sheet
    head: int
    made: SteadyIds
    items: dict[str, Item] = field(default_factory=dict)  # ID number -> item
    rows: dict[str, int] = field(default_factory=dict)  # ID number -> row


def from_workbook(workbook: Workbook, *, limits: Limits = DEFAULT, name: str = "") -> Reading[Framework]:
    """As `read`, from rows that the door has already taken in."""
    if not is_moodle(workbook):
        raise refuse("the file", "this is not Moodle's competency framework CSV")
    report = Report()
    report.extend(workbook.problems)
    sheet = workbook.sheets[0]
    heading = next(at for at, row in enumerate(sheet.rows) if any(row))
    filled = [at for at in range(heading + 1, len(sheet.rows)) if any(text.strip() for text in sheet.rows[at])]
    heads = [at for at in filled if sheet.text(at, IS_FRAMEWORK).strip() == "1"]
    if len(heads) != 1:
        at = sheet.place(heads[1], IS_FRAMEWORK) if heads else "the file"
        raise refuse(at, f"{len(heads)} rows say that they are the framework; it has to be one")
    title = sheet.text(heads[0], NAME).strip() or title_from(name)
    key = sheet.text(heads[0], ID).strip() or title
    document = steady_id(FORMAT, key, NO_VERSION)
    found = _Found(sheet=sheet, head=heads[0], made=SteadyIds(FORMAT, document))
    _read_items(found, [at for at in filled if at != found.head], report)
    report.stop()
    parents = list(_parents(found, document, report))
    kinds, depths = _kinds(sheet.text(found.head, TAXONOMY)), _depths(parents)
    items = tuple(replace(item, kind=kinds[min(depths[item.id], len(kinds)) - 1]) for item in found.items.values())
    framework = Framework(
        id=document, line=steady_id(FORMAT, key), code=key if len(key) <= 100 else short_code(key), title=title, version=NO_VERSION,
        kind="framework", description=plain(sheet.text(found.head, DESCRIPTION)), items=items,
        links=(*child_links(parents), *_crossed(found, report)),
        extras=tuple((COLUMNS[each], sheet.text(found.head, each)) for each in (SCALE_SET, SCALE) if sheet.text(found.head, each).strip()),
    )  # fmt: skip
    places = {item.id: sheet.place(found.rows[id]) for id, item in found.items.items()}
    return finish(framework, format=FORMAT, report=report, places=places, limits=limits, made=found.made)


def _read_items(found: _Found, rows: list[int], report: Report) -> None:
    for at in rows:
        sheet = found.sheet
        number, name = sheet.text(at, ID).strip(), sheet.text(at, NAME)
        if not number:
            report.error(sheet.place(at, ID), "this row has no ID number")
            continue
        if number in found.items:
            report.error(sheet.place(at, ID), f"the ID number {number[:80]} is already that of {sheet.place(found.rows[number])}")
            continue
        statement = plain(sheet.text(at, DESCRIPTION))
        if silenced(sheet.text(at, DESCRIPTION)):
            report.warn(
                sheet.place(at, DESCRIPTION), "a script or style in this text is left out", left_out=sheet.text(at, DESCRIPTION)[:60]
            )
        if not (statement or name).strip():
            report.error(sheet.place(at, NAME), "this row has neither a short name nor a description")
        cut = " ".join(statement.split()).startswith(" ".join(name.split()).removesuffix("…"))
        extras = tuple(
            sorted((COLUMNS[each], sheet.text(at, each)) for each in _KEPT if sheet.text(at, each).strip() not in ("", "null", "0"))
        )
        found.rows[number] = at
        title = "" if cut or not statement else name
        ours = is_uuid(number)  # what we write where an item has no code of its own
        found.items[number] = Item(
            id=number if ours else found.made.of(number),
            kind="competency",
            code="" if ours else number,
            statement=statement or name,
            title=title,
            extras=extras,
        )


def _parents(found: _Found, document: str, report: Report) -> Iterator[tuple[str, str, int | None]]:
    counts: dict[str, int] = {}
    root = found.sheet.text(found.head, ID).strip()
    for number, at in found.rows.items():
        said = found.sheet.text(at, PARENT).strip()
        if said and said != root and said not in found.items:
            says = f"no row has the ID number {said[:60]!r}, so this one stands at the top"
            report.warn(found.sheet.place(at, PARENT), says, left_out=f"under {said[:60]}")
        parent = found.items[said].id if said in found.items else document
        counts[parent] = counts.get(parent, 0) + 1
        yield (found.items[number].id, parent, counts[parent])


def _kinds(taxonomy: str) -> list[str]:
    """Our kind for each level that the taxonomy names; the last goes for what is deeper."""
    return [TAXONOMIES.get(each.strip().casefold(), "competency") for each in taxonomy.split(",")]


def _depths(parents: list[tuple[str, str, int | None]]) -> dict[str, int]:
    """Id -> level from 1; items of a ring have level 1, for the reading refuses them anyway."""
    above = {child: parent for child, parent, _ in parents}
    depths: dict[str, int] = {}
    for start in above:
        path: list[str] = []
        here = start
        while here in above and here not in depths and len(path) <= len(above):
            path.append(here)
            here = above[here]
        if len(path) > len(above):
            return dict.fromkeys(above, 1)
        level = depths.get(here, 0)
        for each in reversed(path):
            level += 1
            depths[each] = level
    return depths


def _crossed(found: _Found, report: Report) -> Iterator[Link]:
    """Cross references, once for each pair: Moodle relates both ways."""
    seen: set[frozenset[str]] = set()
    for number, at in found.rows.items():
        for said in found.sheet.text(at, CROSS).split(","):
            other = said.strip().replace("%2C", ",").replace("%2c", ",")
            if not other:
                continue
            if other not in found.items:
                report.warn(found.sheet.place(at, CROSS), f"no row has the ID number {other[:60]!r}", left_out=f"related to {other[:60]}")
                continue
            pair = frozenset((number, other))
            if pair not in seen and len(pair) == 2:
                seen.add(pair)
                yield Link(source=found.items[number].id, target=found.items[other].id, type="isRelatedTo")
