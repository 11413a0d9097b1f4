"""`curricle worker`: one of several background workers, on its own, for a server."""

from __future__ import annotations

import click


@click.command("worker")
def command() -> None:
    """Do background work, after `curricle upgrade`. SIGTERM: the job in hand goes back to the queue, for another worker."""
    from curricle.cli.ready import open_installation

    open_installation()
    from django.core.management import call_command

    from curricle.config import logs

    logs.catch_what_nobody_catches()
    click.echo("Working.")
    call_command("worker")
    click.echo("Stopped.")
