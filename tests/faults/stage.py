"""A small installation in a folder of its own, whose people work through the real pages; and what is true of it afterwards.

Run as a program it makes the installation. Everything here runs in processes of its own, under nearly the settings of production.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LEAD, EDITOR, PUBLISHER = "alice@wharfe.example", "nell@national.example", "pat@national.example"
PROGRAMME = "WU-POD"


def variables(data: Path, address: str = "", **more: str) -> dict[str, str]:
    """The environment of a process of this installation; `address` names a PostgreSQL, else it is SQLite."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("CURRICLE_", "DJANGO_", "FAULT_", "LD_"))}
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])
    own = {"CURRICLE_DATA": str(data), "DJANGO_SETTINGS_MODULE": "faults.settings", "PYTHONPATH": paths}
    return clean | own | ({"CURRICLE_DATABASE_URL": address} if address else {}) | {"CURRICLE_DEMO": "no"} | more


def make() -> None:
    """Tables, two published frameworks, a programme with its lead; sessions of the three by e-mail, printed as JSON."""
    from django.core.management import call_command

    from curricle.core.terms import OrganisationKind, Role
    from curricle.design import actions
    from world import demo_framework, demo_programme, organisation, person, publish

    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    body = organisation("national", OrganisationKind.NATIONAL)
    cast = person("nell", body, Role.NATIONAL_EDITOR), person("pat", body, Role.NATIONAL_PUBLISHER)
    for name in ("schema-podiatry", "standard-enhanced-practice"):
        publish(demo_framework(name), *cast)
    alice = person("alice", organisation("wharfe"), Role.LEAD)
    actions.replace_draft(by=alice, programme=demo_programme("programme-podiatry"))
    print(json.dumps({email: browser(email).cookies["curricle_session"].value for email in (LEAD, EDITOR, PUBLISHER)}))


def browser(email: str) -> Any:
    """A browser without a server, of somebody who came in with a second factor: every page and every rule, in this process."""
    from django.test import Client

    from curricle.people.entrance import STRONG
    from curricle.people.models import Person

    client = Client(headers={"host": "localhost"})
    client.force_login(Person.objects.get(email=email))
    session = client.session
    session[STRONG] = True
    session.save()
    return client


def truth() -> dict[str, Any]:
    """What stands: revision and frameworks; and `wrong`, everything that is there by halves."""
    from django.db import connection

    from curricle.core.canonical import digest
    from curricle.design.models import Change, PackRow, PaperRow, ProgrammeRow
    from curricle.design.snapshot import snapshot
    from curricle.frameworks.models import ItemRow, StageRow, Version
    from curricle.people import store
    from curricle.people.models import Job, QuarantinedFile, StoredFile
    from curricle.people.queries import verify_record

    wrong: list[str] = []
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            found = cursor.execute("PRAGMA integrity_check").fetchone()[0]
            wrong += [] if found == "ok" else [f"database: {found}"]
    wrong += [] if verify_record().sound else ["the record is broken"]
    row = ProgrammeRow.objects.select_related("roll_up").get(code=PROGRAMME)
    last = Change.objects.filter(programme=row).order_by("-revision").first()
    numbers = list(Change.objects.filter(programme=row).order_by("revision").values_list("revision", flat=True))
    if not digest(snapshot(row)) == row.roll_up.digest == last.digest_after or numbers != list(range(1, row.revision + 1)):
        wrong.append(f"revision {row.revision} is there by halves")
    for version in Version.objects.all():
        if ItemRow.objects.filter(version=version).count() != version.items or not StageRow.objects.filter(version=version).exists():
            wrong.append(f"framework {version.version} is there by halves")
    for file in StoredFile.objects.all():
        try:
            store.read_kept(file.digest)
        except OSError as stop:
            wrong.append(f"kept file {file.name}: {stop}")
    for waiting in QuarantinedFile.objects.all():
        path = store.waiting_path(str(waiting.token))
        if not path.exists() or path.stat().st_size != waiting.size:
            wrong.append(f"waiting file {waiting.name} has no bytes")
    for pack in PackRow.objects.all():
        if not PaperRow.objects.filter(pack=pack).exists():
            wrong.append("a pack without papers")
    return {
        "revision": row.revision,
        "title": row.title,
        "frameworks": sorted(Version.objects.values_list("version", flat=True)),
        "jobs": [[job.kind, job.state, job.attempt] for job in Job.objects.order_by("pk")],
        "files": StoredFile.objects.count(),
        "packs": PackRow.objects.count(),
        "wrong": wrong,
    }


def changes() -> list[str]:
    """The programme after each of its changes, as JSON."""
    from curricle.design.models import Change

    return list(Change.objects.order_by("revision").values_list("after", flat=True))


def titles() -> list[str]:
    """Every title the programme ever had."""
    return [json.loads(after)["title"] for after in changes()]


def leave_no_strays() -> int:
    """Files without a row, swept as they would be after an hour; how many are left then."""
    from django.conf import settings

    from curricle.people import actions, store

    for folder in ("files", "quarantine"):
        for path in list(store.stray(folder, -10.0)):
            old = path.stat().st_mtime - timedelta(hours=2).total_seconds()
            os.utime(path, (old, old))
    actions.sweep_files()
    return sum(1 for path in (Path(settings.DATA) / "files").rglob(".*.part"))


if __name__ == "__main__":
    import django

    django.setup()
    make()
    sys.exit(0)
