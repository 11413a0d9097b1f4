"""`curricle export PROGRAMME --to DIR`: the papers for a validation panel, with their digests."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import click

from curricle.cli import answer
from curricle.cli.finding import find


@click.command("export")
@click.argument("programme")
@click.option("--to", "folder", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder for the papers.")
@click.option("--against", multiple=True, metavar="FILE|CODE", help="A framework; repeat for several. Default: the programme's lenses.")
@click.option("--template", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Your own Word template (.docx).")
@answer.json_option
def command(programme: str, folder: Path, against: tuple[str, ...], template: Path | None, as_json: bool) -> None:
    """Write the papers of PROGRAMME (a file or a code) into a folder; print paths and digests."""
    from curricle.interop import documents

    with answer.refusals(as_json=as_json), answer.progress(f"Writing the papers of {programme} …"):
        found = find(programme, against)
        papers = documents.papers(found.value, found.frameworks, template=template.read_bytes() if template else None)
    written = [write(folder, name, data) for name, data in papers]
    if as_json:
        answer.print_json({"programme": found.value.code, "papers": [{"path": str(path), "digest": digest} for path, digest in written]})
        return
    for path, digest in written:
        click.echo(f"{digest}  {path}")
    answer.show_problems(found.problems)


def write(folder: Path, name: str, data: bytes) -> tuple[Path, str]:
    """One file, whole or not at all. Its path and the SHA-256 of its bytes."""
    path = folder / Path(name).name
    fresh = path.with_name(f".{path.name}.part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(data)
        os.replace(fresh, path)
    except OSError as stop:
        raise click.UsageError(f"{path} cannot be written: {stop.strerror}") from None
    return path, hashlib.sha256(data).hexdigest()
