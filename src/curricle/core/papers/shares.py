"""Taught and assessed by kind and by pillar, under the strip. Whole items as in the strip; pillars share an item that serves two."""

from __future__ import annotations

from curricle.core.alignment import Coverage
from curricle.core.papers.strip import grouped
from curricle.core.papers.tree import Align, Row, Tone
from curricle.core.papers.wording import amount, capital, framework_name
from curricle.core.papers.writer import Writer, row


def share_tables(writer: Writer, coverage: Coverage) -> None:
    """By knowledge, skills and behaviours first for a standard, then by pillar; a sentence where an item is shared out."""
    name, standard = framework_name(coverage.framework), coverage.framework.kind == "standard"
    if standard:
        writer.table(f"{name}, by knowledge, skills and behaviours", _columns("Kind"), _by_kind(coverage))
    rows = [row(capital(share.name), amount(share.of), amount(share.taught), amount(share.assessed)) for share in coverage.pillars]
    writer.table(f"{name}, by pillar", _columns("Pillar"), rows)
    most = max((len(each.item.pillars) for each in coverage.items), default=0)
    if most > 1:
        thing = "KSB" if standard else "capability"
        shared = "two pillars counts half in each" if most == 2 else "several pillars is shared equally between them"
        under = "" if standard else "; the strip shows it under the first"
        writer.say(f"A {thing} that serves {shared}{under}.", Tone.NOTE)


def _columns(what: str) -> tuple[tuple[str, int] | tuple[str, int, Align], ...]:
    return ((what, 46), ("Items", 18, Align.END), ("Taught", 18, Align.END), ("Assessed", 18, Align.END))


def _by_kind(coverage: Coverage) -> list[Row]:
    rows = [
        row(name, str(len(held)), str(sum(each.taught for each in held)), str(sum(each.assessed for each in held)))
        for name, held in grouped(coverage).items()
    ]
    totals = coverage.totals
    return [*rows, row("All", str(totals.items), str(totals.taught), str(totals.assessed))]
