"""`curricle start-again EMAIL`: for who lost their second factor and has no administrator to turn to."""

from __future__ import annotations

import click

from curricle.cli import answer


@click.command("start-again")
@click.argument("email")
def command(email: str) -> None:
    """Take away somebody's second factors, so that they sign in with their password and set up a new one.

    For an only administrator, and for who belongs to several organisations. Make sure that it is really they who ask.
    """
    from curricle.cli import store
    from curricle.door.problems import refuse

    with answer.refusals(as_json=False):
        if store.nothing_kept():
            raise refuse("the store", store.NO_DATA)
        store.open_store()
        from curricle.people import actions
        from curricle.people.entries import BadEntry
        from curricle.people.policy import OPERATOR

        try:
            name = actions.start_again(by=OPERATOR, email=email)
        except BadEntry as stop:
            raise refuse("the account", str(stop)) from None
    click.echo(f"{name} is signed out everywhere, signs in with the password and sets up a new second factor.")
