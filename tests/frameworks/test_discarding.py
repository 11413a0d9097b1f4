"""A draft that is given up leaves every list and frees its label; it can be taken back, and nothing of it is destroyed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from curricle.core.canonical import digest
from curricle.core.terms import OrganisationKind, Role, Stage
from curricle.frameworks import actions, drafts
from curricle.frameworks.bases import base_for
from curricle.frameworks.models import Draft, DraftChange, Line
from curricle.frameworks.snapshot import draft_value
from curricle.people.models import AuditEvent, Person
from curricle.people.policy import Forbidden, Hidden
from world import demo_framework, organisation, person, publish

pytestmark = pytest.mark.django_db


class Desk:
    def __init__(self) -> None:
        team = organisation("national", OrganisationKind.NATIONAL)
        self.nell, self.ned = (person(name, team, Role.NATIONAL_EDITOR) for name in ("nell", "ned"))
        self.pat = person("pat", team, Role.NATIONAL_PUBLISHER)
        self.body = organisation("body", OrganisationKind.PROFESSIONAL_BODY)
        self.rita = person("rita", self.body, Role.REVIEWER)
        self.schema = demo_framework("schema-podiatry")
        publish(self.schema, self.nell, self.pat)
        self.draft = self.begin()
        self.at = f"/frameworks/drafts/{self.draft.uuid}/"

    def begin(self) -> Draft:
        return actions.begin_draft(by=self.nell, framework=replace(self.schema, version="2.0"))

    def browser(self, actor) -> Client:
        client = Client()
        client.force_login(Person.objects.get(pk=actor.person))
        return client

    @property
    def now(self) -> Draft:
        return drafts.draft(self.nell.organisation, str(self.draft.uuid))


@pytest.fixture
def desk():
    return Desk()


def test_discarded_draft_leaves_the_lists_and_comes_back_as_it_was(desk):
    nell, before = desk.browser(desk.nell), digest(draft_value(desk.draft))
    page = nell.get(f"{desk.at}discard/").content.decode()
    assert [word for word in ("What goes", "What stays", "30 days", "2.0 is free again") if word not in page] == []
    done = nell.post(f"{desk.at}discard/", {"revision": "1"}, follow=True)
    text = done.content.decode()
    assert (done.redirect_chain[-1][0], "Discarded by Nell" in text, "Take the draft back" in text) == (desk.at, True, True)
    assert [word for word in ("Add an item", "Open for consultation", "Discard this draft") if word in text] == []
    assert drafts.open_drafts(desk.nell) == []
    assert "can be taken back" in nell.get("/frameworks/").content.decode()
    assert [desk.browser(who).get(desk.at).status_code for who in (desk.ned, desk.pat, desk.rita)] == [200, 200, 404]
    back = desk.browser(desk.ned).post(f"{desk.at}take-back/", follow=True)
    assert "as it was" in back.content.decode()
    assert (digest(draft_value(desk.now)), desk.now.discarded, len(drafts.open_drafts(desk.nell))) == (before, None, 1)
    verbs = AuditEvent.objects.filter(thing=str(desk.draft.uuid)).order_by("number").values_list("verb", "actor_name")
    assert list(verbs) == [("began draft", "Nell"), ("discarded draft", "Nell"), ("took back draft", "Ned")]
    assert DraftChange.objects.filter(draft=desk.draft).count() == 1


def test_label_of_a_discarded_draft_is_free_and_taken_from_it(desk):
    actions.discard_draft(by=desk.nell, draft=desk.draft, seen=1)
    assert "2.0" not in drafts.labels(desk.draft.base)
    assert base_for(desk.nell, desk.schema).draft is None
    desk.begin()
    with pytest.raises(actions.LabelTaken):
        actions.restore_draft(by=desk.nell, draft=desk.draft)
    answer = desk.browser(desk.nell).post(f"{desk.at}take-back/", follow=True)
    assert "2.0 already" in answer.content.decode()


def test_code_of_a_line_that_only_had_discarded_drafts_is_free_with_its_title(desk):
    fresh = replace(desk.schema, code="FRESH", id="", line="", items=(), links=(), rubrics=(), title="One thing")
    first = actions.begin_draft(by=desk.nell, framework=fresh)
    actions.discard_draft(by=desk.nell, draft=first, seen=1)
    again = actions.begin_draft(by=desk.nell, framework=replace(fresh, title="Another thing", kind="standard"))
    line = Line.objects.get(code="FRESH")
    assert (again.line_id, line.title, line.kind) == (first.line_id, "Another thing", "standard")


def test_nothing_is_done_to_a_discarded_draft(desk):
    actions.discard_draft(by=desk.nell, draft=desk.draft, seen=1)
    item = draft_value(desk.draft).items[0]
    with pytest.raises(Forbidden):
        actions.mend_item(by=desk.nell, draft=desk.draft, seen=1, item=replace(item, notes="x"))
    with pytest.raises(Forbidden):
        actions.undo_draft(by=desk.nell, draft=desk.draft, seen=1)
    with pytest.raises(actions.NotAllowedNow):
        actions.move_draft(by=desk.nell, draft=desk.draft, to=Stage.SUBMITTED, seen=1)
    with pytest.raises(Forbidden):
        actions.discard_draft(by=desk.nell, draft=desk.draft, seen=1)
    assert actions.draft_steps(by=desk.nell, draft=desk.now) == ()
    assert desk.browser(desk.nell).get(f"{desk.at}items/{item.id}/split/").status_code == 403


def test_draft_is_taken_back_for_thirty_days(desk):
    actions.discard_draft(by=desk.nell, draft=desk.draft, seen=1)
    for days, listed in ((30, 1), (31, 0)):
        Draft.objects.filter(pk=desk.draft.pk).update(discarded=timezone.now() - timedelta(days=days))
        assert len(drafts.discarded_drafts(desk.nell)) == listed
    with pytest.raises(actions.NotAllowedNow, match="too long ago"):
        actions.restore_draft(by=desk.nell, draft=desk.draft)


def test_only_editors_discard_and_only_a_draft_as_it_was_seen(desk):
    with pytest.raises(Forbidden):
        actions.discard_draft(by=desk.pat, draft=desk.draft, seen=1)
    with pytest.raises(Hidden):
        actions.discard_draft(by=desk.rita, draft=desk.draft, seen=1)
    item = draft_value(desk.draft).items[0]
    actions.mend_item(by=desk.ned, draft=desk.draft, seen=1, item=replace(item, notes="x"))
    stale = desk.browser(desk.nell).post(f"{desk.at}discard/", {"revision": "1"})
    assert (stale.status_code, "was changed by Ned" in stale.content.decode(), desk.now.discarded) == (409, True, None)
    actions.move_draft(by=desk.nell, draft=desk.draft, to=Stage.IN_CONSULTATION, seen=2)
    with pytest.raises(Forbidden):
        actions.discard_draft(by=desk.nell, draft=desk.draft, seen=2)


def test_what_knows_the_draft_is_said_before_it_is_discarded(desk):
    actions.move_draft(by=desk.nell, draft=desk.draft, to=Stage.IN_CONSULTATION, seen=1)
    until = timezone.localdate() + timedelta(days=3)
    actions.invite_to_consultation(by=desk.nell, draft=desk.draft, organisation=desk.body.pk, until=until)
    actions.comment_on_draft(by=desk.rita, draft=desk.draft, text="Good.")
    actions.move_draft(by=desk.nell, draft=desk.draft, to=Stage.DRAFT, seen=1)
    page = desk.browser(desk.nell).get(f"{desk.at}discard/").content.decode()
    assert [word for word in ("1 invitation to read it", "1 comment on it") if word not in page] == []
    assert "brought into it" not in page


def test_own_framework_is_discarded_by_its_lead(desk):
    wharfe = organisation("wharfe")
    lead, tutor = person("lea", wharfe, Role.LEAD), person("tess", wharfe, Role.TUTOR)
    made = actions.begin_draft(by=lead, framework=replace(desk.schema, code="OWN", version="1.0"))
    at = f"/frameworks/drafts/{made.uuid}/"
    assert desk.browser(tutor).get(f"{at}discard/").status_code == 403
    assert desk.browser(lead).post(f"{at}discard/", {"revision": "1"}).status_code == 302
    assert desk.browser(tutor).post(f"{at}take-back/").status_code == 403
    assert desk.browser(lead).post(f"{at}take-back/").status_code == 302
