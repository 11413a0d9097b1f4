"""The command `curricle`. Commands are imported only when called, so that --help is instant."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import click

from curricle import __version__

# name -> (module, line of --help); the module holds a click command called `command`
COMMANDS = {
    "up": ("curricle.cli.up", "Serve Curricle on this machine (the same as ./run)."),
    "web": ("curricle.cli.web", "Serve pages: one of several web processes of a server."),
    "worker": ("curricle.cli.worker_command", "Do background work: one of several workers of a server."),
    "upgrade": ("curricle.cli.upgrade", "Bring data and files for browsers up to this version, after a backup."),
    "demo": ("curricle.cli.demo_command", "Load or list the demonstration world."),
    "read": ("curricle.cli.read", "Read a framework from a file and say what was understood."),
    "write": ("curricle.cli.write", "Write a framework in another format."),
    "import": ("curricle.cli.import_command", "Show what a file would change of a framework; keep it with --keep."),
    "diff": ("curricle.cli.diff", "Show what a new version of a framework changes."),
    "check": ("curricle.cli.check", "Check a programme against frameworks: findings, remedies, sources."),
    "cover": ("curricle.cli.cover", "Show what a programme teaches and assesses of a framework."),
    "export": ("curricle.cli.export", "Write the validation papers of a programme."),
    "case": ("curricle.cli.case.commands", "Write CASE packages; test a CASE provider by the published rules."),
    "admin": ("curricle.cli.admin", "Found an organisation with its first administrator."),
    "backup": ("curricle.cli.backup.commands", "Make, verify, restore and list backups."),
    "audit": ("curricle.cli.audit", "Verify the record of what was done."),
    "personal": ("curricle.cli.personal", "Show where personal data are kept, what for and how long."),
    "complaints": ("curricle.cli.complaints", "List and answer complaints about the installation's use of personal data."),
    "start-again": ("curricle.cli.start_again", "Let somebody who lost their second factor set up a new one."),
    "doctor": ("curricle.cli.doctor", "Show the settings, libraries and database of this installation; look for damage."),
}


class LazyGroup(click.Group):
    """A group whose commands are modules, imported when needed and listed without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = importlib.import_module(COMMANDS[cmd_name][0]).command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="curricle")
@click.option("--debug", is_flag=True, help="Show the program's own trace when something unexpected happens.")
@click.pass_context
def curricle(ctx: click.Context, debug: bool) -> None:
    """Training schemas, model curricula and approved programmes for enhanced practice.

    Exit codes: 0 fine, 1 blocking findings (check) or rules that do not hold (case selftest), 2 wrong use, 3 the input was refused.
    """
    ctx.obj = {"debug": debug}


def main(arguments: list[str] | None = None) -> Any:
    """Run a command. Errors are told in words; the trace is for --debug."""
    words = sys.argv[1:] if arguments is None else arguments
    try:
        return curricle.main(args=words, prog_name="curricle")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as stop:
        if "--debug" in words:
            raise
        click.echo(f"Something went wrong inside Curricle: {type(stop).__name__}: {stop}", err=True)
        click.echo("This is a fault of the program. `curricle --debug …` shows where it happened.", err=True)
        sys.exit(70)
