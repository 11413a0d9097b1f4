"""Who may do what, in words: for everybody by role, for administrators by person and by thing."""

from __future__ import annotations

from html import unescape

from curricle.core.terms import Role
from curricle.people import actions, matrix
from curricle.people.object_words import OBJECT_WORDS
from curricle.people.pages.rights import WHEN, names, rights_page
from curricle.people.policy import declared
from people.roles_sample import membership_of


def test_rights_page_shows_a_role_to_a_visitor(client, db):
    page = client.get("/help/who-may-do-what/?role=lead").content.decode()
    assert "edit, delete, submit: of one&#39;s organisation, while it is a draft" in page
    assert client.get("/help/who-may-do-what/?role=nonsense").status_code == 200


def test_rights_page_names_what_is_not_built(client, db):
    """Each object of this role that has a cell without a rule stands below the table, and no other does."""
    cells = {(row.object, row.action) for row in matrix.rows() if row.role is Role.APPRENTICE}
    unbuilt = {OBJECT_WORDS[kind] for kind, action in cells if not declared(kind, action)}
    page = unescape(client.get("/help/who-may-do-what/?role=appr").content.decode())
    below = page.split("<strong>Not built yet:</strong>")[1].split("</p>")[0]
    assert {each.split(" (")[0].strip() for each in below.rstrip(". ").split(";")} == unbuilt


def test_actions_of_one_reach_stand_together():
    found = rights_page(None, Role.UNIVERSITY_ADMIN).rights.built
    assert [may.says for right in found if right.object == "people and their roles" for may in right.may] == [
        "view, create: of one's organisation",
        "edit, delete: of one's organisation, never one's own",
    ]


def test_conditions_that_have_words_are_conditions_of_the_matrix():
    assert sorted(set(WHEN) - {condition for row in matrix.rows() for condition in row.conditions}) == []


def test_administrator_sees_each_person_with_dates_and_rights(alice, bob):
    from datetime import date

    actions.change_end(by=bob.actor, membership=membership_of(alice), ends=date(2099, 12, 31))
    page = bob.client.get(f"/people/who-may-do-what/?person={alice.actor.person}").content.decode()
    assert ("Programme lead, since" in page, "until 31 December 2099" in page, "Only: Alice Archer" in page) == (True, True, True)
    assert '<h2 class="nhsuk-heading-m" id="holder-1">Alice Archer</h2>' in page
    assert "Bob Barlow</h2>" not in page


def test_administrator_sees_by_thing_who_may(alice, bob):
    page = bob.client.get("/people/who-may-do-what/?by=object&object=programme_draft&action=c").content.decode()
    assert ("Alice Archer" in page.split('id="by-thing"')[1], "Only: programme, draft; create" in page) == (True, True)


def test_people_of_another_organisation_are_no_choice_and_stand_nowhere(bob, charlie):
    page = bob.client.get(f"/people/who-may-do-what/?person={charlie.actor.person}").content.decode()
    assert "Charlie" not in page


def test_somebody_whose_role_is_over_may_nothing(alice, bob):
    actions.end_role(by=bob.actor, membership=membership_of(alice))
    assert "Alice" not in bob.client.get("/people/who-may-do-what/").content.decode()


def test_page_is_for_administrators_alone(alice, bob, client):
    address = "/people/who-may-do-what/"
    assert [alice.client.get(address).status_code, bob.client.get(address).status_code, client.get(address).status_code] == [404, 200, 302]


def test_eleven_people_fill_two_pages_with_the_same_number_of_queries(bob, django_assert_num_queries):
    client = bob.client
    for number in range(10):
        actions.add_person(by=bob.actor, email=f"p{number}@north.example", name=f"P{number}", role=Role.TUTOR)
    client.get("/people/who-may-do-what/")
    with django_assert_num_queries(6):
        page = client.get("/people/who-may-do-what/?page=2&action=v").content.decode()
    assert ("Page 2 of 2" in page, 'href="?action=v&amp;page=1"' in page) == (True, True)


def test_every_object_of_the_matrix_has_words():
    assert set(OBJECT_WORDS) == {row.object for row in matrix.rows()}


def test_filter_offers_built_things_alone():
    built = {row.object for row in matrix.rows() if declared(row.object, row.action)}
    assert (set(names()), "gateway" in names()) == (built, False)


def test_objects_stand_in_the_order_of_the_matrix():
    assert names()[:2] == ("page", "schema_draft")
