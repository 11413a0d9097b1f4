"""A row a tag: id, value (what is shown, unlike every other), parent_id (a row above). Other columns are ours: Open edX passes them by."""

from __future__ import annotations

from collections.abc import Iterator

from curricle.core.framework import Framework, Item
from curricle.core.graph import tree_of
from curricle.core.registry import kind_label
from curricle.door.assembly import NO_VERSION, child_links, finish, short_code, steady_id, title_from
from curricle.door.grid import Workbook
from curricle.door.limits import DEFAULT, Limits
from curricle.door.plain_csv import write_rows
from curricle.door.problems import Reading, refuse
from curricle.door.report import Report
from curricle.door.table import letters, lines
from curricle.door.workbook import read_workbook

FORMAT = "openedx"
VALUE_LENGTH = 500
COLUMNS = ("id", "value", "parent_id", "code", "kind")


def read(data: bytes, *, limits: Limits = DEFAULT, name: str = "") -> Reading[Framework]:
    """The taxonomy as a framework; its title is the file's name. Raises Refused with line and column.

    Refused: a row without id or value, equal ids or values, a parent that does not stand above.
    """
    return from_workbook(read_workbook(data, name=name, limits=limits), limits=limits, name=name)


def is_openedx(workbook: Workbook) -> bool:
    """A CSV that begins with the headings id, value and parent_id."""
    first = next((row for row in workbook.sheets[0].rows if any(row)), ()) if workbook.format == "csv" else ()
    return {"id", "value", "parentid"} <= {letters(text) for text in first}


def says(workbook: Workbook) -> frozenset[str]:
    """Code and kind where their columns are there."""
    first = next((row for row in workbook.sheets[0].rows if any(row)), ())
    return frozenset({"code", "kind"} & {letters(text) for text in first})


def from_workbook(workbook: Workbook, *, limits: Limits = DEFAULT, name: str = "") -> Reading[Framework]:
    """As `read`, from rows that the door has already taken in."""
    if not is_openedx(workbook):
        raise refuse("the file", "an Open edX taxonomy begins with the columns id, value and parent_id")
    report = Report()
    report.extend(workbook.problems)
    sheet = workbook.sheets[0]
    heading = next(at for at, row in enumerate(sheet.rows) if any(row))
    title = title_from(name)
    document = steady_id(FORMAT, title, NO_VERSION)
    items: list[Item] = []
    places: dict[str, str] = {}
    values: dict[str, str] = {}
    parents: list[tuple[str, str, int | None]] = []
    counts: dict[str, int] = {}
    for row in lines(sheet, heading=heading):
        id, value, parent = row.get("id").strip(), row.get("value"), row.get("parentid").strip()
        if not id:
            report.error(row.place("id"), "this row has no id")
        elif id in places:
            report.error(row.place("id"), f"the id {id[:80]} is already that of {places[id]}")
        if not value.strip():
            report.error(row.place("value"), "this row has no value")
        elif value in values:
            report.error(row.place("value"), f"the value is already that of {values[value]}; in a taxonomy each is unlike the others")
        if parent and parent not in places:
            report.error(row.place("parentid"), f"no row above has the id {parent[:80]!r}")
        values[value] = row.place()
        if not id or id in places:
            continue
        places[id] = row.place()
        up = parent or document
        counts[up] = counts.get(up, 0) + 1
        parents.append((id, up, counts[up]))
        items.append(Item(id=id, kind=" ".join(row.get("kind").split()).casefold() or "item", statement=value, code=row.get("code")))
    report.stop()
    framework = Framework(
        id=document, line=steady_id(FORMAT, title), code=short_code(title), title=title, version=NO_VERSION, kind="framework",
        items=tuple(items), links=child_links(parents),
    )  # fmt: skip
    return finish(framework, format=FORMAT, report=report, places=places, limits=limits)


def write(framework: Framework) -> bytes:
    """The tree as a taxonomy, parents first. README.md says what is lost."""
    return write_rows((COLUMNS, *_rows(framework)))


def _rows(framework: Framework) -> Iterator[tuple[str, ...]]:
    tree = tree_of(framework)
    by_id = {item.id: item for item in framework.items}
    taken: set[str] = set()
    for id in tree.order:
        item = by_id[id]
        value = _free(item, taken)
        taken.add(value)
        yield (id, value, tree.parent[id], item.code, kind_label(item.kind))


def _free(item: Item, taken: set[str]) -> str:
    """The statement, cut to what a value may hold; with a mark behind it where another has the same."""
    value, number = item.statement[:VALUE_LENGTH], 1
    while value in taken:
        number += 1
        mark = f" ({item.code})" if item.code and number == 2 else f" ({number})"
        value = item.statement[: VALUE_LENGTH - len(mark)] + mark
    return value
