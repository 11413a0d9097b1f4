"""`curricle read FILE`: what was understood of a framework file, and what was not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from curricle.cli import answer
from curricle.cli.at_hand import read_bytes
from curricle.core.canonical import digest
from curricle.core.framework import Framework
from curricle.core.graph import tree_of
from curricle.door.problems import Problem, Reading, Refused


@click.command("read")
@click.argument("file", type=click.Path(path_type=Path))
@answer.json_option
def command(file: Path, as_json: bool) -> None:
    """Read a framework from FILE and say what was understood. The format is found by content."""
    from curricle.interop import read_framework

    try:
        with answer.progress(f"Reading {file.name} …"):
            reading = read_framework(read_bytes(file), name=file.name)
            document = describe(reading) if as_json else {}
    except Refused as stop:
        if as_json:
            answer.print_json(describe_refusal(stop.problems))
            raise SystemExit(answer.REFUSED) from None
        with answer.refusals(as_json=False):
            raise
    if as_json:
        answer.print_json(document)
    else:
        show(reading)


def describe(reading: Reading[Framework]) -> dict[str, Any]:
    """The documented shape. `parent` is null for a top item; `order` counts siblings from 1, `depth` levels from 1."""
    framework = reading.value
    tree = tree_of(framework)
    items = {item.id: item for item in framework.items}
    return {
        "format": reading.format,
        "title": framework.title,
        "version": framework.version,
        "digest": digest(framework),
        "items": [
            {
                "id": id,
                "code": items[id].code,
                "kind": items[id].kind,
                "statement": items[id].statement,
                "parent": tree.parent[id] or None,
                "order": tree.position[id],
                "depth": tree.depth[id],
                "place": reading.places.get(id, ""),
            }
            for id in tree.order
        ],
        "links": [{"from": link.source, "to": link.target, "type": link.type, "note": link.note} for link in framework.links],
        "problems": answer.problem_rows(reading.problems),
    }


def describe_refusal(problems: tuple[Problem, ...]) -> dict[str, Any]:
    """The same shape with nothing in it but what was wrong: nothing half-read is shown."""
    nothing = {"format": "", "title": "", "version": "", "digest": "", "items": [], "links": []}
    return {**nothing, "problems": answer.problem_rows(problems)}


def show(reading: Reading[Framework]) -> None:
    """A tree for people."""
    from rich.text import Text
    from rich.tree import Tree as Drawing

    framework = reading.value
    tree = tree_of(framework)
    version = f", version {framework.version}" if framework.version else ""
    drawing = Drawing(Text(answer.plain(f"{framework.title}{version}")))
    branches = {"": drawing}
    items = {item.id: item for item in framework.items}
    for id in tree.order:
        item = items[id]
        line = Text(answer.plain(f"{item.code}  " if item.code else ""), style="bold")
        line.append(answer.plain(item.title or item.statement), style="not bold")
        line.append(f"  ({item.kind})", style="dim not bold")
        branches[id] = branches[tree.parent[id]].add(line)
    out = answer.console()
    out.print(drawing)
    out.print(f"\n{len(items)} items, {len(framework.links)} links; read as {reading.format}; digest {digest(framework)}")
    answer.show_problems(reading.problems)
