"""`curricle import FILE`: what a file would change of a framework, and with --keep the change itself."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from curricle.cli import answer
from curricle.cli.at_hand import AtHand, read_bytes
from curricle.core.framework import Framework
from curricle.core.imports import Plan, plan
from curricle.door.problems import Reading, refuse


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--onto", metavar="FILE|CODE", default="", help="What is there: a file, or a code in the store. Default: the file's code.")
@click.option("--whole", is_flag=True, help="The file is whole: leave out what it does not hold.")
@click.option("--keep", is_flag=True, help="Keep what comes of it, into the newest draft or as a new one. Needs --by.")
@click.option("--by", metavar="EMAIL", default="", help="Who keeps it; their role must allow it.")
@click.option("--organisation", metavar="CODE", default="", help="For which organisation, where they belong to several.")
@answer.json_option
def command(file: Path, onto: str, whole: bool, keep: bool, by: str, organisation: str, as_json: bool) -> None:
    """Show what FILE would add, change, move and leave out; nothing is kept without --keep. Doubtful pairs count as two items."""
    if keep and not by:
        raise click.UsageError("--keep needs --by EMAIL: every change is somebody's")
    with answer.refusals(as_json=as_json), answer.progress(f"Reading {file.name} …"):
        data = read_bytes(file)
        reading = _read(data, file.name)
        if keep:
            made, kept = _keep(data, file.name, reading, whole=whole, email=by, organisation=organisation)
        else:
            made, kept = plan(reading.value, _base(reading.value, onto), says=reading.says, retire=whole, made_up=reading.made), {}
    if as_json:
        answer.print_json(describe(reading, made) | {"kept": kept})
        return
    show(reading, made)
    if kept:
        click.echo(f"Kept as {kept['label']} (import {kept['import']})." if kept["import"] else "Nothing differs; nothing was kept.")


def _read(data: bytes, name: str) -> Reading[Framework]:
    from curricle.interop import read_framework

    return read_framework(data, name=name)


def _base(incoming: Framework, onto: str) -> Framework | None:
    """What is there: what --onto names, which must be found; else whatever the store has under the file's code."""
    found = AtHand(against=(onto or incoming.code,)).by_name(onto or incoming.code)
    if onto and found is None:
        raise refuse(onto, "this is no file, and the store has no published framework with this code")
    return found


def _keep(
    data: bytes, name: str, reading: Reading[Framework], *, whole: bool, email: str, organisation: str
) -> tuple[Plan, dict[str, str]]:
    """The same steps as on the page: into the newest draft of the line, else as a new draft."""
    from curricle.cli import store

    with store.reading():
        from curricle.frameworks import actions
        from curricle.frameworks.bases import base_for, free_label
        from curricle.frameworks.planning import planned
        from curricle.people import actions as people
        from curricle.people.policy import Forbidden, Hidden
        from curricle.people.queries import actor_by_email

        try:
            actor = actor_by_email(email, organisation)
            found = planned(reading, base_for(actor, reading.value), retire=whole)
            label = free_label(found.base, reading.value.version, found.made.changes)
            token = people.quarantine(by=actor, data=data, name=name)
            source = actions.Source(
                name=name, digest=hashlib.sha256(data).hexdigest(), format=reading.format, places=reading.places, problems=reading.problems
            )
            framework = found.under(replace(found.made.result, version=label))
            done = actions.bring_plan(
                by=actor, plan=found.made, base=found.base, framework=framework, source=source, token=token, as_draft=found.made.changes
            )
        except (LookupError, Forbidden, Hidden, actions.LabelTaken, actions.AlreadyHere, actions.NotWritable) as stop:
            raise refuse("--keep", str(stop)) from None
    return found.made, {"label": str(done.into), "import": str(done.record.uuid) if done.record else ""}


def describe(reading: Reading[Framework], made: Plan) -> dict[str, Any]:
    """The documented shape. `by` says why an item of the file was taken for one that is there."""
    return {
        "format": reading.format,
        "title": made.result.title,
        "onto": {"code": made.base.code, "version": made.base.version} if made.base else None,
        "counts": made.counts,
        "facts": [{"field": name, "before": was, "after": now} for name, was, now in made.facts],
        "rows": [
            {
                "acts": [act.value for act in row.acts],
                "before": _side(row.before),
                "after": _side(row.after),
                "fields": list(row.fields),
                "under": {"before": row.under_before, "after": row.under_after},
                "by": row.by.value if row.by else "",
                "place": reading.places.get(row.source, ""),
                "says": row.says,
            }
            for row in made.rows
        ],
        "doubtful": [{"before": each.before, "after": each.after, "likeness": f"{each.likeness:.2f}"} for each in made.doubts],
        "problems": answer.problem_rows(reading.problems),
    }


def _side(item: Any) -> Mapping[str, str] | None:
    return {"id": item.id, "code": item.code, "statement": item.statement} if item else None


def show(reading: Reading[Framework], made: Plan) -> None:
    """For people: counts first, then each row with its place."""
    out = answer.console()
    onto = f"compared with {made.base.title} {made.base.version}" if made.base else "new"
    out.print(answer.plain(f"{made.result.title} {made.result.version}, {onto}"), soft_wrap=True)
    out.print(", ".join(f"{count} {name}" for name, count in made.counts.items() if count) or "Nothing differs")
    for row in made.rows:
        item = row.after or row.before
        if item:
            place = reading.places.get(row.source, "")
            words = f"{', '.join(row.acts)}: {item.code} {item.statement}"[:200]
            out.print(answer.plain(f"{words} ({place})" if place else words), soft_wrap=True)
    for each in made.doubts:
        out.print(f"Doubtful: two items may be one ({each.likeness:.2f} alike); the page of the import asks about each pair.")
    answer.show_problems(reading.problems)
