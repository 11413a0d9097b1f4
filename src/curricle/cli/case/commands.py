"""`curricle case`: packages of frameworks, and the test of a provider."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from curricle.cli import answer
from curricle.door.problems import refuse

if TYPE_CHECKING:
    from curricle.cli.case.ledger import Ledger


@click.group("case")
def command() -> None:
    """CASE 1.1: write the package of a framework; test a provider by the published rules."""


@command.command("selftest")
@click.argument("url")
@click.option("--packages", "most", type=click.IntRange(min=1, max=100), default=3, help="Packages to read. Default: 3.")
@answer.json_option
def selftest(url: str, most: int, as_json: bool) -> None:
    """Ask the CASE provider at URL everything that the specification promises. Exit code 1 when a rule does not hold."""
    from curricle.cli.case import listing, parts, service
    from curricle.cli.case.asking import Asker
    from curricle.cli.case.ledger import Ledger

    with answer.refusals(as_json=as_json), answer.progress(f"Asking {url} …"):
        ledger = Ledger(Asker(url))
        documents = listing.documents(ledger)
        parts.single(ledger, parts.packages(ledger, documents, most))
        service.refusals(ledger)
        service.saving(ledger, documents)
        service.discovery(ledger)
    (answer.print_json if as_json else _show)(describe(ledger))
    if describe(ledger)["counts"]["failed"]:
        raise SystemExit(answer.BLOCKED)


def describe(ledger: Ledger) -> dict[str, Any]:
    """The documented shape."""
    from curricle.cli.case.ledger import Verdict

    return {
        "base": ledger.asker.base,
        "counts": {verdict.value: ledger.count(verdict) for verdict in Verdict},
        "rules": [{"rule": each.rule, "at": each.place, "verdict": each.verdict.value, "says": each.says} for each in ledger.lines],
    }


def _show(document: dict[str, Any]) -> None:
    from rich.table import Table

    table = Table("Verdict", "Rule", "At", "What was found", title_justify="left")
    for each in document["rules"]:
        table.add_row(*(answer.plain(each[name]) for name in ("verdict", "rule", "at", "says")))
    out = answer.console()
    out.print(table)
    counts = ", ".join(f"{count} {verdict}" for verdict, count in document["counts"].items())
    out.print(answer.plain(f"{document['base']}: {counts}"), soft_wrap=True)


@command.command("package")
@click.argument("framework")
@click.option("--profile", type=click.Choice(["strict", "friendly"]), default="strict", help="friendly: items lead to their document.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="A file to write. Default: standard output.")
def package(framework: str, profile: str, out: Path | None) -> None:
    """Write the CASE 1.1 package of FRAMEWORK: a file in any known format, or a code in the store (CODE@VERSION)."""
    with answer.refusals(as_json=False), answer.progress("Writing …"):
        data = _package(framework, profile)
    if out is None:
        sys.stdout.buffer.write(data + b"\n")
        return
    try:
        out.write_bytes(data)
    except OSError as stop:
        raise click.UsageError(f"{out} cannot be written: {stop.strerror}") from None
    click.echo(f"{len(data):,} bytes in {out}")


def _package(name: str, profile: str) -> bytes:
    """As it is served where it is published and an address is set, else without status and with the address of nowhere."""
    from curricle.cli.at_hand import AtHand
    from curricle.interop.case import Profile, write

    found = AtHand(against=(name,)).by_name(name)
    if found is None:
        raise refuse(name, "this is no file, and the store has no published framework with this code")
    if Path(name).exists():
        return write(found, profile=Profile(profile))
    from curricle.cli.case.stored import stored

    return stored(found, Profile(profile))
