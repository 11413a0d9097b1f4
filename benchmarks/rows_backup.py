"""Backups: a database of about 100 MB, half long documents and half short rows, made into a backup and loaded from it."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from row import Row

MEGABYTES = 100
DOCUMENT = 20_000
SHORT_ROWS = 100_000
WORDS = 5_000
ZERO = "0" * 32


def backups() -> Iterator[Row]:
    """Wall time, as an operator waits it; 1 GB in 60 s is 17 MB a second."""
    import django

    django.setup()
    from django.core.management import call_command

    from curricle.cli.backup.load import compare, fill, shapes_of
    from curricle.cli.backup.make import make
    from curricle.cli.backup.opened import open_backup
    from curricle.cli.backup.place import pointed_at, scratch
    from curricle.cli.backup.verify import verify

    with tempfile.TemporaryDirectory() as folder:
        path, backup = Path(folder) / "base.sqlite3", Path(folder) / "base.zip"
        with pointed_at(scratch(path)) as connection:
            call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
            _fill(connection)
            size = path.stat().st_size / 1e6
            made = _seconds(lambda: make(connection, backup))
        verified = _seconds(lambda: verify(backup))
        with pointed_at(scratch(Path(folder) / "other.sqlite3")) as connection:
            call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
            connection.disable_constraint_checking()
            held = open_backup(backup)
            known = shapes_of(held)
            loaded = _seconds(lambda: (fill(connection, held, known), compare(connection, held, known)))
    for name, seconds, reach in (("made", made, 60), ("verified", verified, 120), ("loaded and compared", loaded, 120)):
        per_gigabyte = seconds * 1000 / size
        yield Row(f"1 GB database, backup {name} (from {size:.0f} MB)", per_gigabyte, reach, "s wall", more={"MB/s": round(size / seconds)})


def _seconds(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _fill(connection: Any) -> None:
    chance = random.Random(1)
    words = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(3, 11))) for _ in range(WORDS)]

    def text(length: int) -> str:
        return " ".join(chance.choices(words, k=length // 8))

    from curricle.people.models import Organisation

    connection.disable_constraint_checking()
    north = Organisation.objects.create(code="north", name="North", kind="university").pk
    base = connection.connection
    documents = ((at, text(DOCUMENT // 2), text(DOCUMENT // 2)) for at in range(MEGABYTES // 2 * 1_000_000 // DOCUMENT))
    base.execute("BEGIN")
    base.execute(
        "INSERT INTO design_programmerow (id, uuid, organisation_id, code, title, state, prior_learning, apprenticeship, demonstration,"
        " award, professions, pathways, texts, revision)"
        f" VALUES (1, '{ZERO}', ?, 'P', 'P', 'draft', 0, 0, 0, '{{}}', '[]', '[]', '{{}}', 1)",
        [north],
    )
    base.executemany(
        "INSERT INTO design_change (programme_id, revision, at, what, before, after, digest_before, digest_after)"
        " VALUES (1, ?, '2026-11-28 10:00:00', 'x', ?, ?, '', '')",
        documents,
    )
    base.execute(
        f"INSERT INTO frameworks_line (id, uuid, organisation_id, code, title, kind) VALUES (1, '{ZERO}', ?, 'F', 'F', 'schema')", [north]
    )
    base.execute(
        "INSERT INTO frameworks_version (id, uuid, line_id, version, title, kind, professions, demonstration, items, digest, document,"
        f" created) VALUES (1, '{ZERO}', 1, '1', 'F', 'schema', '', 0, 0, '', '{{}}', '2026-11-28 10:00:00')"
    )
    short = ((f"item {at}", at, text(160), text(160)) for at in range(SHORT_ROWS))
    base.executemany(
        "INSERT INTO frameworks_itemrow (version_id, uuid, parent, place, depth, children, code, kind, title, statement, pillars, mappable,"
        " search) VALUES (1, ?, '', ?, 1, 0, '', 'skill', '', ?, '', 1, ?)",
        short,
    )
    base.execute("COMMIT")
