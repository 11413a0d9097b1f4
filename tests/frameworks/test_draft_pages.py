"""Pages on which a framework is written: what a person sends, sees, and is told where somebody was faster."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from curricle.core.framework import Framework, Item, Link
from curricle.core.terms import OrganisationKind, Role, Stage
from curricle.frameworks import actions, drafts, queries
from curricle.frameworks.models import Draft, Version
from curricle.frameworks.snapshot import draft_outline, draft_value
from curricle.people.models import Person
from form_of import form_of
from world import demo_framework, organisation, person, publish

pytestmark = pytest.mark.django_db


class Desk:
    """nell and ned edit, pat publishes; the draft is the second version of a published schema."""

    def __init__(self) -> None:
        body = organisation("national", OrganisationKind.NATIONAL)
        self.nell, self.ned = (person(name, body, Role.NATIONAL_EDITOR) for name in ("nell", "ned"))
        self.pat = person("pat", body, Role.NATIONAL_PUBLISHER)
        self.schema = demo_framework("schema-podiatry")
        publish(self.schema, self.nell, self.pat)

    def browser(self, name: str) -> Client:
        client = Client()
        client.force_login(Person.objects.get(email=f"{name}@national.example"))
        return client

    def begin(self) -> Draft:
        self.draft = actions.begin_draft(by=self.nell, framework=replace(self.schema, version="2.0"))
        self.at = f"/frameworks/drafts/{self.draft.uuid}/"
        return self.draft

    @property
    def value(self) -> Framework:
        return draft_value(self.now)

    @property
    def now(self) -> Draft:
        return drafts.draft(self.nell.organisation, str(self.draft.uuid))

    def leaf(self, at: int = 0) -> str:
        return [item.id for item in self.value.items if item.kind == "capability"][at]

    def send(self, address: str, name: str = "nell", **changed: object):
        """Open a page, change some entries of its form, and send it."""
        client = self.browser(name)
        data = form_of(client.get(self.at + address).content.decode())
        return client.post(self.at + address, data | changed)


@pytest.fixture
def desk():
    made = Desk()
    made.begin()
    return made


def test_list_offers_editors_the_drafts_and_nobody_else(desk):
    page = desk.browser("nell").get("/frameworks/").content.decode()
    assert ("Being written" in page, f'href="{desk.at}"' in page, "New framework" in page) == (True, True, True)
    lead = person("alice", organisation("wharfe"), Role.LEAD)
    other = Client()
    other.force_login(Person.objects.get(pk=lead.person))
    text = other.get("/frameworks/").content.decode()
    assert (desk.at in text, "will stand here" in text) == (False, True)
    assert "Being written" not in Client().get("/frameworks/").content.decode()
    assert [each.get(desk.at).status_code for each in (other, Client())] == [404, 302]


def test_new_framework_is_begun_and_its_first_item_added(desk):
    client = desk.browser("nell")
    facts = {"title": "Voice", "code": "VOICE", "version": "1.0", "kind": "schema", "professions": "singer, , singer"}
    begun = client.post("/frameworks/drafts/new/", facts)
    assert begun.status_code == 302, begun.content.decode()
    assert "Add the first item" in client.get(begun.url).content.decode()
    add = form_of(client.get(f"{begun.url}add/").content.decode())
    assert client.post(f"{begun.url}add/", add | {"kind": "capability", "statement": "Sings\r\nwell."}).status_code == 302
    value = draft_value(Draft.objects.get(line__code="VOICE"))
    assert (value.professions, [item.statement for item in value.items]) == (("singer",), ["Sings\nwell."])
    assert client.post("/frameworks/drafts/new/", facts).status_code == 422


def test_next_version_is_begun_from_the_page_of_the_one_that_is_here(desk):
    client = desk.browser("nell")
    version = Version.objects.get()
    page = client.get(f"/frameworks/{version.uuid}/").content.decode()
    address = f"/frameworks/drafts/new/?from={version.uuid}"
    assert (address in page, address in Client().get(f"/frameworks/{version.uuid}/").content.decode()) == (True, False)
    asked = form_of(client.get(address).content.decode())
    assert asked["version"] == ["3.0"]  # a draft has 2.0
    assert client.post(address, asked | {"version": "2.0"}).status_code == 422
    assert client.post(address, asked).status_code == 302
    assert draft_value(Draft.objects.get(version="3.0")).items == desk.schema.items


def test_steps_are_buttons_of_the_chosen_item(desk):
    second = desk.leaf(1)
    page = desk.browser("nell").get(f"{desk.at}?at={second}").content.decode()
    assert [word for word in ("Move up", "Indent", "Outdent", "Add below it", "Retire or remove") if word not in page] == []
    before = draft_outline(desk.draft)
    answer = desk.browser("nell").post(f"{desk.at}step/", {"item": second, "revision": "1", "step": "up"})
    assert answer.url == f"{desk.at}?at={second}#i-{second}"
    assert draft_outline(desk.now).under(before.parent[second])[:2] == (second, desk.leaf(1))
    stale = desk.browser("ned").post(f"{desk.at}step/", {"item": second, "revision": "1", "step": "indent"})
    assert (stale.status_code, b"was changed by Nell" in stale.content) == (409, True)
    first = draft_outline(desk.now).under("")[0]
    assert desk.browser("ned").post(f"{desk.at}step/", {"item": first, "revision": "2", "step": "outdent"}).status_code == 422
    assert desk.browser("ned").post(f"{desk.at}step/", {"item": first, "revision": "2", "step": "away"}).status_code == 404


def test_saving_needs_a_word_on_the_meaning_of_an_item_that_is_published(desk):
    id = desk.leaf()
    answer = desk.send(f"items/{id}/", statement="Something else.")
    assert (answer.status_code, "Say whether its meaning stays or changes" in answer.content.decode()) == (422, True)
    assert desk.send(f"items/{id}/", statement="Something else.", meaning="same").status_code == 302
    assert next(item for item in desk.value.items if item.id == id).statement == "Something else."
    assert desk.send(f"items/{id}/", statement="Another thing.", meaning="new").status_code == 302
    assert [link.source for link in desk.value.links if link.type == "replacedBy"] == [id]


def test_form_that_changes_nothing_keeps_the_item_to_the_byte(desk):
    before = desk.value
    for item in before.items[:12]:
        answer = desk.send(f"items/{item.id}/")
        assert answer.status_code == 302, answer.content.decode()
    assert (desk.value, desk.now.revision) == (before, 1)
    assert desk.send("facts/").status_code == 302
    assert (desk.value, desk.now.revision) == (before, 1)


def test_second_of_two_editors_sees_both_texts_and_nothing_is_overwritten(desk):
    id, other = desk.leaf(), desk.leaf(1)
    ned = desk.browser("ned")
    seen = {each: form_of(ned.get(f"{desk.at}items/{each}/").content.decode()) | {"meaning": "same"} for each in (id, other)}
    assert desk.send(f"items/{id}/", statement="What Nell said.", meaning="same").status_code == 302
    answer = ned.post(f"{desk.at}items/{id}/", seen[id] | {"statement": "What Ned said."})
    text = answer.content.decode()
    assert (answer.status_code, [word for word in ("What Nell said.", "What Ned said.", "by Nell") if word not in text]) == (409, [])
    assert next(item for item in desk.value.items if item.id == id).statement == "What Nell said."
    assert ned.post(f"{desk.at}items/{id}/", form_of(text)).status_code == 302  # now it is a choice
    assert next(item for item in desk.value.items if item.id == id).statement == "What Ned said."
    assert ned.post(f"{desk.at}items/{other}/", seen[other] | {"notes": "Another item."}).status_code == 302


def test_split_merge_under_and_leave_by_their_pages(desk):
    first, second, third = (desk.leaf(at) for at in (0, 1, 2))
    assert desk.send(f"items/{first}/split/", part1="Only one.").status_code == 422
    assert desk.send(f"items/{first}/split/", part1="One.", part2="Two.", code2="P2").status_code == 302
    siblings = draft_outline(desk.now).under(draft_outline(desk.now).parent[second])
    assert desk.send(f"items/{second}/merge/", others=[siblings[0]], statement="Both.").status_code == 302
    top = draft_outline(desk.now).under("")[-1]
    assert desk.send(f"items/{third}/under/", parent=top).status_code == 302
    assert draft_outline(desk.now).parent[third] == top
    assert desk.send(f"items/{third}/leave/", replaced_by=top).status_code == 302
    assert desk.browser("nell").get(f"{desk.at}items/{third}/").status_code == 404
    page = desk.browser("nell").get(f"{desk.at}checks/").content.decode()
    assert ("Left out since 1.0" in page, page.count("Bring it back")) == (True, 3)
    assert desk.browser("nell").post(f"{desk.at}bring-back/", {"item": third}).status_code == 302
    assert third in {item.id for item in desk.value.items}


def test_levels_are_described_by_their_page_and_frozen_with_the_version(desk):
    id = desk.leaf()
    assert desk.send(f"items/{id}/levels/", level1="entry").status_code == 422
    assert desk.send(f"items/{id}/levels/", level1="entry", words1="With help.", level3="enhanced", words3="Alone.").status_code == 302
    (criterion,) = desk.value.rubrics[0].criteria
    assert (criterion.item, [(each.quality, each.description) for each in criterion.levels]) == (
        id,
        [("entry", "With help."), ("enhanced", "Alone.")],
    )
    assert desk.send(f"items/{id}/levels/").status_code == 302
    assert (desk.value.rubrics[0].criteria, desk.now.revision) == ((criterion,), 2)


def test_undo_and_going_back_by_the_pages(desk):
    began = desk.value
    for _ in range(2):
        assert desk.send(f"items/{desk.leaf()}/leave/").status_code == 302
    nell = desk.browser("nell")
    assert "Go back to revision 1" in nell.get(f"{desk.at}changes/").content.decode()
    assert nell.post(f"{desk.at}undo/", {"revision": "2"}).status_code == 409
    assert nell.post(f"{desk.at}undo/", {"revision": "3"}).status_code == 302
    assert nell.post(f"{desk.at}undo/", {"revision": "4"}).status_code == 302
    assert desk.value == began
    assert nell.post(f"{desk.at}undo/", {"revision": "5"}).status_code == 422
    assert nell.post(f"{desk.at}undo/", {"revision": "5", "to": "3"}).status_code == 302
    assert len(desk.value.items) == len(began.items) - 2


def test_draft_is_submitted_looked_at_and_published_by_another(desk):
    id = desk.leaf()
    desk.send(f"items/{id}/", statement="Clearer words.", meaning="same")
    nell, pat = desk.browser("nell"), desk.browser("pat")
    assert nell.post(f"{desk.at}stage/", {"revision": "1", "to": Stage.SUBMITTED.value}).status_code == 409
    assert nell.post(f"{desk.at}stage/", {"revision": "2", "to": Stage.IMPLEMENTED.value}).status_code == 422
    assert nell.post(f"{desk.at}stage/", {"revision": "2", "to": Stage.SUBMITTED.value}).status_code == 302
    assert nell.post(f"{desk.at}items/{id}/", {}).status_code == 403
    assert (nell.get(f"{desk.at}publish/").status_code, "Clearer words." in nell.get(f"{desk.at}items/{id}/").content.decode()) == (
        403,
        True,
    )
    page = pat.get(f"{desk.at}publish/").content.decode()
    assert ("<ins>Clearer words</ins>" in page, "1 item reworded" in page) == (True, True)
    assert pat.post(f"{desk.at}publish/", form_of(page) | {"to": "implemented"}).status_code == 422
    answer = pat.post(f"{desk.at}publish/", form_of(page) | {"to": "implemented", "same": [id]})
    assert answer.url == f"/frameworks/{desk.draft.uuid}/"
    assert "Clearer words." in Client().get(answer.url + f"items/{id}/").content.decode()
    assert "Read the version that came of it" in nell.get(desk.at).content.decode()
    assert desk.at not in nell.get("/frameworks/").content.decode()


def test_statement_is_shown_as_markdown_and_never_as_html(desk):
    id = desk.leaf()
    desk.send(f"items/{id}/", statement="Uses *care* and <script>alert(1)</script>.", meaning="same")
    page = desk.browser("nell").get(f"{desk.at}items/{id}/").content.decode()
    assert ("<em>care</em>" in page, "<script>alert" in page) == (True, False)


def test_modules_of_a_model_curriculum_are_shown_and_carried_to_the_version(desk):
    curriculum = demo_framework("curriculum-podiatry")
    draft = actions.begin_draft(by=desk.nell, framework=curriculum)
    module = curriculum.facts.modules[0]
    words = (module.title, module.outcomes[0].text, module.assessments[0].title, f"{len(module.claims)} claims", "Hours")
    page = desk.browser("nell").get(f"/frameworks/drafts/{draft.uuid}/").content.decode()
    assert [word for word in words if word not in page] == []
    actions.move_draft(by=desk.nell, draft=draft, to=Stage.SUBMITTED, seen=1)
    version = actions.publish(by=desk.pat, draft=draft, seen=1)
    read = Client().get(f"/frameworks/{version.uuid}/").content.decode()
    assert [word for word in words if word not in read] == []
    assert queries.value(version).facts == curriculum.facts


def long(count: int, width: int = 10) -> Framework:
    """Headings with capabilities below them."""
    items, links = [], []
    for at in range(count):
        id = f"00000000-0000-4000-8000-{at:012d}"
        head = at - at % width
        items.append(
            Item(id=id, code=f"C{at}", kind="capability" if at % width else "domain", statement=f"Does thing {at} with care and skill.")
        )
        links.append(Link(source=id, target=f"00000000-0000-4000-8000-{head:012d}" if at % width else "L", type="isChildOf", order=at))
    return Framework(
        id="L", line="L", code=f"LONG{count}", title="Long", version="1", kind="schema", items=tuple(items), links=tuple(links)
    )


@pytest.mark.slow
def test_tree_asks_the_same_number_of_questions_however_large(desk):
    client = desk.browser("nell")
    counts = []
    for count in (3, 30, 300, 3000):
        draft = actions.begin_draft(by=desk.nell, framework=long(count))
        at = f"/frameworks/drafts/{draft.uuid}/?at=00000000-0000-4000-8000-000000000001"
        client.get(at)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page = client.get(at).content.decode()
        counts.append(len(asked))
        assert (page.count("data-cu-row"), "Open 9" in page) == ({3: 3, 30: 30, 300: 300, 3000: 209}[count], count == 3000)
    assert (len(set(counts[:3])), counts[3] - counts[0] <= 4) == (1, True), counts
    rest = client.get(f"/frameworks/drafts/{draft.uuid}/?open=&start=200", headers={"HX-Request": "true"}).content.decode()
    below = client.get(f"/frameworks/drafts/{draft.uuid}/?open=00000000-0000-4000-8000-000000000010", headers={"HX-Request": "true"})
    assert (rest.count("data-cu-row"), below.content.decode().count("data-cu-row")) == (100, 9)


def test_items_taken_over_keep_their_identifiers_and_lead_home_by_case(desk, client):
    standard = demo_framework("standard-enhanced-practice-2")
    publish(standard, desk.nell, desk.pat)
    draft = desk.now
    listed = desk.browser("nell").get(f"{desk.at}adopt/").content.decode()
    assert (f"{desk.at}adopt/{standard.id}/" in listed, str(draft.base.uuid) in listed) == (True, False)
    knowledge = next(item for item in standard.items if item.kind == "knowledge")
    assert desk.send(f"adopt/{standard.id}/", items=[knowledge.id], parent="").status_code == 302
    assert desk.send(f"adopt/{standard.id}/", items=[knowledge.id], parent="").status_code == 422
    value = desk.value
    assert value.items[-1] == knowledge
    actions.move_draft(by=desk.nell, draft=desk.now, to=Stage.SUBMITTED, seen=desk.now.revision)
    version = actions.publish(by=desk.pat, draft=desk.now, seen=desk.now.revision, to=Stage.IMPLEMENTED, same_meaning=frozenset())
    package = client.get(f"/ims/case/v1p1/CFPackages/{version.uuid}").json()
    tie = next(each for each in package["CFAssociations"] if each["originNodeURI"]["identifier"] == knowledge.id)
    assert tie["extensions"]["sourceDocumentIdentifier"] == standard.id
    assert tie["extensions"]["sourceDocumentURI"] == f"http://testserver/ims/case/v1p1/CFDocuments/{standard.id}"
    assert client.get(f"/ims/case/v1p1/CFItems/{knowledge.id}").json()["CFDocumentURI"]["identifier"] == standard.id
    page = client.get(f"/frameworks/{version.uuid}/items/{knowledge.id}/").content.decode()
    assert f'href="/id/{standard.id}"' in page


def test_items_far_apart_are_found_and_merged(desk):
    first, far = desk.leaf(0), desk.leaf(-1)
    address, client, words = f"items/{first}/merge/", desk.browser("nell"), next(each for each in desk.value.items if each.id == far)
    page = client.get(desk.at + address).content.decode()
    assert far not in page
    looked = client.post(
        desk.at + address, form_of(page) | {"do": "find", "find": words.statement.upper()[:60], "code": "NEW", "statement": "Typed before."}
    )
    found = looked.content.decode()
    assert (looked.status_code, far in found, "(under " in found, "Typed before." in found) == (200, True, True, True)
    assert desk.now.revision == 1
    again = client.post(desk.at + address, form_of(found) | {"do": "find", "find": "no such words", "others": [far]}).content.decode()
    assert form_of(again)["others"] == [far]
    assert client.post(desk.at + address, form_of(again) | {"code": "NEW"}).status_code == 302
    merged = next(item for item in desk.value.items if item.code == "NEW")
    assert {(link.source, link.target) for link in desk.value.links if link.type == "replacedBy"} == {(first, merged.id), (far, merged.id)}
