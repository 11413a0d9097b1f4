"""`curricle export PROGRAMME --to DIR`: the papers for a validation panel, with their digests."""

from __future__ import annotations

import hashlib
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from curricle.cli import answer
from curricle.cli.finding import Found, find

if TYPE_CHECKING:
    from curricle.interop.documents.bundle import File


@click.command("export")
@click.argument("programme")
@click.option("--to", "folder", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder for the papers.")
@click.option("--against", multiple=True, metavar="FILE|CODE", help="A framework; repeat for several. Default: the programme's lenses.")
@answer.json_option
def command(programme: str, folder: Path, against: tuple[str, ...], as_json: bool) -> None:
    """Write the papers of PROGRAMME (a file or a code) into a folder; print paths and digests."""
    with answer.refusals(as_json=as_json), answer.progress(f"Writing the papers of {programme} …"):
        found = find(programme, against)
        written = [write(folder, each.name, each.data) for each in papers(found)]
    if as_json:
        answer.print_json({"programme": found.value.code, "papers": [{"path": str(path), "digest": digest} for path, digest in written]})
        return
    for path, digest in written:
        click.echo(f"{digest}  {path}")
    answer.show_problems(found.problems)


def papers(found: Found) -> tuple[File, ...]:
    """Every paper and all of them as one ZIP. The rule report is part of them, whatever it says."""
    from curricle.core.checks import run
    from curricle.core.papers.pack import pack
    from curricle.interop.documents.bundle import write_pack, zip_pack

    report = run(found.value, found.frameworks, policy=found.policy, waivers=found.waivers)
    held = pack(found.value, found.frameworks, report, prepared=date.today())
    files = write_pack(held)
    return (*files, zip_pack(held, files))


def write(folder: Path, name: str, data: bytes) -> tuple[Path, str]:
    """One file, whole or not at all. Its path and the SHA-256 of its bytes."""
    path = folder / name  # the pack's own names: letters, digits, hyphens, at most one folder
    fresh = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(data)
        os.replace(fresh, path)
    except OSError as stop:
        raise click.UsageError(f"{path} cannot be written: {stop.strerror}") from None
    return path, hashlib.sha256(data).hexdigest()
