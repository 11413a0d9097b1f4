"""`curricle demo`: load the demonstration world, or list what it holds."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

import click

from curricle.cli import answer


@click.command("demo")
@click.option("--list", "as_list", is_flag=True, help="List programmes and frameworks instead of loading.")
@click.option("--reset", is_flag=True, help="Remove the demonstration and make it anew. Refused where real organisations live.")
@click.option("--if-empty", is_flag=True, help="Do nothing, without complaint, where there is an organisation already.")
@answer.json_option
def command(as_list: bool, reset: bool, if_empty: bool, as_json: bool) -> None:
    """Load the demonstration world: a fictional university, three programmes, schemas of ten professions."""
    if as_list:
        listing = contents()
        if as_json:
            answer.print_json(listing)
        else:
            show(listing)
        return
    if as_json:
        raise click.UsageError("--json goes with --list")
    with answer.refusals(as_json=False):
        load(reset=reset, if_empty=if_empty)


def load(*, reset: bool, if_empty: bool) -> None:
    """Load through readers and actions. Without the demonstration's files this says so."""
    if find_spec("curricle.cli.demo_world") is None:
        click.echo("The demonstration is not part of this installation.")
        return
    from curricle.cli import demo_world, store

    store.open_store()
    from curricle.cli.tables import bring

    bring()  # it may be the first command of a new installation
    with answer.progress("Bringing the demonstration …"):
        demo_world.load(reset=reset, if_empty=if_empty)


def contents() -> dict[str, Any]:
    """The documented shape, from the files of the demonstration; no database is asked."""
    if find_spec("curricle.cli.demo_world") is None:
        return {"programmes": [], "frameworks": []}
    from curricle.cli import demo_world

    listing: dict[str, Any] = demo_world.listing()
    return listing


def show(listing: dict[str, Any]) -> None:
    from rich.table import Table
    from rich.text import Text

    for title, columns in (("programmes", ("code", "title", "profession", "state")), ("frameworks", ("code", "title", "version"))):
        table = Table(title=title.capitalize(), title_justify="left")
        for column in columns:
            table.add_column(column.capitalize())
        for row in listing[title]:
            table.add_row(*(Text(str(row.get(column, ""))) for column in columns))
        answer.console().print(table)
