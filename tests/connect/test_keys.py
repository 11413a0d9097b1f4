"""Keys: made by administrators, shown once, never more than their maker, dead with their maker's role."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from connect.conftest import ALL, READING, Program
from curricle.connect import actions, queries
from curricle.connect.models import KeyRow
from curricle.connect.pace import Pace
from curricle.core.programme import Programme
from curricle.core.terms import OrganisationKind, Role
from curricle.design import actions as design
from curricle.people import actions as people
from curricle.people import queries as reads
from curricle.people.entries import BadEntry
from curricle.people.models import Membership, OnceRow, Organisation, Person
from curricle.people.policy import Hidden
from world import organisation, person

pytestmark = pytest.mark.django_db


def browser(email: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(email=email))
    return client


def roles_end(person: int, *roles: Role) -> None:
    """The person held these roles until yesterday."""
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(person=person, role__in=[role.value for role in roles]).update(ends=yesterday)


def test_key_has_256_bits_and_only_its_digest_is_stored(house):
    made = actions.make_key(by=house.alice, label="Timetable", scopes=["programmes:read"], days=30)
    row = KeyRow.objects.get()
    assert (made.key[:4], len(made.key), row.start, row.digest) == ("cur_", 47, made.key[:8], queries.digest_of(made.key))
    assert made.key not in str(vars(row))
    said = reads.events(house.alice.organisation, words="made a key").lines[0]
    assert (said["verb"], said["label"], made.key in str(said)) == ("made a key", "Timetable", False)


def test_key_is_shown_on_the_page_that_made_it_and_on_no_other(house):
    client = browser("alice@wharfe.example")
    entries = {"label": "Timetable", "scopes": ["programmes:read"], "days": "30", "once": "t"}
    first = client.post("/keys/", entries)
    key = HTMLParser(first.content.decode()).css_first("code.cu-once").text()
    assert queries.program(key).key.scopes == ("programmes:read",)
    again = client.post("/keys/", entries)
    assert (first.status_code, again.status_code, again["Location"], KeyRow.objects.count()) == (200, 303, "/keys/", 1)
    listed = client.get("/keys/").content.decode()
    assert (f"{key[:8]}…" in listed, key in listed, key in str(OnceRow.objects.values_list())) == (True, False, False)


@pytest.mark.parametrize(
    ("scopes", "label", "days"),
    [((), "x", 30), (("everything",), "x", 30), (("people:read",), "", 30), (("people:read",), "x", 0), (("people:read",), "x", 366)],
)
def test_key_without_scope_name_or_end_is_refused(house, scopes, label, days):
    with pytest.raises(BadEntry):
        actions.make_key(by=house.alice, label=label, scopes=scopes, days=days)
    assert KeyRow.objects.count() == 0


def test_key_cannot_be_made_for_what_its_maker_never_may(house):
    bob = person("bob", organisation("bede"), Role.UNIVERSITY_ADMIN)
    with pytest.raises(BadEntry, match="among the things that you may do yourself"):
        actions.make_key(by=bob, label="x", scopes=["programmes:write"], days=30)


@pytest.mark.parametrize(
    ("roles", "said"),
    [
        ((Role.UNIVERSITY_ADMIN,), ["Not offered to you: programmes:write, papers:make."]),
        ((Role.UNIVERSITY_ADMIN, Role.LEAD), []),
    ],
)
def test_page_says_who_makes_a_key_that_writes(house, roles, said):
    person("bob", organisation("bede"), *roles)
    page = HTMLParser(browser("bob@bede.example").get("/keys/").content.decode())
    paragraphs = [each.text().strip() for each in page.css("main p")]
    assert [each.partition(" A key")[0] for each in paragraphs if each.startswith("Not offered")] == said


def test_page_of_others_than_universities_does_not_speak_of_leads(house):
    person("emma", organisation("trust", OrganisationKind.EMPLOYER), Role.EMPLOYER_ADMIN)
    assert "Not offered" not in browser("emma@trust.example").get("/keys/").content.decode()


@pytest.mark.parametrize("role", [Role.LEAD, Role.TUTOR, Role.BODY_ADMIN, Role.NATIONAL_EDITOR])
def test_key_is_made_by_administrators_alone(house, role):
    carl = person("carl", organisation("bede"), role)
    with pytest.raises(Hidden):
        actions.make_key(by=carl, label="x", scopes=["frameworks:read"], days=30)
    client = browser("carl@bede.example")
    assert [client.get("/keys/").status_code, client.post("/keys/", {"label": "x"}).status_code] == [404, 404]


def test_key_of_another_organisation_cannot_be_ended(house):
    made = actions.make_key(by=house.alice, label="x", scopes=["people:read"], days=30)
    assert browser("dora@aire.example").post(f"/keys/{made.uuid}/end/").status_code == 404
    assert queries.program(made.key) is not None


def test_ended_key_opens_nothing(house, program):
    uuid = str(KeyRow.objects.get().uuid)
    assert program.get("me").status_code == 200
    assert browser("alice@wharfe.example").post(f"/keys/{uuid}/end/").status_code == 302
    answer = program.get("me")
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="Curricle", error="invalid_token"')
    assert [line["verb"] for line in reads.events(house.alice.organisation, words="ended a key").lines] == ["ended a key"]


def test_operator_ends_every_key_of_an_organisation(house, program):
    other, said = house.program(by=house.dora), StringIO()
    call_command("end_keys", "wharfe", stdout=said)
    assert (said.getvalue(), program.get("me").status_code, other.get("me").status_code) == ("1 keys were ended.\n", 401, 200)


def test_key_dies_on_its_day(house, program):
    KeyRow.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert program.get("me").status_code == 401


def test_key_dies_with_its_makers_role(house, program):
    roles_end(house.alice.person, Role.UNIVERSITY_ADMIN)
    assert program.get("me").status_code == 401


def test_key_dies_with_its_makers_account(house, program):
    person("alba", Organisation.objects.get(code="wharfe"), Role.UNIVERSITY_ADMIN)
    people.close_account(by=reads.actor_by_email("alba@wharfe.example"), person=house.alice.person)
    assert program.get("me").status_code == 401


def test_key_may_no_more_than_its_maker_may_today(house, program):
    design.replace_draft(by=house.alice, programme=Programme(id="", code="P1", title="A programme"))
    assert [program.get(path).status_code for path in ("programmes/P1/document", "programmes/P1")] == [200, 200]
    roles_end(house.alice.person, Role.LEAD)
    assert [program.get(path).status_code for path in ("programmes/P1/document", "programmes/P1")] == [403, 200]


def test_key_gives_nothing_of_an_operator(house):
    Person.objects.filter(pk=house.alice.person).update(operator=True)
    actor = queries.program(house.program().key).actor
    assert (actor.operator, Role.OPERATOR in actor.roles) == (False, False)


def test_record_names_the_key_and_its_maker(house, program):
    program.get("programmes/AIRE-1")
    line = reads.events(house.alice.organisation, words="refused").lines[0]
    assert (line["who"], line["label"]) == ("Alice, by the key “Timetable”", "/api/v1/programmes/AIRE-1")


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Bearer cur_wrong", "Basic YTpi", "cur_x", f"Bearer {'x' * 5000}", "Bearer cur_\u00e9"]
)
def test_bad_authorization_is_401(house, header):
    answer = Program().get("me", Authorization=header)
    assert (answer.status_code, answer["WWW-Authenticate"].startswith("Bearer"), answer["Content-Type"]) == (
        401,
        True,
        "application/problem+json",
    )


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Basic YTpi", "cur_x"])
def test_key_that_is_sent_another_way_is_told_how(house, program, header):
    told = [Program().get("me", Authorization=each).json()["detail"] for each in (header, header.replace("cur_x", program.key))]
    assert told == ["Send a good key in the header Authorization: Bearer …"] * 2
    assert Program().get("me", Authorization="Bearer cur_x").json()["detail"] == "This key is not good (any more)."


def test_key_in_an_address_is_not_read(house, program):
    assert Program().get(f"programmes?access_token={program.key}").status_code == 401
    assert program.get(f"programmes?access_token={program.key}").status_code == 422


def test_session_is_not_looked_at(house):
    answer = browser("alice@wharfe.example").get("/api/v1/programmes")
    assert (answer.status_code, answer.cookies) == (401, {})


def test_use_is_noted_once_in_five_minutes(house, program):
    def noted() -> int:
        with CaptureQueriesContext(connection) as seen:
            program.get("me")
        return len([each for each in seen if each["sql"].startswith("UPDATE") and "keyrow" in each["sql"]])

    assert [noted(), noted()] == [1, 0]
    KeyRow.objects.update(last_used=timezone.now() - timedelta(minutes=6))
    assert noted() == 1


def test_key_has_a_pace(house, program, settings):
    settings.API_REQUESTS_A_MINUTE = 3
    answers = [program.get("health") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert 1 <= int(answers[-1]["Retry-After"]) <= 60
    assert house.program(by=house.dora).get("health").status_code == 200


def test_pace_begins_anew_after_a_minute():
    pace = Pace()
    assert [pace.wait("a", 2, now=now) for now in (0, 1, 2, 59.5, 60)] == [0, 0, 58, 1, 0]


def test_scopes_of_the_world_are_all_known():
    assert set(READING) < set(ALL)
