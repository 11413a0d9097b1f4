"""`curricle upgrade`: what must be done once before the processes of a new version start, after a backup. It brings no demonstration."""

from __future__ import annotations

import os
from pathlib import Path

import click

from curricle.cli import answer

DONE = "Tables and files are those of this version"


@click.command("upgrade")
@click.option("--tables", is_flag=True, help="Only the tables: what ./run does by itself.")
def command(tables: bool) -> None:
    """Make or upgrade the tables (after a backup), lay out the files for browsers, then say whether a server could start.

    On SQLite stop the old version first: data in use are refused. On PostgreSQL it goes on meanwhile.
    """
    if tables:
        _tables()
        return
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
        raise answer.failure(str(stop), answer.REFUSED if stop.code == answer.REFUSED else answer.FAULT) from None
    _safe()
    click.echo(f"{DONE}. Now start the web processes and workers anew, one after the other.")


def _tables() -> None:
    from curricle import __version__
    from curricle.cli import store
    from curricle.cli import tables as place
    from curricle.cli.backup.schema import CURRENT

    with answer.refusals(as_json=False):
        store.open_store()
        found = place.bring(say=click.echo)
    click.echo("The data are of this version." if found == CURRENT else f"The data are of version {__version__} now.")


def _safe() -> None:
    import django

    from curricle.config.server import Unsafe, refuse_unsafe

    django.setup()
    try:
        refuse_unsafe()
    except Unsafe as stop:
        raise answer.failure(f"{DONE}, but no server starts like this.\n{stop}", answer.WRONG_USE) from None
