"""Names of brought files, as hostile as they come: nothing leaves the folder, and no header of a download is broken (S12)."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.utils.http import parse_header_parameters

from authz.asking import browser_of, undone
from authz.cast import Asker
from authz.doors_programme import word_template
from authz.stage import SHEET, Stage
from curricle.people import actions
from curricle.people.media import LONGEST
from curricle.people.models import QuarantinedFile

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NAMES = (
    "../../etc/passwd",
    "..\\..\\windows\\system32\\config.csv",
    "/etc/cron.d/job",
    "C:\\boot.ini",
    "\\\\server\\share\\plan.csv",
    "....//....//plan.csv",
    "%2e%2e%2fplan.csv",
    "..%c0%afplan.csv",
    "plan.csv\x00.html",
    "plan\r\nSet-Cookie: sessionid=1.csv",
    "plan.csv\nContent-Type: text/html",
    'plan".csv; filename="evil.html',
    "plan'; DROP TABLE people_person; --.csv",
    "<script>alert(1)</script>.csv",
    "<img src=x onerror=alert(1)>.csv",
    "{{ 7 * 7 }}.csv",
    "$(touch owned).csv",
    "`id`.csv|sh",
    "-rf.csv",
    "~root.csv",
    ".htaccess",
    "...",
    "CON.csv",
    "plan\u202evsc.exe",
    "e\u0301\ufeff\u200bplan.csv",
    "a" * 250 + ".csv",
)


@pytest.fixture
def lead(stage: Stage) -> Asker:
    return stage.who("north-uni lead")


def upload(asker: Asker, address: str, field: str, name: str, data: bytes) -> HttpResponse:
    """A form with one file, written out by hand: Django's test client would take the folder off the name."""
    head = f"--cut\r\nContent-Disposition: form-data; name=\"{field}\"; filename*=UTF-8''{quote(name)}\r\n\r\n".encode()
    return browser_of(asker).post(address, head + data + b"\r\n--cut--\r\n", content_type="multipart/form-data; boundary=cut")


def outside() -> set[Path]:
    """Every file in the data folder but kept and waiting ones, and beside it whatever such a name could reach."""
    root = Path(settings.DATA)
    within = {path for path in root.rglob("*") if path.is_file() and path.relative_to(root).parts[0] not in ("files", "quarantine")}
    return within | {path for path in root.parent.iterdir() if path.is_file()}


def test_there_are_as_many_names_as_are_promised():
    assert len(set(NAMES)) == 26


@pytest.mark.parametrize("address", ["/bring/", "/frameworks/bring/"])
def test_a_brought_file_lies_under_its_token_whatever_its_name(stage: Stage, lead: Asker, address: str):
    before, wrong = outside(), []
    for name in NAMES:
        with undone():
            answer = upload(lead, address, "file", name, SHEET)
            row = QuarantinedFile.objects.order_by("-pk").first()
            page = browser_of(lead).get(answer.get("Location", "/"), follow=True) if answer.status_code == 302 else answer
        shown = row.name
        flat = not set(shown) & set('/\\\r\n\x00"<>|;') and 0 < len(shown) <= LONGEST and not shown.startswith(".")
        inert = b"<script>alert" not in page.content and b"<img src=x" not in page.content and b">49.csv" not in page.content
        if answer.status_code not in (302, 400, 422) or not flat or not inert or page.status_code >= 500:
            wrong.append((name, answer.status_code, page.status_code, shown))
    assert (wrong, outside() - before) == ([], set())
    folder = Path(settings.DATA) / "quarantine"
    assert [path.name for path in folder.iterdir() if not re.fullmatch(r"[0-9a-f-]{36}", path.name)] == []


def test_a_kept_file_is_handed_out_under_one_valid_header(stage: Stage, lead: Asker):
    before, wrong = outside(), []
    for name in NAMES:
        with undone():
            uuid = actions.keep_file(by=lead.actor, data=b"words", name=name, purpose="own")
            answer = browser_of(lead).get(f"/files/{uuid}/")
        wrong += [] if well_formed(answer.headers["Content-Disposition"]) else [(name, answer.headers["Content-Disposition"])]
    assert (wrong, outside() - before) == ([], set())


def test_a_filled_template_is_handed_out_under_one_valid_header(stage: Stage, lead: Asker):
    """The one page whose answer carries the name of the file that was sent."""
    wrong, programme = [], stage.things["north-uni programme draft"]
    for name in (NAMES[0], NAMES[9], NAMES[11], NAMES[13], NAMES[23]):
        data = word_template(stage, lead, programme)["template"].read()
        with undone():
            answer = upload(lead, "/programmes/NORTH-DRAFT/papers/own-template/", "template", name, data)
        header = answer.headers.get("Content-Disposition", "")
        wrong += [] if answer.status_code in (400, 422) or well_formed(header) else [(name, answer.status_code, header)]
    assert wrong == []


def well_formed(header: str) -> bool:
    """An attachment with one name in one line, and no folder in it."""
    kind, parts = parse_header_parameters(header)
    name = parts.get("filename", "")
    return kind == "attachment" and set(parts) == {"filename"} and bool(name) and not set(name) & set('/\\\r\n\x00"')
