"""What a person is called is theirs to say."""

from __future__ import annotations

from django.db import transaction

from curricle.people import policy
from curricle.people.actions.record import record
from curricle.people.entries import line
from curricle.people.models import Person
from curricle.people.policy import Actor, Thing


@transaction.atomic
def change_name(*, by: Actor, name: str) -> None:
    """One's own name, shown to everybody one works with from now on. BadEntry for a name that is none; the same name is no change."""
    policy.require(policy.TABLE, by, "e", Thing(kind="account", about=by.person))
    person = Person.objects.select_for_update().get(pk=by.person)
    before, person.name = person.name, line(name, what="The name")
    if person.name != before:
        person.save(update_fields=["name"])
        record(by=by, verb="changed the name of", kind="account", id=str(person.uuid), label=person.name, detail={"before": before})
