"""`curricle diff BEFORE AFTER`: what a new version of a framework changes, item by item and word by word."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from curricle.cli import answer
from curricle.cli.at_hand import AtHand
from curricle.core.framework import Framework, Item
from curricle.core.papers.difference import MARKS
from curricle.core.versions.compare import Act, ItemChange, VersionDifference, difference
from curricle.core.versions.field import FieldChange
from curricle.core.versions.pairing import Decision
from curricle.core.versions.words import Fate
from curricle.door.problems import Refused, refuse
from curricle.interop.curricle.difference import describe


@click.command("diff")
@click.argument("before")
@click.argument("after")
@answer.json_option
def command(before: str, after: str, as_json: bool) -> None:
    """Show what became of each item from BEFORE to AFTER: files, or codes in the store (CODE@VERSION names an older version)."""
    with answer.refusals(as_json=as_json), answer.progress("Comparing …"):
        old, new = _framework(before), _framework(after)
        files = Path(before).exists() and Path(after).exists()
        decisions = () if files else _decisions(old, new)
        found = difference(old, new, decisions)
    if as_json:
        answer.print_json(describe(old, new, found, decisions))
    else:
        show(old, new, found)


def _framework(name: str) -> Framework:
    found = AtHand(against=(name,)).by_name(name)
    if found is None:
        raise refuse(name, "this is no file, and the store has no published framework with this code")
    return found


def _decisions(before: Framework, after: Framework) -> tuple[Decision, ...]:
    """What people decided in the store about pairs of these two versions; none where the installation was never started."""
    from curricle.cli import store

    try:
        return store.decisions(before.id, after.id)
    except Refused:
        return ()


def show(before: Framework, after: Framework, found: VersionDifference) -> None:
    """For people: counts first, then each item with its acts; [-gone-] and {+new+} mark words, colour only repeats it."""
    out = answer.console()
    out.print(answer.plain(f"{before.title} {before.version} → {after.title} {after.version}"), soft_wrap=True)
    counts = [f"{found.count(act)} {act.value}" for act in Act if found.count(act)]
    counts += [f"modules: {len(found.modules)} changed"] if found.modules else []
    out.print((", ".join(counts) or "Nothing differs") + f"; {found.same} as before.\n")
    for each in found.facts:
        out.print(_words(each), soft_wrap=True)
    for module in found.modules:
        out.print(answer.plain(f"Module {', '.join(module.became)}: {module.name}"), soft_wrap=True)
        for each in module.fields:
            out.print(_words(each), soft_wrap=True)
    for change in found.items:
        _show_item(out, change)
    for each in found.doubtful:
        out.print(f"Doubtful: {_name(before.items, each.before)} may be {_name(after.items, each.after)} ({each.likeness:.2f} alike).")


def _show_item(out: Any, change: ItemChange) -> None:
    from rich.text import Text

    names = " → ".join(", ".join(item.name for item in side) for side in (change.before, change.after) if side)
    head = Text(f"{', '.join(change.acts)}: ", style="bold")
    out.print(head.append(answer.plain(names), style="not bold"), soft_wrap=True)
    if len(change.acts) == 1 and change.acts[0] in {Act.ADDED, Act.REMOVED, Act.SPLIT, Act.MERGED}:
        for mark, side in (("-", change.before), ("+", change.after)):
            for item in side:
                out.print(Text(answer.plain(f"    {mark} {item.statement}"), style="green" if mark == "+" else "red"), soft_wrap=True)
        return
    for each in change.fields:
        out.print(_words(each), soft_wrap=True)
    if change.under_before:
        out.print(answer.plain(f"    from under {change.under_before} to under {change.under_after}"), soft_wrap=True)


def _words(change: FieldChange) -> Any:
    from rich.text import Text

    if not change.spans:
        return Text(answer.plain(f"    {change.field}: {change.before or '(nothing)'} → {change.after or '(nothing)'}"))
    line = Text(answer.plain(f"    {change.field}: "))
    for span in change.spans:
        left, right = MARKS[span.fate]
        line.append(answer.plain(f"{left}{span.text.rstrip()}{right}{span.text[len(span.text.rstrip()) :]}"), style=STYLES[span.fate])
    return line


STYLES = {Fate.KEPT: "", Fate.GONE: "red", Fate.NEW: "green"}


def _name(items: Iterable[Item], id: str) -> str:
    return next((answer.plain(item.name) for item in items if item.id == id), id)
