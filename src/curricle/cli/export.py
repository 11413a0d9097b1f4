"""`curricle export PROGRAMME --to DIR`: the papers for a validation panel, with their digests."""

from __future__ import annotations

import hashlib
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from curricle.cli import answer
from curricle.cli.finding import Found, find, of_sheet

if TYPE_CHECKING:
    from curricle.interop.documents.bundle import File


@click.command("export")
@click.argument("programme")
@click.option("--to", "folder", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder for the papers.")
@click.option("--against", multiple=True, metavar="FILE|CODE", help="A framework; repeat for several. Default: the programme's lenses.")
@click.option(
    "--template",
    "template",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Your own Word template: it is filled in beside the papers.",
)
@answer.sheet_options
@answer.json_option
def command(programme: str, folder: Path, against: tuple[str, ...], template: Path | None, code: str, title: str, as_json: bool) -> None:
    """Write the papers of PROGRAMME (a file, your own mapping sheet, or a code) into a folder; print paths and digests."""
    with answer.refusals(as_json=as_json), answer.progress(f"Writing the papers of {programme} …"):
        found = find(programme, against, code=code, title=title)
        filled = [(f"{template.stem}-filled.docx", fill(found, template.read_bytes()))] if template else []
        written = [write(folder, name, data) for name, data in [*((each.name, each.data) for each in papers(found)), *filled]]
    if as_json:
        document = {"programme": found.value.code, "papers": [{"path": str(path), "digest": digest} for path, digest in written]}
        answer.print_json(document | of_sheet(found))
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


def fill(found: Found, template: bytes) -> bytes:
    """The university's own Word template with the programme filled in. Raises Refused in words."""
    from curricle.core.alignment import coverage
    from curricle.core.papers.context import template_context
    from curricle.core.papers.pack import meta_of
    from curricle.interop.documents.template import fill_template

    today = date.today()
    seen = [coverage(found.value, each) for each in found.frameworks]
    return fill_template(template, template_context(found.value, seen, meta_of(found.value, today)), prepared=today)


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
