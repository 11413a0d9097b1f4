"""Of a file that is refused nothing is left, and its page says what the table of faults says: the same on both databases."""

from __future__ import annotations

import csv
import html
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from curricle.core.terms import OrganisationKind, Role
from curricle.people.models import Person, QuarantinedFile, StoredFile
from faulty_files import NAMES, faulty, name_of
from world import organisation, person

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TABLE = Path(__file__).parents[1] / "interop/faults_by_format.csv"
REFUSED = [row for row in csv.DictReader(TABLE.open(encoding="utf-8")) if row["answer"] == "refused"]
#: Not here: a document of which one line is left can still be read by other settings.
LONG = {("truncated", "html")}


@pytest.fixture
def client():
    body = organisation("national", OrganisationKind.NATIONAL)
    browser = Client()
    browser.force_login(Person.objects.get(pk=person("nell", body, Role.NATIONAL_EDITOR).person))
    return browser


def kept():
    """Rows of every table that a brought file could come to, and the files that wait."""
    tables = [*apps.get_app_config("frameworks").get_models(), QuarantinedFile, StoredFile]
    folder = Path(settings.DATA) / "quarantine"
    waiting = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
    return {table.__name__: table.objects.count() for table in tables}, waiting


@pytest.mark.parametrize("format", [format for format in NAMES if any(row["format"] == format for row in REFUSED)])
def test_refused_file_leaves_nothing_and_says_the_same_everywhere(client, format, django_capture_on_commit_callbacks):
    before, wrong = kept(), []
    for row in REFUSED:
        if row["format"] != format or (row["fault"], format) in LONG:
            continue
        file = SimpleUploadedFile(name_of(row["fault"], format), faulty(row["fault"], format))
        with django_capture_on_commit_callbacks(execute=True):  # the bytes go when the row is gone for good
            page = client.post("/frameworks/bring/", {"file": file})
        said = html.unescape(page.content.decode())
        if page.status_code != 422 or row["at"] not in said or row["says"] not in said:
            wrong.append((row["fault"], page.status_code))
        if kept() != before:
            wrong.append((row["fault"], kept()))
    assert wrong == []
