"""Crosswalks: links by form and by file, undo, two people at once, and their life."""

from __future__ import annotations

import io
import json
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from curricle.core.alignment import mappable_items
from curricle.core.crosswalk import CrosswalkLink, linked
from curricle.core.terms import OrganisationKind, Role
from curricle.frameworks import actions, crosswalks, queries
from curricle.frameworks.models import CrosswalkLinkRow, CrosswalkRow, CrosswalkStepRow
from curricle.people.models import Person
from world import demo_framework, organisation, person, publish

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
POD, PHYSIO = demo_framework("schema-podiatry"), demo_framework("schema-physiotherapy")
A1, A2 = (next(item for item in POD.items if item.code == code) for code in ("A1", "A2"))
HEAD = "from code,relation,to code,strength,note\n"


def capability(at: int):
    return mappable_items(PHYSIO)[at]


@pytest.fixture
def national():
    body = organisation("national", OrganisationKind.NATIONAL)
    return person("nell", body, Role.NATIONAL_EDITOR), person("pat", body, Role.NATIONAL_PUBLISHER)


@pytest.fixture
def walk(national):
    """A draft crosswalk of the national team, its editor's browser, and its address."""
    for framework in (POD, PHYSIO):
        publish(framework, *national)
    client = browser(national[0])
    answer = client.post("/crosswalks/new/", {"title": "Podiatry to physiotherapy", "source": POD.id, "target": PHYSIO.id})
    assert answer.status_code == 302
    return client, CrosswalkRow.objects.get(), answer.headers["Location"].removesuffix("edit/")


def browser(actor=None):
    client = Client()
    if actor:
        client.force_login(Person.objects.get(pk=actor.person))
    return client


def now(row):
    return crosswalks.crosswalk(str(row.uuid))


def links(row):
    return [(each.source, each.target, each.relation, each.strength, each.note) for each in crosswalks.values(crosswalks.links(row))]


def add(client, row, address, *targets, **more):
    sent = {"at": A1.id, "target": [each.id for each in targets], "relation": "broader", "revision": now(row).revision} | more
    return client.post(address + "edit/", sent)


def test_link_is_added_changed_and_taken_out(walk):
    client, row, address = walk
    target = capability(0)
    assert add(client, row, address, target, strength="2", note="Ours is wider").status_code == 302
    assert links(row) == [(A1.id, target.id, "broader", 2, "Ours is wider")]
    changed = {"at": A1.id, "target": target.id, "relation": "exact", "strength": "", "note": "", "do": "save"}
    assert client.post(address + "link/", {**changed, "revision": now(row).revision}).status_code == 302
    assert links(row) == [(A1.id, target.id, "exact", None, "")]
    assert client.post(address + "link/", {**changed, "do": "remove", "revision": now(row).revision}).status_code == 302
    assert (links(row), now(row).revision) == ([], 4)


def test_several_items_are_linked_at_once_and_undone_together(walk):
    client, row, address = walk
    add(client, row, address, capability(0), capability(1))
    assert len(links(row)) == 2
    assert client.post(address + "undo/", {"revision": now(row).revision}).status_code == 302
    assert links(row) == []
    client.post(address + "undo/", {"revision": now(row).revision})
    assert len(links(row)) == 2


def test_nothing_to_undo_is_told(walk):
    client, row, address = walk
    answer = client.post(address + "undo/", {"revision": 1})
    assert (answer.status_code, "nothing to undo" in answer.content.decode()) == (422, True)


def test_whoever_was_slower_sees_both_texts_and_may_choose(walk):
    client, row, address = walk
    add(client, row, address, capability(0), note="First")
    answer = add(client, row, address, capability(0), relation="narrower", note="Second", revision=1)
    text = answer.content.decode()
    cells = re.findall(r'<td class="nhsuk-table__cell">([^<]*)</td>', text)
    assert (answer.status_code, cells) == (409, ["is broader than: First", "is narrower than: Second"])
    assert 'value="Second"' in text
    assert add(client, row, address, capability(0), relation="narrower", note="Second").status_code == 302
    assert [each[2:] for each in links(row)] == [("narrower", None, "Second")]


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"target": []}, "Choose at least one item to link to"),
        ({"relation": "sideways"}, "Choose how the two items stand to each other"),
        ({"strength": "9"}, "Choose a strength, or none"),
        ({"note": "x" * 2001}, "The note is longer than 2,000 characters"),
        ({"target": ["nowhere"]}, "One of these items is not in its version."),
        ({"at": "nowhere"}, "One of these items is not in its version."),
    ],
)
def test_what_cannot_be_a_link_is_told_and_keeps_nothing(walk, more, says):
    client, row, address = walk
    answer = add(client, row, address, capability(0), **more)
    assert (answer.status_code, says in answer.content.decode(), links(row)) == (422, True, [])


def test_editor_counts_links_and_filters_what_has_none(walk):
    client, row, address = walk
    add(client, row, address, capability(0))
    whole = client.get(address + "edit/").content.decode()
    few = client.get(address + "edit/?show=unlinked").content.decode()
    found = linked(POD, PHYSIO, crosswalks.values(crosswalks.links(row)))
    assert f"Items linked from: 1 of {found.sources}" in whole
    assert (whole.count("cu-level-"), few.count("cu-level-")) == (len(POD.items), found.sources - 1)


def test_candidates_are_found_by_words_and_by_code(walk):
    client, _, address = walk
    wanted = capability(5)
    text = client.get(address + "edit/", {"at": A1.id, "q": wanted.code}).content.decode()
    assert f'value="{wanted.id}"' in text
    assert "No other item holds these words" in client.get(address + "edit/", {"q": "zzzz"}).content.decode()


def test_links_are_pasted_and_brought_again_without_change(walk):
    client, row, address = walk
    text = HEAD + f"A1,exact,{capability(0).code},3,Same words\nA2,is narrower than,{capability(1).id},,\n"
    for _ in range(2):
        assert client.post(address + "bring/", {"text": text, "revision": now(row).revision}).status_code == 302
    assert links(row) == [(A1.id, capability(0).id, "exact", 3, "Same words"), (A2.id, capability(1).id, "narrower", None, "")]
    assert now(row).revision == 2


def test_rows_that_cannot_be_links_are_told_with_their_places(walk):
    client, row, address = walk
    code = capability(0).code
    text = HEAD + f"A1,exact,{code},3,\nA1,wider,{code},9,\n,exact,NOWHERE,,\nA1,broader,{code},,\n"
    answer = client.post(address + "bring/", {"text": text, "revision": 1})
    places = re.findall(r"<strong>([^<]+)</strong>:", answer.content.decode())
    assert (answer.status_code, places, links(row)) == (
        422,
        ["line 3, column 2", "line 3, column 4", "line 4, column 1", "line 4, column 3", "line 5"],
        [],
    )
    assert "A1,wider" in answer.content.decode()


@pytest.mark.parametrize("text", ["", "one,two\n1,2\n", "from code,relation\n"])
def test_rows_without_the_columns_are_refused(walk, text):
    client, row, address = walk
    assert (client.post(address + "bring/", {"text": text, "revision": 1}).status_code, links(row)) == (422, [])


def test_files_come_back_as_they_went_out(walk):
    client, row, address = walk
    add(client, row, address, capability(0), capability(1), strength="1", note="=A note")
    before = sorted(links(row))
    files = {form: client.get(f"{address}download/{form}/").content for form in ("csv", "xlsx", "json")}
    document = json.loads(files["json"])["crosswalk"]
    assert (
        sorted((each["from"]["id"], each["to"]["id"], each["relation"], each["strength"], each["note"]) for each in document["links"])
        == before
    )
    assert openpyxl.load_workbook(io.BytesIO(files["xlsx"])).sheetnames == ["Links"]
    for form in ("csv", "xlsx"):
        client.post(address + "undo/", {"revision": now(row).revision})
        assert links(row) == []
        sent = {"file": SimpleUploadedFile(f"links.{form}", files[form]), "revision": now(row).revision}
        assert client.post(address + "bring/", sent).status_code == 302
        assert sorted(links(row)) == before


def move(client, address, row, to):
    return client.post(address + "move/", {"to": to, "seen": now(row).step_id}).status_code


def test_editor_submits_publisher_publishes_and_everybody_reads(walk, national):
    client, row, address = walk
    add(client, row, address, capability(0))
    publisher, visitor = browser(national[1]), browser()
    assert visitor.get(address).status_code == 404
    assert (move(client, address, row, "submitted"), move(client, address, row, "published")) == (302, 403)
    assert add(client, row, address, capability(1)).status_code == 403
    assert move(publisher, address, row, "published") == 302
    found = visitor.get(address).content.decode()
    assert ("is broader than" in found, "Nell" in found, "Nell" in client.get(address).content.decode()) == (True, False, True)
    assert visitor.get(address + "download/csv/").status_code == 200
    assert "Podiatry to physiotherapy" in visitor.get(f"/frameworks/{POD.id}/").content.decode()
    assert move(publisher, address, row, "withdrawn") == 302
    assert "This crosswalk was withdrawn" in visitor.get(address).content.decode()


def test_whoever_submitted_does_not_publish(national):
    both = person("bo", organisation("both", OrganisationKind.NATIONAL), Role.NATIONAL_EDITOR, Role.NATIONAL_PUBLISHER)
    for framework in (POD, PHYSIO):
        publish(framework, *national)
    ends = [queries.version(None, each.id) for each in (POD, PHYSIO)]
    row = actions.make_crosswalk(by=both, title="Mine", about="", source=ends[0], target=ends[1])
    client, address = browser(both), f"/crosswalks/{row.uuid}/"
    assert (move(client, address, row, "submitted"), move(client, address, row, "published")) == (302, 403)


def test_step_is_taken_once(walk):
    client, row, address = walk
    step = now(row).step_id
    assert [client.post(address + "move/", {"to": "submitted", "seen": step}).status_code for _ in "ab"] == [302, 409]
    assert CrosswalkStepRow.objects.count() == 2


def test_crosswalk_of_a_draft_cannot_be_published(national):
    publish(POD, *national)
    draft = actions.keep(by=national[0], framework=PHYSIO).version
    ends = [queries.version(national[0].organisation, str(each)) for each in (POD.id, draft.uuid)]
    row = actions.make_crosswalk(by=national[0], title="Early", about="", source=ends[0], target=ends[1])
    address = f"/crosswalks/{row.uuid}/"
    move(browser(national[0]), address, row, "submitted")
    publisher = browser(national[1])
    move(publisher, address, row, "published")
    assert "Both versions must be published" in publisher.get(address).content.decode()
    assert now(row).step == "submitted"


def test_one_version_is_no_crosswalk(walk):
    client, _, _ = walk
    answer = client.post("/crosswalks/new/", {"title": "T", "source": POD.id, "target": POD.id})
    assert (answer.status_code, CrosswalkRow.objects.count()) == (422, 1)


def test_draft_is_hidden_from_others_and_goes_when_its_lead_takes_it_away(national):
    for framework in (POD, PHYSIO):
        publish(framework, *national)
    north, south = organisation("north"), organisation("south")
    lead, other = person("lea", north, Role.LEAD), person("sol", south, Role.LEAD)
    ends = [queries.version(None, each.id) for each in (POD, PHYSIO)]
    row = actions.make_crosswalk(by=lead, title="Ours", about="", source=ends[0], target=ends[1])
    address = f"/crosswalks/{row.uuid}/"
    assert [browser(who).get(address).status_code for who in (lead, other, national[0])] == [200, 404, 404]
    assert (browser(other).post(address + "take-away/").status_code, browser(lead).post(address + "take-away/").status_code) == (404, 302)
    assert browser(lead).get(address).status_code == 404


def test_a_thousand_links_are_one_change_in_few_queries(walk, django_assert_max_num_queries, national):
    _, row, _ = walk
    many = [CrosswalkLink(source=a.id, target=b.id, relation="related") for a in POD.items[:25] for b in PHYSIO.items[:40]]
    with django_assert_max_num_queries(40):
        actions.put_links(by=national[0], crosswalk=row, links=many, revision=1, what="Many")
    assert CrosswalkLinkRow.objects.count() == 1000
