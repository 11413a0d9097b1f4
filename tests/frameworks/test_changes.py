"""What changed between two versions, as a page and as files; doubtful pairs are decided by people."""

from __future__ import annotations

import io
import json
import re
import time
from dataclasses import replace

import openpyxl
import pytest
from click.testing import CliRunner
from django.test import Client

from curricle.cli.main import curricle
from curricle.core.terms import OrganisationKind, Role
from curricle.core.versions.compare import Act, difference
from curricle.core.versions.pairing import Decision
from curricle.frameworks import actions, comparing
from curricle.frameworks.models import VerdictRow
from curricle.people.models import AuditEvent, Person
from world import demo_framework, organisation, person, publish

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OLD, NEW = demo_framework("schema-podiatry"), demo_framework("schema-podiatry-2")
PAGE = f"/frameworks/{NEW.id}/changes/{OLD.id}/"


@pytest.fixture
def national():
    body = organisation("national", OrganisationKind.NATIONAL)
    return person("nell", body, Role.NATIONAL_EDITOR), person("pat", body, Role.NATIONAL_PUBLISHER)


@pytest.fixture
def both(national):
    for framework in (OLD, NEW):
        publish(framework, *national)
    return national


def browser(actor=None):
    client = Client()
    if actor:
        client.force_login(Person.objects.get(pk=actor.person))
    return client


def page(client=None, query="", address=PAGE):
    response = (client or browser()).get(address + query)
    assert response.status_code == 200, response.content[:300]
    return response.content.decode()


def doubtful():
    """A schema whose newer version says two things anew under new identifiers: one pair is doubtful, and one item stands alone."""
    first = next(item for item in OLD.items if item.code == "A1")
    words = first.statement.split()
    changed = replace(first, id="11111111-1111-4111-8111-111111111111", statement=" ".join([*words[: -len(words) // 3], "in another way"]))
    extra = replace(first, id="22222222-2222-4222-8222-222222222222", code="Z9", title="", statement="Weighs quite different evidence")
    old, new = (replace(each, title="") for each in (first, changed))
    items = tuple(old if item is first else item for item in OLD.items)
    before = replace(OLD, items=items)
    links = tuple(replace(link, source=changed.id) if link.source == first.id else link for link in OLD.links if link.target != first.id)
    newer = tuple(new if item is old else item for item in items) + (extra,)
    after = replace(OLD, id="33333333-3333-4333-8333-333333333333", version="9.0", items=newer, links=links)
    return before, after


@pytest.fixture
def doubt(national):
    before, after = doubtful()
    for framework in (before, after):
        publish(framework, *national)
    (pair,) = difference(before, after).doubtful
    return f"/frameworks/{after.id}/changes/{before.id}/", before, after, pair


def test_version_page_leads_to_what_changed_since_the_one_before(both):
    found = page(address=f"/frameworks/{NEW.id}/")
    assert re.findall(r'<a href="([^"]+)">(What changed since [^<]+)</a>', found) == [
        (f"/frameworks/{NEW.id}/changes/", f"What changed since {OLD.version}")
    ]
    assert browser().get(f"/frameworks/{NEW.id}/changes/").headers["Location"] == PAGE
    assert "What changed since" not in page(address=f"/frameworks/{OLD.id}/")
    assert "is the first version that you can see here" in page(address=f"/frameworks/{OLD.id}/changes/")


def test_page_tells_every_change_and_its_counts(both):
    found, expected = page(), difference(OLD, NEW)
    shown = {act: int(count) for count, act in re.findall(r'\?act=\w+">(\d+) (\w+)</a>', found)}
    assert shown == {act.value: expected.count(act) for act in Act if expected.count(act)}
    assert found.count('class="cu-item cu-change"') == len(expected.items)
    assert found.index("Facts of the framework") < found.index("cu-change")


def test_one_kind_of_change_alone(both):
    for act in Act:
        found = page(query=f"?act={act.value}")
        assert (act, found.count("cu-item cu-change")) == (act, difference(OLD, NEW).count(act))


def test_words_that_went_and_came_are_told_to_those_who_listen(both):
    found = page(query="?act=reworded")
    gone, new = found.count("gone: </span>"), found.count("new: </span>")
    spans = [
        span.fate.value
        for change in difference(OLD, NEW).items
        if Act.REWORDED in change.acts
        for each in change.fields
        for span in each.spans
    ]
    assert (gone, new) == (spans.count("gone"), spans.count("new"))


def test_same_version_is_told_to_be_the_same(both):
    assert "The two versions are the same" in page(address=f"/frameworks/{NEW.id}/changes/{NEW.id}/")


def test_page_files_and_command_say_the_same(both):
    data = browser().get(PAGE + "json/").content
    answer = CliRunner().invoke(curricle, ["diff", f"{OLD.code}@{OLD.version}", f"{NEW.code}@{NEW.version}", "--json"])
    assert (answer.exit_code, json.loads(answer.stdout)) == (0, json.loads(data))
    book = openpyxl.load_workbook(io.BytesIO(browser().get(PAGE + "xlsx/").content))
    counts = {row[0].value: row[1].value for row in book["Summary"].iter_rows(min_row=5)}
    assert {act: counts[act.capitalize()] for act in json.loads(data)["counts"] if act != "same"} == {
        act: count for act, count in json.loads(data)["counts"].items() if act != "same"
    }
    rows = list(book["Changes"].iter_rows(min_row=2, values_only=True))
    assert sum(row[0] == "fact" for row in rows) == len(json.loads(data)["facts"])
    assert {row[0] for row in rows} - {"fact"} == {", ".join(item["acts"]) for item in json.loads(data)["items"]}


def test_another_format_is_unknown(both):
    assert browser().get(PAGE + "docx/").status_code == 404


def test_any_two_versions_are_chosen_by_a_form(both):
    answer = browser().get("/frameworks/compare/", {"before": NEW.id, "after": OLD.id})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/frameworks/{OLD.id}/changes/{NEW.id}/")
    assert browser().get("/frameworks/compare/", {"before": NEW.id, "after": NEW.id}).status_code == 422


@pytest.mark.parametrize(
    ("sent", "asked"), [({"before": "", "after": ""}, 2), ({"before": OLD.id, "after": ""}, 1), ({"before": OLD.id}, 0)]
)
def test_a_version_that_was_not_chosen_is_asked_for(both, sent, asked):
    answer = browser().get("/frameworks/compare/", sent)
    assert (answer.status_code, answer.content.decode().count("Choose the ")) == (422 if asked else 200, asked)


def test_draft_is_no_side_for_a_stranger(national):
    publish(OLD, *national)
    actions.keep(by=national[0], framework=NEW)
    assert (browser().get(PAGE).status_code, browser(national[0]).get(PAGE).status_code) == (404, 200)
    assert browser().get(f"/frameworks/{OLD.id}/changes/{NEW.id}/").status_code == 404


@pytest.mark.parametrize(
    ("verdict", "acts", "doubts"),
    [("same", ["reworded", "added"], 0), ("not the same", ["added", "removed", "added"], 0)],
)
def test_editor_decides_a_doubtful_pair_and_takes_it_back(doubt, national, verdict, acts, doubts):
    address, before, after, pair = doubt
    editor = browser(national[0])
    sent = {"before": pair.before, "after": pair.after, "verdict": verdict}
    assert editor.post(address + "decide/", sent).status_code == 302
    data = json.loads(browser().get(address + "json/").content)
    assert sorted(act for item in data["items"] for act in item["acts"]) == sorted(acts)
    assert (len(data["doubtful"]), data["decisions"]) == (doubts, [{**sent, "verdict": verdict}])
    answer = CliRunner().invoke(curricle, ["diff", f"{before.code}@{before.version}", f"{after.code}@{after.version}", "--json"])
    assert json.loads(answer.stdout) == data
    assert ("Nell" in page(editor, address=address), "Nell" in page(address=address)) == (True, False)
    row = VerdictRow.objects.get()
    assert editor.post(address + "take-back/", {"decision": str(row.uuid)}).status_code == 302
    assert len(json.loads(browser().get(address + "json/").content)["doubtful"]) == 1
    verbs = list(AuditEvent.objects.order_by("number").values_list("verb", flat=True))[-2:]
    assert verbs == [f"decided: {verdict}", "took a decision back"]


def test_split_names_its_other_part_by_code(doubt, national):
    address, _, _, pair = doubt
    editor, sent = browser(national[0]), {"before": pair.before, "after": pair.after, "verdict": "split", "with": "NOWHERE"}
    wrong = editor.post(address + "decide/", sent)
    assert (
        wrong.status_code,
        "no item with the code “NOWHERE”" in wrong.content.decode(),
        'value="NOWHERE"' in wrong.content.decode(),
    ) == (
        422,
        True,
        True,
    )
    assert editor.post(address + "decide/", {**sent, "with": "z9"}).status_code == 302
    data = json.loads(browser().get(address + "json/").content)
    (split,) = [item for item in data["items"] if item["acts"] == ["split"]]
    assert [each["id"] for each in split["after"]] == [pair.after, "22222222-2222-4222-8222-222222222222"]
    editor.post(address + "take-back/", {"decision": str(VerdictRow.objects.first().uuid)})
    assert VerdictRow.objects.filter(ended__isnull=True).count() == 0


@pytest.mark.parametrize("change", [{"after": "x"}, {"before": ""}, {"verdict": "perhaps"}, {"verdict": "merged", "with": ""}])
def test_decision_about_what_is_not_there_keeps_nothing(doubt, national, change):
    address, _, _, pair = doubt
    sent = {"before": pair.before, "after": pair.after, "verdict": "same"} | change
    assert (browser(national[0]).post(address + "decide/", sent).status_code, VerdictRow.objects.count()) == (422, 0)


def test_pair_is_decided_once(doubt, national):
    address, before, after, pair = doubt
    sent = {"before": pair.before, "after": pair.after, "verdict": "same"}
    editor = browser(national[0])
    assert [editor.post(address + "decide/", {**sent, "once": once}).status_code for once in "ab"] == [302, 422]


def test_publisher_and_others_decide_nothing(doubt, national):
    address, _, _, pair = doubt
    lead = person("lea", organisation("north"), Role.LEAD)
    sent = {"before": pair.before, "after": pair.after, "verdict": "same"}
    assert [browser(who).post(address + "decide/", sent).status_code for who in (national[1], lead, None)] == [403, 404, 302]
    assert VerdictRow.objects.count() == 0


def test_draft_is_a_side_and_its_decisions_hold_when_it_is_frozen(national):
    before, after = doubtful()
    publish(before, *national)
    editor, _ = national
    begun = replace(after, id="66666666-6666-4666-8666-666666666666", version="next")
    draft = actions.begin_draft(by=editor, framework=begun)
    address = f"/frameworks/draft:{draft.uuid}/changes/{before.id}/"
    client = browser(editor)
    assert client.get(f"/frameworks/draft:{draft.uuid}/changes/").headers["Location"] == address
    found = page(client, address=address)
    assert (f'href="/frameworks/drafts/{draft.uuid}/"' in found, f"/frameworks/drafts/{draft.uuid}/items/" in found) == (True, True)
    assert browser().get(address).status_code == 404
    (pair,) = difference(before, after).doubtful
    sent = {"before": pair.before, "after": pair.after, "verdict": "same"}
    assert client.post(address + "decide/", sent).status_code == 302
    assert comparing.decisions(before.id, str(draft.uuid)) == (Decision(before=pair.before, after=pair.after),)
    assert client.get(f"/frameworks/draft:{draft.uuid}/touches/{before.id}/").status_code == 200


def test_five_hundred_items_take_less_than_a_second(national):
    many = tuple(
        replace(item, id=f"{at:08d}-{item.id[9:]}", code=f"{item.code}.{at}", statement=f"{item.statement} in ward {at}")
        for at in range(10)
        for item in OLD.items
    )[:500]
    before = replace(OLD, items=many, links=())
    after = replace(before, id=NEW.id, version="2", items=tuple(replace(item, statement=f"Newly {item.statement}") for item in many))
    for framework in (before, after):
        publish(framework, *national)
    comparing._difference.cache_clear()
    start = time.process_time()
    found = page()
    assert (found.count("cu-item cu-change"), time.process_time() - start < 1.0) == (len(many), True)
