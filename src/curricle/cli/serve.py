"""The web process: waitress on a socket that is already listening, and the worker beside it."""

from __future__ import annotations

import json
import os
import signal
import socket
from pathlib import Path
from typing import Any

import click

from curricle.cli.worker import Worker

THREADS = 8
CONNECTIONS = 1000  # with waitress's usual 100, slow sockets keep everybody else out
SILENCE = 60  # seconds after which a connection that neither sends nor reads is closed
FILES = 4096  # open files: each connection is one, and most systems start with 1024


def more_files() -> None:
    """Ask the system for as many open files as it lets us have without being asked, and not more than we need."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def serve(listening: socket.socket, data: Path, *, accounts: bool) -> None:
    """Serve until Ctrl+C or SIGTERM, then end the worker too."""
    import waitress
    from django.conf import settings

    from curricle.config.wsgi import application

    worker = Worker()
    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, _end)
    more_files()
    server = waitress.create_server(
        application,
        sockets=[listening],
        threads=THREADS,
        connection_limit=CONNECTIONS,
        asyncore_use_poll=True,  # select() breaks the whole server at file number 1024
        channel_timeout=SILENCE,
        max_request_body_size=2 * settings.UPLOAD_BYTES,  # up to here the page itself says that the file is too large
        ident=None,
        clear_untrusted_proxy_headers=True,
    )
    worker.start()
    try:
        announce(listening.getsockname()[1], data if accounts else None)
        server.run()
    except (KeyboardInterrupt, SystemExit):
        pass
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl+C must not leave the worker behind
        server.close()
        worker.stop()
    click.echo("Stopped.")


def _end(*_: Any) -> None:
    raise SystemExit(0)


def announce(port: int, data: Path | None) -> None:
    """The address, and who may sign in to the demonstration."""
    click.echo(f"\nCurricle is at  http://127.0.0.1:{port}/   (stop it with Ctrl+C)")
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
