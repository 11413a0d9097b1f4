"""A walk at random through roles and routes, with what each step changes kept: nobody ever reads the id of what is not theirs to view."""

from __future__ import annotations

import re
from functools import cache

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from authz.asking import ALWAYS, answer_of, browser_of, send, writes
from authz.cast import Asker
from authz.conftest import stage, stages  # noqa: F401 - fixtures
from authz.door import Door
from authz.doors import DOORS
from authz.leaks import leaked
from authz.oracle import allowed
from authz.stage import Stage
from authz.things import Thing
from curricle.design.models import AssessmentRow, ModuleRow, OutcomeRow, ProgrammeRow
from curricle.frameworks.models import CrosswalkRow
from curricle.people.models import Job, Membership, QuarantinedFile, StoredFile

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
WALKS, STEPS = 12, 60
#: Ends a session or an account of the cast, after which the tests no longer know who asks.
LEFT_OUT = (
    *("people:sign_out", "people:password", "people:act_for", "people:end_role", "people:role_last_day", "people:role_other"),
    *("people:start_again", "people:remove_factor", "people:end_session", "people:end_other_sessions", "people:organisation_close"),
    "design:workers",
)


def owners() -> dict[str, Thing]:
    """{id: whose it is, and what} of everything that there is at this moment."""
    found = {}

    def add(kind: str, rows: object, organisation: str, made_by: str = "", about: str = "", key: str = "uuid") -> None:
        names = [key, organisation, *filter(None, (made_by, about))]
        for id, place, *person in rows.values_list(*names):
            facts = {"made_by" if made_by else "about": person[0]} if person else {}
            found[str(id)] = Thing(name=str(id), kind=kind, place="", organisation=place or 0, id=str(id), **facts)

    add("programme_draft", ProgrammeRow.objects, "organisation")
    add("module", ModuleRow.objects, "organisation")
    add("module", OutcomeRow.objects, "module__organisation")
    add("module", AssessmentRow.objects, "module__organisation")
    add("job", Job.objects, "organisation", made_by="made_by")
    add("file", StoredFile.objects.exclude(purpose="paper"), "organisation", made_by="made_by")
    add("paper", StoredFile.objects.filter(purpose="paper"), "organisation")
    for row in CrosswalkRow.objects.all():
        step = row.steps.latest("id").step
        state = frozenset({step, "published"} if step == "withdrawn" else {step})
        found[str(row.uuid)] = Thing(
            name=str(row.uuid), kind="crosswalk", place="", organisation=row.organisation_id, id=str(row.uuid), state=state
        )
    add("user_and_role", Membership.objects, "organisation", about="person")
    for token, person in QuarantinedFile.objects.values_list("token", "person"):
        found[str(token)] = Thing(name=str(token), kind="file", place="", organisation=0, id=str(token), made_by=person)
    return found


def strange(asker: Asker, text: str, asked: set[str]) -> list[str]:
    """Ids in an answer that the matrix does not let the asker view now; those in the address itself the asker knew."""
    known = owners()
    ids = set(UUID.findall(text)) - asked
    return [f"{known[id].kind} {id}" for id in sorted(ids & set(known)) if not allowed(asker, known[id].kind, "v", known[id])]


@cache
def doors() -> tuple[Door, ...]:
    """Those of roles: what a link shows, whoever follows it, is asked in tests/authz."""
    return tuple(door for door in DOORS if door.name not in LEFT_OUT and not door.shows and door.how in ("page", "file", "export"))


def machine(stage: Stage) -> type[RuleBasedStateMachine]:  # noqa: F811
    askers = list(stage.askers.values())

    class Walk(RuleBasedStateMachine):
        """Each walk starts from the stage as it was built."""

        def __init__(self) -> None:
            super().__init__()
            self.point = transaction.savepoint()

        def teardown(self) -> None:
            transaction.savepoint_rollback(self.point)

        @rule(who=st.sampled_from(askers), door=st.sampled_from(doors()), which=st.integers(0, 7))
        def go(self, who: Asker, door: Door, which: int) -> None:
            """Through a door, as anybody; whether they may or not, they learn of nothing else."""
            things = list(door.things(stage, who))
            if not things:
                return
            thing = things[which % len(things)]
            data = door.form(stage, who, thing) if door.method == "POST" else None
            with writes() as wrote:
                answer = answer_of(send(browser_of(who), door.method, door.address(thing), data), wrote)
            assert answer.status < 500, f"{who} – {door} – {thing.name}: {answer.status}"
            words = [str(value) for values in (data or {}).values() for value in (values if isinstance(values, list) else [values])]
            asked = set(UUID.findall(" ".join((door.address(thing), *words))))
            assert strange(who, answer.text, asked) == [], f"{who} – {door} – {thing.name}"
            assert leaked(stage, who, answer.body) == [], f"{who} – {door} – {thing.name}"
            refused = answer.status in (403, 404) or answer.location.startswith("/sign-in/")
            assert not refused or wrote <= ALWAYS, f"{who} – {door} – {thing.name}: refused, and yet it changed {wrote - ALWAYS}"

    return Walk


def test_nobody_reads_an_id_that_is_not_theirs_to_view(stage: Stage):  # noqa: F811
    rules = settings(max_examples=WALKS, stateful_step_count=STEPS, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(machine(stage), settings=rules)
