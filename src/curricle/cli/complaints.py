"""`curricle complaints`: complaints about the installation's use of personal data, for whoever runs it."""

from __future__ import annotations

import sys
from typing import Any

import click

from curricle.cli import answer


@click.command("complaints")
@click.option("--show", "reference", metavar="REFERENCE", help="Show one complaint whole.")
@click.option("--answer", "answered", metavar="REFERENCE", help="Answer one: the words are read from standard input, and mailed.")
@answer.json_option
def command(reference: str | None, answered: str | None, as_json: bool) -> None:
    """List the complaints that are addressed to the installation itself; show or answer one.

    Complaints to an organisation are answered by its administrators, on the pages.
    """
    from curricle.cli import store
    from curricle.door.problems import refuse

    if answered and (as_json or reference):
        raise click.UsageError("--answer stands alone")
    with answer.refusals(as_json=as_json):
        if store.nothing_kept():
            raise refuse("the store", store.NO_DATA)
        store.open_store()
        from curricle.people import actions, queries
        from curricle.people.entries import BadEntry
        from curricle.people.policy import OPERATOR

        listed = {each.reference: each for each in queries.complaints_for(OPERATOR)}
        chosen = (answered or reference or "").strip().upper()
        if chosen and chosen not in listed:
            raise refuse("the reference", f"no complaint to the installation has the reference {chosen}")
        if answered:
            try:
                actions.answer_complaint(by=OPERATOR, complaint=listed[chosen].uuid, answer=sys.stdin.read())
            except BadEntry as stop:
                raise refuse("the answer", str(stop)) from None
            click.echo(f"The answer to {chosen} is on its way to {listed[chosen].email}.")
        else:
            _tell([listed[chosen]] if chosen else list(listed.values()), as_json=as_json, whole=bool(chosen))


def _tell(found: list[Any], *, as_json: bool, whole: bool) -> None:
    rows = [
        {
            "reference": each.reference,
            "made": each.made.isoformat(),
            "due": each.due.isoformat(),
            "overdue": each.overdue,
            "answered": each.answered.isoformat() if each.answered else None,
            "name": each.name,
            "email": each.email,
            "words": each.words,
            "answer": each.answer,
        }
        for each in found
    ]
    if as_json:
        answer.print_json({"complaints": rows})
        return
    for row in rows:
        state = "answered" if row["answered"] else "OVERDUE" if row["overdue"] else f"answer by {row['due']}"
        click.echo(answer.plain(f"{row['reference']}  {state}  {row['name']} <{row['email']}>"))
        if whole:
            click.echo(answer.plain(f"\n{row['words']}\n" + (f"\nAnswer:\n{row['answer']}\n" if row["answer"] else "")))
    if not rows:
        click.echo("Nobody has complained about this installation.")
