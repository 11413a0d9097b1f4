"""`curricle check PROGRAMME`: what breaks the rules, by which source, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from curricle.cli import answer
from curricle.cli.finding import find, of_sheet
from curricle.core.findings import Finding
from curricle.core.programme import Programme
from curricle.core.terms import Severity

if TYPE_CHECKING:
    from curricle.core.checks import Report


@click.command("check")
@click.argument("programme")
@click.option("--against", multiple=True, metavar="FILE|CODE", help="A framework; repeat for several. Default: the programme's lenses.")
@answer.sheet_options
@answer.json_option
def command(programme: str, against: tuple[str, ...], code: str, title: str, as_json: bool) -> None:
    """Check PROGRAMME (a file, your own mapping sheet, or a code). Exit code 1 when a finding blocks."""
    from curricle.core import checks

    with answer.refusals(as_json=as_json), answer.progress(f"Checking {programme} …"):
        found = find(programme, against, code=code, title=title)
        report = checks.run(found.value, found.frameworks, policy=found.policy, waivers=found.waivers)
    if as_json:
        answer.print_json(describe(found.value, report) | of_sheet(found))
    else:
        show(report)
        answer.show_problems(found.problems)
    if report.blocking:
        raise SystemExit(answer.BLOCKED)


def describe(programme: Programme, report: Report) -> dict[str, Any]:
    """The documented shape: open findings, the worst first. `at` joins the labels of the places, the one to edit first."""
    return {
        "programme": programme.code,
        "rule_sets": [each.id for each in report.rule_sets],
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
            for finding in report.findings
        ],
    }


def place(finding: Finding) -> str:
    return "; ".join(each.label for each in finding.at)


def show(report: Report) -> None:
    """One short letter a finding, the blocking ones first; sourced rules and our advice apart."""
    from rich.text import Text

    out = answer.console()
    for title, group in (("Rules", report.sourced), ("Advice of our own, without an outside source", report.advice)):
        if group:
            out.print(Text(f"\n{title}", style="bold"))
        for finding in group:
            out.print(Text(answer.plain(f"\n{finding.severity.value.upper()}  {place(finding)}"), style="bold"))
            out.print(Text(answer.plain(f"  {finding.says}\n  {finding.why}\n  → {finding.remedy}")))
            out.print(Text(answer.plain(f"  {finding.rule}; {finding.source} [{finding.confidence.value}]"), style="dim"))
    for words in report.not_checked:
        out.print(Text(answer.plain(f"Not checked: {words}")))
    counts = ", ".join(f"{sum(each.severity is severity for each in report.findings)} {severity.value}" for severity in Severity)
    waived = f", {len(report.waived)} waived" if report.waived else ""
    out.print(f"\n{len(report.findings)} findings: {counts}{waived}. Rule sets: {', '.join(each.id for each in report.rule_sets)}.")
