"""Backups under load from and to PostgreSQL; tests/faults/test_backup_under_load.py has SQLite to SQLite."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from cli.place import Place, empty_postgres, remove_postgres
from cli.rounds import rounds


@pytest.fixture
def places(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Place, Place]]:
    """(where people write, where it is restored), on the databases that the parameter names."""
    if connection.vendor != "postgresql":
        pytest.skip("run with --postgres")
    made = [Place(tmp_path / f"{at}-{kind}", empty_postgres() if kind == "postgresql" else "") for at, kind in enumerate(request.param)]
    yield made[0], made[1]
    for place in made:
        place.stop_writing()
        if place.database:
            remove_postgres(place.database)


WAYS = [("sqlite", "postgresql"), ("postgresql", "sqlite"), ("postgresql", "postgresql")]


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("places", WAYS, indirect=True, ids="-to-".join)
def test_backups_under_load_with_postgresql(places, request, capsys):
    told = rounds(*places)
    with capsys.disabled():  # a figure that is a promise
        print(f"\n  {request.node.callspec.id}: {told}", end="", flush=True)
