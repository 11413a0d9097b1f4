"""Between values and rows: the only mapping. Of a version the document is the truth, item rows are a projection; a draft is its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from curricle.core.alignment import mappable_items
from curricle.core.canonical import from_document, to_document
from curricle.core.drafting.outline import Entry, Outline, framework_of, outline_from
from curricle.core.framework import Framework, Item, Link
from curricle.core.graph import tree_of
from curricle.door.strict_json import loads
from curricle.frameworks.models import Draft, DraftItem, ItemRow, Version
from curricle.frameworks.queries import fold

#: Fields of an item that have a column of their own in a draft; the rest stands in `data`.
COLUMNS = ("code", "kind", "title", "statement", "pillars")


def project(version: Version, framework: Framework) -> list[ItemRow]:
    """The item rows of a version, unsaved, in depth-first order."""
    tree = tree_of(framework)
    items = {item.id: item for item in framework.items}
    mappable = {item.id for item in mappable_items(framework, tree)}
    return [
        ItemRow(
            version_id=version.pk,  # the key alone: binding the object to thousands of rows takes longer than the rest of them
            uuid=item.id,
            parent=tree.parent[item.id],
            place=place,
            depth=tree.depth[item.id],
            children=len(tree.children.get(item.id, ())),
            code=item.code,
            kind=item.kind,
            title=item.title,
            statement=item.statement,
            pillars="|" + "|".join(item.pillars) + "|" if item.pillars else "",
            mappable=item.id in mappable,
            search=fold(f"{item.code} {item.title} {item.statement} {item.notes}"),
        )
        for place, item in enumerate(items[id] for id in tree.order)
    ]


def draft_value(draft: Draft) -> Framework:
    """The framework that a draft says as it stands."""
    return framework_of(draft_outline(draft))


def draft_outline(draft: Draft) -> Outline:
    """The same as an outline, in which it is edited."""
    return outline_from(about_of(draft), draft_entries(draft), links_of(draft))


def about_of(draft: Draft) -> Framework:
    """What the framework says of itself, without items and links."""
    return from_document(Framework, loads(draft.about.encode("utf-8")))


def links_of(draft: Draft) -> tuple[Link, ...]:
    """Its links that are not of the tree."""
    return tuple(from_document(Link, each) for each in loads(draft.links.encode("utf-8")))


def draft_entries(draft: Draft) -> dict[str, Entry]:
    """Every item of a draft where it stands."""
    rows = DraftItem.objects.filter(draft=draft).order_by("parent", "place")
    return {row.uuid: entry_of(row) for row in rows}


def entry_of(row: DraftItem) -> Entry:
    """One row as the item it is."""
    return Entry(item=item_of(row), parent=row.parent, place=row.place, link=tie_of(row.uuid, row.link))


def item_of(row: DraftItem) -> Item:
    """The item of a row. Rows are ours, so their shapes are not asked again."""
    columns = {name: _tuples(getattr(row, name)) for name in COLUMNS}
    return Item(id=row.uuid, **columns, **{name: _tuples(value) for name, value in row.data.items()})


def tie_of(id: str, said: Mapping[str, Any]) -> Link | None:
    """What the isChildOf link of an item says of its own; None where it says nothing."""
    return Link(source=id, target="", type="isChildOf", **{name: _tuples(value) for name, value in said.items()}) if said else None


def columns_of(entry: Entry) -> dict[str, Any]:
    """The columns of an item's row, by name."""
    rest = {name: value for name, value in to_document(entry.item).items() if name not in {"id", *COLUMNS}}
    link = to_document(entry.link) if entry.link else {}
    return {
        "parent": entry.parent,
        "place": entry.place,
        **{name: getattr(entry.item, name) for name in COLUMNS if name != "pillars"},
        "pillars": list(entry.item.pillars),
        "data": rest,
        "link": {name: link[name] for name in TIED if name in link},
    }


TIED = tuple(each.name for each in fields(Link) if each.name not in {"source", "target", "type", "order"})


def _tuples(value: Any) -> Any:
    return tuple(_tuples(each) for each in value) if isinstance(value, list) else value
