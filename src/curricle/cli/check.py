"""`curricle check PROGRAMME`: what breaks the rules, by which source, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from curricle.cli import answer
from curricle.cli.finding import find_frameworks, find_programme
from curricle.core.findings import Finding
from curricle.core.programme import Programme
from curricle.core.terms import Severity


@click.command("check")
@click.argument("programme")
@click.option("--against", multiple=True, metavar="FILE|CODE", help="A framework; repeat for several. Default: the programme's lenses.")
@answer.json_option
def command(programme: str, against: tuple[str, ...], as_json: bool) -> None:
    """Check PROGRAMME (a file or a code). Exit code 1 when a finding blocks."""
    from curricle.core import checks

    with answer.refusals(as_json=as_json), answer.progress(f"Checking {programme} …"):
        found = find_programme(programme)
        frameworks = find_frameworks(found, against)
        findings = tuple(checks.run(found.value, frameworks))
        rule_sets = [str(each) for each in checks.rule_sets(found.value)]
    if as_json:
        answer.print_json(describe(found.value, rule_sets, findings))
    else:
        show(findings)
        answer.show_problems(found.problems)
    if any(finding.severity is Severity.BLOCKS for finding in findings):
        raise SystemExit(answer.BLOCKED)


def describe(programme: Programme, rule_sets: list[str], findings: Iterable[Finding]) -> dict[str, Any]:
    """The documented shape. `at` joins the labels of the places, the one to edit first."""
    return {
        "programme": programme.code,
        "rule_sets": rule_sets,
        "findings": [
            {
                "rule": finding.rule,
                "severity": finding.severity.value,
                "at": place(finding),
                "says": finding.says,
                "remedy": finding.remedy,
                "source": finding.source,
                "confidence": finding.confidence.value,
            }
            for finding in findings
        ],
    }


def place(finding: Finding) -> str:
    return "; ".join(each.label for each in finding.at)


def show(findings: tuple[Finding, ...]) -> None:
    """One short letter a finding, the blocking ones first; sourced rules and our advice apart."""
    from rich.text import Text

    out = answer.console()
    for title, group in (
        ("Rules", [each for each in findings if not each.advice]),
        ("Advice of our own, without an outside source", [each for each in findings if each.advice]),
    ):
        if not group:
            continue
        out.print(Text(f"\n{title}", style="bold"))
        for finding in sorted(group, key=lambda each: list(Severity).index(each.severity)):
            out.print(Text(answer.plain(f"\n{finding.severity.value.upper()}  {place(finding)}"), style="bold"))
            out.print(Text(answer.plain(f"  {finding.says}\n  {finding.why}\n  → {finding.remedy}")))
            out.print(Text(answer.plain(f"  {finding.rule}; {finding.source} [{finding.confidence.value}]"), style="dim"))
    counts = ", ".join(f"{sum(each.severity is severity for each in findings)} {severity.value}" for severity in Severity)
    out.print(f"\n{len(findings)} findings: {counts}.")
