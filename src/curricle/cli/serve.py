"""The web process: waitress on a socket that is already listening, and the worker beside it."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path

import click

from curricle.cli.stopping import run_until_asked
from curricle.cli.web_server import web_server
from curricle.cli.worker import Worker


def serve(listening: socket.socket, data: Path, *, accounts: bool) -> None:
    """Serve until Ctrl+C or SIGTERM, then end the worker too."""
    server = web_server(listening)
    worker = Worker()
    worker.start()
    try:
        announce(listening.getsockname()[1], data if accounts else None)
        run_until_asked(server)
    finally:
        worker.stop()
    click.echo("Stopped.")


def announce(port: int, data: Path | None) -> None:
    """The address, and who may sign in to the demonstration."""
    click.echo(f"\nCurricle is at  http://127.0.0.1:{port}/   (stop it with Ctrl+C)")
    click.echo(f"For passkeys:   http://localhost:{port}/")  # browsers make them for names alone
    for line in account_lines(data / "demo-accounts.json") if data else ():
        click.echo(line)
    click.echo("", nl=True)


def account_lines(path: Path) -> list[str]:
    """The demonstration's accounts as lines; nothing where there are none. A file that others may read is closed first."""
    try:
        if path.stat().st_mode & 0o077:
            os.chmod(path, 0o600)
        accounts = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return []
    people = accounts.get("accounts", []) if isinstance(accounts, dict) else accounts
    rows = [(str(each.get("email", "")), str(each.get("password", "")), str(each.get("role", ""))) for each in people]
    if not rows:
        return []
    widths = [max(len(row[at]) for row in rows) for at in (0, 1)]
    lines = [f"  {email:<{widths[0]}}  {password:<{widths[1]}}  {role}".rstrip() for email, password, role in rows]
    return ["\nDemonstration accounts (e-mail, password, role):", *lines]
