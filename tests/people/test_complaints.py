"""A complaint without an account, its acknowledgement, its thirty days and its answer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from curricle.people import actions, queries
from curricle.people.entries import BadEntry
from curricle.people.models import Complaint
from curricle.people.policy import ANONYMOUS, OPERATOR, Forbidden, Hidden
from posted import posted

FORM = {"about": "north", "name": "Cora Quill", "email": "cora@home.example", "words": "My marks\nwere shown to everybody."}


def made(**changes: str) -> Complaint:
    words = {"name": "Cora Quill", "email": "cora@home.example", "words": "Secretword", "about": "north", "address": "198.51.100.1"}
    return Complaint.objects.get(reference=actions.complain(by=ANONYMOUS, **words | changes).reference)


def test_anybody_complains_without_an_account_and_gets_a_reference(world):
    page = Client().post("/data-complaint/", FORM).content.decode()
    row = Complaint.objects.get()
    assert (row.reference in page, row.organisation_id, row.words) == (True, world.north.id, "My marks\nwere shown to everybody.")
    assert row.due == timezone.localdate() + timedelta(days=30)


def test_form_stands_in_the_foot_and_offers_every_open_organisation(world):
    assert '<a class="nhsuk-footer__list-item-link" href="/data-complaint/">' in Client().get("/sign-in/").content.decode()
    page = Client().get("/data-complaint/").content.decode()
    assert [name in page for name in ("Whoever runs this installation", "University of the North", "University of the South")] == [True] * 3


@pytest.mark.parametrize("change", [{"words": " "}, {"name": ""}, {"email": "x"}, {"about": "nowhere"}, {"words": "a\x0bb"}])
def test_bad_complaint_is_answered_in_words_and_keeps_what_was_typed(world, change):
    answer = Client().post("/data-complaint/", FORM | change)
    page = answer.content.decode()
    kept = [value for name, value in FORM.items() if name not in change and name != "words" and value not in page]
    assert (answer.status_code, kept, Complaint.objects.count()) == (422, [], 0)


def test_acknowledgement_names_reference_and_day_and_repeats_nothing_typed(world):
    row = made()
    posted("mail-complaint", complaint=str(row.uuid))
    first = mail.outbox[0]
    assert (first.to, row.reference in first.body) == (["cora@home.example"], True)
    assert [each for each in mail.outbox if "Secretword" in each.body or "Cora" in each.body] == []
    row.refresh_from_db()
    assert row.acknowledged is not None


def test_administrators_are_told_that_one_came(bob, world):
    posted("mail-complaint", complaint=str(made().uuid))
    assert [each.to for each in mail.outbox[1:]] == [[bob.email]]


def test_complaint_about_the_installation_is_told_to_the_address_of_the_settings(world, settings):
    settings.COMPLAINTS_MAIL = "privacy@host.example"
    posted("mail-complaint", complaint=str(made(about="").uuid))
    assert [each.to for each in mail.outbox[1:]] == [["privacy@host.example"]]


def test_administrator_answers_by_mail_and_once(bob, world):
    row = made()
    assert "Secretword" in bob.client.get(f"/complaints/{row.uuid}/").content.decode()
    assert bob.client.post(f"/complaints/{row.uuid}/", {"answer": "We are sorry."}).status_code == 302
    posted("mail-complaint-answer", complaint=str(row.uuid))
    assert (mail.outbox[-1].to, "We are sorry." in mail.outbox[-1].body) == (["cora@home.example"], True)
    assert queries.complaint(str(row.uuid)).answered_by == "Bob Barlow"
    with pytest.raises(BadEntry, match="answered already"):
        actions.answer_complaint(by=bob.actor, complaint=str(row.uuid), answer="Again")


def test_complaint_is_overdue_after_thirty_days(bob, time_machine):
    time_machine.move_to("2026-11-02T09:00:00Z", tick=False)
    row = made()
    assert row.due == date(2026, 12, 2)
    time_machine.move_to("2026-12-02T09:00:00Z", tick=False)
    assert [each.overdue for each in queries.complaints_for(bob.actor)] == [False]
    time_machine.move_to("2026-12-03T09:00:00Z", tick=False)
    assert "Overdue" in bob.client.get("/complaints/").content.decode()
    assert "</a>: 1 to answer, 1 overdue" in bob.client.get("/people/").content.decode()
    actions.answer_complaint(by=bob.actor, complaint=str(row.uuid), answer="Late, sorry.")
    assert queries.events(bob.actor.organisation).lines[0]["detail"] == "late: 1"


def test_only_those_it_is_addressed_to_read_a_complaint(alice, bob, charlie, world):
    row = made(about="south")
    dora = queries.actor_by_email("dora@south.example")
    assert [each.reference for each in queries.complaints_for(dora)] == [row.reference]
    assert queries.complaints_for(bob.actor) == ()
    answers = [each.client.get(f"/complaints/{row.uuid}/").status_code for each in (alice, bob, charlie)]
    assert (answers, Client().get(f"/complaints/{row.uuid}/").status_code) == ([404, 404, 404], 302)
    with pytest.raises((Forbidden, Hidden)):
        actions.answer_complaint(by=bob.actor, complaint=str(row.uuid), answer="Not mine")


def test_complaint_about_the_installation_is_the_operator_s(bob, world):
    row = made(about="")
    with pytest.raises(Hidden):
        actions.answer_complaint(by=bob.actor, complaint=str(row.uuid), answer="Not mine")
    actions.answer_complaint(by=OPERATOR, complaint=str(row.uuid), answer="It is mended.")
    assert queries.complaint(str(row.uuid)).answered_by == "the operator"


def test_operator_reads_no_complaint_to_an_organisation(world):
    row = made()
    assert queries.complaints_for(OPERATOR) == ()
    with pytest.raises(Hidden):
        actions.answer_complaint(by=OPERATOR, complaint=str(row.uuid), answer="Not mine")


def test_many_complaints_from_one_place_must_wait(world):
    waits = [
        actions.complain(by=ANONYMOUS, **FORM | {"email": f"c{number}@home.example"}, address="198.51.100.7").wait for number in range(21)
    ]
    assert (set(waits[:20]), waits[20]) == ({0}, 30)


def test_many_complaints_under_one_address_must_wait_in_words(world):
    client = Client()
    answers = [client.post("/data-complaint/", FORM) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert "Wait 1 minute, then send it again" in answers[3].content.decode()
    assert "were shown to everybody" in answers[3].content.decode()


def test_record_holds_that_a_complaint_came_and_not_what_it_says(bob, world):
    actions.complain(by=bob.actor, **FORM | {"name": "Cora Quill", "words": "Secretword"}, address="198.51.100.1")
    row = Complaint.objects.get()
    actions.answer_complaint(by=bob.actor, complaint=str(row.uuid), answer="Secretanswer")
    lines = queries.events(bob.actor.organisation).lines[:2]
    assert [(line["who"], line["verb"], line["label"]) for line in lines] == [
        ("Bob Barlow", "answered", f"complaint {row.reference}"),
        ("a visitor", "made", f"complaint {row.reference}"),
    ]
    assert [each for each in ("Secretword", "Secretanswer", "Cora", "cora@") if each in str(lines)] == []


def test_complaining_and_answering_take_no_foreign_field(bob, world):
    foreign = {
        "answer": "none",
        "answered": "2026-01-01",
        "due": "2020-01-01",
        "reference": "DP-1",
        "organisation": "1",
        "acknowledged": "2026-01-01",
    }
    Client().post("/data-complaint/", FORM | foreign)
    row = Complaint.objects.get()
    assert (row.answer, row.answered, row.acknowledged, row.reference == "DP-1", row.due.year > 2020) == ("", None, None, False, True)
    kept = (row.name, row.email, row.words, row.reference, row.due, row.organisation_id)
    bob.client.post(f"/complaints/{row.uuid}/", FORM | foreign | {"words": "other", "name": "other", "answered_by": "99"})
    row.refresh_from_db()
    assert (row.name, row.email, row.words, row.reference, row.due, row.organisation_id) == kept
    assert (row.answer, row.answered_by_id) == ("none", bob.actor.person)
