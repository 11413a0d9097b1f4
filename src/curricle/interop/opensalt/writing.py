"""Writes the three sheets: the document in row 2, an item a row with its place as smartLevel, the links beside the tree."""

from __future__ import annotations

from collections.abc import Iterator

from curricle.core.framework import Framework, Item, Link
from curricle.core.graph import Tree, tree_of
from curricle.core.registry import CHILD_OF, kind_label
from curricle.door.plain_book import write_sheets
from curricle.interop.opensalt.three_sheets import DOCUMENT_SHEET, ITEM_SHEET, LINK_SHEET

DOCUMENT = (
    "identifier", "creator", "title", "lastChangeDate", "officialSourceURL", "publisher", "description", "subject", "language", "version",
    "adoptionStatus", "statusStartDate", "statusEndDate", "licenseTitle", "licenseText", "notes",
)  # fmt: skip
ITEM = (
    "identifier", "fullStatement", "humanCodingScheme", "smartLevel", "listEnumeration", "abbreviatedStatement", "conceptKeywords", "notes",
    "language", "educationLevel", "CFItemType", "license",
)  # fmt: skip
LINK = (
    "identifier", "originNodeURI", "originNodeIdentifier", "originNodeHumanCodingScheme", "associationType", "destinationNodeURI",
    "destinationNodeIdentifier", "destinationNodeHumanCodingScheme", "associationGroupIdentifier", "associationGroupName",
)  # fmt: skip


def write(framework: Framework) -> bytes:
    """The framework as OpenSALT's workbook. Raises Refused for a text that no cell can hold. README.md says what is lost."""
    tree = tree_of(framework)
    more = sorted({name for item in framework.items for name, _ in item.extras if name != "CFItemType" and len(name) <= 100})
    sheets = (
        (DOCUMENT_SHEET, (DOCUMENT, _document(framework))),
        (ITEM_SHEET, ((*ITEM, *more), *_items(framework, tree, more))),
        (LINK_SHEET, (LINK, *_links(framework))),
    )
    return write_sheets(framework.title, sheets)


def _document(framework: Framework) -> tuple[str, ...]:
    each = framework
    text = dict(each.extras).get("licenseText", "")
    return (
        each.id, each.creator, each.title, "", each.source_url, each.publisher, each.description, "|".join(each.subjects), each.language,
        each.version, "", "", "", each.licence, text, each.notes,
    )  # fmt: skip


def _items(framework: Framework, tree: Tree, more: list[str]) -> Iterator[tuple[str, ...]]:
    by_id = {item.id: item for item in framework.items}
    level: dict[str, str] = {"": ""}
    for id in tree.order:
        level[id] = f"{level[tree.parent[id]]}.{tree.position[id]}".removeprefix(".")
        yield _item(by_id[id], level[id], more)


def _item(item: Item, level: str, more: list[str]) -> tuple[str, ...]:
    extras = dict(item.extras)
    return (
        item.id, item.statement, item.code, level, item.enumeration, item.title, _list(item.keywords), item.notes, item.language,
        _list(item.education_levels), extras.get("CFItemType", "" if item.kind == "item" else kind_label(item.kind)), "",
        *(extras.get(name, "") for name in more),
    )  # fmt: skip


def _list(values: tuple[str, ...]) -> str:
    """The cell that reads back as this list: a comma inside an entry must not part it."""
    return "|".join(values) + ("|" if len(values) == 1 and "," in values[0] else "")


def _links(framework: Framework) -> Iterator[tuple[str, ...]]:
    codes = {item.id: item.code for item in framework.items}
    hung: set[str] = set()
    for link in framework.links:
        if link.type == CHILD_OF and link.source not in hung:
            hung.add(link.source)
        else:
            yield _link(link, codes)


def _link(link: Link, codes: dict[str, str]) -> tuple[str, ...]:
    said = dict(link.extras)
    return (
        link.id, said.get("originNodeURI.uri", ""), link.source, codes.get(link.source, ""), link.type,
        said.get("destinationNodeURI.uri", ""), link.target, codes.get(link.target, ""), link.group, said.get("associationGroupName", ""),
    )  # fmt: skip
