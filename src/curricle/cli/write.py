"""`curricle write FRAMEWORK --to FORMAT`: a framework in another format."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import click

from curricle.cli import answer
from curricle.cli.at_hand import AtHand
from curricle.cli.export import write
from curricle.door.problems import refuse
from curricle.interop import WRITTEN


@click.command("write")
@click.argument("framework")
@click.option("--to", "format", required=True, type=click.Choice(tuple(WRITTEN)), help="The format to write.")
@click.option("--into", "path", type=click.Path(path_type=Path, dir_okay=False), help="The file to write. Default: standard output.")
@answer.json_option
def command(framework: str, format: str, path: Path | None, as_json: bool) -> None:
    """Write FRAMEWORK (a file of any known format, or a code in the store) in another format; print path and digest.

    What a format loses stands in the README of its folder in src/curricle/interop.
    """
    from curricle.interop import write_framework

    with answer.refusals(as_json=as_json), answer.progress(f"Writing {framework} …"):
        held = AtHand(against=(framework,)).by_name(framework)
        if held is None:
            raise refuse(framework, "this is no file, and the store has no published framework with this code")
        data = write_framework(held, format)
        written = write(path.parent, path.name, data) if path else None
    if written is None and not as_json:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    digest = hashlib.sha256(data).hexdigest()
    if as_json:
        answer.print_json({"framework": held.code, "version": held.version, "format": format, "path": str(path or ""), "digest": digest})
    elif written:
        click.echo(f"{digest}  {written[0]}")
