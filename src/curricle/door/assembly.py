"""The last step of every framework reader: one tree, within the limits, with pillars told by the headings above."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace

from curricle.core.framework import Framework, Item, Link
from curricle.core.graph import CycleError, Tree, tree_of
from curricle.core.registry import CHILD_OF, MAPPABLE, pillar_of
from curricle.door.html_words import markup
from curricle.door.limits import Limits
from curricle.door.problems import Problem, Reading, Weight
from curricle.door.report import Report

NO_VERSION = "1.0"  # what a file that names no version is read as
_NAMESPACE = uuid.UUID("6f1d2c0e-6a57-5c1c-9a0b-0f8f2f5a7c11")
_HEADING_LENGTH = 60  # longer texts are statements, in which "clinical" may stand by the way


def steady_id(*parts: str) -> str:
    """A UUID that the same words always give, for formats without identifiers: reading twice gives the same digest."""
    return str(uuid.uuid5(_NAMESPACE, "\x1f".join(parts)))


class SteadyIds:
    """Steady identifiers for the items of one file; equal paths are numbered in the order they come."""

    def __init__(self, *scope: str) -> None:
        self._scope = scope
        self._taken: dict[tuple[str, ...], int] = {}
        self.made: set[str] = set()

    def of(self, *path: str) -> str:
        count = self._taken[path] = self._taken.get(path, 0) + 1
        id = steady_id(*self._scope, *path, *((f"\x1e{count}",) if count > 1 else ()))
        self.made.add(id)
        return id


def title_from(name: str) -> str:
    """A title for a file that gives none: "competencies/wound-care.csv" -> "wound-care"."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return (last.rpartition(".")[0] or last).strip() or "Untitled framework"


def short_code(title: str) -> str:
    """A code for a framework whose file gives none: "ACT Holistic Framework, Math" -> "act-holistic-framework-math"."""
    return "-".join(re.findall(r"\w+", title.casefold()))[:60].strip("-") or "framework"


def child_links(parents: Iterable[tuple[str, str, int | None]]) -> tuple[Link, ...]:
    """isChildOf links from (child, parent, order)."""
    return tuple(Link(source=child, target=parent, type=CHILD_OF, order=order) for child, parent, order in parents)


def is_uuid(text: str) -> bool:
    """Whether the text is a UUID in the usual form, in either case."""
    return len(text) == 36 and _UUID.match(text) is not None


_UUID = re.compile(r"\A[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\Z")


def finish(
    framework: Framework,
    *,
    format: str,
    report: Report,
    places: Mapping[str, str],
    limits: Limits,
    derive_pillars: bool = True,
    made: SteadyIds | None = None,
) -> Reading[Framework]:
    """The reading of a framework. Raises Refused for no items, too many, equal ids, a ring of parents or a tree too deep."""
    items = framework.items
    if not items:
        report.error("the file", "no item was found; a framework has at least one")
    if len(items) > limits.items:
        report.error("the file", f"the framework has more than {limits.items:,} items (limit items)")
    report.stop()
    if len({item.id for item in items}) != len(items):
        report.error("the file", "two items have the same identifier")
    _check_lengths(items, report, places, limits)
    report.extend(markup_in(items, places))
    tree = _tree(framework, report, places)
    report.stop()
    assert tree is not None
    deepest = max(tree.depth, key=lambda id: tree.depth[id])
    if tree.depth[deepest] > limits.depth:
        report.error(places.get(deepest, "the file"), f"this item stands deeper than {limits.depth} levels (limit depth)")
    report.stop()
    if derive_pillars:
        framework = with_pillars(framework, tree)
    return Reading(value=framework, format=format, problems=report.problems, places=places, made=frozenset(made.made if made else ()))


def with_pillars(framework: Framework, tree: Tree) -> Framework:
    """Items without pillars get that of the nearest heading above which names one."""
    by_id = {item.id: item for item in framework.items}
    own = {id: _named(by_id[id]) for id in tree.order if tree.children.get(id)}
    if not any(own.values()):
        return framework
    above: dict[str, str] = {}
    for id in tree.order:
        parent = tree.parent[id]
        above[id] = (own.get(parent) or above.get(parent, "")) if parent else ""
    return replace(
        framework,
        items=tuple(replace(item, pillars=(above[item.id],)) if above[item.id] and not item.pillars else item for item in framework.items),
    )


def _named(heading: Item) -> str:
    text = heading.title or heading.statement
    if heading.kind == "pillar":
        return pillar_of(text) or " ".join(text.split()).casefold()
    if heading.kind in MAPPABLE or len(text) > _HEADING_LENGTH:
        return ""
    return pillar_of(text)


def markup_in(items: Iterable[Item], places: Mapping[str, str]) -> tuple[Problem, ...]:
    """A warning at the first text that holds HTML: it is words here, and nothing of it is run, drawn or fetched."""
    found = [(item.id, tag) for item in items if (tag := markup(item.statement) or markup(item.notes) or markup(item.title))]
    if not found:
        return ()
    id, tag = found[0]
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    says = f"this text holds HTML such as {tag}{more}; it is kept as words, and nothing of it is run or fetched"
    return (Problem(at=places.get(id, "the file"), says=says, severity=Weight.WARNING),)


def _check_lengths(items: tuple[Item, ...], report: Report, places: Mapping[str, str], limits: Limits) -> None:
    for item in items:
        if len(item.statement) > limits.cell_length or len(item.notes) > limits.cell_length:
            says = f"this item holds a text longer than {limits.cell_length:,} characters (limit cell_length)"
            report.error(places.get(item.id, "the file"), says)


def check_room(reading: Reading[Framework], limits: Limits) -> None:
    """Raises Refused, with the places, for what has no room in a list of items: the same answer whatever the database."""
    report, framework = Report(), reading.value
    for item in framework.items:
        for name, length, most, limit in (
            ("identifier", len(item.id), limits.id_length, "id_length"),
            ("code", len(item.code), limits.code_length, "code_length"),
            ("kind", len(item.kind), limits.kind_length, "kind_length"),
            ("list of pillars", sum(len(each) + 1 for each in item.pillars), limits.tags_length, "tags_length"),
        ):
            if length > most:
                report.error(
                    reading.places.get(item.id, "the file"), f"the {name} of this item is longer than {most} characters (limit {limit})"
                )
    for name, text, most, limit in (
        ("title", framework.title, limits.title_length, "title_length"),
        ("version", framework.version, limits.label_length, "label_length"),
        ("kind", framework.kind, limits.kind_length, "kind_length"),
    ):
        if len(text) > most:
            report.error("the file", f"the {name} of the framework is longer than {most} characters (limit {limit})")
    report.stop()


def _tree(framework: Framework, report: Report, places: Mapping[str, str]) -> Tree | None:
    try:
        return tree_of(framework)
    except CycleError as ring:
        names = {item.id: " ".join(item.name.split()) for item in framework.items}
        shown = [names[id] for id in ring.members[:12]] + (["…"] if len(ring.members) > 12 else [])
        report.error(places.get(ring.members[0], "the file"), "items are each other's ancestor: " + " → ".join([*shown, shown[0]]))
        return None
