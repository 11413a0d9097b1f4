"""Between the frozen value and its rows: the only mapping. The document is the truth; item rows are a projection of it."""

from __future__ import annotations

from curricle.core.alignment import mappable_items
from curricle.core.framework import Framework
from curricle.core.graph import tree_of
from curricle.frameworks.models import ItemRow, Version
from curricle.frameworks.queries import fold


def project(version: Version, framework: Framework) -> list[ItemRow]:
    """The item rows of a version, unsaved, in depth-first order."""
    tree = tree_of(framework)
    items = {item.id: item for item in framework.items}
    mappable = {item.id for item in mappable_items(framework, tree)}
    return [
        ItemRow(
            version=version,
            uuid=id,
            parent=tree.parent[id],
            place=place,
            depth=tree.depth[id],
            children=len(tree.children.get(id, ())),
            code=items[id].code,
            kind=items[id].kind,
            title=items[id].title,
            statement=items[id].statement,
            pillars="|" + "|".join(items[id].pillars) + "|" if items[id].pillars else "",
            mappable=id in mappable,
            search=fold(f"{items[id].code} {items[id].title} {items[id].statement} {items[id].notes}"),
        )
        for place, id in enumerate(tree.order)
    ]
