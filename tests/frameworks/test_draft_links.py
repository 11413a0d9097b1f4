"""Links between items of a draft: made, taken away, undone, in the way of others only at the same item, and published."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from django.test import Client

from curricle.core.drafting.outline import CannotEdit
from curricle.core.drafting.relating import RELATING
from curricle.core.framework import Item, Link
from curricle.core.terms import OrganisationKind, Role, Stage
from curricle.frameworks import actions, drafts, queries
from curricle.frameworks.models import DraftChange
from curricle.frameworks.relation_form import relations
from curricle.frameworks.snapshot import draft_value
from curricle.people.models import Person
from form_of import form_of
from world import demo_framework, organisation, person, publish

pytestmark = pytest.mark.django_db


class Desk:
    def __init__(self) -> None:
        team = organisation("national", OrganisationKind.NATIONAL)
        self.nell, self.ned = (person(name, team, Role.NATIONAL_EDITOR) for name in ("nell", "ned"))
        self.pat = person("pat", team, Role.NATIONAL_PUBLISHER)
        self.schema = demo_framework("schema-podiatry")
        publish(self.schema, self.nell, self.pat)
        self.draft = actions.begin_draft(by=self.nell, framework=replace(self.schema, version="2.0"))
        self.a, self.b, self.c, self.d = [item.id for item in self.schema.items if item.kind == "capability"][:4]
        self.at = f"/frameworks/drafts/{self.draft.uuid}/"

    def link(self, source: str, target: str, type: str = "precedes", *, by=None, seen: int = 1, item: str = "") -> None:
        made = Link(source=source, target=target, type=type)
        self.draft = actions.link_items(by=by or self.nell, draft=self.draft, seen=seen, item=item or source, link=made)

    def unlink(self, source: str, target: str, type: str = "precedes", *, seen: int) -> None:
        self.draft = actions.unlink_items(by=self.nell, draft=self.draft, seen=seen, item=source, source=source, target=target, type=type)

    @property
    def links(self) -> list[tuple[str, str, str]]:
        now = drafts.draft(self.nell.organisation, str(self.draft.uuid))
        return [(each.source, each.type, each.target) for each in draft_value(now).links if each.type != "isChildOf"]

    def browser(self) -> Client:
        client = Client()
        client.force_login(Person.objects.get(pk=self.nell.person))
        return client


@pytest.fixture
def desk():
    return Desk()


def test_link_is_a_change_that_is_undone(desk):
    desk.link(desk.a, desk.b)
    desk.unlink(desk.a, desk.b, seen=2)
    assert desk.links == []
    assert [change.what.split()[0] for change in DraftChange.objects.filter(draft=desk.draft)] == ["Took", "Linked", "Began"]
    desk.draft = actions.undo_draft(by=desk.nell, draft=desk.draft, seen=3)
    assert desk.links == [(desk.a, "precedes", desk.b)]
    desk.draft = actions.undo_draft(by=desk.nell, draft=desk.draft, seen=4)
    assert desk.links == []


def test_editors_are_in_each_others_way_at_the_same_item_only(desk):
    desk.link(desk.a, desk.b)
    desk.link(desk.c, desk.d, by=desk.ned, seen=1)
    with pytest.raises(actions.StaleDraft, match="by Nell"):
        desk.link(desk.b, desk.d, by=desk.ned, seen=1)
    with pytest.raises(actions.StaleDraft):
        desk.unlink(desk.a, desk.b, seen=1)
    item = next(each for each in draft_value(desk.draft).items if each.id == desk.a)
    desk.draft = actions.mend_item(by=desk.ned, draft=desk.draft, seen=1, item=replace(item, notes="Another thing."))
    with pytest.raises(actions.StaleDraft, match="by Ned"):
        desk.link(desk.a, desk.d, seen=3)
    desk.link(desk.b, desk.d, seen=3)
    assert len(desk.links) == 3


@pytest.mark.parametrize(
    ("ends", "type", "says"),
    [
        ("aa", "precedes", "to itself"),
        ("ab", "precedes", "already"),
        ("ba", "precedes", "already"),
        ("ac", "isChildOf", "Choose how"),
        ("ac", "replacedBy", "Choose how"),
        ("ac", "exactMatchOf", "Choose how"),
        ("ax", "precedes", "not in the draft"),
    ],
)
def test_link_that_cannot_be_says_why(desk, ends, type, says):
    desk.link(desk.a, desk.b)
    source, target = (getattr(desk, each, each) for each in ends)
    with pytest.raises(CannotEdit, match=says):
        desk.link(source, target, type, seen=2)


def test_every_relation_has_words_and_those_that_read_alike_stand_once():
    known = dict(relations())
    assert {name.split()[0] for name in known} == set(RELATING)
    assert [name for name in known if name.startswith(("isPeerOf", "precedes"))] == ["isPeerOf to", "precedes to", "precedes from"]


def test_item_is_linked_on_its_page_and_the_link_taken_away(desk):
    client, page = desk.browser(), f"{desk.at}items/{desk.a}/links/"
    far = [item for item in desk.schema.items if item.kind == "capability"][-1]
    empty = form_of(client.get(page).content.decode())
    assert client.post(page, empty | {"relation": "precedes to"}).status_code == 422
    found = client.post(page, empty | {"do": "find", "find": far.code, "relation": "precedes from"}).content.decode()
    done = client.post(page, form_of(found) | {"other": far.id})
    assert (done.status_code, done.url) == (302, f"{desk.at}?at={desk.a}#i-{desk.a}")
    assert desk.links == [(far.id, "precedes", desk.a)]
    text = client.get(page).content.decode()
    assert ("It comes after" in text, far.code in text) == (True, True)
    gone = {"source": far.id, "target": desk.a, "type": "precedes", "revision": "2"}
    elsewhere = f"{desk.at}items/{desk.b}/links/take-away/"
    assert "Nothing was taken away" in client.post(elsewhere, gone, follow=True).content.decode()
    assert "is taken away" in client.post(f"{page}take-away/", gone, follow=True).content.decode()
    assert "Nothing was taken away" in client.post(f"{page}take-away/", gone, follow=True).content.decode()
    assert desk.links == []


def test_links_are_published_and_stand_in_the_case_package(desk):
    made = Item(id="", kind="capability", code="NEW", statement="Plans the care of a foot that has healed.")
    desk.draft, new = actions.add_item(by=desk.nell, draft=desk.draft, seen=1, item=made)
    desk.link(new, desk.a, "isPeerOf", seen=2)
    desk.link(desk.b, desk.c, "exemplar", seen=3)
    row = drafts.draft(desk.nell.organisation, str(desk.draft.uuid))
    actions.move_draft(by=desk.nell, draft=row, to=Stage.SUBMITTED, seen=4)
    version = actions.publish(by=desk.pat, draft=row, seen=4)
    assert [(each.source, each.type, each.target) for each in queries.value(version).links if each.type != "isChildOf"] == [
        (new, "isPeerOf", desk.a),
        (desk.b, "exemplar", desk.c),
    ]
    package = json.loads(Client().get(f"/ims/case/v1p1/CFPackages/{version.uuid}").content)
    said = {
        (each["originNodeURI"]["identifier"], each["associationType"], each["destinationNodeURI"]["identifier"])
        for each in package["CFAssociations"]
        if each["associationType"] != "isChildOf"
    }
    assert said == {(new, "isPeerOf", desk.a), (desk.b, "exemplar", desk.c)}
    page = Client().get(f"/frameworks/{version.uuid}/items/{desk.a}/").content.decode()
    assert ("is a peer of" in page, "NEW" in page) == (True, True)
