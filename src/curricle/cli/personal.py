"""`curricle personal`: where this installation keeps personal data, from the registry that the apps fill."""

from __future__ import annotations

import os
from typing import Any

import click

from curricle.cli import answer


@click.command("personal")
@answer.json_option
def command(as_json: bool) -> None:
    """Show every field that holds personal data: what it is, what for, whose, how long. No database is asked."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "curricle.config.settings.base")  # production would make a key
    import django

    django.setup()
    report = examine()
    if as_json:
        answer.print_json(report)
    else:
        show(report)


def examine() -> dict[str, Any]:
    """{fields: [{model, field, class, purpose, whose, basis, keep}], retention: {key: words}, unsaid: [field]}."""
    from curricle.people import personal

    return {
        "fields": [
            {
                "model": each.model,
                "field": each.field,
                "class": each.sort.value,
                "purpose": each.purpose,
                "whose": each.whose,
                "basis": each.basis,
                "keep": each.keep,
            }
            for each in personal.held()
        ],
        "retention": dict(personal.KEEP),
        "unsaid": list(personal.unsaid()),
    }


def show(report: dict[str, Any]) -> None:
    from rich.table import Table
    from rich.text import Text

    out = answer.console()
    for model in dict.fromkeys(each["model"] for each in report["fields"]):
        rows = [each for each in report["fields"] if each["model"] == model]
        about = rows[0]
        table = Table(
            title=f"{model}: {about['purpose']}", title_justify="left", caption=f"whose: {about['whose']}", caption_justify="left"
        )
        for column in ("Field", "Class", "Kept"):
            table.add_column(column)
        for each in rows:
            table.add_row(*(Text(each[name]) for name in ("field", "class", "keep")))
        out.print(table)
    count = len(report["fields"])
    out.print(f"{count} fields hold personal data. The lawful basis of each is the operator's to choose.")
    for each in report["unsaid"]:
        out.print(Text(f"Nobody has said what {each} holds.", style="bold"))
