"""`curricle diff BEFORE AFTER`: what a new version of a framework changes, item by item and word by word."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from curricle.cli import answer
from curricle.cli.at_hand import AtHand
from curricle.core.framework import Framework, Item
from curricle.core.versions.compare import Act, FieldChange, ItemChange, VersionDifference, difference
from curricle.core.versions.words import Fate
from curricle.door.problems import refuse

MARKS = {Fate.KEPT: ("", ""), Fate.GONE: ("[-", "-]"), Fate.NEW: ("{+", "+}")}


@click.command("diff")
@click.argument("before")
@click.argument("after")
@answer.json_option
def command(before: str, after: str, as_json: bool) -> None:
    """Show what became of each item from BEFORE to AFTER: files, or codes in the store (CODE@VERSION names an older version)."""
    with answer.refusals(as_json=as_json), answer.progress("Comparing …"):
        old, new = _framework(before), _framework(after)
        found = difference(old, new)
    if as_json:
        answer.print_json(describe(old, new, found))
    else:
        show(old, new, found)


def _framework(name: str) -> Framework:
    found = AtHand(against=(name,)).by_name(name)
    if found is None:
        raise refuse(name, "this is no file, and the store has no published framework with this code")
    return found


def describe(before: Framework, after: Framework, found: VersionDifference) -> dict[str, Any]:
    """The documented shape."""
    return {
        "before": _version(before),
        "after": _version(after),
        "counts": {act.value: found.count(act) for act in Act} | {"same": found.same},
        "facts": [_field(each) for each in found.facts],
        "items": [_item(each) for each in found.items],
        "doubtful": [{"before": each.before, "after": each.after, "likeness": f"{each.likeness:.2f}"} for each in found.doubtful],
    }


def _version(framework: Framework) -> dict[str, str]:
    return {"id": framework.id, "code": framework.code, "title": framework.title, "version": framework.version}


def _field(change: FieldChange) -> dict[str, Any]:
    return {"field": change.field, "before": change.before, "after": change.after}


def _item(change: ItemChange) -> dict[str, Any]:
    return {
        "acts": [act.value for act in change.acts],
        "before": [{"id": item.id, "code": item.code, "statement": item.statement} for item in change.before],
        "after": [{"id": item.id, "code": item.code, "statement": item.statement} for item in change.after],
        "fields": [_field(each) for each in change.fields],
        "matched_by": change.by.value if change.by else "",
        "new_meaning": change.new_meaning,
        "under": {"before": change.under_before, "after": change.under_after},
    }


def show(before: Framework, after: Framework, found: VersionDifference) -> None:
    """For people: counts first, then each item with its acts; [-gone-] and {+new+} mark words, colour only repeats it."""
    out = answer.console()
    out.print(answer.plain(f"{before.title} {before.version} → {after.title} {after.version}"), soft_wrap=True)
    counts = [f"{found.count(act)} {act.value}" for act in Act if found.count(act)]
    out.print((", ".join(counts) or "Nothing differs") + f"; {found.same} as before.\n")
    for each in found.facts:
        out.print(answer.plain(f"{each.field}: {each.before or '(nothing)'} → {each.after or '(nothing)'}"), soft_wrap=True)
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
    line = Text(f"    {change.field}: ")
    for span in change.spans:
        left, right = MARKS[span.fate]
        line.append(answer.plain(f"{left}{span.text.rstrip()}{right}{span.text[len(span.text.rstrip()) :]}"), style=STYLES[span.fate])
    return line


STYLES = {Fate.KEPT: "", Fate.GONE: "red", Fate.NEW: "green"}


def _name(items: Iterable[Item], id: str) -> str:
    return next((answer.plain(item.name) for item in items if item.id == id), id)
