"""The rule report, written for a panel: sourced rules first, advice apart, then waivers, sources and what was not checked
(meanings, 5, 14, 15)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from curricle.core.checks import Report
from curricle.core.findings import Finding
from curricle.core.papers.locate import Located
from curricle.core.papers.places import Spots, spots_of
from curricle.core.papers.places import where as places_of
from curricle.core.papers.sources import NAMES, keys, told
from curricle.core.papers.tree import Align, Emphasis, Inlines, Meta, Paper, Row, Run, Tone
from curricle.core.papers.wording import capital, count, day
from curricle.core.papers.writer import Writer, group, row
from curricle.core.programme import Programme
from curricle.core.rulesets import RuleSet
from curricle.core.terms import Severity
from curricle.core.waivers import Waived

ID = "rules"
#: Findings of one rule under one head.
MOST_ALIKE = 12
#: A rule set that starts in this year or before holds for every intake.
FIRST_YEAR = 2000
#: What a severity asks of the reader.
ASKS = MappingProxyType({Severity.BLOCKS: "To be put right", Severity.WARNS: "To be looked at", Severity.INFORMS: "For information"})


def rule_report(programme: Programme, report: Report, meta: Meta, where: Mapping[str, Located], mapped: Spots) -> Paper:
    """`where`: anchors of the papers before this one; `mapped`: anchors of lenses and items in the mappings."""
    spots = {**spots_of(programme), **mapped}
    writer = Writer(ID)
    writer.say("Page numbers here are those of the PDF papers of this pack.", Tone.NOTE)
    _summary(writer, report)
    writer.section("Findings by sourced rules", "sourced")
    _findings(writer, report.sourced, where, spots, "No sourced rule finds anything to correct in what was checked.")
    writer.section("Advice", "advice")
    writer.say("Curricle's own suggestions, without an outside source. None of them blocks, and a panel need not follow them.", Tone.NOTE)
    _findings(writer, report.advice, where, spots, "No advice.")
    waiver_section(writer, report)
    writer.section("What was not checked", "not-checked")
    writer.bullets(report.not_checked)
    if not report.not_checked:
        writer.say("Everything that these rules speak of was at hand.")
    _sources(writer, report)
    return Paper(id=ID, file="rule-report", title="Checks against rules", subtitle=meta.programme, meta=meta, blocks=tuple(writer.blocks))


def _sources(writer: Writer, report: Report) -> None:
    """What stands behind the short keys in brackets; nothing where none is named."""
    words = [finding.source for finding in (*report.sourced, *report.advice)] + [each.document for each in report.rule_sets]
    named = dict.fromkeys(key for source in words for key in keys(source))
    if named:
        writer.section("Sources", "sources")
        columns = (("In brackets", 18), ("What it is", 82))
        writer.table("Sources named in this paper", columns, [row(key, capital(NAMES[key])) for key in sorted(named)])


def waiver_section(writer: Writer, report: Report) -> None:
    """Waivers with who, when and why, and those that no longer hold; nothing where there are none."""
    if report.waived or report.void:
        writer.section("Waivers", "waivers")
    columns = (("Finding", 34), ("Reason", 26), ("By", 12), ("On", 12), ("Rule", 16))
    writer.table("Findings set aside by the institution", columns, (_waived(each) for each in report.waived))
    rows = (row(each.reason, each.who, day(each.when), _small(each.rule)) for each in report.void)
    columns = (("Reason", 40), ("By", 20), ("On", 20), ("Rule", 20))  # type: ignore[assignment]
    writer.table("Waivers that no longer hold, because the facts changed", columns, rows)


def _waived(each: Waived) -> Row:
    return row(each.finding.says, each.waiver.reason, each.waiver.who, day(each.waiver.when), _small(each.finding.rule))


def _small(rule: str) -> Inlines:
    return (Run(rule, Emphasis.CODE),)


def _summary(writer: Writer, report: Report) -> None:
    writer.section("Summary", "summary")
    rows = []
    for severity in Severity:
        sourced = sum(finding.severity is severity for finding in report.sourced)
        advice = sum(finding.severity is severity for finding in report.advice)
        rows.append(row(f"{ASKS[severity]} ({severity.value})", str(sourced), str(advice)))
    columns = (("Severity", 50), ("By sourced rules", 25, Align.END), ("Advice", 25, Align.END))
    writer.table("Open findings", columns, rows)
    if report.waived:
        writer.say(f"{count(len(report.waived), 'finding')} set aside by a waiver, listed below.", Tone.NOTE)
    writer.part("Rule sets")
    sets = (row(each.title, each.document or "–", _intakes(each)) for each in report.rule_sets)
    writer.table("Rules used, by first intake", (("Rule set", 34), ("Document", 40), ("First intakes", 26)), sets)


def _intakes(rules: RuleSet) -> str:
    if rules.starts.year <= FIRST_YEAR and rules.until is None:
        return "All"
    return f"{day(rules.starts)} to {day(rules.until)}" if rules.until else f"From {day(rules.starts)}"


def _findings(writer: Writer, findings: Sequence[Finding], where: Mapping[str, Located], spots: Spots, none: str) -> None:
    if not findings:
        writer.say(none)
    for severity in Severity:
        held = [finding for finding in findings if finding.severity is severity]
        if not held:
            continue
        writer.part(f"{ASKS[severity]} ({severity.value}): {count(len(held), 'finding')}")
        rows = [row for letters in _alike(held) for row in _letter(letters, where, spots)]
        writer.table("", (("Finding", 18), ("What it says", 82)), rows)


def _alike(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Neighbours of one rule that differ only in what they say and where, so that reason, remedy and source stand once."""
    runs: list[list[Finding]] = []
    for finding in findings:
        last = runs[-1] if runs else []
        if last and len(last) < MOST_ALIKE and _common(last[0]) == _common(finding):
            last.append(finding)
        else:
            runs.append([finding])
    return runs


def _common(finding: Finding) -> tuple[str, ...]:
    return (finding.rule, finding.why, finding.remedy, finding.source, finding.confidence.value)


_AS_A_LENS = re.compile(r"\b(as a|with this) lens\b")
_LENSES = re.compile(r"^(One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|\d+) lens(es)?\b")


def _plainly(words: str) -> str:
    """The rules' word "lens" as a panel says it. Only where the rules themselves wrote it, never inside somebody's title."""
    plain = _AS_A_LENS.sub(r"\1 framework", words)
    return _LENSES.sub(lambda found: f"{found[1]} framework{'s' if found[2] else ''}", plain)


def _letter(alike: Sequence[Finding], where: Mapping[str, Located], spots: Spots) -> list[Row]:
    first = alike[0]
    places = dict.fromkeys(place for finding in alike for place in finding.at)
    parts: list[tuple[str, str | Inlines]] = [
        ("Where", places_of(places, where, spots)),
        ("Why it matters", _plainly(first.why)),
        ("What to do", _plainly(first.remedy)),
        ("Source", (Run(f"{told(first.source, first.confidence)} "), Run(first.rule, Emphasis.CODE))),
    ]
    head = group(Run("\n".join(_plainly(finding.says) for finding in alike), Emphasis.STRONG))
    return [head, *(row(name, value) for name, value in parts if value)]
