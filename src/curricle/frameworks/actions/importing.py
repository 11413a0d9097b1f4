"""Apply the plan of an import, all or nothing, with its record; take an import back while nobody built on it."""

from __future__ import annotations

import uuid as uuids
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from curricle.core.framework import Framework, Item
from curricle.core.imports import Plan
from curricle.door.problems import Problem
from curricle.frameworks.actions.draft import StaleDraft, begin_draft, newest_change, replace_draft, writable
from curricle.frameworks.actions.keep import keep
from curricle.frameworks.actions.undoing import draft_back_to
from curricle.frameworks.bases import Base
from curricle.frameworks.imported import about_import
from curricle.frameworks.models import Draft, DraftChange, ImportRecord, Version
from curricle.frameworks.policy import TABLE
from curricle.people import actions as people
from curricle.people.actions import record
from curricle.people.policy import Actor, require

WORDS = 160  # characters of a statement in a report


class NotUndone(ValueError):
    """The import cannot be taken back, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file: its name, the SHA-256 of its bytes, its format, where each item stood in it, and what was remarked."""

    name: str
    digest: str
    format: str
    places: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What it went into, and its record; None where nothing differed from what was there."""

    into: Draft | Version
    record: ImportRecord | None = None


@transaction.atomic
def bring_plan(
    *, by: Actor, plan: Plan, base: Base, framework: Framework, source: Source, token: str, as_draft: bool = False, uuid: str = ""
) -> Imported:
    """Keep what a plan comes to: into the draft that is its base; else as a new draft (`as_draft`), else as a frozen version.

    `framework`: the plan's result under the facts that the person gave; `token`: the file that waits no longer, "" where none does;
    `uuid` of the record.
    Raises AlreadyHere, LabelTaken, StaleDraft, NotWritable, CycleError; policy's Forbidden or Hidden.
    """
    require(TABLE, by, "c", about_import(by.organisation))
    into, changed = _keep(by, base, framework, source, as_draft)
    if token:
        people.release(by=by, token=token)
    return Imported(into=into, record=_record(by, plan, into, source, uuid) if changed else None)


def _keep(by: Actor, base: Base, framework: Framework, source: Source, as_draft: bool) -> tuple[Draft | Version, bool]:
    """What it went into, and whether anything differs there now."""
    if base.draft:
        what = f"Brought {source.name}"
        draft = replace_draft(by=by, draft=base.draft, framework=framework, seen=int(base.seen), what=what)
        return draft, draft.revision != int(base.seen)
    if as_draft:
        return begin_draft(by=by, framework=framework), True
    kept = keep(by=by, framework=framework)
    return kept.version, kept.new


def _record(by: Actor, plan: Plan, into: Draft | Version, source: Source, uuid: str) -> ImportRecord:
    draft = into if isinstance(into, Draft) else None
    row = ImportRecord.objects.create(
        uuid=uuid or uuids.uuid4(),
        organisation_id=by.organisation,
        line=into.line,
        draft=draft,
        version=None if isinstance(into, Draft) else into,
        revision=draft.revision if draft else 0,
        label=f"{into.title} {into.version}"[:600],
        by_id=by.person,
        name=source.name[:300],
        digest=source.digest,
        format=source.format,
        counts=plan.counts,
        report=report_of(plan, source),
        places={id: source.places[inside] for id, inside in plan.sources.items() if inside in source.places},
    )
    detail = {"file": source.name[:200], "digest": source.digest, "counts": plan.counts}
    record(by=by, verb="imported", kind="framework", id=str(into.uuid), label=row.label, detail=detail)
    return row


def report_of(plan: Plan, source: Source) -> dict[str, Any]:
    """Every change as [acts, code, words, fields, place, what is said], and every remark as [place, words, weight]."""
    rows = []
    for row in plan.rows:
        item: Item | None = row.after or row.before
        if item:
            moved = f"from under {row.under_before} to under {row.under_after}" if row.under_before else ""
            acts, words = [act.value for act in row.acts], _short(item.statement)
            rows.append([acts, item.code, words, list(row.fields), source.places.get(row.source, ""), row.says or moved])
    return {"rows": rows, "problems": [[each.at, each.says, each.severity.value] for each in source.problems]}


def _short(statement: str) -> str:
    return statement if len(statement) <= WORDS else statement[: WORDS - 1] + "…"


def why_not_undone(row: ImportRecord) -> str:
    """Why an import can no longer be taken back, as far as the record tells; "" where it can."""
    if row.draft is None:
        return "It went into a frozen version, which never changes."
    if stop := _is_held(row.draft, row.revision):
        return stop
    if row.draft.frozen_id or row.draft.revision != row.revision:
        return "The draft was changed since, so the import is not taken back as a whole."
    return ""


def _is_held(draft: Draft, revision: int) -> str:
    """Why a draft stays as it is, whatever was brought into it at that revision; "" where nothing holds it."""
    if draft.discarded:
        return "The draft was discarded. Take it back first."
    if revision == 1 and (draft.invitations.exists() or draft.comments.exists()):
        return "People were asked to read the draft, so it does not go with the file. Discard it on the page of its items."
    return ""


@transaction.atomic
def undo_import(*, by: Actor, import_record: ImportRecord) -> Draft | None:
    """Make the draft what it was before the import; a draft that the import began goes. The report stays.

    Raises NotUndone where it went into a frozen version, or somebody changed the draft since; policy's Forbidden or Hidden.
    """
    row = ImportRecord.objects.select_for_update(of=("self",)).defer("report", "places").get(pk=import_record.pk)
    require(TABLE, by, "c", about_import(row.organisation_id, str(row.uuid)))
    if row.undone:
        raise NotUndone("This import was taken back already.")
    if row.draft_id is None or row.draft is None:
        raise NotUndone("It went into a frozen version, which never changes. Publish another version, or leave this one unpublished.")
    if stop := _is_held(row.draft, row.revision):
        raise NotUndone(stop)
    draft = writable(by, row.draft)
    if draft.revision != row.revision:
        raise NotUndone(str(StaleDraft(draft, newest_change(draft))) + " Take the later changes back first, on the page of the draft.")
    if row.revision == 1:
        label, id = str(draft), str(draft.uuid)
        DraftChange.objects.filter(draft=draft).delete()
        draft.delete()
        record(by=by, verb="took back import", kind="framework", id=id, label=label, detail={"file": row.name[:200]})
        back = None
    else:
        back = draft_back_to(by=by, draft=draft, to=row.revision - 1, seen=draft.revision)
    row.undone, row.undone_by_id = timezone.now(), by.person
    row.draft = back
    row.save(update_fields=["undone", "undone_by", "draft"])
    return back
