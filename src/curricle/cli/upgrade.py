"""`curricle upgrade`: what must be done once before the processes of a new version start. It brings no demonstration."""

from __future__ import annotations

import os
from pathlib import Path

import click

from curricle.cli import answer

DONE = "Tables and files are those of this version"


@click.command("upgrade")
def command() -> None:
    """Make or upgrade the tables, lay out the files for browsers, then say whether a server could start."""
    from curricle.cli.prepare import NotReady, prepare
    from curricle.config.environment import BadSetting

    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "curricle.config.settings.production")
    from django.conf import settings

    try:
        held = Path(settings.DATA) / "stamps"
        for stamp in ("tables", "static"):  # asked for by name: done whatever the stamps say
            (held / stamp).unlink(missing_ok=True)
        prepare(settings, demo=False, reset=False)
    except BadSetting as stop:
        raise answer.failure(str(stop), answer.WRONG_USE) from None
    except NotReady as stop:
        raise answer.failure(str(stop), answer.FAULT) from None
    _safe()
    click.echo(f"{DONE}. Now start the web processes and workers anew, one after the other.")


def _safe() -> None:
    import django

    from curricle.config.server import Unsafe, refuse_unsafe

    django.setup()
    try:
        refuse_unsafe()
    except Unsafe as stop:
        raise answer.failure(f"{DONE}, but no server starts like this.\n{stop}", answer.WRONG_USE) from None
