"""`curricle web`: one of several web processes behind a proxy. Processes keep nothing in memory that another must know."""

from __future__ import annotations

import os
from pathlib import Path

import click

from curricle.cli import answer, ports
from curricle.cli.web_server import THREADS

LOOPBACK = ("127.0.0.1", "::1")


@click.command("web")
@click.option("--port", type=click.IntRange(0, 65535), default=ports.DEFAULT_PORT, show_default=True, help="0 takes any free one.")
@click.option(
    "--bind", metavar="ADDRESS", default=ports.HOST, show_default=True, help="Address of this machine to listen on (server mode)."
)
@click.option("--socket", "path", type=click.Path(path_type=Path), default=None, help="A socket in the file system instead of a port.")
@click.option("--threads", type=click.IntRange(1, 64), default=THREADS, show_default=True, help="Requests answered at the same time.")
def command(port: int, bind: str, path: Path | None, threads: int) -> None:
    """Serve pages, after `curricle upgrade`. SIGTERM: answers what is in hand (30 s at most), then ends."""
    from curricle.cli.ready import open_installation
    from curricle.cli.stopping import run_until_asked
    from curricle.cli.web_server import web_server

    try:
        listening = ports.take_socket(path) if path else ports.take(port, bind)
    except ports.PortTaken as stop:
        raise answer.failure(str(stop), answer.WRONG_USE) from None
    except OSError as stop:
        raise answer.failure(f"{path} cannot be listened on: {stop.strerror}.", answer.WRONG_USE) from None
    open_installation()
    from django.conf import settings

    if bind not in LOOPBACK and not settings.SERVER:
        raise answer.failure("Other machines are served in server mode alone: set CURRICLE_SERVER=yes.", answer.WRONG_USE)
    server = web_server(listening, threads)
    where = str(path) if path else "{}:{}".format(*listening.getsockname()[:2])
    click.echo(f"Serving at {where} (process {os.getpid()}).")
    try:
        run_until_asked(server)
    finally:
        if path:
            path.unlink(missing_ok=True)
    click.echo("Stopped.")
