"""A prepared question gives what its query set gives, and never what somebody else asked for."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import CharField, F, IntegerField, OuterRef, Q, Subquery, UUIDField
from django.test.utils import CaptureQueriesContext

from curricle.people.models import Membership, Organisation, Person
from curricle.people.prepared import Prepared

COLUMNS = ("uuid", "starts", "ends", "role", "organisation", "organisation__name", "given_by__joined")


def of(person):
    return Membership.objects.filter(person=person).order_by("pk").values_list(*COLUMNS)


def named(uuid, name):
    first = Membership.objects.filter(organisation=OuterRef("pk")).order_by("pk").values("person__name")[:1]
    rows = Organisation.objects.filter(Q(uuid=uuid) | Q(name=name), closed=None).order_by("pk").only("uuid", "name")
    return rows.annotate(first=Subquery(first, output_field=CharField()), called=F("code"))


def state(rows):
    """What rows hold: fields and annotations, not what they know of their database."""
    return [{name: value for name, value in vars(row).items() if name != "_state"} for row in rows]


def test_tuples_are_those_of_the_query_set(alice, bob):
    asked = Prepared(of, IntegerField())
    for somebody in (alice.actor.person, bob.actor.person, alice.actor.person, 0):
        assert asked.tuples(somebody) == list(of(somebody))
    assert asked.tuples(alice.actor.person) != asked.tuples(bob.actor.person)


def test_rows_are_those_of_the_query_set_with_their_annotations(alice, charlie):
    asked = Prepared(named, UUIDField(), CharField())
    for uuid, name in Organisation.objects.values_list("uuid", "name"):
        assert state(asked.rows(uuid, name)) == state(asked.rows(str(uuid), "")) == state(named(uuid, "")) == state(named(uuid, name))
    assert asked.rows(uuid4(), "nobody's") == []


def test_rows_leave_out_what_their_query_set_leaves_out(alice):
    held = Organisation.objects.get(code="north")
    row = Prepared(named, UUIDField(), CharField()).rows(held.uuid, "")[0]
    assert row.get_deferred_fields() == {"code", "kind", "closed"}
    assert row.kind == held.kind


def test_value_that_is_missing_asks_for_what_has_none(alice, bob):
    person = Person.objects.get(pk=bob.actor.person)
    Membership.objects.filter(person=person).update(given_by=None)
    asked = Prepared(lambda giver: Membership.objects.filter(given_by=giver).order_by("pk"), IntegerField())
    assert [row.person_id for row in asked.rows(None)] == list(Membership.objects.filter(given_by=None).values_list("person", flat=True))
    assert asked.rows(person.pk) == list(Membership.objects.filter(given_by=person.pk))


def test_related_objects_come_with_their_row_and_are_not_asked_for_again(alice, bob, django_assert_num_queries):
    Membership.objects.filter(person=bob.actor.person).update(given_by=None)

    def ask(organisation):
        rows = Membership.objects.filter(organisation=organisation).select_related("organisation", "person", "given_by")
        return rows.order_by("pk").defer("person__password")

    found, expected = Prepared(ask, IntegerField()).rows(alice.actor.organisation), list(ask(alice.actor.organisation))
    assert [row.given_by is None for row in found] == [row.given_by is None for row in expected] == [True, False]
    with django_assert_num_queries(0):
        for name in ("organisation", "person", "given_by"):
            parts = [[getattr(row, name) for row in rows if getattr(row, name)] for rows in (found, expected)]
            assert state(parts[0]) == state(parts[1])


def test_question_is_asked_anew_each_time(alice):
    asked = Prepared(of, IntegerField())
    before = asked.tuples(alice.actor.person)
    Membership.objects.filter(person=alice.actor.person).delete()
    assert (len(before), asked.tuples(alice.actor.person)) == (1, [])


def test_one_query_is_asked(alice):
    asked = Prepared(of, IntegerField())
    with CaptureQueriesContext(connection) as seen:
        asked.tuples(alice.actor.person)
    assert len(seen) == 1


def test_words_of_a_value_stay_a_value(alice):
    asked = Prepared(lambda name: Organisation.objects.filter(name=name).values_list("pk"), CharField())
    for words in ("' OR 1=1 --", "%s", "100 %", "\\"):
        assert asked.tuples(words) == []
        made = Organisation.objects.create(name=words, code=f"c{uuid4().hex[:8]}", kind="university")
        assert asked.tuples(words) == [(made.pk,)]


def test_value_that_does_not_reach_the_statement_is_refused(db):
    part = Prepared(lambda name: Organisation.objects.filter(name__contains=name), CharField())
    with pytest.raises(ValueError, match="does not reach"):
        part.rows("x")


def test_values_of_one_type_keep_their_places(db):
    ask = lambda low, high: Organisation.objects.filter(pk__gte=low, pk__lt=high).order_by("pk").values_list("pk", "uuid")  # noqa: E731
    made = [Organisation.objects.create(name=f"n{at}", code=f"n{at}", kind="university").pk for at in range(4)]
    asked = Prepared(ask, IntegerField(), IntegerField())
    assert [pk for pk, _ in asked.tuples(made[1], made[3])] == made[1:3]
    assert asked.tuples(made[3], made[1]) == []
    assert all(isinstance(uuid, UUID) for _, uuid in asked.tuples(made[0], made[3]))
