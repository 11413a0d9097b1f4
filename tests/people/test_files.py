"""Files: what they are by their bytes, who may have them, and that nothing half-written is ever seen."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from curricle.people import actions, policy, queries, store
from curricle.people.entries import BadEntry
from curricle.people.media import LONGEST, media_type, safe_name
from curricle.people.models import QuarantinedFile, StoredFile
from curricle.people.policy import ANONYMOUS, Hidden
from curricle.people.purposes import purpose


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings) -> Path:
    settings.DATA = tmp_path
    return tmp_path


def office(part: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(part, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (office("word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (office("xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (office("other"), "application/zip"),
        (b"PK\x03\x04 broken", "application/octet-stream"),
        (b'\xef\xbb\xbf {"a": 1}', "application/json"),
        (b"<html><script>", "text/plain"),
        (b"a\x00b", "application/octet-stream"),
        (b"\xff\xfe\x00", "application/octet-stream"),
        (b"", "text/plain"),
    ],
)
def test_media_type_is_read_from_the_bytes(data: bytes, kind: str):
    assert media_type(data) == kind


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\plan.xlsx", "plan.xlsx"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie x=1.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ('quo"te;.pdf', "quote.pdf"),
        (".htaccess", "htaccess"),
        ("...", "file"),
        ("", "file"),
        ("\x00", "file"),
        ("\ud800.pdf", "pdf"),
        ("Prüfung für Füße.pdf", "Prüfung für Füße.pdf"),
    ],
)
def test_safe_name_is_one_visible_line_without_a_folder(name: str, shown: str):
    assert safe_name(name) == shown


def test_safe_name_gets_the_ending_of_its_content():
    assert safe_name("plan.exe", "application/pdf") == "plan.exe.pdf"


@given(st.text(max_size=400))
def test_safe_name_never_leaves_the_folder_nor_the_line(name: str):
    shown = safe_name(name, "application/pdf")
    assert 0 < len(shown) <= LONGEST
    assert not set(shown) & set('/\\\r\n\x00"')
    assert not shown.startswith(".")


def test_quarantined_file_comes_back_to_the_byte(alice):
    token = actions.quarantine(by=alice.actor, data=b"a,b\n", name="x.csv")
    waiting = actions.from_quarantine(by=alice.actor, token=token)
    assert (waiting.data, waiting.name, waiting.media_type) == (b"a,b\n", "x.csv", "text/plain")


def test_quarantined_file_is_for_its_person_alone(alice, bob):
    token = actions.quarantine(by=alice.actor, data=b"x", name="x")
    for other in (bob.actor, ANONYMOUS):
        with pytest.raises(Hidden):
            actions.from_quarantine(by=other, token=token)


@pytest.mark.parametrize("token", ["", "nonsense", "../../etc/passwd", "2b1d5b0e-0000-4000-8000-000000000001"])
def test_unknown_token_is_hidden(alice, token: str):
    with pytest.raises(Hidden):
        actions.from_quarantine(by=alice.actor, token=token)


def test_quarantined_file_is_gone_after_an_hour(alice, time_machine):
    token = actions.quarantine(by=alice.actor, data=b"x", name="x")
    time_machine.move_to(timezone.now() + timedelta(seconds=3601))
    with pytest.raises(Hidden):
        actions.from_quarantine(by=alice.actor, token=token)


def test_quarantined_file_that_changed_on_disk_is_refused(alice):
    token = actions.quarantine(by=alice.actor, data=b"x", name="x")
    store.waiting_path(token).write_bytes(b"y")
    with pytest.raises(Hidden):
        actions.from_quarantine(by=alice.actor, token=token)


def test_too_large_file_is_refused_and_nothing_kept(alice, folder, settings):
    settings.UPLOAD_BYTES = 10
    with pytest.raises(BadEntry, match="larger than"):
        actions.quarantine(by=alice.actor, data=b"x" * 11, name="x")
    assert (QuarantinedFile.objects.count(), list(folder.rglob("*"))) == (0, [])


def test_at_most_twenty_files_wait(alice):
    for number in range(22):
        actions.quarantine(by=alice.actor, data=b"x", name=f"{number}")
    assert QuarantinedFile.objects.count() == 20


@pytest.mark.django_db(transaction=True)
def test_released_file_is_removed(alice):
    token = actions.quarantine(by=alice.actor, data=b"x", name="x")
    actions.release(by=alice.actor, token=token)
    assert not store.waiting_path(token).exists()


def kept(by, **more) -> str:
    return actions.keep_file(by=by.actor, data=b"%PDF-1.7 words", name="Paper für Äsop.pdf", **{"purpose": "trial"} | more)


def test_download_is_an_attachment_that_nobody_keeps_or_runs(alice):
    answer = alice.client.get(f"/files/{kept(alice)}/")
    assert answer.content == b"%PDF-1.7 words"
    shown = {name: answer.headers[name] for name in ("Content-Disposition", "Cache-Control", "X-Content-Type-Options", "Content-Type")}
    assert shown == {
        "Content-Disposition": "attachment; filename*=utf-8''Paper%20f%C3%BCr%20%C3%84sop.pdf",
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
        "Content-Type": "application/pdf",
    }
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")


def test_download_is_in_the_record(alice):
    alice.client.get(f"/files/{kept(alice)}/")
    assert [line["label"] for line in queries.events(alice.actor.organisation, words="downloaded").lines] == ["Paper für Äsop.pdf"]


def test_download_of_another_person_is_404(alice, bob, charlie, client):
    address = f"/files/{kept(alice)}/"
    assert [each.client.get(address).status_code for each in (bob, charlie)] == [404, 404]
    assert client.get(address).status_code == 302


def test_download_asks_the_rule_of_its_purpose_each_time(alice, bob):
    allowed = {bob.actor.person}
    purpose("trial of the rule", lambda actor, file: actor.person in allowed)
    address = f"/files/{kept(alice, purpose='trial of the rule')}/"
    assert [each.client.get(address).status_code for each in (alice, bob)] == [404, 200]
    allowed.clear()
    assert bob.client.get(address).status_code == 404


def test_purpose_has_one_rule():
    purpose("trial of two rules", lambda actor, file: True)
    with pytest.raises(ValueError):
        purpose("trial of two rules", lambda actor, file: False)


@pytest.mark.parametrize("address", ["/files/..%2F..%2Fsecret_key/", "/files/%2e%2e/", "/files/x/"])
def test_download_by_a_path_is_404(alice, address: str):
    assert alice.client.get(address).status_code == 404


def test_same_bytes_are_kept_once(alice, folder):
    kept(alice)
    kept(alice)
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 1


def test_changed_bytes_are_not_handed_out(alice):
    uuid = kept(alice)
    store.kept_path(StoredFile.objects.get(uuid=uuid).digest).write_bytes(b"other")
    with pytest.raises(OSError, match="changed on disk"):
        store.read_kept(StoredFile.objects.get(uuid=uuid).digest)


def test_expired_file_is_gone_and_swept(alice, folder, time_machine):
    uuid = kept(alice, expires=timezone.now() + timedelta(hours=2))
    time_machine.move_to(timezone.now() + timedelta(hours=3))
    with pytest.raises(Hidden):
        queries.kept_file(alice.actor, uuid)
    actions.sweep_files()
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_sweep_takes_stray_bytes_and_leaves_the_young_and_the_known(alice, folder, time_machine):
    token = actions.quarantine(by=alice.actor, data=b"waits", name="x")
    uuid = kept(alice)
    store.write_kept(b"without a row")
    assert actions.sweep_files() == 0
    time_machine.move_to(timezone.now() + timedelta(minutes=59, seconds=59))
    assert actions.sweep_files() == 0
    QuarantinedFile.objects.update(expires=timezone.now() + timedelta(days=1))
    time_machine.move_to(timezone.now() + timedelta(minutes=5))
    assert actions.sweep_files() == 1
    assert actions.from_quarantine(by=alice.actor, token=token).data == b"waits"
    assert store.read_kept(queries.kept_file(alice.actor, uuid).digest) == b"%PDF-1.7 words"


def test_write_that_fails_leaves_nothing(folder, monkeypatch):
    import os

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store.write_kept(b"x")
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_rules_of_people_name_the_file():
    assert policy.declared("file", "v")
