"""Documents are gone through on their page: whose they are, what is decided, what is kept, and what a next edition asks."""

from __future__ import annotations

import re
from dataclasses import replace
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from curricle.core.terms import OrganisationKind, Role
from curricle.frameworks import actions, queries
from curricle.frameworks.document import opened
from curricle.frameworks.models import ReadingRow, RecipeRow, Version
from curricle.interop.prose import recipe as recipes
from curricle.people.models import Job, Person
from curricle.people.worker import Worker
from form_of import form_of
from framework_documents import next_edition, sample
from world import organisation, person
from written_documents import docx, html
from written_pdf import pdf

pytestmark = pytest.mark.slow


@pytest.fixture
def body(db):
    return organisation("national", OrganisationKind.NATIONAL)


@pytest.fixture
def editor(body):
    return person("nell", body, Role.NATIONAL_EDITOR)


def browser(someone) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=someone.person))
    return client


def bring(client: Client, data: bytes, name: str) -> str:
    answer = client.post("/frameworks/bring/", {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    return answer.url


def one_statement(client: Client, address: str) -> dict[str, str]:
    """The fields of the first form on a statement."""
    page = client.get(f"{address}?show=statements").content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    return {"key": key, "show": "statements", "page": "1"}


def test_statements_are_decided_and_kept_with_the_recipe(editor):
    one = sample(1, "tables")
    client = browser(editor)
    address = bring(client, docx(one), "one.docx")
    said = one_statement(client, address)
    groups = {each.text: each.key for each in opened(ReadingRow.objects.get()).read.entries if each.group}
    client.post(f"{address}decide/", said | {"do": "edit", "code": "X9", "text": "Says it better.", "above": groups["Teaching others"]})
    second = opened(ReadingRow.objects.get()).statements[1].entry.key
    client.post(f"{address}decide/", said | {"do": "skip", "key": second})

    preview = address.replace("reading/", "")
    form = form_of(client.get(preview).content.decode())
    kept = client.post(f"{preview}confirm/", form | {"code": "ONE"})
    assert kept.status_code == 302
    framework = queries.value(Version.objects.get())
    by_code = {item.code: item for item in framework.items}
    above = {link.source: link.target for link in framework.links}
    assert by_code["X9"].statement == "Says it better."
    assert next(item for item in framework.items if item.id == above[by_code["X9"].id]).statement == "Teaching others"
    assert one.truth()[1][0] not in by_code
    assert len([item for item in framework.items if item.kind == "capability"]) == len(one.truth()) - 1
    assert (ReadingRow.objects.count(), RecipeRow.objects.get().source) == (0, "one.docx")

    later, changed = next_edition(one)
    bring(client, html(later), "two.html")
    held = opened(ReadingRow.objects.get())
    assert held.row.like == "ONE, one.docx"
    assert {each.code for each in held.statements if each.open} == changed - {one.truth()[0][0]}


def test_what_asks_must_be_answered_before_anything_is_kept(editor):
    client = browser(editor)
    address = bring(client, pdf(sample(1, "tables"), tags=False), "one.pdf")
    preview = address.replace("reading/", "")
    assert client.get(preview).url == address
    assert client.post(f"{preview}confirm/", {"title": "x", "code": "x", "version": "1", "kind": "schema"}).url == address
    client.post(f"{address}decide/", {"do": "all"})
    assert client.get(preview).status_code == 200
    assert Version.objects.count() == 0


def test_what_was_decided_in_a_second_window_is_not_kept_unseen(editor):
    client = browser(editor)
    one = sample(1, "tables")
    address = bring(client, docx(one), "one.docx")
    client.post(f"{address}decide/", {"do": "all"})
    said = one_statement(client, address)
    preview = address.replace("reading/", "")
    form = form_of(client.get(preview).content.decode())
    client.post(f"{address}decide/", said | {"do": "edit", "code": "X9", "text": "Says it better."})
    stale = client.post(f"{preview}confirm/", form)
    assert (stale.status_code, Version.objects.count(), ReadingRow.objects.count()) == (409, 0, 1)
    page = stale.content.decode()
    assert "You went on with this document in another window" in page
    assert "Says it better." in page
    both = client.post(f"{preview}confirm/", form | {"seen": "another"}).content.decode()
    assert ("Somebody changed it" in both, "another window" in both) == (True, True)
    assert client.post(f"{preview}confirm/", form_of(page)).status_code == 302
    assert "Says it better." in {item.statement for item in queries.value(Version.objects.get()).items}


def test_a_reading_that_changes_while_it_is_kept_is_not_kept(editor):
    client = browser(editor)
    address = bring(client, docx(sample(1, "tables")), "one.docx")
    row = ReadingRow.objects.get()
    held = opened(row)
    client.post(f"{address}decide/", {"do": "all"})
    with pytest.raises(actions.ReadElsewhere):
        actions.bring_document(by=editor, reading=row, seen=row.revision, recipe=held.recipe, document=held.document)
    assert (Version.objects.count(), RecipeRow.objects.count()) == (0, 0)


def test_the_document_of_another_person_is_not_there(editor, body):
    address = bring(browser(editor), docx(sample(1, "headings")), "one.docx")
    other = browser(person("ned", body, Role.NATIONAL_EDITOR))
    assert other.get(address).status_code == 404
    for act in ("decide", "again", "leave"):
        assert other.post(f"{address}{act}/", {"do": "all"}).status_code == 404
    assert browser(editor).get(f"/frameworks/bring/{uuid4()}/reading/").status_code == 404


def test_settings_change_what_is_understood_and_bad_ones_are_told(editor):
    client = browser(editor)
    address = bring(client, docx(sample(1, "headings")), "one.docx")
    held = opened(ReadingRow.objects.get())
    page = client.get(f"{address}?show=left").content.decode()
    asked = {"seen": str(held.row.revision), "codes": "Q1.1", "kind": "competency", "paragraphs": "yes"}
    asked |= {f"h{each.level}": each.use.value for each in held.recipe.headings}
    asked |= {f"h{each.level}-kind": each.kind or "group" for each in held.recipe.headings}
    assert "How it is read" in page
    assert client.post(f"{address}again/", asked | {"codes": "no code at all"}).status_code == 422
    assert client.post(f"{address}again/", asked | {"t0": "yes"}).status_code == 422
    assert client.post(f"{address}again/", asked).status_code == 302
    assert opened(ReadingRow.objects.get()).statements == ()
    assert client.get(address).status_code == 200
    assert client.post(f"{address}again/", asked).status_code == 409


def test_an_answer_on_what_is_not_there_is_refused_in_words(editor):
    client = browser(editor)
    address = bring(client, docx(sample(1, "headings")), "one.docx")
    said = one_statement(client, address)
    for wrong in (
        {"do": "confirm", "key": "nothing"},
        {"do": "edit", "text": " "},
        {"do": "fly"},
        {"do": "edit", "text": "x", "above": "no"},
    ):
        assert client.post(f"{address}decide/", said | wrong).status_code == 422
    assert opened(ReadingRow.objects.get()).decisions.made == ()


def test_a_long_pdf_is_read_by_a_job_that_tells_its_pages(editor):
    client = browser(editor)
    one = sample(1, "tables")
    address = bring(client, pdf(replace(one, pillars=one.pillars * 4)), "long.pdf")
    assert (address.startswith("/jobs/"), ReadingRow.objects.count()) == (True, 0)
    worker = Worker()
    while worker.turn():
        pass
    job = Job.objects.get()
    assert (job.state, job.done, job.total > 20) == ("done", job.total, True)
    assert client.get(job.link).status_code == 200


def test_bringing_is_listed_until_it_is_left(editor):
    client = browser(editor)
    address = bring(client, docx(sample(1, "headings")), "one.docx")
    assert address in client.get("/frameworks/bring/").content.decode()
    client.post(f"{address}leave/")
    assert (ReadingRow.objects.count(), address in client.get("/frameworks/bring/").content.decode()) == (0, False)


def test_no_more_than_so_many_documents_are_begun(editor):
    from curricle.interop.prose import read_document
    from curricle.interop.prose.guess import guess

    document = read_document(html(sample(1, "headings")))
    for number in range(22):
        about = {"name": f"{number}.html", "digest": "0" * 64, "document": document, "recipe": guess(document)}
        actions.begin_reading(by=editor, token=str(uuid4()), **about)
    assert [row.name for row in queries.readings(editor.person, editor.organisation)] == [f"{number}.html" for number in range(21, 1, -1)]
    assert recipes.from_json(ReadingRow.objects.first().recipe) == guess(document)
