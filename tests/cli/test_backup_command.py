"""`curricle backup` as an operator uses it: files and folders, rotation, disk full, keys, refusals."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from cli.place import Place
from curricle.cli.backup import columns, make, shelf
from curricle.cli.backup.columns import WrongValue, arriving, leaving
from curricle.cli.backup.container import writing
from curricle.cli.backup.schema import LEFT_OUT, applied, shapes
from curricle.people import actions
from curricle.people.models import AuditEvent
from curricle.people.policy import OPERATOR


def test_every_table_of_every_app_can_be_backed_up(db):
    """A field of a new type fails here, before a backup lacks it."""
    known = {shape.name for shape in shapes(applied(connection))}
    wanted = {model._meta.db_table for model in apps.get_models(include_auto_created=True) if not model._meta.proxy}
    assert known == wanted - LEFT_OUT
    assert wanted >= LEFT_OUT  # a name that no table has would leave nothing out


def test_nothing_kept_points_to_what_is_left_out():
    """A row whose other end is never in a backup could not be restored."""
    wrong = [
        f"{model._meta.db_table}.{field.column}"
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table not in LEFT_OUT
        for field in model._meta.local_concrete_fields
        if field.remote_field and field.remote_field.model._meta.db_table in LEFT_OUT
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("text", "é\u2028", "\x00"),
        ("integer", 2**63 - 1, 2**63),
        ("integer", -1, True),
        ("boolean", False, 0),
        ("moment", "2026-11-28 10:57:43.123456", "2026-11-28T10:57:43"),
        ("moment", "2026-11-28 10:57:43", "2026-13-28 10:57:43"),
        ("day", "2026-11-28", "2026-11-31"),
        ("identifier", "0" * 32, "0" * 31),
        ("bytes", "AAE=", "AAE"),
        ("number", 1.5, "1.5"),
        ("decimal", "10.50", "1e5"),
        ("duration", 5, 0.5),
    ],
)
def test_values_of_a_kind_are_taken_and_others_refused(kind: str, good: object, bad: object):
    for vendor in ("sqlite", "postgresql"):
        arriving(vendor, kind)(good)
        with pytest.raises(WrongValue):
            arriving(vendor, kind)(bad)


def test_json_has_one_form_whatever_the_database_makes_of_it():
    wanted = '{"a":[1,"é"],"b":null}'
    assert [leaving(vendor, "json")('{"b": null, "a": [1, "\\u00e9"]}') for vendor in ("sqlite", "postgresql")] == [wanted, wanted]


def test_field_of_an_unknown_type_is_named():
    class Odd:
        remote_field = None

        def __str__(self) -> str:
            return "app.Model.odd"

    with pytest.raises(TypeError, match=r"app\.Model\.odd has a type that backups do not know yet: Odd"):
        columns.kind_of(Odd())


def test_interrupted_backup_leaves_nothing(db, tmp_path: Path):
    def stop(words: str, done: int, total: int) -> None:
        if done > 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make.make(connection, tmp_path / "half.zip", tell=stop)
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_backup_left_is_removed_by_the_next(tmp_path: Path):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    (tmp_path / f".old.zip.{gone.pid}.part").write_bytes(b"half")
    with writing(tmp_path / "new.zip") as writer:
        writer.part("manifest.json", [b"{}"], packed=True)
    assert [path.name for path in tmp_path.iterdir()] == ["new.zip"]


def test_rotation_removes_the_oldest_named_by_the_clock_alone(tmp_path: Path):
    names = [f"curricle-2026112{day}T000000Z.backup.zip" for day in range(1, 6)]
    for name in (*names, "before-0.2.0-20261101T000000Z.backup.zip", "mine.backup.zip"):
        (tmp_path / name).write_bytes(b"")
    assert shelf.keep_newest(tmp_path, 2) == names[2::-1]
    assert len(list(tmp_path.iterdir())) == 4


def test_backup_acts_are_in_the_record(db):
    actions.backup_made(by=OPERATOR, name="a.zip", detail={"rows": 1})
    actions.backup_verified(by=OPERATOR, name="a.zip", detail={})
    actions.backup_restored(by=OPERATOR, name="a.zip", detail={})
    told = list(AuditEvent.objects.order_by("number").values_list("actor_name", "verb", "kind", "label"))
    verbs = ["made a backup", "verified a backup", "restored a backup"]
    assert told == [("the operator", verb, "backup", "a.zip") for verb in verbs]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """The demonstration, in a folder of its own."""
    made = Place(tmp_path / "data")
    assert made.curricle("demo").returncode == 0
    return made


@pytest.mark.slow
def test_backup_without_data_is_refused_and_leaves_nothing(tmp_path: Path):
    empty = Place(tmp_path / "none")
    done = empty.curricle("backup", "make", "--json")
    says = "this installation has no data yet; ./run makes it"
    assert (done.returncode, json.loads(done.stdout)["problems"][0]["says"], list(empty.data.glob("*"))) == (3, says, [])


@pytest.mark.slow
def test_full_disk_is_said_in_words_and_nothing_is_kept(place: Place):
    """A limit on the size of any one file stands for the disk: the same error comes from the same call."""
    command = [sys.executable, "-m", "curricle", "backup", "make"]
    limit = 100_000
    done = subprocess.run(
        command,
        env=place.variables,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert done.returncode == 3, done.stderr
    assert "there is no room left for the backup; nothing was kept of it" in done.stderr
    assert list((place.data / "backups").iterdir()) == []


@pytest.mark.slow
def test_an_operators_day(place: Place, tmp_path: Path):
    """Make, list, verify; restore with the key into a new place; be refused over data; move them aside."""
    made = place.document("backup", "make", "--with-secrets", "--keep", 3)
    assert (made["secret_key"], made["missing"], made["removed"]) == (True, [], [])
    (listed,) = place.document("backup", "list")["backups"]
    assert (listed["name"], listed["rows"], listed["problem"]) == (Path(made["path"]).name, made["rows"], "")
    assert place.document("backup", "verify", made["path"])["sha256"] == made["sha256"]

    there = Place(tmp_path / "there")
    restored = place.document("backup", "restore", made["path"], "--into", there.data)
    assert (restored["key"], restored["aside"]) == ("brought", [])
    keys = [(each.data / "secret_key").read_bytes() for each in (place, there)]
    assert (keys[0] == keys[1], (there.data / "secret_key").stat().st_mode & 0o777) == (True, 0o600)

    refused = place.curricle("backup", "restore", made["path"], "--into", there.data)
    assert refused.returncode == 3
    assert "there are data here already; give --replace to move them aside and restore" in refused.stderr

    again = place.document("backup", "restore", made["path"], "--into", there.data, "--replace")
    aside = Place(Path(again["aside"][0]))
    assert aside.document("audit", "verify")["events"] == there.document("audit", "verify")["events"]


@pytest.mark.slow
def test_backup_with_a_missing_kept_file_is_made_and_says_so(place: Place):
    keep = "import django; django.setup()\nfrom curricle.people import actions\nfrom curricle.people.queries import actor_by_email\n"
    keep += "from curricle.cli.demo_world import world\nby = actor_by_email(world()['people'][0]['email'])\n"
    place.python(keep + "actions.keep_file(by=by, data=b'kept', name='a.txt', purpose='trial')")
    next(path for path in (place.data / "files").rglob("*") if path.is_file()).unlink()
    done = place.curricle("backup", "make")
    assert (done.returncode, "a kept file was missing or damaged" in done.stderr) == (3, True)
    path = next((place.data / "backups").iterdir())
    assert place.curricle("backup", "verify", path).returncode == 0
