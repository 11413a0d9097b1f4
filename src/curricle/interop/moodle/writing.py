"""Writes the framework row, then the items parent first."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator

from curricle.core.framework import Framework
from curricle.core.graph import Tree, tree_of
from curricle.door.html_words import to_html
from curricle.door.plain_csv import write_rows
from curricle.interop.moodle.shape import (
    COLUMNS,
    CONFIG,
    CROSS,
    CUT,
    DESCRIPTION,
    EXPORTED,
    FORMAT_OF,
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

SCALE_VALUES = "Not yet competent,Competent"
SCALE_CONFIG = json.dumps([{"scaleid": "1"}, {"id": 2, "scaledefault": 1, "proficient": 1}], separators=(",", ":"))
_LEVELS = 4
_BY_KIND = {kind: name for name, kind in TAXONOMIES.items()}


def write(framework: Framework) -> bytes:
    """The framework as Moodle's importer takes it. README.md says what is lost."""
    tree = tree_of(framework)
    numbers = _numbers(framework)
    return write_rows((COLUMNS, _head(framework, tree), *_items(framework, tree, numbers)))


def _numbers(framework: Framework) -> dict[str, str]:
    """Id -> ID number: the code where it is short and no other item has it, else the id."""
    counts = Counter(item.code.strip() for item in framework.items)
    taken = framework.code[:CUT]
    return {
        item.id: item.code.strip()
        if item.code.strip() and counts[item.code.strip()] == 1 and len(item.code.strip()) <= CUT and item.code.strip() != taken
        else item.id[:CUT]
        for item in framework.items
    }


def _head(framework: Framework, tree: Tree) -> list[str]:
    extras = dict(framework.extras)
    kinds: dict[int, Counter[str]] = defaultdict(Counter)
    for item in framework.items:
        kinds[tree.depth[item.id]][_BY_KIND.get(item.kind, "competency")] += 1
    levels = [kinds[level].most_common(1)[0][0] if kinds[level] else "competency" for level in range(1, _LEVELS + 1)]
    row = [""] * len(COLUMNS)
    row[ID], row[NAME] = framework.code[:CUT], framework.title[:CUT]
    row[DESCRIPTION], row[FORMAT_OF] = to_html(framework.description), "1"
    row[SCALE] = extras.get(COLUMNS[SCALE], SCALE_VALUES)
    row[SCALE_SET] = extras.get(COLUMNS[SCALE_SET], SCALE_CONFIG)
    row[IS_FRAMEWORK], row[TAXONOMY] = "1", ",".join(levels)
    return row


def _items(framework: Framework, tree: Tree, numbers: dict[str, str]) -> Iterator[list[str]]:
    by_id = {item.id: item for item in framework.items}
    crossed: dict[str, list[str]] = defaultdict(list)
    for link in framework.links:
        if link.type == "isRelatedTo" and link.source in numbers and link.target in numbers:
            crossed[link.source].append(numbers[link.target].replace(",", "%2C"))
    for place, id in enumerate(tree.order, 1):
        item = by_id[id]
        extras = dict(item.extras)
        row = [""] * len(COLUMNS)
        row[PARENT] = numbers.get(tree.parent[id], "")
        row[ID], row[NAME] = numbers[id], _short(item.title or item.statement)
        row[DESCRIPTION], row[FORMAT_OF] = to_html(item.statement), "1"
        row[RULE], row[OUTCOME] = extras.get(COLUMNS[RULE], ""), extras.get(COLUMNS[OUTCOME], "0")
        row[CONFIG], row[CROSS] = extras.get(COLUMNS[CONFIG], "null"), ",".join(crossed[id])
        row[EXPORTED] = str(place)
        yield row


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= CUT else words[: CUT - 1] + "…"
