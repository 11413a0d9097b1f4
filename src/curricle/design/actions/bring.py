"""Confirm what was shown: the same bytes, read again, must give the same programme; and keep how the sheet was read."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from curricle.core.canonical import digest
from curricle.core.programme import Programme
from curricle.design.actions.programme import replace_draft
from curricle.design.models import ProgrammeRow, RecipeRow
from curricle.design.policy import TABLE
from curricle.design.policy import programme as thing
from curricle.people import actions as people
from curricle.people.actions import record
from curricle.people.policy import Actor, require


class NotAsShown(ValueError):
    """What would be kept is not what the person saw: the draft, a framework or the answers changed in between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """How a sheet that is not our own workbook was read: its `recipe`, to be offered for sheets of the same look (`signature`)."""

    signature: str
    recipe: str


@transaction.atomic
def bring(
    *, by: Actor, programme: Programme, seen: str, revision: int | None, name: str, token: str = "", sheet: Sheet | None = None
) -> ProgrammeRow:
    """Keep a programme that was shown before. `seen` is the digest of what was shown, `revision` the draft's at that time.

    The file that waited under `token` waits no longer, and how the sheet was read is kept: all of it or nothing.
    Raises NotAsShown, Stale, NotWritable; policy's Forbidden or Hidden.
    """
    require(TABLE, by, "c", thing(by.organisation or 0, kind="import"))
    if digest(programme) != seen:
        raise NotAsShown("What this file would change is no longer what you were shown. Look again, then confirm.")
    row = replace_draft(by=by, programme=programme, revision=revision, what=f"Brought {name}", new=revision is None)
    if sheet and sheet.recipe:
        keep_recipe(by=by, signature=sheet.signature, name=name, recipe=sheet.recipe)
    if token:
        people.release(by=by, token=token)
    return row


@transaction.atomic
def keep_recipe(*, by: Actor, signature: str, name: str, recipe: str) -> RecipeRow:
    """Keep how sheets of this look are read, to be offered the next time."""
    require(TABLE, by, "c", thing(by.organisation or 0, kind="import"))
    row, _ = RecipeRow.objects.update_or_create(
        organisation_id=by.organisation, signature=signature, defaults={"name": name[:300], "recipe": recipe, "by_id": by.person}
    )
    record(by=by, verb="kept a recipe for", kind="import", label=name)
    return row
