"""What web processes and workers of a server need before they begin: settings that are safe, and an `upgrade` that was made."""

from __future__ import annotations

import os
from pathlib import Path

from curricle.cli import answer

REMEDY = "Run `curricle upgrade` once, then start this again."


def open_installation() -> None:
    """Set Django up for a process of a server, with files for this account alone. Says in words what is missing, and ends with 2."""
    from curricle.config.environment import BadSetting

    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "curricle.config.settings.production")
    import django

    from curricle.config.server import Unsafe, refuse_unsafe

    try:
        django.setup()
        refuse_unsafe()
    except (BadSetting, Unsafe) as stop:
        raise answer.failure(f"Curricle does not start like this.\n{stop}", answer.WRONG_USE) from None
    refuse_unprepared()


def refuse_unprepared() -> None:
    """Several processes must not make tables at the same time, so none of them does."""
    from django.conf import settings

    from curricle.people import queries

    if queries.missing_migrations():
        raise answer.failure(f"The tables are older than this version. {REMEDY}", answer.WRONG_USE)
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        raise answer.failure(f"The files for browsers are missing. {REMEDY}", answer.WRONG_USE)
