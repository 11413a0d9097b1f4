"""`curricle admin EMAIL NAME`: found an organisation with its first administrator; there is no default account."""

from __future__ import annotations

import click

from curricle.cli import answer

KINDS = ("university", "national", "employer", "professional body", "assessment organisation")


@click.command("admin")
@click.argument("email")
@click.argument("name")
@click.option("--code", required=True, help="Short code of the organisation, such as north.")
@click.option("--organisation", required=True, help="Its full name.")
@click.option("--kind", default="university", show_default=True, type=click.Choice(KINDS), help="What kind of organisation it is.")
def command(email: str, name: str, code: str, organisation: str, kind: str) -> None:
    """Found an organisation with its first administrator and print the password, once.

    Refuses where the organisation has had one: that person adds the others.
    """
    from curricle.cli import store
    from curricle.door.problems import refuse

    with answer.refusals(as_json=False):
        store.open_store()
        from curricle.cli.tables import bring

        bring()  # the first command of a new installation
        from curricle.core.terms import OrganisationKind
        from curricle.people import actions
        from curricle.people.entries import BadEntry
        from curricle.people.policy import OPERATOR

        try:
            made = actions.first_administrator(
                by=OPERATOR, email=email, name=name, code=code, organisation=organisation, kind=OrganisationKind(kind)
            )
        except BadEntry as stop:
            raise refuse("the administrator", str(stop)) from None
    click.echo(f"{made.email} administers {organisation}.")
    if made.password:
        click.echo(f"Password (shown once): {made.password}")
