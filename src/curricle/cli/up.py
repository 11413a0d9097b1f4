"""`curricle up`, which is also ./run: prepare what is missing, then serve pages and jobs on this machine."""

from __future__ import annotations

import os
from pathlib import Path

import click

from curricle.cli import answer
from curricle.cli.answer import failure


@click.command("up")
@click.option("--port", type=click.IntRange(0, 65535), default=None, help="Default 8000, or the next free one; 0 takes any free one.")
@click.option("--demo-reset", is_flag=True, help="Make the demonstration anew. Refused where real organisations live.")
@click.option("--no-demo", is_flag=True, help="Start without the demonstration.")
@click.option("--check", is_flag=True, help="Start, fetch the pages, stop; the exit code says whether all went well.")
def command(port: int | None, demo_reset: bool, no_demo: bool, check: bool) -> None:
    """Serve Curricle on this machine. Data live in the folder CURRICLE_DATA, or var."""
    if check:
        from curricle.cli.selfcheck import check as look

        raise SystemExit(look(["--no-demo"] if no_demo else []))
    from curricle.cli import ports

    try:
        listening = ports.take(port)
    except ports.PortTaken as stop:
        raise failure(str(stop), answer.WRONG_USE) from None
    taken = listening.getsockname()[1]
    if port is None and taken != ports.DEFAULT_PORT:
        click.echo(f"Port {ports.DEFAULT_PORT} is in use; taking {taken}.")
    start(listening, no_demo=no_demo, demo_reset=demo_reset)


def start(listening, *, no_demo: bool, demo_reset: bool) -> None:  # type: ignore[no-untyped-def]
    """Everything after the port is ours."""
    from curricle.cli.prepare import NotReady, prepare, writable
    from curricle.cli.serve import serve
    from curricle.config.environment import BadSetting
    from curricle.config.server import Unsafe

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "curricle.config.settings.production")
    if no_demo:
        os.environ["CURRICLE_DEMO"] = "no"
    elif "CURRICLE_SERVER" not in os.environ:
        os.environ.setdefault("CURRICLE_DEMO", "yes")
    from django.conf import settings

    try:
        warning = writable(_data_folder())
        if warning:
            click.echo(warning, err=True)
        demo = bool(settings.CURRICLE_DEMO)
        prepare(settings, demo=demo, reset=demo_reset)
    except BadSetting as stop:
        raise failure(str(stop), answer.WRONG_USE) from None
    except NotReady as stop:
        raise failure(str(stop), answer.REFUSED if stop.code == answer.REFUSED else answer.FAULT) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    try:
        serve(listening, Path(settings.DATA), accounts=demo)
    except Unsafe as stop:
        raise failure(f"Curricle does not start like this.\n{stop}", answer.WRONG_USE) from None


def _data_folder() -> Path:
    """Before the settings of production are read, which make the secret key in it."""
    from curricle.config.settings.base import DATA

    return DATA
