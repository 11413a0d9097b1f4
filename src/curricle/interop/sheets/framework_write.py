"""Writes the framework template: empty with a filled example, or filled with a framework; as XLSX or as CSV."""

from __future__ import annotations

import csv
import io

from curricle.core.framework import Facts, Framework, Link
from curricle.core.graph import Tree, tree_of
from curricle.core.registry import CHILD_OF, KINDS
from curricle.interop.sheets.book import Book, Value
from curricle.interop.sheets.column import EXAMPLE, Fact
from curricle.interop.sheets.framework_shape import FORMAT, FRAMEWORK, ITEMS, LINKS
from curricle.interop.sheets.naming import references

_LINES = (
    "One version of a schema, standard or curriculum. Fill the sheets Framework and Items, save as XLSX and bring it to Curricle.",
    "Statements are kept to the byte. Hang an item under its heading by Parent code, or by Level; not by both.",
    "A row whose grey Id cell says 'example' is never read. To keep such a row, clear that cell.",
    "Not in this workbook: assessment methods, figures and modules of a framework. Curricle's own JSON holds everything.",
)
_EXAMPLE = (
    {"code": "A", "kind": "Pillar", "statement": "Clinical (an example heading)", "pillars": "clinical"},
    {"code": "A1", "kind": "Capability", "statement": "An example capability under the heading A", "parent": "A", "pillars": "clinical"}
    | {"requirement": "core", "scope": "generic", "practice_level": "enhanced"},
    {"code": "A2", "kind": "Capability", "statement": "A second example", "parent": "A", "pillars": "clinical; education"},
)


def framework_template() -> bytes:
    """The empty template as XLSX, with drop-down lists and example rows that are never read."""
    examples = [[{**each, "id": EXAMPLE}.get(column.field, "") for column in ITEMS] for each in _EXAMPLE]
    return _book("Framework template", [""] * len(FRAMEWORK), [list[Value](row) for row in examples], [])


def framework_template_csv() -> bytes:
    """The empty template as CSV with the same example rows."""
    rows = [[{**each, "id": EXAMPLE}.get(column.field, "") for column in ITEMS] for each in _EXAMPLE]
    return _csv([(fact.label, "") for fact in FRAMEWORK[:8]], rows)


def write_framework_template(framework: Framework) -> bytes:
    """The framework as a filled template (XLSX). Assessment methods, figures and modules are not in it."""
    tree = tree_of(framework)
    values = [_fact(framework, fact) for fact in FRAMEWORK]
    return _book(framework.title, values, _items(framework, tree), _links(framework))


def write_framework_csv(framework: Framework) -> bytes:
    """The framework as a filled template (CSV): facts in lines that begin with #, then the items.

    Links beside the tree are not in it. Wording stands to the byte, so a statement that begins with = does too: the XLSX is the
    one to open in a spreadsheet program.
    """
    tree = tree_of(framework)
    facts = [(fact.label, _text(_fact(framework, fact))) for fact in FRAMEWORK]
    return _csv([each for each in facts if each[1]], [[_text(value) for value in row] for row in _items(framework, tree)])


def _book(title: str, values: list[Value], items: list[list[Value]], links: list[list[Value]]) -> bytes:
    book = Book(title)
    book.facts("Framework", FRAMEWORK, values)
    book.table("Items", ITEMS, items)
    book.table("Links", LINKS, links)
    book.read_me(f"{FORMAT}: {title}", _LINES, (("Items", ITEMS), ("Links", LINKS)))
    return book.close()


def _csv(facts: list[tuple[str, str]], rows: list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    padding = [""] * (len(ITEMS) - 2)
    for label, value in facts:
        writer.writerow([f"#{label}", value, *padding])
    writer.writerow([column.heading for column in ITEMS])
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def _text(value: Value) -> str:
    return "" if value is None else str(value)


def _fact(framework: Framework, fact: Fact) -> Value:
    holder: object = framework
    for name in fact.field.split("."):
        holder = getattr(holder, name)
    if fact.kind == "list":
        return "; ".join(holder)  # type: ignore[arg-type]
    if fact.kind == "yes":
        return "yes" if holder else "no"
    if fact.kind == "hours" and isinstance(holder, int):
        return round(holder / 60, 4) if holder % 60 else holder // 60
    return holder  # type: ignore[return-value]


def _items(framework: Framework, tree: Tree) -> list[list[Value]]:
    codes = references((item.id, item.code) for item in framework.items)
    parts = ("code", "statement", "title", "requirement", "scope", "practice_level", "fheq_level", "notes", "id")
    hung = {link.source: link.id for link in reversed(framework.links) if link.type == CHILD_OF}
    found = []
    by_id = {item.id: item for item in framework.items}
    for id in tree.order:
        item = by_id[id]
        row: dict[str, Value] = {part: getattr(item, part) for part in parts}
        row |= {"kind": KINDS.get(item.kind, item.kind), "parent": codes.get(tree.parent[item.id], "")}
        row |= {"pillars": "; ".join(item.pillars), "professions": "; ".join(item.professions)}
        row |= {"subjects": "; ".join(item.subjects), "link": hung.get(item.id, "")}
        found.append([row.get(column.field, "") for column in ITEMS])
    return found


def _links(framework: Framework) -> list[list[Value]]:
    codes = references((item.id, item.code) for item in framework.items)

    def row(link: Link) -> list[Value]:
        return [codes.get(link.source, link.source), link.type, codes.get(link.target, link.target), link.note, link.id]

    return [row(link) for link in framework.links if link.type != CHILD_OF]


def not_held(framework: Framework) -> tuple[str, ...]:
    """What the template cannot hold of this framework, in words; empty when it holds everything people see."""
    facts, plain = framework.facts, Facts()
    lost = [name for name in ("assessment_methods", "figures", "modules") if getattr(facts, name) != getattr(plain, name)]
    return tuple(f"The {name.replace('_', ' ')} of this framework are not in the template." for name in lost)
