"""From an outline to the rows of a draft, inside the caller's transaction, and what differs between two outlines as a change keeps it.

A change keeps {"items": {uuid: its columns, or null where it is not there}, "about": document, "links": documents, "modules": {id:
{"module", "core"}}, "order": ids of all modules}, each only where it differs; "about" is without modules, and never without "order".
What was before, laid over the rows that came after, brings the rows back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from curricle.core.canonical import canonical, to_document
from curricle.core.drafting.outline import Entry, Outline
from curricle.core.framework import Framework
from curricle.door.strict_json import loads
from curricle.frameworks.actions.module_rows import about_said, with_said
from curricle.frameworks.models import Draft, DraftItem
from curricle.frameworks.snapshot import columns_of

BATCH = 1_000
MANY = 400  # from here on all rows of the draft are read, instead of those named
PLACE = ("parent", "place")
ALL = (*PLACE, "code", "kind", "title", "statement", "pillars", "data", "link")
Doc = dict[str, Any]


class NotWritable(ValueError):
    """The framework does not fit into a draft: something is longer than its column, or needed and empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delta:
    """What differs between two outlines: documents before and after, as the table of changes keeps them."""

    before: Doc
    after: Doc

    def __bool__(self) -> bool:
        return bool(self.before or self.after)


def delta(before: Outline, after: Outline) -> Delta:
    """What differs. Raises NotWritable where the later one cannot be kept."""
    was, now = before.entries(), after.entries()
    touched = [id for id in (*now, *(was.keys() - now.keys())) if was.get(id) != now.get(id)]
    refuse_unwritable(after.about, {id: now[id] for id in touched if id in now})
    old, new = ({"items": {id: _document(rows.get(id)) for id in touched}} if touched else {} for rows in (was, now))
    for said, this, other in ((old, before.about, after.about), (new, after.about, before.about)):
        said |= about_said(this, other)
    if before.links != after.links:
        old["links"], new["links"] = to_document(before.links), to_document(after.links)
    return Delta(before=old, after=new)


def write(draft: Draft, said: Doc) -> None:
    """Make the rows say what one side of a delta says; the caller saves the draft itself."""
    if said.keys() & {"about", "modules", "order"}:
        about = with_said(loads(draft.about.encode("utf-8")), said)
        draft.about = canonical(about).decode("utf-8")
        draft.version, draft.title, draft.kind = about["version"], about["title"], about["kind"]
    if "links" in said:
        draft.links = canonical(said["links"]).decode("utf-8")
    _write_items(draft, said.get("items", {}))


def _write_items(draft: Draft, wanted: Mapping[str, Doc | None]) -> None:
    rows = DraftItem.objects.filter(draft=draft)
    named = rows if len(wanted) > MANY else rows.filter(uuid__in=list(wanted))
    here = {row.uuid: row for row in named if row.uuid in wanted} if wanted else {}
    gone = [row.pk for id, row in here.items() if wanted[id] is None]
    for start in range(0, len(gone), BATCH):
        DraftItem.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    new, moved, changed = [], [], []
    for id, columns in wanted.items():
        if columns is None:
            continue
        row = here.get(id)
        if row is None:
            new.append(DraftItem(draft_id=draft.pk, uuid=id, **columns))  # the key alone, as in snapshot.project
            continue
        differ = {name for name in ALL if getattr(row, name) != columns[name]}
        for name in differ:
            setattr(row, name, columns[name])
        (changed if differ - set(PLACE) else moved).append(row)
    DraftItem.objects.bulk_create(new, batch_size=BATCH)
    DraftItem.objects.bulk_update(moved, PLACE, batch_size=100)
    DraftItem.objects.bulk_update(changed, ALL, batch_size=50)


def refuse_unwritable(about: Framework, entries: Mapping[str, Entry]) -> None:
    """Raises NotWritable, in words that name the place."""
    for what, text, most in (("title", about.title, 500), ("version", about.version, 60), ("kind", about.kind, 60)):
        if not text.strip() or len(text) > most:
            raise NotWritable(f"The framework's {what} needs 1 to {most} characters; it has {len(text):,}.")
    for entry in entries.values():
        for what, text, most in (("code", entry.item.code, 200), ("kind", entry.item.kind, 60), ("identifier", entry.item.id, 80)):
            if len(text) > most:
                raise NotWritable(f"{entry.item.name[:60]}: the {what} has {len(text):,} characters; {most} is the most.")


def _document(entry: Entry | None) -> Doc | None:
    return columns_of(entry) if entry else None
