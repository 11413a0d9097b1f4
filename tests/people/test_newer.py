"""A database that has seen migrations of a later version is refused by the checks of a server's start."""

from __future__ import annotations

from django.core.checks import Tags, run_checks
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder


def said() -> list[tuple[str, str]]:
    found = run_checks(tags=[Tags.database], databases=["default"])
    return [(each.id, each.msg) for each in found if each.id == "people.E005"]


def test_data_of_a_newer_version_are_refused(db):
    assert said() == []
    MigrationRecorder(connection).record_applied("people", "9999_of_the_future")
    assert said() == [("people.E005", "These data were made by a newer Curricle: it knows people.9999_of_the_future.")]
