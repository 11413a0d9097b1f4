"""Items of another framework in a draft: the same items under the same identifiers, with the document they come from on their place.

CASE 1.1 calls this aliasing: no copy is made, so whoever claims the item there and here claims one thing. Its words are at home there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

from curricle.core.drafting.outline import TOP, CannotEdit, Outline
from curricle.core.framework import Link
from curricle.core.registry import CHILD_OF

#: Under these names the association to the parent says which document an adopted item comes from (CASE 1.1, guide §4).
SOURCE_ID, SOURCE_URI = "extensions.sourceDocumentIdentifier", "extensions.sourceDocumentURI"


def source_of(link: Link | None) -> tuple[str, str]:
    """Identifier and address of the document that an item comes from, as its isChildOf link says; two empty texts for one's own."""
    said = dict(link.extras) if link else {}
    return (_text(said[SOURCE_ID]), _text(said.get(SOURCE_URI, '""'))) if SOURCE_ID in said else ("", "")


def adopt(outline: Outline, source: Outline, chosen: Iterable[str], *, parent: str = TOP, address: str = "") -> Outline:
    """The chosen items of another framework, each with what stands below it, as the last ones under `parent`.

    `address` is that of the source's document. What the source adopted itself keeps the document that it names. A code that the draft
    has too stays as it is: it belongs to the item's home, and is told as any code that two items share. Raises CannotEdit where nothing
    is chosen or an item stands in the draft already.
    """
    wanted = {id for each in chosen for id in (each, *source.walk(each))}
    if not wanted:
        raise CannotEdit("Choose at least one item.", field="items")
    doubled = next((source.item(id).name for id in source.walk() if id in wanted and id in outline.items), "")
    if doubled:
        raise CannotEdit(f"{doubled} stands in this draft already. An item has one place in a framework.", field="items")
    order = [id for id in source.walk() if id in wanted]
    above = {id: source.parent[id] if source.parent[id] in wanted else parent for id in order}
    if parent:
        outline.item(parent)
    below: dict[str, tuple[str, ...]] = {}
    for id, up in above.items():
        below[up] = (*below.get(up, ()), id)
    return replace(
        outline,
        items={**outline.items, **{id: source.items[id] for id in order}},
        parent={**outline.parent, **above},
        children={**outline.children, **{up: (*outline.under(up), *down) for up, down in below.items()}},
        ties={**outline.ties, **{id: _tie(source, id, address) for id in order}},
    )


def refuse_adopted(outline: Outline, ids: Iterable[str]) -> None:
    """Raises CannotEdit where one of the items is another framework's: its words and its identifier belong together."""
    for id in ids:
        if source_of(outline.ties.get(id))[0]:
            name = outline.item(id).name
            raise CannotEdit(
                f"{name} is taken over from another framework, where its words are at home. To say it otherwise, remove it here and "
                "add an item of your own."
            )


def _tie(source: Outline, id: str, address: str) -> Link:
    first, there = source_of(source.ties.get(id))
    said = ((SOURCE_ID, json.dumps(first or source.about.id)), (SOURCE_URI, json.dumps(there if first else address)))
    return Link(source=id, target=TOP, type=CHILD_OF, extras=tuple((name, text) for name, text in said if text != '""'))


def _text(document: str) -> str:
    try:
        found = json.loads(document)
    except ValueError:
        return ""
    return found if isinstance(found, str) else ""
