"""A backup is read as if a stranger had made it: what is damaged, missing, swapped or wrong is refused by its name."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from curricle.cli.backup import opened
from curricle.cli.backup.container import writing
from curricle.cli.backup.make import make
from curricle.cli.backup.verify import verify
from curricle.door.problems import Refused
from curricle.people import actions

PEOPLE, ROLES, EVENTS = "tables/people_person.jsonl", "tables/people_membership.jsonl", "tables/people_auditevent.jsonl"
KEPT = b"kept " * 400
FILE = f"files/{hashlib.sha256(KEPT).hexdigest()}"
Parts = dict[str, bytes]


@pytest.fixture
def good(world, settings, tmp_path: Path) -> Path:
    """A backup of two universities and one kept file."""
    settings.DATA = tmp_path
    actions.keep_file(by=world.alice.actor, data=KEPT, name="kept.txt", purpose="trial")
    return make(connection, tmp_path / "good.zip").path


def said(path: Path) -> list[tuple[str, str]]:
    """(place, words) of the refusal; nothing when all is well."""
    try:
        verify(path)
    except Refused as stop:
        return [(problem.at, problem.says) for problem in stop.problems]
    return []


def rewritten(path: Path, change: Callable[[Parts], None], *, honest: bool = True) -> Path:
    """The same backup with other parts, sealed anew; `honest` states the new sizes and digests in its manifest."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    if honest:
        manifest = json.loads(parts["manifest.json"])
        for table in manifest["tables"]:
            data = parts.get(f"tables/{table['name']}.jsonl")
            if data is not None:
                table |= {"size": len(data), "sha256": hashlib.sha256(data).hexdigest(), "rows": data.count(b"\n")}
        parts["manifest.json"] = json.dumps(manifest).encode()
    other = path.with_name("other.zip")
    other.unlink(missing_ok=True)
    with writing(other) as writer:
        for name, data in parts.items():
            writer.part(name, [data], packed=True)
    return other


def test_good_backup_is_whole(good: Path):
    assert said(good) == []
    assert good.stat().st_mode & 0o777 == 0o600


@pytest.mark.slow
@pytest.mark.parametrize("name", [PEOPLE, FILE, "manifest.json"])
def test_flipped_bit_is_named_by_its_part(good: Path, name: str):
    with zipfile.ZipFile(good) as archive:
        at = archive.getinfo(name).header_offset + 30 + len(name) + 20 + archive.getinfo(name).compress_size // 2
    data = bytearray(good.read_bytes())
    data[at] ^= 1
    good.write_bytes(data)
    assert [place for place, _ in said(good)] == [name]


@pytest.mark.slow
def test_flipped_bit_anywhere_is_refused(good: Path):
    data = good.read_bytes()
    other = good.with_name("flipped.zip")
    for at in range(7, len(data), max(1, len(data) // 60)):
        other.write_bytes(data[:at] + bytes([data[at] ^ 16]) + data[at + 1 :])
        assert said(other) != [], at


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_truncated_backup_is_refused(good: Path, share: float):
    data = good.read_bytes()
    good.write_bytes(data[: int(len(data) * share)])
    assert said(good) == [(str(good), "this is no backup of Curricle, or it was cut short")]


def test_no_file_and_no_backup_are_refused(tmp_path: Path):
    (tmp_path / "words.zip").write_bytes(b"PK" * 500)
    assert said(tmp_path / "none.zip") == [(str(tmp_path / "none.zip"), "there is no such file")]
    assert "no backup of Curricle" in said(tmp_path / "words.zip")[0][1]


def swap(parts: Parts) -> None:
    parts[PEOPLE], parts[ROLES] = parts[ROLES], parts[PEOPLE]


def edit(name: str, old: bytes, new: bytes) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new, 1)

    return change


def event_removed(parts: Parts) -> None:
    lines = parts[EVENTS].splitlines(keepends=True)
    parts[EVENTS] = b"".join(lines[:1] + lines[2:])


def migration_added(parts: Parts) -> None:
    manifest = json.loads(parts["manifest.json"])
    next(each for each in manifest["migrations"] if each["app"] == "people")["names"].append("9999_of_the_future")
    parts["manifest.json"] = json.dumps(manifest).encode()


def column_added(parts: Parts) -> None:
    manifest = json.loads(parts["manifest.json"])
    next(each for each in manifest["tables"] if each["name"] == "people_person")["columns"].append({"name": "x", "kind": "text"})
    parts["manifest.json"] = json.dumps(manifest).encode()


def person_removed(parts: Parts) -> None:
    parts[PEOPLE] = b"".join(parts[PEOPLE].splitlines(keepends=True)[1:])


AS_SAID = "this part is not the one that was written: it was changed, or swapped with another"
HOSTILE: dict[str, tuple[Callable[[Parts], None], bool, str, str]] = {
    "missing table": (lambda parts: parts.pop(PEOPLE), True, PEOPLE, "this part is missing from the backup"),
    "missing file": (lambda parts: parts.pop(FILE), True, FILE, "this part is missing from the backup"),
    "no manifest": (lambda parts: parts.pop("manifest.json"), False, "manifest.json", "this part is missing from the backup"),
    "one more part": (
        lambda parts: parts.update({"files/" + "0" * 64: b""}),
        True,
        "files/" + "0" * 64,
        "the manifest does not know this part",
    ),
    "a way out": (lambda parts: parts.update({"../evil": b""}), True, "the part '../evil'", "a backup has no part of this name"),
    "another file": (edit(FILE, b"kept", b"kelp"), True, FILE, AS_SAID),
    "longer file": (edit(FILE, b"kept", b"kept kept"), True, FILE, "this part has another size than the manifest states"),
    "NUL": (edit(PEOPLE, b"Alice", b"Al\\u0000ce"), True, f"{PEOPLE}, row 3, column name", "the text holds a NUL character"),
    "number for a name": (edit(PEOPLE, b'"Alice Archer"', b"7"), True, f"{PEOPLE}, row 3, column name", "expected text"),
    "no number": (edit(PEOPLE, b'"Alice Archer"', b"NaN"), True, f"{PEOPLE}, row 3", "this row is not JSON"),
    "too few values": (edit(PEOPLE, b'"Alice Archer",', b""), True, f"{PEOPLE}, row 3", "expected a list of "),
    "other column": (column_added, True, PEOPLE, "the backup's tables are not those that its migrations make"),
    "person gone": (person_removed, True, "table people_membership", "rows point to rows of people_person that are not there"),
    "event altered": (edit(EVENTS, b"Alice", b"Alise"), True, "the record in the backup", "event "),
    "event removed": (event_removed, True, "the record in the backup", "event 2 was removed or moved"),
}


@pytest.mark.slow
@pytest.mark.parametrize("way", HOSTILE)
def test_hostile_backup_is_refused_by_name(good: Path, way: str):
    change, honest, at, says = HOSTILE[way]
    found = said(rewritten(good, change, honest=honest))
    assert at in {place for place, words in found if words.startswith(says)}, found


def test_swapped_parts_are_both_named(good: Path):
    found = said(rewritten(good, swap, honest=False))
    assert {place for place, _ in found} == {PEOPLE, ROLES}


def test_backup_of_a_newer_version_is_refused_in_words(good: Path):
    ((_, says),) = said(rewritten(good, migration_added))
    assert says.startswith("these data were made by a newer Curricle (it knows people.9999_of_the_future)")


def test_backup_of_another_format_is_refused_in_words(good: Path):
    other = rewritten(good, edit("manifest.json", b'"format_version":1', b'"format_version":2'), honest=False)
    assert said(other) == [("manifest.json", "the backup has the format 2; this Curricle reads 1")]


def test_part_that_unpacks_beyond_reason_is_refused(good: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(opened, "SMALL", 1024)
    other = rewritten(good, lambda parts: parts.update({PEOPLE: b"\0" * 1024**2}))
    assert said(other) == [(PEOPLE, "this part would unpack to more than 200 times its size; the file was made to do harm")]
