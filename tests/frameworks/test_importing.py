"""Bring a file, see the plan, decide, keep, take back: through the pages, as a person does."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from curricle.core.canonical import digest
from curricle.core.framework import Item
from curricle.core.terms import OrganisationKind, Role, Stage
from curricle.door.workbook import read_workbook
from curricle.frameworks import actions, queries
from curricle.frameworks.models import Draft, ImportRecord, Version
from curricle.frameworks.snapshot import draft_value
from curricle.interop import curricle
from curricle.people.models import AuditEvent, Person, QuarantinedFile
from form_of import form_of
from framework_files import A1, FILES, FRAMEWORK
from world import organisation, person

pytestmark = pytest.mark.django_db
SHEET = FILES["template.csv"][0].decode("utf-8-sig")


@pytest.fixture
def national():
    body = organisation("national", OrganisationKind.NATIONAL)
    return person("nell", body, Role.NATIONAL_EDITOR), person("pat", body, Role.NATIONAL_PUBLISHER)


@pytest.fixture
def client(national):
    browser = Client()
    browser.force_login(Person.objects.get(pk=national[0].person))
    return browser


def brought(client, data, name="file.csv", **asked):
    """(address of the plan, its page) of a file that waits."""
    where = client.post("/frameworks/bring/", {"file": SimpleUploadedFile(name, data if isinstance(data, bytes) else data.encode())}).url
    return where, client.get(where, asked)


def words(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def kept(client, data, name="file.csv", asked=None, **more):
    where, page = brought(client, data, name, **(asked or {}))
    assert page.status_code == 200, words(page)[:600]
    return client.post(f"{where}confirm/", form_of(page.content.decode()) | more)


def published(client, national):
    kept(client, SHEET)
    version = Version.objects.get()
    for who, stage in zip(national, (Stage.SUBMITTED, Stage.IMPLEMENTED), strict=True):
        actions.move(by=who, version=queries.version(who.organisation, str(version.uuid)), to=stage)
    return version


def test_new_framework_is_planned_kept_and_recorded(client, national):
    where, page = brought(client, SHEET)
    assert "5 new" in words(page)
    assert "which is new here" in words(page)
    answer = client.post(f"{where}confirm/", form_of(page.content.decode()))
    version = Version.objects.get()
    record = ImportRecord.objects.get()
    assert answer.url == f"/frameworks/{version.uuid}/"
    assert queries.value(version).items == FRAMEWORK.items
    assert (record.version, record.counts["add"], record.format, record.name) == (version, 5, "Curricle framework template", "file.csv")
    assert record.places[A1].startswith("line ")
    assert AuditEvent.objects.filter(verb="imported").count() == 1
    assert QuarantinedFile.objects.count() == 0


def test_same_file_again_keeps_nothing_new(client):
    kept(client, SHEET)
    where, page = brought(client, SHEET)
    assert "Nothing: what the file says is here already." in words(page)
    client.post(f"{where}confirm/", form_of(page.content.decode()))
    assert (Version.objects.count(), ImportRecord.objects.count()) == (1, 1)


def test_changed_file_becomes_the_next_version_with_the_same_items(client):
    kept(client, SHEET)
    where, page = brought(client, SHEET.replace("Prescribes orthoses", "Prescribes and fits orthoses"))
    assert "compared with version SAMPLE 1.0" in words(page)
    assert "1 changed" in words(page)
    assert "<ins>and fits " in page.content.decode()
    client.post(f"{where}confirm/", form_of(page.content.decode()))
    first, second = Version.objects.order_by("pk")
    assert (second.version, second.line, second.uuid == first.uuid) == ("1.1", first.line, False)
    assert [item.id for item in queries.value(second).items] == [item.id for item in queries.value(first).items]
    ends = {link.target for link in queries.value(second).links} - {item.id for item in FRAMEWORK.items}
    assert ends == {str(second.uuid)}


def test_partial_file_leaves_the_rest_unless_it_is_said_to_be_whole(client):
    kept(client, SHEET)
    part = "\r\n".join(line for line in SHEET.splitlines() if "Reads a paper" not in line)
    _, page = brought(client, part)
    assert "1 not in the file, and stay" in words(page)
    where, page = brought(client, part, retire="1")
    assert "1 left out" in words(page)
    client.post(f"{where}confirm/", form_of(page.content.decode()))
    assert len(queries.value(Version.objects.order_by("-pk").first()).items) == 4


def test_draft_takes_the_file_and_gives_it_back(client, national):
    draft = actions.begin_draft(by=national[0], framework=FRAMEWORK)
    before = digest(draft_value(draft))
    answer = kept(client, SHEET.replace("Prescribes orthoses", "Prescribes and fits orthoses"))
    record = ImportRecord.objects.get()
    assert (answer.url, record.draft, record.counts["update"]) == (f"/frameworks/imports/{record.uuid}/", draft, 1)
    assert "Prescribes and fits orthoses" in {item.statement for item in draft_value(Draft.objects.get()).items}
    page = client.get(answer.url)
    assert "Take this import back" in words(page)
    assert client.post(f"{answer.url}undo/", form_of(page.content.decode())).url == answer.url
    assert digest(draft_value(Draft.objects.get())) == before
    assert "was taken back" in words(client.get(answer.url))


def test_draft_that_an_import_began_goes_with_it(client):
    answer = kept(client, SHEET, **{"as": "draft"})
    assert (Draft.objects.count(), Version.objects.count()) == (1, 0)
    client.post(f"{answer.url}undo/")
    assert (Draft.objects.count(), ImportRecord.objects.get().undone is None) == (0, False)
    assert "1 import" in words(client.get("/frameworks/imports/"))


def test_import_is_not_taken_back_when_somebody_built_on_it(client, national):
    answer = kept(client, SHEET, **{"as": "draft"})
    draft = Draft.objects.get()
    more = replace(draft_value(draft), items=(*draft_value(draft).items, Item(id="7" + A1[1:], kind="skill", statement="More")))
    actions.replace_draft(by=national[0], draft=draft, framework=more, seen=draft.revision)
    page = client.get(answer.url)
    assert "Take this import back" not in words(page)
    assert "was changed since" in words(page)
    assert client.post(f"{answer.url}undo/").status_code == 409
    assert Draft.objects.get().items.count() == 6


def test_import_into_a_frozen_version_is_not_taken_back(client):
    kept(client, SHEET)
    record = ImportRecord.objects.get()
    assert client.post(f"/frameworks/imports/{record.uuid}/undo/").status_code == 409
    assert "never changes" in words(client.get(f"/frameworks/imports/{record.uuid}/"))


DOUBTFUL = "Code,Kind,Statement\nX9,capability,Prescribes the orthoses\n"


def facts(statement="Prescribes the orthoses"):
    return f"#Code,SAMPLE\n#Title,Sample\n#Version,1.0\nCode,Kind,Statement\nX9,capability,{statement}\n"


def test_doubtful_pair_must_be_decided_and_the_decision_holds(client):
    kept(client, SHEET)
    where, page = brought(client, facts())
    form = form_of(page.content.decode())
    assert "Each pair may be one item in other words, or two." in words(page)
    refused = client.post(f"{where}confirm/", form)
    assert (refused.status_code, Version.objects.count()) == (422, 1)
    assert "Pair 1: say whether these are one item or two" in words(refused)
    name = re.search(r'name="(pair-[0-9a-f]{12})"', page.content.decode())[1]
    client.post(f"{where}confirm/", form | {name: "same", "version": "1.1"})
    newest = queries.value(Version.objects.order_by("-pk").first())
    assert [item.statement for item in newest.items if item.code == "X9"] == ["Prescribes the orthoses"]
    assert {item.id for item in newest.items} == {item.id for item in FRAMEWORK.items}


def test_two_items_are_added_when_a_person_says_so(client):
    kept(client, SHEET)
    where, page = brought(client, facts())
    name = re.search(r'name="(pair-[0-9a-f]{12})"', page.content.decode())[1]
    client.post(f"{where}confirm/", form_of(page.content.decode()) | {name: "other", "version": "1.1"})
    assert len(queries.value(Version.objects.order_by("-pk").first()).items) == 6


def test_somebody_else_was_faster_is_told_and_nothing_kept(client, national):
    draft = actions.begin_draft(by=national[0], framework=FRAMEWORK)
    where, page = brought(client, SHEET.replace("Prescribes", "Fits"))
    actions.replace_draft(by=national[0], draft=draft, framework=replace(FRAMEWORK, title="Other"), seen=draft.revision)
    answer = client.post(f"{where}confirm/", form_of(page.content.decode()))
    assert (answer.status_code, ImportRecord.objects.count()) == (409, 0)
    assert "Somebody changed it since you opened this page" in words(answer)


def test_label_that_is_taken_by_other_content_is_told_at_its_field(client):
    kept(client, SHEET)
    where, page = brought(client, SHEET.replace("Prescribes", "Fits"))
    answer = client.post(f"{where}confirm/", form_of(page.content.decode()) | {"version": "1.0"})
    assert answer.status_code == 409
    assert "Give the new one another version" in words(answer)


def test_person_may_choose_what_a_file_is_compared_with(client):
    kept(client, SHEET)
    line = Version.objects.get().line
    other = SHEET.replace("#Code,SAMPLE", "#Code,ELSE").replace(f"#Line id,{FRAMEWORK.line}", "#Line id,").replace(FRAMEWORK.id, "")
    _, page = brought(client, other)
    assert "which is new here" in words(page)
    where, page = brought(client, other, onto=str(line.uuid))
    assert "compared with version SAMPLE 1.0" in words(page)
    _, page = brought(client, SHEET, onto="new")
    assert "which is new here" in words(page)


def test_plan_can_be_taken_along_as_a_workbook(client):
    kept(client, SHEET)
    where, _ = brought(client, "\r\n".join(SHEET.splitlines()[:-1]).replace("Prescribes", "Fits"))
    answer = client.get(f"{where}plan.xlsx", {"retire": "1"})
    book = read_workbook(b"".join(answer.streaming_content) if answer.streaming else answer.content)
    rows = book.sheet("Plan").rows
    assert [row[0] for row in rows] == ["What", "Changed", "Left out"]
    assert (rows[1][2], rows[1][3]) == ("Prescribes orthoses", "Fits orthoses")


def test_item_says_where_it_came_from_to_its_own_people_only(client, national):
    version = published(client, national)
    address = f"/frameworks/{version.uuid}/items/{A1}/"
    assert "Came from file.csv, line" in words(client.get(address))
    assert "Came from" not in words(Client().get(address))


def test_report_and_list_are_of_the_own_organisation(client):
    kept(client, SHEET)
    record = ImportRecord.objects.get()
    report = client.get(f"/frameworks/imports/{record.uuid}/", {"act": "add"})
    assert "5 rows" in words(report)
    assert "SHA" not in words(report)
    assert record.digest in words(report)
    other = Client()
    other.force_login(Person.objects.get(pk=person("olive", organisation("other", OrganisationKind.NATIONAL), Role.NATIONAL_EDITOR).person))
    assert other.get(f"/frameworks/imports/{record.uuid}/").status_code == 404
    assert "file.csv" not in words(other.get("/frameworks/imports/"))


def test_refused_file_shows_its_places_and_keeps_nothing(client):
    page = client.post("/frameworks/bring/", {"file": SimpleUploadedFile("file.csv", SHEET.replace("Prescribes orthoses", " ").encode())})
    assert page.status_code == 422
    assert "line 11, column 3" in words(page)
    assert "this item has no statement" in words(page)
    assert (Version.objects.count(), ImportRecord.objects.count(), QuarantinedFile.objects.count()) == (0, 0, 0)


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_every_format_is_brought_through_the_page_to_the_byte(client, name):
    kept(client, FILES[name][0], name)
    statements = {item.statement for item in queries.value(Version.objects.get()).items}
    assert {item.statement for item in FRAMEWORK.items} <= {each.replace("gait then", "gait, then") for each in statements}
    record = ImportRecord.objects.get()
    assert record.places.keys() >= {item.id for item in queries.value(Version.objects.get()).items}


@pytest.mark.slow
@pytest.mark.parametrize("to", ["json", "case", "xlsx", "csv", "opensalt", "moodle", "dls", "openedx", "pdf", "docx"])
def test_version_is_handed_out_in_every_format(client, national, to):
    published(client, national)
    answer = client.get(f"/frameworks/{Version.objects.get().uuid}/download/{to}/")
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert (answer.status_code, len(data) > 200) == (200, True)
    if to == "json":
        assert curricle.read_framework(data).value.items == FRAMEWORK.items
    assert io.BytesIO(data).read(4) in {b"%PDF", b"PK\x03\x04", b'{"cu', b'{"CF', b"\xef\xbb\xbf#", b"Pare", b"id,v"}
