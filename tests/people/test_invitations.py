"""Inviting, accepting, and everybody who must not."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from curricle.core.terms import Role
from curricle.people import actions, queries
from curricle.people.entries import BadEntry
from curricle.people.letters import SECOND_FACTOR
from curricle.people.models import Invitation, Membership, Person
from curricle.people.policy import ANONYMOUS, Forbidden, Hidden
from curricle.people.roles import as_one
from posted import posted

NEW = {"name": "Fay Firth", "new": "four unrelated plain words"}


def invited(by, email: str = "fay@north.example", role: Role = Role.TUTOR, **more) -> queries.InvitationFacts:
    """An invitation whose mail has left."""
    uuid = actions.invite(by=by.actor, email=email, name="Fay Firth", role=role, base="http://testserver", **more)
    posted("mail-invitation", invitation=uuid, base="http://testserver")
    return queries.invitation(uuid)


def link() -> str:
    """The address in the last mail."""
    return re.search(r"http://testserver(/invitation/\S+)", mail.outbox[-1].body)[1]


def test_a_new_person_accepts_with_name_and_password(bob):
    invited(bob)
    client = Client()
    page = client.get(link()).content.decode()
    assert [words in page for words in ("Bob Barlow", "University of the North", "tutor or skills coach", "What is kept about you")] == [
        True
    ] * 4
    assert client.post(link(), NEW).headers["Location"] == "/sign-in/"
    assert 'value="fay@north.example"' in client.get("/sign-in/").content.decode()
    assert actions.try_sign_in(email="fay@north.example", password=NEW["new"], address="").person.name == "Fay Firth"
    assert queries.actor_by_email("fay@north.example").roles == {Role.TUTOR}


def test_the_mail_says_who_what_where_and_until_when(bob):
    facts = invited(bob)
    body = mail.outbox[-1].body
    assert (mail.outbox[-1].to, "Bob Barlow invites you to be a tutor or skills coach at University of the North" in body) == (
        [facts.email],
        True,
    )
    assert facts.sent is not None


@pytest.mark.parametrize(("role", "says"), [(Role.TUTOR, True), (Role.APPRENTICE, False)])
def test_mail_and_page_say_that_a_second_factor_will_be_set_up(bob, settings, role: Role, says: bool):
    settings.SECOND_FACTOR = True
    invited(bob, role=role)
    found = [SECOND_FACTOR in text for text in (mail.outbox[-1].body, Client().get(link()).content.decode())]
    assert found == [says, says]


def test_a_role_is_named_with_its_article():
    named = [as_one(each) for each in (Role.LEAD, Role.APPRENTICE, Role.UNIVERSITY_ADMIN, Role.AUDITOR, Role.ASSESSOR)]
    assert named == ["a programme lead", "an apprentice", "a university administrator", "an auditor", "an end-point assessor"]


def test_a_weak_password_is_answered_in_words_and_nothing_is_kept(bob):
    invited(bob)
    answer = Client().post(link(), {"name": "Fay Firth", "new": "pqz"})
    assert (answer.status_code, "This password is too short" in answer.content.decode()) == (422, True)
    assert not Person.objects.filter(email="fay@north.example").exists()


def test_a_password_like_the_address_is_refused(bob):
    invited(bob)
    assert Client().post(link(), {"name": "Fay", "new": "fay@north.example"}).status_code == 422


def test_somebody_with_an_account_signs_in_first_and_accepts_by_a_button(bob, charlie):
    invited(bob, charlie.email)
    assert "Sign in to accept" in Client().get(link()).content.decode()
    client = charlie.client
    assert client.post(link()).headers["Location"] == "/account/"
    held = Membership.objects.filter(person=charlie.actor.person).values_list("organisation__code", flat=True)
    assert sorted(held) == ["north", "south"]
    assert "University of the North" in client.get("/account/").content.decode()


def test_a_visitor_cannot_take_over_an_account_that_exists(bob, charlie):
    invited(bob, charlie.email)
    answer = Client().post(link(), NEW)
    assert answer.status_code == 200
    assert actions.try_sign_in(email=charlie.email, password=NEW["new"], address="").person is None
    assert queries.invitations_of(bob.actor.organisation)[0].state == "open"


def test_nobody_else_who_holds_the_link_can_accept(alice, bob, charlie):
    for email in ("fay@north.example", charlie.email):
        facts = invited(bob, email)
        assert alice.client.get(link()).status_code == 403
        assert alice.client.post(link(), NEW).status_code == 403
        with pytest.raises(Forbidden):
            actions.accept_invitation(by=alice.actor, invitation=facts.uuid, token=queries.link_token(facts))
    assert set(Membership.objects.filter(person=alice.actor.person).values_list("role", flat=True)) == {"lead"}


def test_a_link_that_was_tampered_with_is_no_page(bob):
    facts = invited(bob)
    other = invited(bob, "gus@north.example")
    for address in (link()[:-2] + "/", f"/invitation/{facts.uuid}/{queries.link_token(other)}/", "/invitation/x/y/"):
        assert Client().get(address).status_code == 404
    with pytest.raises(Hidden):
        actions.accept_invitation(by=ANONYMOUS, invitation=facts.uuid, token="", **{"name": "F", "password": NEW["new"]})


def test_an_administrator_does_not_open_the_invitation_without_its_link(bob):
    facts = invited(bob)
    assert bob.client.get(f"/invitation/{facts.uuid}/wrong/").status_code == 404


def test_a_used_link_is_gone_in_words(bob):
    invited(bob)
    Client().post(link(), NEW)
    answer = Client().get(link())
    assert (answer.status_code, "a link works once" in answer.content.decode()) == (410, True)
    assert Client().post(link(), {"name": "X", "new": "another long password"}).status_code == 410


def test_a_withdrawn_link_is_gone_in_words(bob):
    facts = invited(bob)
    actions.withdraw_invitation(by=bob.actor, invitation=facts.uuid)
    answer = Client().post(link(), NEW)
    assert (answer.status_code, "was withdrawn" in answer.content.decode()) == (410, True)
    assert not Person.objects.filter(email=facts.email).exists()


def test_an_expired_link_is_gone_and_sent_again_it_is_good(bob, time_machine):
    time_machine.move_to("2026-11-02T09:00:00Z", tick=False)
    facts = invited(bob)
    time_machine.shift(timedelta(days=14))
    answer = Client().get(link())
    assert (answer.status_code, "could be accepted until 16 November 2026" in answer.content.decode()) == (410, True)
    actions.send_invitation_again(by=bob.actor, invitation=facts.uuid, base="http://testserver")
    assert Client().post(link(), NEW).status_code == 302


def test_an_invitation_is_no_longer_good_than_its_role(bob, time_machine):
    time_machine.move_to("2026-11-02T09:00:00Z", tick=False)
    facts = invited(bob, ends=timezone.localdate())
    assert facts.expires.isoformat() == "2026-11-03T00:00:00+00:00"


def test_the_mail_of_a_withdrawn_invitation_does_not_leave(bob):
    uuid = actions.invite(by=bob.actor, email="fay@north.example", name="Fay", role=Role.TUTOR, base="")
    actions.withdraw_invitation(by=bob.actor, invitation=uuid)
    posted("mail-invitation", invitation=uuid, base="http://testserver")
    assert mail.outbox == []


def test_a_closed_account_does_not_come_back_by_an_invitation(alice, bob):
    actions.close_account(by=bob.actor, person=alice.actor.person)
    invited(bob, alice.email)
    answer = Client().post(link(), NEW)
    assert (answer.status_code, "is closed" in answer.content.decode()) == (410, True)
    assert not Person.objects.get(email=alice.email).is_active


def test_bad_invitations_are_refused_in_words(alice, bob):
    yesterday = timezone.localdate() - timedelta(days=1)
    invited(bob)
    for change, says in (
        ({"role": Role.NATIONAL_PUBLISHER}, "is no role of a university"),
        ({"ends": yesterday}, "would have ended already"),
        ({"email": "no address"}, "not in the form"),
        ({"name": ""}, "The name is empty"),
        ({"email": alice.email, "role": Role.LEAD}, "holds this role already"),
        ({"email": "fay@north.example"}, "was asked to take this role already"),
    ):
        asked = {"email": "g@north.example", "name": "G", "role": Role.TUTOR, "base": ""} | change
        with pytest.raises(BadEntry, match=says):
            actions.invite(by=bob.actor, **asked)


def test_nobody_invites_themselves_and_nobody_without_the_right_invites(alice, bob):
    with pytest.raises(BadEntry, match="This is your own address"):
        invited(bob, bob.email, Role.LEAD)
    with pytest.raises(Hidden):
        invited(alice)


def test_an_invitation_elsewhere_is_hidden(bob, world):
    facts = invited(bob)
    dora = queries.actor_by_email("dora@south.example")
    for act in (
        lambda: actions.withdraw_invitation(by=dora, invitation=facts.uuid),
        lambda: actions.send_invitation_again(by=dora, invitation=facts.uuid, base=""),
    ):
        with pytest.raises(Hidden):
            act()


def test_an_invitation_is_sent_five_times_at_most(bob):
    facts = invited(bob)
    for _ in range(4):
        actions.send_invitation_again(by=bob.actor, invitation=facts.uuid, base="")
    with pytest.raises(BadEntry, match="sent 5 times"):
        actions.send_invitation_again(by=bob.actor, invitation=facts.uuid, base="")


def test_inviting_and_accepting_are_in_the_record(bob):
    invited(bob)
    Client().post(link(), NEW)
    lines = queries.events(bob.actor.organisation).lines[:3]
    assert [(line["who"], line["verb"], line["label"]) for line in lines] == [
        ("Fay Firth", "accepted", "Fay Firth"),
        ("Curricle", "mailed", "Fay Firth"),
        ("Bob Barlow", "invited", "Fay Firth"),
    ]


def test_accepting_takes_no_foreign_field(bob, world):
    invited(bob)
    foreign = {
        "role": "hadm",
        "organisation": str(world.south.id),
        "email": "other@north.example",
        "operator": "1",
        "is_active": "0",
        "ends": "",
    }
    Client().post(link(), NEW | foreign)
    person = Person.objects.get(name="Fay Firth")
    row = Membership.objects.get(person=person)
    assert (person.email, person.operator, person.is_active) == ("fay@north.example", False, True)
    assert (row.role, row.organisation_id) == ("tutor", world.north.id)
    assert Invitation.objects.get().accepted_by == person
