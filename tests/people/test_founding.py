"""A national publisher founds, renames and closes organisations."""

from __future__ import annotations

import pytest
from django.test import Client

from curricle.core.terms import OrganisationKind, Role
from curricle.people import actions, queries
from curricle.people.entries import BadEntry
from curricle.people.models import Organisation, Person
from curricle.people.policy import ANONYMOUS, Forbidden, Hidden
from people.roles_sample import publisher

FORM = {"name": "University of the East", "code": "east", "kind": "university", "email": "eve@east.example", "person": "Eve East"}


def browser(email: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(email=email))
    return client


@pytest.fixture
def nell(world):
    return publisher()


def test_publisher_founds_an_organisation_and_its_administrator_is_invited(nell):
    assert browser("nell@nation.example").post("/organisations/found/", FORM).status_code == 302
    place = queries.organisation("east")
    asked = queries.invitations_of(place.id)
    assert [(each.email, each.role) for each in asked] == [("eve@east.example", Role.UNIVERSITY_ADMIN)]
    accepted = actions.accept_invitation(
        by=ANONYMOUS, invitation=asked[0].uuid, token=queries.link_token(asked[0]), name="Eve", password="four plain words here"
    )
    assert queries.actor_by_email(accepted).roles == {Role.UNIVERSITY_ADMIN}


@pytest.mark.parametrize("change", [{"code": "north"}, {"code": "a b"}, {"code": "ä/"}, {"email": "x"}, {"kind": "club"}, {"name": " "}])
def test_bad_founding_is_answered_in_words_and_leaves_nothing(nell, change):
    before = Organisation.objects.count()
    assert browser("nell@nation.example").post("/organisations/found/", FORM | change).status_code == 422
    assert Organisation.objects.count() == before


def test_organisation_without_administrator_gets_an_invitation(nell):
    actions.found_organisation(by=nell, code="west", name="West", kind=OrganisationKind.EMPLOYER)
    client = browser("nell@nation.example")
    assert "nobody, and nobody is invited" in client.get("/organisations/").content.decode()
    assert client.post("/organisations/west/administrator/", {"email": "w@west.example", "person": "Wyn"}).status_code == 302
    assert "invited, not yet accepted" in client.get("/organisations/").content.decode()


def test_an_invitation_to_a_wrong_address_is_replaced(nell):
    client = browser("nell@nation.example")
    client.post("/organisations/found/", FORM | {"email": "vee@east.example"})
    assert "Invite another administrator" in client.get("/organisations/").content.decode()
    assert client.post("/organisations/east/administrator/", {"email": "eve@east.example", "person": "Eve East"}).status_code == 302
    found = {each.email: each.state for each in queries.invitations_of(queries.organisation("east").id)}
    assert found == {"eve@east.example": "open", "vee@east.example": "withdrawn"}


def test_organisation_with_an_administrator_invites_by_itself(nell):
    with pytest.raises(BadEntry, match="has an administrator, who invites the others"):
        actions.invite_administrator(by=nell, code="north", email="x@north.example", name="X", base="")


def test_administrator_renames_the_own_organisation_alone(bob):
    actions.rename_organisation(by=bob.actor, code="north", name="North University")
    assert queries.organisation("north").name == "North University"
    with pytest.raises(Hidden):
        actions.rename_organisation(by=bob.actor, code="south", name="Mine")
    assert bob.client.get("/organisations/south/name/").status_code == 404


def test_lead_and_administrator_neither_found_nor_close(alice, bob, nell):
    for each in (alice, bob):
        with pytest.raises((Hidden, Forbidden)):
            actions.close_organisation(by=each.actor, code="north")
        assert each.client.get("/organisations/").status_code in (403, 404)
        assert each.client.post("/organisations/found/", FORM).status_code in (403, 404)


def test_closing_ends_every_role_and_invitation_and_keeps_accounts(nell, alice, bob):
    actions.invite(by=bob.actor, email="fay@north.example", name="Fay", role=Role.TUTOR, base="")
    client = browser("nell@nation.example")
    page = client.get("/organisations/north/close/").content.decode()
    assert ("2 roles of 2 people end today" in page, "1 open invitation will" in page) == (True, True)
    assert client.post("/organisations/north/close/", {"code": "nort"}).status_code == 422
    assert client.post("/organisations/north/close/", {"code": "north"}).status_code == 302
    assert [queries.actor_by_email(each.email).roles for each in (alice, bob)] == [set(), set()]
    assert [each.state for each in queries.invitations_of(bob.actor.organisation)] == ["withdrawn"]
    assert actions.try_sign_in(email=alice.email, password=alice.password, address="").person.is_active


def test_closed_organisation_is_not_closed_again_and_answers_no_more(nell):
    actions.close_organisation(by=nell, code="south")
    with pytest.raises(Hidden):
        actions.close_organisation(by=nell, code="south")
    assert "south" not in [each.code for each in queries.organisations()]


def test_publisher_does_not_close_the_own_organisation(nell):
    with pytest.raises(BadEntry, match="You act for this organisation yourself"):
        actions.close_organisation(by=nell, code="nation")


def test_organisation_with_an_open_complaint_is_not_closed(nell):
    actions.complain(by=nell, name="C", email="c@home.example", words="Too long kept.", about="north", address="198.51.100.1")
    with pytest.raises(BadEntry, match="1 complaint to University of the North must be answered first"):
        actions.close_organisation(by=nell, code="north")


def test_founding_renaming_and_closing_are_in_the_record(nell):
    actions.found_with_administrator(
        by=nell, code="east", name="East", kind=OrganisationKind.UNIVERSITY, email="e@east.example", person="Eve", base=""
    )
    actions.rename_organisation(by=nell, code="east", name="East University")
    actions.close_organisation(by=nell, code="east")
    place = Organisation.objects.get(code="east")
    verbs = [(line["verb"], line["label"]) for line in queries.events(place.pk).lines]
    assert verbs == [("closed", "East University"), ("withdrew", "Eve"), ("renamed", "East University"), ("invited", "Eve")]
    assert queries.events(nell.organisation).lines[0]["verb"] == "founded"


def test_founding_takes_no_foreign_field(nell):
    foreign = {
        "closed": "2020-01-01",
        "id": "1",
        "uuid": "2b1d5b0e-0000-4000-8000-000000000001",
        "role": "natpub",
        "operator": "1",
        "ends": "",
    }
    browser("nell@nation.example").post("/organisations/found/", FORM | foreign)
    place = Organisation.objects.get(code="east")
    assert (place.closed, place.pk == 1, str(place.uuid) == foreign["uuid"]) == (None, False, False)
    assert [each.role for each in queries.invitations_of(place.pk)] == [Role.UNIVERSITY_ADMIN]
