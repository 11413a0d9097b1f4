"""The pages for administrators: who is here, inviting, changing, ending."""

from __future__ import annotations

from datetime import date, timedelta

from django.test import Client
from django.utils import timezone

from curricle.core.terms import Role
from curricle.people import actions, queries
from curricle.people.models import Invitation, Membership, Organisation, Person
from people.roles_sample import membership_of

DAYS = {"ends-day": "", "ends-month": "", "ends-year": ""}


def form(**changes: str) -> dict[str, str]:
    return {"email": "fay@north.example", "name": "Fay Firth", "role": "tutor", **DAYS} | changes


def answers(client: Client, place: str) -> list[int]:
    """To reading a role and to each way of changing it."""
    asked = [client.get(place)]
    asked += [client.post(place + each, {"other-role": "lead"}) for each in ("last-day/", "other-role/", "end/")]
    return [answer.status_code for answer in asked]


def test_administrator_invites_and_sees_it_in_the_list(bob):
    assert bob.client.post("/people/invite/", form()).status_code == 302
    page = bob.client.get("/people/").content.decode()
    assert ("fay@north.example" in page, "the mail has not left yet" in page) == (True, True)
    assert not Person.objects.filter(email="fay@north.example").exists()


def test_inviting_with_a_bad_entry_keeps_what_was_typed(bob):
    answer = bob.client.post("/people/invite/", form(name="", email="fay@north.example"))
    assert (answer.status_code, "fay@north.example" in answer.content.decode()) == (422, True)


def test_inviting_twice_is_answered_in_words(bob):
    bob.client.post("/people/invite/", form())
    answer = bob.client.post("/people/invite/", form())
    assert (answer.status_code, "Send that invitation again, or withdraw it." in answer.content.decode()) == (422, True)


def test_role_of_another_kind_is_no_choice(bob):
    assert bob.client.post("/people/invite/", form(role="natpub")).status_code == 422


def test_administrator_sends_again_and_withdraws_by_buttons(bob):
    bob.client.post("/people/invite/", form())
    row = Invitation.objects.get()
    bob.client.post(f"/people/invitations/{row.uuid}/again/")
    bob.client.post(f"/people/invitations/{row.uuid}/withdraw/")
    row.refresh_from_db()
    assert (row.asked, row.withdrawn is not None) == (2, True)


def test_administrator_ends_a_role_by_its_button(alice, bob):
    assert bob.client.post(f"/people/{membership_of(alice)}/end/").status_code == 302
    assert queries.actor_by_email(alice.email).roles == set()


def test_a_role_given_and_ended_on_one_day_keeps_its_first_day(alice, bob):
    today = timezone.localdate()
    actions.end_role(by=bob.actor, membership=membership_of(alice))
    member = queries.member(bob.actor.organisation, membership_of(alice))
    assert (member.starts, member.ended, member.over) == (today, "ended on its first day", True)
    assert "ended on its first day" in bob.client.get("/people/").content.decode()


def test_ending_a_role_is_asked_for_on_a_page_first(alice, bob):
    answer = bob.client.get(f"/people/{membership_of(alice)}/end/")
    assert (answer.status_code, "End the role of Alice Archer" in answer.content.decode()) == (200, True)
    assert queries.actor_by_email(alice.email).roles == {Role.LEAD}


def test_withdrawing_is_asked_for_on_a_page_first(bob):
    bob.client.post("/people/invite/", form())
    row = Invitation.objects.get()
    answer = bob.client.get(f"/people/invitations/{row.uuid}/withdraw/")
    row.refresh_from_db()
    assert (answer.status_code, "fay@north.example" in answer.content.decode(), row.withdrawn) == (200, True, None)


def test_pages_before_an_end_are_for_administrators_of_that_organisation(alice, bob, charlie):
    bob.client.post("/people/invite/", form())
    assert bob.client.get(f"/people/{membership_of(charlie)}/end/").status_code == 404
    place = f"/people/invitations/{Invitation.objects.get().uuid}/withdraw/"
    assert [each.client.get(place).status_code for each in (alice, charlie, bob)] == [403, 403, 200]


def test_the_page_of_a_role_that_has_ended_offers_no_form(alice, bob):
    place = f"/people/{membership_of(alice)}/"
    bob.client.post(f"{place}end/")
    page = bob.client.get(place).content.decode()
    assert ("This role has ended" in page, 'href="/people/invite/"' in page, "last-day/" in page) == (True, True, False)
    assert bob.client.get(f"{place}end/").headers["Location"] == place
    before = Membership.objects.get(person=alice.actor.person).ends
    Membership.objects.update(ends=date(2020, 1, 1))
    bob.client.post(f"{place}end/")
    assert (Membership.objects.get(person=alice.actor.person).ends, before) == (date(2020, 1, 1), timezone.localdate() - timedelta(days=1))


def test_inviting_the_own_address_is_answered_at_its_field(bob):
    answer = bob.client.post("/people/invite/", form(email=bob.email))
    page = answer.content.decode()
    said = "This is your own address. Another administrator changes your role." in page
    assert (answer.status_code, said, 'href="#id_email"' in page) == (422, True, True)


def test_administrator_changes_the_last_day_and_the_role_on_one_page(alice, bob):
    place = f"/people/{membership_of(alice)}/"
    assert "Alice Archer: Programme lead" in bob.client.get(place).content.decode()
    bob.client.post(f"{place}last-day/", {"ends-day": "31", "ends-month": "12", "ends-year": "2099"})
    bob.client.post(f"{place}other-role/", {"other-role": "tutor"})
    held = {row.role: str(row.ends) for row in Membership.objects.filter(person=alice.actor.person)}
    assert (set(held), held["tutor"]) == ({"lead", "tutor"}, "None")
    assert queries.actor_by_email(alice.email).roles == {Role.TUTOR}


def test_a_last_day_in_the_past_is_answered_in_words(alice, bob):
    answer = bob.client.post(f"/people/{membership_of(alice)}/last-day/", {"ends-day": "1", "ends-month": "1", "ends-year": "2020"})
    assert (answer.status_code, "To end the role now, use End the role" in answer.content.decode()) == (422, True)


def test_nobody_changes_their_own_role_by_a_page(bob):
    place = f"/people/{membership_of(bob)}/"
    asked = [
        bob.client.get(place),
        *(bob.client.post(place + each, {"other-role": "lead"}) for each in ("last-day/", "other-role/", "end/")),
    ]
    assert [answer.status_code for answer in asked] == [403] * 4


def test_people_page_is_for_administrators_of_that_organisation(alice, bob, charlie, client):
    assert [each.client.get("/people/").status_code for each in (alice, bob, charlie)] == [404, 200, 404]
    assert client.get("/people/").status_code == 302
    assert "charlie@south.example" not in bob.client.get("/people/").content.decode()


def test_a_role_elsewhere_is_hidden(bob, charlie):
    place = f"/people/{membership_of(charlie)}/"
    asked = [
        bob.client.get(place),
        *(bob.client.post(place + each, {"other-role": "lead"}) for each in ("last-day/", "other-role/", "end/")),
    ]
    assert [answer.status_code for answer in asked] == [404] * 4


def test_people_page_asks_the_same_number_of_queries_whatever_its_length(bob, django_assert_num_queries):
    client = bob.client
    client.get("/people/")
    for count in (1, 3):
        for number in range(count):
            made = actions.add_person(by=bob.actor, email=f"p{count}{number}@north.example", name="P", role=Role.TUTOR)
            actions.enter_registration(by=queries.actor_by_email(made.email), profession="podiatrist")
            actions.invite(by=bob.actor, email=f"i{count}{number}@north.example", name="I", role=Role.TUTOR, base="")
        with django_assert_num_queries(8):
            client.get("/people/")


FOREIGN = {
    "organisation": "2", "organisation_id": "2", "made_by": "1", "given_by": "1", "accepted": "2026-01-01", "withdrawn": "2026-01-01",
    "expires": "2099-01-01", "asked": "0", "sent": "2026-01-01", "uuid": "2b1d5b0e-0000-4000-8000-000000000001", "person": "1",
    "is_active": "0", "operator": "1", "starts": "2000-01-01", "closed": "2026-01-01", "code": "stolen", "kind": "national", "id": "1",
}  # fmt: skip


def test_inviting_takes_no_foreign_field(bob):
    bob.client.post("/people/invite/", FOREIGN | form())
    row = Invitation.objects.get()
    assert (row.organisation_id, row.made_by_id, row.accepted, row.withdrawn, row.asked, row.sent) == (
        bob.actor.organisation, bob.actor.person, None, None, 1, None,
    )  # fmt: skip
    assert str(row.uuid) != FOREIGN["uuid"]
    assert row.expires.year < 2099


def test_changing_a_role_takes_no_foreign_field(alice, bob):
    row = Membership.objects.get(person=alice.actor.person)
    kept = (row.organisation_id, row.person_id, row.role, row.starts, row.given_by_id)
    days = {"ends-day": "31", "ends-month": "12", "ends-year": "2099", "role": "hadm"}
    bob.client.post(f"/people/{row.uuid}/last-day/", FOREIGN | days)
    row.refresh_from_db()
    assert (row.organisation_id, row.person_id, row.role, row.starts, row.given_by_id) == kept
    person = Person.objects.get(pk=alice.actor.person)
    assert (person.is_active, person.operator) == (True, False)


def test_renaming_takes_no_foreign_field(bob):
    bob.client.post("/organisations/north/name/", FOREIGN | {"name": "North University"})
    place = Organisation.objects.get(pk=bob.actor.organisation)
    assert (place.name, place.code, place.kind, place.closed) == ("North University", "north", "university", None)
