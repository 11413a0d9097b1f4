"""Give a module to the people who work on it, and take it back."""

from __future__ import annotations

from django.db import transaction

from curricle.design.models import ProgrammeRow
from curricle.design.policy import TABLE
from curricle.design.policy import programme as thing
from curricle.people import actions as people
from curricle.people.policy import Actor, require


@transaction.atomic
def assign_module(*, by: Actor, programme: ProgrammeRow, module: str, label: str, person: int) -> None:
    """The person may work on the module (by uuid) from today, as far as their role lets them.

    Raises BadEntry where the person holds no role in the organisation; policy's Forbidden or Hidden.
    """
    require(TABLE, by, "e", thing(programme.organisation_id, id=str(programme.uuid), state=programme.state))
    people.assign(by=by, person=person, kind="module", thing=module, label=label)


@transaction.atomic
def end_module_assignment(*, by: Actor, programme: ProgrammeRow, module: str, label: str, person: int) -> None:
    """The module is no longer theirs to work on. Raises policy's Forbidden or Hidden."""
    require(TABLE, by, "e", thing(programme.organisation_id, id=str(programme.uuid), state=programme.state))
    people.end_assignment(by=by, person=person, thing=module, label=label)
