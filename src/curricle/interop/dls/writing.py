"""Writes a row for each item without items below; the nearest heading above is its group."""

from __future__ import annotations

from collections.abc import Iterator

from curricle.core.framework import Framework, Item
from curricle.core.graph import Tree, tree_of
from curricle.door.html_words import to_html
from curricle.door.plain_book import write_sheets
from curricle.interop.dls.codec import COLUMNS, GROUP_LENGTH, NAME_LENGTH, SHEET


def write(framework: Framework) -> bytes:
    """The framework as DLS's workbook. Raises Refused for a text that no cell can hold. README.md says what is lost."""
    return write_sheets(framework.title, ((SHEET, (COLUMNS, *_rows(framework, tree_of(framework)))),))


def _description(text: str) -> str:
    """DLS keeps HTML here; plain words need no sign of it."""
    return to_html(text) if "<" in text or "&" in text else text


def _rows(framework: Framework, tree: Tree) -> Iterator[tuple[str, ...]]:
    by_id = {item.id: item for item in framework.items}
    groups = _group_names(by_id, tree)
    for id in tree.order:
        if not tree.is_leaf(id):
            continue
        item, parent = by_id[id], tree.parent[id]
        extras = dict(item.extras)
        name, more = _cut(item.statement, NAME_LENGTH)
        yield (
            extras.get(COLUMNS[0], ""), groups.get(parent, ""), _description(by_id[parent].notes) if parent else "", name,
            _description("\n".join(part for part in (more, item.notes) if part)), extras.get(COLUMNS[5], "false"), ", ".join(item.keywords),
        )  # fmt: skip


def _group_names(by_id: dict[str, Item], tree: Tree) -> dict[str, str]:
    """Heading -> the name of its group; two of the same name are told apart by the headings above them."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for id in tree.order:
        if tree.is_leaf(id):
            continue
        path = [by_id[id].statement.strip(), *(by_id[up].statement.strip() for up in tree.ancestors(id))]
        wanted = [_cut(" – ".join(reversed(path[:depth])), GROUP_LENGTH)[0] for depth in range(1, len(path) + 1)]
        wanted += [f"{wanted[0][: GROUP_LENGTH - 8]} ({number})" for number in range(2, len(names) + 3)]
        names[id] = next(name for name in wanted if " ".join(name.split()) not in taken)
        taken.add(" ".join(names[id].split()))
    return names


def _cut(text: str, most: int) -> tuple[str, str]:
    """(what fits, the whole text where it was cut)."""
    return (text, "") if len(text) <= most else (text[: most - 1] + "…", text)
