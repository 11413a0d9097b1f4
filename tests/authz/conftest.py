"""The stage is built once for a file of tests; every request is undone after it was looked at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings

from authz.stage import Stage, build


@pytest.fixture(scope="module")
def stages(django_db_setup: None, django_db_blocker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Iterator[Stage]]:
    """The northern tenant alone, then both."""
    folder: Path = tmp_path_factory.mktemp("authz")
    with django_db_blocker.unblock(), override_settings(DATA=folder), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def stage(stages: Iterator[Stage]) -> Stage:
    """Both tenants."""
    *_, made = stages
    return made
