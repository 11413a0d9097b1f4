"""Looking for damage in frameworks: documents, their rows, their life, what leads between them. Read only; for `curricle doctor --data`."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

from curricle.core.canonical import DocumentError, from_document
from curricle.core.framework import Framework
from curricle.core.graph import CycleError
from curricle.core.terms import Stage
from curricle.core.workflow import may_follow
from curricle.door.problems import Refused
from curricle.door.strict_json import loads
from curricle.frameworks.link_damage import damage_of_links
from curricle.frameworks.models import Draft, DraftItem, ItemRow, StageRow, Version
from curricle.frameworks.queries import PUBLISHED
from curricle.frameworks.snapshot import about_of, project
from curricle.people.damage import BRING_BACK, Damage
from curricle.people.queries import events_about

COLUMNS = ("uuid", "parent", "place", "depth", "children", "code", "kind", "title", "statement", "pillars", "mappable", "search")
#: What differs in the rows alone can be made anew from the document.
REBUILD = f"{BRING_BACK}. The document itself is whole, so nothing of the framework's wording is lost."


def damage() -> Iterator[Damage]:
    """All damage in what this app keeps."""
    events = events_about("framework")
    moved = Counter(StageRow.objects.filter(stage__in=PUBLISHED).values_list("version__uuid", "stage"))
    for version in Version.objects.select_related("line").order_by("pk").iterator(chunk_size=20):
        at = f"framework {version.line.code} {version.version}"
        yield from _document(version, at)
        yield from _life(version, at, events, moved)
    for draft in Draft.objects.select_related("line").order_by("pk").iterator(chunk_size=20):
        yield from _draft(draft, f"draft {draft.line.code} {draft.version}")
    yield from damage_of_links()


def _draft(draft: Draft, at: str) -> Iterator[Damage]:
    """Its items are one tree, without a gap between siblings, and the facts of the framework can be read."""
    parents, places = {}, Counter()
    for uuid, parent, place in DraftItem.objects.filter(draft=draft).values_list("uuid", "parent", "place"):
        parents[uuid] = parent
        places[parent, place] += 1
    remedy = f"Undo the last change of the draft, or go back to an earlier revision. {BRING_BACK}."
    ring = _ring(parents)
    siblings = Counter(parent for parent, _ in places)
    astray = set(parents.values()) - {"", *parents}
    if ring:
        yield Damage(fault="ring", at=at, says=f"items are each other's ancestor: {' → '.join(ring)}", remedy=remedy)
    elif astray or any(place >= siblings[parent] or times > 1 for (parent, place), times in places.items()):
        yield Damage(fault="outline", at=at, says="items stand under one that is not there, or two at one place", remedy=remedy)
    try:
        about_of(draft)
    except (Refused, DocumentError) as stop:
        yield Damage(fault="document", at=at, says=f"its facts cannot be read ({stop})", remedy=remedy)


def _document(version: Version, at: str) -> Iterator[Damage]:
    """The document is the one that was frozen, it is a tree, and the rows say what it says."""
    data = version.document.encode("utf-8")
    if hashlib.sha256(data).hexdigest() != version.digest:
        yield Damage(fault="document", at=at, says="the frozen document was changed", remedy=f"{BRING_BACK}.")
        return
    rows = {row["uuid"]: row for row in ItemRow.objects.filter(version=version).values(*COLUMNS)}
    ring = _ring({uuid: row["parent"] for uuid, row in rows.items()})
    try:
        wanted = {
            row.uuid: {name: getattr(row, name) for name in COLUMNS} for row in project(version, from_document(Framework, loads(data)))
        }
    except CycleError as stop:
        ring, wanted = list(stop.members), rows
    except (Refused, DocumentError) as stop:
        yield Damage(fault="document", at=at, says=f"the frozen document cannot be read ({stop})", remedy=f"{BRING_BACK}.")
        return
    if ring:
        names = " → ".join(rows[uuid]["code"] or uuid for uuid in ring if uuid in rows)
        yield Damage(fault="ring", at=at, says=f"items are each other's ancestor: {names}", remedy=REBUILD)
    elif rows != wanted:
        differ = sorted(uuid for uuid in rows.keys() | wanted.keys() if rows.get(uuid) != wanted.get(uuid))
        says = f"{len(differ)} of its items are not as the frozen document says, the first is {differ[0]}"
        yield Damage(fault="projection", at=at, says=says, remedy=REBUILD)


def _ring(parents: dict[str, str]) -> list[str]:
    """The uuids of one ring; none where every item has the top above it."""
    safe = {""}
    for start in parents:
        path: list[str] = []
        here = start
        while here not in safe and here in parents:
            if here in path:
                return path[path.index(here) :]
            path.append(here)
            here = parents[here]
        safe.update(path)
    return []


def _life(version: Version, at: str, events: Counter[tuple[str, str]], moved: Counter[tuple[object, str]]) -> Iterator[Damage]:
    """Each step follows from the one before; whoever publishes did not submit; the record knows of each publication."""
    here, submitted_by = None, None
    remedy = "Ask the people who publish whether this is theirs. If not, withdraw the version, and look who can write to the database."
    for step in StageRow.objects.filter(version=version).order_by("id"):
        stage = Stage(step.stage)
        if not (may_follow(here, stage) if here else stage is Stage.DRAFT):
            says = f"it became “{stage.value}” from “{here.value if here else 'nothing'}”, which the program never does"
            yield Damage(fault="publication without approval", at=at, says=says, remedy=remedy)
        elif stage.published and here is Stage.SUBMITTED and step.by_id in (None, submitted_by):
            says = f"it became “{stage.value}” without a second person"
            yield Damage(fault="publication without approval", at=at, says=says, remedy=remedy)
        elif stage.published and events[str(version.uuid), f"moved to {stage.value}"] < moved[version.uuid, stage.value]:
            says = f"it became “{stage.value}”, and the record has no such act"
            yield Damage(fault="publication without approval", at=at, says=says, remedy=remedy)
        submitted_by = step.by_id if stage is Stage.SUBMITTED else submitted_by
        here = stage
