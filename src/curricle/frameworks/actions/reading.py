"""Going through a document: begin, change how it is read, decide on statements, keep what came of it, or leave it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from curricle.core.canonical import canonical
from curricle.core.terms import Stage
from curricle.frameworks.actions.importing import Imported, bring_plan
from curricle.frameworks.models import ReadingRow, RecipeRow
from curricle.frameworks.policy import TABLE, thing
from curricle.interop.prose import decisions as said
from curricle.interop.prose import recipe as recipes
from curricle.interop.prose.blocks import Document
from curricle.interop.prose.decisions import Decision, Decisions
from curricle.interop.prose.edition import signature
from curricle.interop.prose.recipe import Recipe
from curricle.people import actions as people
from curricle.people.actions import record
from curricle.people.policy import Actor, Hidden, require

MOST_BEGUN = 20
DAYS = 30  # after which a document that nobody went on with is forgotten


class ReadElsewhere(ValueError):
    """The reading was changed in another window since its page was shown."""


@transaction.atomic
def begin_reading(*, by: Actor, token: str, name: str, digest: str, document: Document, recipe: Recipe, like: str = "") -> ReadingRow:
    """Keep the blocks of a document for this person to go through. The same token again is the same reading."""
    _require(by)
    here = ReadingRow.objects.filter(token=token, person_id=by.person).first()
    if here is not None:
        return here
    mine = ReadingRow.objects.filter(person_id=by.person)
    mine.filter(begun__lt=timezone.now() - timedelta(days=DAYS)).delete()
    for old in list(mine.order_by("-begun", "-id")[MOST_BEGUN - 1 :]):
        old.delete()
    row = ReadingRow.objects.create(
        token=token,
        organisation_id=by.organisation,
        person_id=by.person,
        name=name,
        digest=digest,
        document=canonical(document).decode(),
        recipe=recipes.to_json(recipe).decode(),
        like=like[:500],
    )
    _record(by, row, "began to go through")
    return row


def ask_for_reading(*, by: Actor, token: str, name: str) -> str:
    """Have a long document read in the background; the job's uuid."""
    _require(by)
    record(by=by, verb="asked for the reading of", kind="document", id=token, label=name)
    return people.start_job(by=by, kind="read document", label=f"Reading {name}", arguments={"token": token}, once=True)


@transaction.atomic
def read_again(*, by: Actor, reading: ReadingRow, recipe: Recipe, seen: int) -> ReadingRow:
    """Read the document by another recipe; decisions on statements that are as they were stay. Raises ReadElsewhere."""
    row = _locked(by, reading, seen)
    row.recipe = recipes.to_json(recipe).decode()
    row.revision += 1
    row.save()
    _record(by, row, "changed how to read")
    return row


@transaction.atomic
def decide(*, by: Actor, reading: ReadingRow, decisions: Iterable[Decision] = (), forget: str = "") -> ReadingRow:
    """Keep what was said of statements; `forget` takes back what was said of one. The last word counts."""
    row = _locked(by, reading, None)
    made = said.from_json(row.decisions) if row.decisions else Decisions()
    made = made.without(forget) if forget else made.with_(decisions)
    row.decisions = said.to_json(made).decode()
    row.revision += 1
    row.save()
    _record(by, row, "decided on statements of")
    return row


@transaction.atomic
def bring_document(*, by: Actor, reading: ReadingRow, seen: int, recipe: Recipe, document: Document, **plan: Any) -> Imported:
    """Keep what a plan of the document comes to, and with its line the recipe for the next edition; the reading ends.

    `seen`: the revision of the reading that the plan was made of; `plan`: as bring_plan takes it, without a token. Raises as that, and
    ReadElsewhere.
    """
    row = _locked(by, reading, seen)
    done = bring_plan(by=by, token="", **plan)
    RecipeRow.objects.update_or_create(
        organisation_id=by.organisation,
        line=done.into.line,
        defaults={
            "source": row.name,
            "digest": row.digest,
            "signature": json.dumps(signature(document), ensure_ascii=False),
            "recipe": recipes.to_json(recipe).decode(),
            "by_id": by.person,
        },
    )
    _record(by, row, "kept a recipe for")
    _end(by, row)
    return done


@transaction.atomic
def leave_reading(*, by: Actor, reading: ReadingRow) -> None:
    """The person does not want it; nothing of it is kept."""
    row = _locked(by, reading, None)
    _record(by, row, "left the reading of")
    _end(by, row)


def _end(by: Actor, row: ReadingRow) -> None:
    token = str(row.token)
    row.delete()
    with suppress(Hidden):  # the file itself waits for an hour only
        people.release(by=by, token=token)


def _locked(by: Actor, reading: ReadingRow, seen: int | None) -> ReadingRow:
    _require(by)
    row = ReadingRow.objects.select_for_update().filter(pk=reading.pk, person_id=by.person, organisation_id=by.organisation).first()
    if row is None:
        raise Hidden("The document is not here any more; bring it again.")
    if seen is not None and seen != row.revision:
        raise ReadElsewhere("This document was changed in another window. Look at it as it is now, then change it again.")
    return row


def _require(by: Actor) -> None:
    organisation = by.organisation or 0
    require(TABLE, by, "c", thing(framework_kind="schema", owner=organisation, owner_kind=by.organisation_kind, stage=Stage.DRAFT.value))


def _record(by: Actor, row: ReadingRow, verb: str) -> None:
    record(by=by, verb=verb, kind="document", id=str(row.token), label=row.name)
