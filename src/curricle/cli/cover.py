"""`curricle cover PROGRAMME`: what it teaches and assesses of a framework, item by item."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from curricle.cli import answer
from curricle.cli.finding import find, of_sheet
from curricle.core.alignment import Coverage, ItemCoverage, coverage
from curricle.core.programme import Programme


@click.command("cover")
@click.argument("programme")
@click.option("--against", multiple=True, metavar="FILE|CODE", help="A framework; repeat for several. Default: the programme's lenses.")
@answer.sheet_options
@answer.json_option
def command(programme: str, against: tuple[str, ...], code: str, title: str, as_json: bool) -> None:
    """Show which items PROGRAMME (a file, your own mapping sheet, or a code) teaches and assesses, and by which outcomes."""
    with answer.refusals(as_json=as_json), answer.progress(f"Reading {programme} …"):
        found = find(programme, against, code=code, title=title)
        seen = [coverage(found.value, framework) for framework in found.frameworks]
    if as_json:
        answer.print_json(describe(found.value, seen) | of_sheet(found))
        return
    for each in seen:
        show(each)
    answer.show_problems(found.problems)


def describe(programme: Programme, seen: Iterable[Coverage]) -> dict[str, Any]:
    """The documented shape. `against` holds the codes asked for; `items` follow them in framework order."""
    seen = list(seen)
    totals = [each.totals for each in seen]
    return {
        "programme": programme.code,
        "against": [each.framework.code or each.framework.title for each in seen],
        "items": [_item(item) for each in seen for item in each.items],
        "totals": {
            "items": sum(total.items for total in totals),
            "taught": sum(total.taught for total in totals),
            "assessed": sum(total.assessed for total in totals),
            "claims": sum(total.claims for total in totals),
        },
    }


def _item(covered: ItemCoverage) -> dict[str, Any]:
    by = [
        {
            "module": use.module_code,
            "outcome": use.outcome_code,
            "letter": use.letter.value,
            "assessments": list(use.assessments),
            "reason": use.reason,
        }
        for use in covered.uses
    ]
    return {"id": covered.item.id, "code": covered.item.code, "taught": covered.taught, "assessed": covered.assessed, "by": by}


def show(seen: Coverage) -> None:
    """A table for people: letters carry the meaning, colour only repeats it."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title=answer.plain(f"{seen.framework.title} {seen.framework.version}".strip()), title_justify="left", expand=False)
    for head in ("Item", "What it asks", "Cell", "By"):
        table.add_column(head, no_wrap=head == "Cell")
    for each in seen.items:
        letter = each.letter.value if each.letter else "–"
        by = ", ".join(f"{use.module_code} {use.outcome_code} {use.letter.value}" for use in each.uses)
        name = each.item.code or each.item.id[:8]
        asks = answer.plain(each.item.title or each.item.statement)
        style = "" if each.uses else "red"
        table.add_row(
            Text(answer.plain(name)), Text(asks if len(asks) < 90 else asks[:88] + "…"), letter, Text(answer.plain(by)), style=style
        )
    out = answer.console()
    out.print(table)
    total = seen.totals
    out.print(f"{total.taught} of {total.items} taught, {total.assessed} assessed, by {total.claims} claims.")
