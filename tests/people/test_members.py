"""The pages for administrators, and the page that tells everybody who may do what."""

from __future__ import annotations

import re

from curricle.people import actions, queries


def form(**changes: str) -> dict[str, str]:
    return {"email": "fay@north.example", "name": "Fay Firth", "role": "tutor", "ends-day": "", "ends-month": "", "ends-year": ""} | changes


def test_administrator_adds_a_person_and_sees_the_password_once(bob):
    client = bob.client
    page = client.post("/people/", form()).content.decode()
    password = re.search(r"<strong>([a-z2-9]{4}(?:-[a-z2-9]{4}){3})</strong>", page)[1]
    assert actions.try_sign_in(email="fay@north.example", password=password, address="").person.name == "Fay Firth"
    assert password not in client.get("/people/").content.decode()


def test_adding_somebody_with_a_bad_entry_keeps_what_was_typed(bob):
    answer = bob.client.post("/people/", form(name="", email="fay@north.example"))
    assert (answer.status_code, "fay@north.example" in answer.content.decode()) == (422, True)


def test_role_of_another_kind_is_no_choice(bob):
    assert bob.client.post("/people/", form(role="natpub")).status_code == 422


def test_administrator_ends_a_role_by_its_button(alice, bob):
    member = next(each for each in queries.people_of(bob.actor.organisation) if each.email == alice.email)
    assert bob.client.post(f"/people/{member.membership}/end/").status_code == 302
    assert queries.actor_by_email(alice.email).roles == set()


def test_people_page_is_for_administrators_of_that_organisation(alice, bob, charlie, client):
    assert [each.client.get("/people/").status_code for each in (alice, bob, charlie)] == [404, 200, 404]
    assert client.get("/people/").status_code == 302
    assert "charlie@south.example" not in bob.client.get("/people/").content.decode()


def test_people_page_asks_the_same_number_of_queries_whatever_its_length(bob, django_assert_num_queries):
    from curricle.core.terms import Role

    client = bob.client
    client.get("/people/")
    for count in (1, 3):
        for number in range(count):
            actions.add_person(by=bob.actor, email=f"p{count}{number}@north.example", name="P", role=Role.TUTOR)
        with django_assert_num_queries(6):
            client.get("/people/")


def test_rights_page_shows_a_role_to_a_visitor(client, db):
    page = client.get("/help/who-may-do-what/?role=lead").content.decode()
    assert "edit (of one&#39;s organisation, only: draft)" in page
    assert client.get("/help/who-may-do-what/?role=nonsense").status_code == 200
