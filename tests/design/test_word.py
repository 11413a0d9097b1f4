"""The university's own Word template, through the page."""

from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from curricle.core.terms import Role
from curricle.design import actions
from curricle.people.models import Person
from world import demo_programme, organisation, person

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def template(*lines: str) -> SimpleUploadedFile:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return SimpleUploadedFile("our-form.docx", out.getvalue())


@pytest.fixture
def lead():
    alice = person("alice", organisation("wharfe"), Role.LEAD)
    actions.replace_draft(by=alice, programme=demo_programme("programme-podiatry"))
    client = Client()
    client.force_login(Person.objects.get(pk=alice.person))
    return client


def test_template_is_filled_with_the_programme(lead):
    form = template("Title: {{ title }}", "{{ award_credits }} credits")
    answer = lead.post("/programmes/WU-POD/papers/own-template/", {"template": form})
    words = [each.text for each in docx.Document(BytesIO(answer.content)).paragraphs]
    assert words == ["Title: PgCert Enhanced Podiatric Practice (demonstration)", "60 credits"]
    assert answer["Content-Disposition"].startswith("attachment")


def test_unknown_tag_is_named_and_nothing_is_handed_out(lead):
    answer = lead.post("/programmes/WU-POD/papers/own-template/", {"template": template("{{ tittle }}")})
    assert answer.status_code == 422
    assert "tittle" in answer.content.decode()


def test_file_that_is_no_word_document_is_refused_in_words(lead):
    answer = lead.post("/programmes/WU-POD/papers/own-template/", {"template": SimpleUploadedFile("x.docx", b"plain words")})
    assert (answer.status_code, "Traceback" in answer.content.decode()) == (422, False)
