"""From statements that a person has looked through to a framework with places: the end of reading a document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from curricle.core.framework import Framework, Item
from curricle.door.assembly import SteadyIds, child_links, finish, short_code, steady_id, title_from
from curricle.door.limits import DEFAULT, Limits
from curricle.door.problems import Reading
from curricle.door.report import Report
from curricle.interop.prose import read_document
from curricle.interop.prose.decisions import Decisions, Settled, settled
from curricle.interop.prose.guess import guess
from curricle.interop.prose.statements import Entry, Understanding
from curricle.interop.prose.understand import understand

#: The fields of an item that a document may speak of; what else is known of it here stays.
SAYS = frozenset({"code", "kind", "statement", "title", "pillars", "practice_level", "fheq_level", "requirement", "notes"})
_FHEQ = re.compile(r"\A(?:fheq )?level ?([4-8])\Z|\A([4-8])\Z", re.IGNORECASE)


def framework_of(
    read: Understanding, statements: Iterable[Settled], *, format: str, name: str = "", limits: Limits = DEFAULT
) -> Reading[Framework]:
    """The framework of the statements that were not skipped, with the groups above them. Identifiers are the same each time.

    What was left out of the document is a warning; so is each statement that is still open. Raises Refused for no statement at all.
    """
    kept = [each for each in statements if not each.skipped]
    title = read.title or title_from(name)
    code = short_code(title)
    ids = SteadyIds("prose", code)
    report = Report()
    for notice in read.notices:
        report.warn(notice.at, notice.says)
    for each in kept:
        if each.open:
            report.warn(each.entry.place, f"{each.code or 'a statement'}: {'; '.join(each.entry.doubts)}")
    items, places, parents = _items(read, kept, ids)
    framework = Framework(
        id=steady_id("prose", code, read.version or "1.0"),
        line=steady_id("prose", code),
        code=code,
        title=title,
        version=read.version or "1.0",
        kind="standard" if any(item.kind == "knowledge" for item in items) else "schema",
        items=tuple(items),
    )
    links = child_links((child, parent or framework.id, order) for order, (child, parent) in enumerate(parents))
    whole = replace(framework, links=links)
    # A document gives no identifiers, and speaks of no links beside its headings.
    made = frozenset(item.id for item in items)
    return replace(finish(whole, format=format, report=report, places=places, limits=limits), says=SAYS, made=made)


def _items(read: Understanding, kept: list[Settled], ids: SteadyIds) -> tuple[list[Item], dict[str, str], list[tuple[str, str]]]:
    """Items in document order, their places, and (child, parent or "") pairs."""
    wanted: set[int] = set()
    for each in kept:
        here = each.parent
        while here is not None and here not in wanted:
            wanted.add(here)
            here = read.entries[here].parent
    by_number = {each.entry.number: each for each in kept}
    items: list[Item] = []
    places: dict[str, str] = {}
    above: list[tuple[str, int | None]] = []
    made: dict[int, str] = {}
    for entry in read.entries:
        if entry.group and entry.number in wanted:
            item = Item(id=ids.of("group", entry.code, entry.text), kind=entry.kind, statement=entry.text, code=entry.code)
            parent = entry.parent
        elif entry.number in by_number:
            item, parent = _statement(entry, by_number[entry.number], ids), by_number[entry.number].parent
        else:
            continue
        made[entry.number] = item.id
        items.append(item)
        places[item.id] = entry.place
        above.append((item.id, parent))
    # Whoever edits may move a statement under a heading that comes later, so parents are looked up at the end.
    return items, places, [(child, made.get(parent, "") if parent is not None else "") for child, parent in above]


def _statement(entry: Entry, said: Settled, ids: SteadyIds) -> Item:
    level = entry.level.strip()
    fheq = _FHEQ.match(level)
    asked = level.casefold() if level.casefold() in {"core", "optional"} else ""
    return Item(
        id=ids.of("statement", said.code or said.text),
        kind=entry.kind,
        statement=said.text,
        code=said.code,
        title=entry.title,
        pillars=(entry.pillar,) if entry.pillar else (),
        practice_level="" if fheq or asked else level.casefold(),
        fheq_level=(fheq[1] or fheq[2]) if fheq else "",
        requirement=asked,
        notes=entry.notes,
    )


def read_guessed(data: bytes, *, name: str = "", limits: Limits = DEFAULT) -> Reading[Framework]:
    """What a first guess makes of a document, nobody asked: each doubt is a warning at its place. Raises Refused."""
    document = read_document(data, limits=limits)
    recipe = guess(document)
    read = understand(document, recipe)
    return framework_of(read, settled(read, Decisions(), recipe), format=document.format, name=name, limits=limits)
