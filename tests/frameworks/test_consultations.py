"""Who is asked to read a national draft in consultation reads it and comments; nobody else does, and nobody in another state."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from curricle.core.terms import OrganisationKind, Role, Stage
from curricle.frameworks import actions, consultations, drafts
from curricle.frameworks.models import ConsultationComment, ConsultationInvitation
from curricle.frameworks.snapshot import draft_value
from curricle.people.models import AuditEvent, Organisation, Person
from curricle.people.policy import Forbidden, Hidden
from world import demo_framework, organisation, person, publish

pytestmark = pytest.mark.django_db
SOON = timedelta(days=14)


class Round:
    """nell edits at the national team, pat publishes; rita reviews and bea administers at a body, walt reviews at a university."""

    def __init__(self) -> None:
        self.team = organisation("national", OrganisationKind.NATIONAL)
        self.nell, self.pat = person("nell", self.team, Role.NATIONAL_EDITOR), person("pat", self.team, Role.NATIONAL_PUBLISHER)
        self.body = organisation("body", OrganisationKind.PROFESSIONAL_BODY)
        self.rita, self.bea = person("rita", self.body, Role.REVIEWER), person("bea", self.body, Role.BODY_ADMIN)
        self.wharfe = organisation("wharfe")
        self.walt, self.tess = person("walt", self.wharfe, Role.REVIEWER), person("tess", self.wharfe, Role.TUTOR)
        schema = demo_framework("schema-podiatry")
        publish(schema, self.nell, self.pat)
        self.draft = actions.begin_draft(by=self.nell, framework=replace(schema, version="2.0"))
        item = next(item for item in draft_value(self.draft).items if item.kind == "capability")
        self.item = replace(item, statement="Says it in other words.")
        self.draft = actions.mend_item(by=self.nell, draft=self.draft, seen=1, item=self.item)
        self.at = f"/frameworks/drafts/{self.draft.uuid}/"
        self.to(Stage.IN_CONSULTATION)

    def to(self, stage: Stage) -> None:
        actions.move_draft(by=self.nell, draft=self.draft, to=stage, seen=2)

    def invite(self, **whom) -> ConsultationInvitation:
        return actions.invite_to_consultation(by=self.nell, draft=self.draft, until=timezone.localdate() + SOON, **whom)

    def browser(self, actor) -> Client:
        client = Client()
        client.force_login(Person.objects.get(pk=actor.person))
        return client

    def status(self, actor, part: str = "") -> int:
        return self.browser(actor).get(f"{self.at}{part}").status_code

    def statuses(self) -> list[int]:
        return [self.status(each) for each in (self.rita, self.bea, self.walt, self.tess)]


@pytest.fixture
def round():
    return Round()


def test_nobody_outside_reads_it_before_they_are_invited(round):
    assert round.statuses() == [404, 404, 404, 404]


def test_invited_organisation_lets_its_readers_in_and_no_other_role(round):
    round.invite(organisation=round.body.pk)
    assert round.statuses() == [200, 200, 404, 404]
    round.invite(organisation=round.wharfe.pk)
    assert round.statuses() == [200, 200, 200, 404]


def test_invited_person_alone_reads_it(round):
    round.invite(email="Rita@body.example")
    assert round.statuses() == [200, 404, 404, 404]


def test_withdrawn_invitation_lets_nobody_in_and_keeps_who_ended_it(round):
    made = round.invite(organisation=round.body.pk)
    actions.withdraw_from_consultation(by=round.nell, invitation=made)
    actions.withdraw_from_consultation(by=round.nell, invitation=made)
    assert round.statuses() == [404, 404, 404, 404]
    (kept,) = consultations.invitations_of(round.draft)
    assert (kept.withdrawn_by.name, kept.by.name, kept.organisation.name) == ("Nell", "Nell", "Body")
    verbs = [row.verb for row in AuditEvent.objects.order_by("number")]
    assert verbs.count("withdrew the invitation to read") == 1


def test_invitation_lets_in_on_its_last_day_and_not_after(round):
    made = round.invite(organisation=round.body.pk)
    for days, status in ((0, 200), (-1, 404)):
        ConsultationInvitation.objects.filter(pk=made.pk).update(until=timezone.localdate() + timedelta(days=days))
        assert round.status(round.rita) == status


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.SUBMITTED])
def test_invited_read_it_in_consultation_only(round, stage):
    round.invite(organisation=round.body.pk)
    round.to(stage)
    assert (round.statuses(), consultations.asked_to_read(round.rita)) == ([404, 404, 404, 404], [])


def test_invited_see_what_they_are_asked_and_every_reading_page_and_change_nothing(round):
    round.invite(organisation=round.body.pk)
    rita = round.browser(round.rita)
    page = rita.get("/frameworks/").content.decode()
    assert ("In consultation: you are asked to read" in page, round.at in page, "Being written" in page) == (True, True, False)
    assert "asked to read" not in round.browser(round.walt).get("/frameworks/").content.decode()
    tree = rita.get(round.at).content.decode()
    assert [word for word in ("Add an item", "Undo", "Submit for publication", "Look again", ">Changes<") if word in tree] == []
    changed = rita.get(f"/frameworks/draft:{round.draft.uuid}/changes/", follow=True)
    assert (changed.status_code, "in other words" in changed.content.decode()) == (200, True)
    chosen = rita.get(f"{round.at}?at={round.item.id}").content.decode()
    assert ("Read it" in chosen, "Comment on it" in chosen, "Move up" in chosen) == (True, True, False)
    item = rita.get(f"{round.at}items/{round.item.id}/").content.decode()
    assert ("Says it in other words." in item, "Comment on it" in item) == (True, True)
    assert "Nell" not in rita.get(f"{round.at}changes/").content.decode()
    assert [rita.get(round.at + part).status_code for part in ("facts/", "checks/", "consultation/")] == [200, 200, 200]
    assert [rita.get(round.at + part).status_code for part in ("add/", f"items/{round.item.id}/split/", "publish/")] == [403, 403, 403]
    assert rita.post(f"{round.at}stage/", {"to": "submitted", "revision": "2"}).status_code == 403
    assert round.browser(round.walt).get(f"/frameworks/draft:{round.draft.uuid}/changes/", follow=True).status_code == 404


def test_editor_invites_and_withdraws_on_the_page(round):
    nell, address = round.browser(round.nell), f"{round.at}consultation/"
    day = timezone.localdate() + SOON
    until = {"until-day": day.day, "until-month": day.month, "until-year": day.year}
    done = nell.post(f"{address}invite/", until | {"organisation": round.body.pk, "email": ""})
    assert (done.status_code, done.url) == (302, address)
    page = nell.get(address).content.decode()
    assert [word for word in ("Body", "by Nell", "Withdraw") if word not in page] == []
    made = ConsultationInvitation.objects.get()
    assert made.until == day
    assert nell.post(f"{address}invitations/{made.uuid}/withdraw/").status_code == 302
    assert "Withdrawn on" in nell.get(address).content.decode()


@pytest.mark.parametrize(
    ("entered", "words"),
    [
        ({}, "one of the two"),
        ({"organisation": "body", "email": "rita@body.example"}, "one of the two"),
        ({"email": "nobody@body.example"}, "No reviewer and no administrator"),
        ({"email": "tess@wharfe.example"}, "No reviewer and no administrator"),
        ({"organisation": "body", "until-day": "31"}, "until"),
        ({"organisation": "body", "until-year": "2001"}, "The last day must be today or later"),
    ],
)
def test_invitation_that_cannot_be_made_says_why_and_keeps_what_was_entered(round, entered, words):
    day = date(timezone.localdate().year + 1, 2, 3)
    until = {"until-day": day.day, "until-month": day.month, "until-year": day.year}
    place = {"organisation": str(round.body.pk)} if "organisation" in entered else {}
    answer = round.browser(round.nell).post(f"{round.at}consultation/invite/", until | entered | place)
    text = answer.content.decode()
    assert (answer.status_code, words in text, entered.get("email", "") in text) == (422, True, True)
    assert ConsultationInvitation.objects.count() == 0


def test_nobody_is_invited_twice_nor_outside_a_consultation_nor_by_a_publisher(round):
    round.invite(organisation=round.body.pk)
    with pytest.raises(actions.BadInvitation, match="invited already"):
        round.invite(organisation=round.body.pk)
    day = timezone.localdate() + SOON
    with pytest.raises(Forbidden):
        actions.invite_to_consultation(by=round.pat, draft=round.draft, until=day, organisation=round.wharfe.pk)
    with pytest.raises(Hidden):
        actions.invite_to_consultation(by=round.rita, draft=round.draft, until=day, organisation=round.wharfe.pk)
    round.to(Stage.DRAFT)
    with pytest.raises(Forbidden):
        round.invite(organisation=round.wharfe.pk)


def test_organisation_without_readers_is_not_offered(round):
    lone = organisation("lone")
    person("lea", lone, Role.LEAD)
    with pytest.raises(actions.BadInvitation, match="Nobody in this organisation"):
        round.invite(organisation=lone.pk)
    page = round.browser(round.nell).get(f"{round.at}consultation/").content.decode()
    assert [name in page for name in ("Body</option>", "Wharfe</option>", "Lone</option>")] == [True, True, False]


def test_comments_are_read_by_their_organisation_and_the_team_that_answers_them(round):
    for place in (round.body, round.wharfe):
        round.invite(organisation=place.pk)
    rita, address = round.browser(round.rita), f"{round.at}consultation/"
    page = rita.get(f"{address}?item={round.item.id}").content.decode()
    assert f"Comment on {round.item.name}" in page
    sent = rita.post(f"{address}comment/", {"item": round.item.id, "text": "Too vague."})
    assert (sent.status_code, rita.post(f"{address}comment/", {"text": " "}).status_code) == (302, 422)
    said = ConsultationComment.objects.get()
    assert (said.item_name, said.organisation.name, said.by.name) == (round.item.name, "Body", "Rita")
    readers = {who: round.browser(who).get(address).content.decode() for who in (round.bea, round.walt, round.nell, round.pat)}
    assert ["Too vague." in page for page in readers.values()] == [True, False, True, True]
    mark = f"{address}comments/{said.uuid}/mark/"
    assert [mark in page for page in readers.values()] == [False, False, True, False]
    nell = round.browser(round.nell)
    assert nell.post(mark, {"to": "answered", f"{said.uuid}-reply": "It names the setting now."}).status_code == 302
    page = rita.get(address).content.decode()
    assert [word for word in ("Answered", "by Nell", "It names the setting now.") if word not in page] == []
    assert nell.post(mark, {"to": "open"}).status_code == 302
    said.refresh_from_db()
    assert (said.answered, said.reply) == (None, "")
    assert [round.browser(who).post(mark, {"to": "answered"}).status_code for who in (round.rita, round.pat, round.tess)] == [403, 403, 404]


def test_comment_on_an_item_that_has_gone_is_kept_with_its_name(round):
    round.invite(organisation=round.body.pk)
    actions.comment_on_draft(by=round.rita, draft=round.draft, text="Why?", item=round.item.id)
    with pytest.raises(actions.NotAllowedNow):
        actions.comment_on_draft(by=round.rita, draft=round.draft, text="Why?", item="nothing")
    round.to(Stage.DRAFT)
    row = drafts.draft(round.nell.organisation, str(round.draft.uuid))
    actions.leave_out(by=round.nell, draft=row, seen=2, item=round.item.id)
    page = round.browser(round.nell).get(f"{round.at}consultation/").content.decode()
    assert (f"{round.item.name} (no longer in the draft)" in page, "not in consultation now" in page) == (True, True)
    with pytest.raises(Hidden):
        actions.comment_on_draft(by=round.rita, draft=row, text="And this?")


def test_own_framework_has_no_consultation(round):
    lead = person("lea", Organisation.objects.get(code="wharfe"), Role.LEAD)
    own = replace(demo_framework("schema-podiatry"), code="OWN", version="1.0")
    made = actions.begin_draft(by=lead, framework=own)
    assert round.browser(lead).get(f"/frameworks/drafts/{made.uuid}/consultation/").status_code == 404
