"""The rule report: sourced rules first, our advice apart, then waivers and what was not checked (meanings, 5, 14, 15)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from curricle.core.checks import Report
from curricle.core.findings import Finding, Place
from curricle.core.papers import descriptor, mappings
from curricle.core.papers.locate import Located, pointer
from curricle.core.papers.tree import Align, Emphasis, Inlines, Meta, Paper, Row, Run, Tone
from curricle.core.papers.wording import capital, count, day
from curricle.core.papers.writer import Writer, group, row
from curricle.core.programme import Programme
from curricle.core.rulesets import RuleSet
from curricle.core.terms import Severity
from curricle.core.waivers import Waived

ID = "rules"
#: Places shown one a line before the rest are counted.
MOST_PLACES = 40
#: Findings of one rule under one head.
MOST_ALIKE = 12
#: A rule set that starts in this year or before holds for every intake.
FIRST_YEAR = 2000

Spots = Mapping[tuple[str, str], str]


def rule_report(programme: Programme, report: Report, meta: Meta, where: Mapping[str, Located], mapped: Spots) -> Paper:
    """`where`: anchors of the papers before this one; `mapped`: anchors of lenses and items in the mappings."""
    spots = {**_spots(programme), **mapped}
    writer = Writer(ID)
    _summary(writer, report)
    writer.section("Findings by sourced rules", "sourced")
    _findings(writer, report.sourced, where, spots, "No sourced rule finds anything to correct in what was checked.")
    writer.section("Our advice", "advice")
    writer.say("Suggestions without an outside source. None of them blocks, and a panel need not follow them.", Tone.NOTE)
    _findings(writer, report.advice, where, spots, "No advice.")
    waiver_section(writer, report)
    writer.section("What was not checked", "not-checked")
    writer.bullets(report.not_checked)
    if not report.not_checked:
        writer.say("Everything that these rule sets speak of was at hand.")
    return Paper(id=ID, file="rule-report", title="Rule report", subtitle=meta.programme, meta=meta, blocks=tuple(writer.blocks))


def waiver_section(writer: Writer, report: Report) -> None:
    """Waivers with who, when and why, and those that no longer hold; nothing where there are none."""
    if report.waived or report.void:
        writer.section("Waivers", "waivers")
    columns = (("Finding", 34), ("Rule", 16), ("Reason", 26), ("By", 12), ("On", 12))
    writer.table("Findings set aside by the institution", columns, (_waived(each) for each in report.waived))
    rows = (row(each.rule, each.reason, each.who, day(each.when)) for each in report.void)
    columns = (("Rule", 30), ("Reason", 40), ("By", 15), ("On", 15))  # type: ignore[assignment]
    writer.table("Waivers that no longer hold, because the facts changed", columns, rows)


def _waived(each: Waived) -> Row:
    return row(each.finding.says, each.finding.rule, each.waiver.reason, each.waiver.who, day(each.waiver.when))


def _summary(writer: Writer, report: Report) -> None:
    writer.section("Summary", "summary")
    rows = []
    for severity in Severity:
        sourced = sum(finding.severity is severity for finding in report.sourced)
        advice = sum(finding.severity is severity for finding in report.advice)
        rows.append(row(capital(severity.value), str(sourced), str(advice)))
    columns = (("Severity", 50), ("By sourced rules", 25, Align.END), ("Our advice", 25, Align.END))
    writer.table("Open findings", columns, rows)
    if report.waived:
        writer.say(f"{count(len(report.waived), 'finding')} set aside by a waiver, listed below.", Tone.NOTE)
    writer.part("Rule sets")
    sets = (row(each.title, each.document or "–", _intakes(each)) for each in report.rule_sets)
    writer.table("Chosen by the first intake", (("Rule set", 34), ("Document", 40), ("First intakes", 26)), sets)


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
        writer.part(f"{capital(severity.value)}: {count(len(held), 'finding')}")
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


def _letter(alike: Sequence[Finding], where: Mapping[str, Located], spots: Spots) -> list[Row]:
    first = alike[0]
    source = f"{first.source}. Confidence {first.confidence.value}: {first.confidence.says}." if first.source else ""
    places = dict.fromkeys(place for finding in alike for place in finding.at)
    parts: list[tuple[str, str | Inlines]] = [
        ("Where", _places(places, where, spots)),
        ("Why it matters", first.why),
        ("What to do", first.remedy),
        ("Source", f"{source} Rule {first.rule}.".strip()),
    ]
    head = group(Run("\n".join(finding.says for finding in alike), Emphasis.STRONG))
    return [head, *(row(name, value) for name, value in parts if value)]


def _places(places: Iterable[Place], where: Mapping[str, Located], spots: Spots) -> Inlines:
    inlines: list[Run] = []
    all_places = tuple(places)
    for at, place in enumerate(all_places[:MOST_PLACES]):
        label = capital(place.label) or place.kind
        found = pointer(where, spots.get((place.kind, place.id), ""), otherwise="")
        start = "\n" if at else ""
        inlines += [Run(f"{start}{label}: "), *found] if found != (Run(""),) else [Run(f"{start}{label}")]  # type: ignore[list-item]
    if len(all_places) > MOST_PLACES:
        inlines.append(Run(f"\nand {len(all_places) - MOST_PLACES} more places"))
    return tuple(inlines)


def _spots(programme: Programme) -> dict[tuple[str, str], str]:
    spots: dict[tuple[str, str], str] = {}
    spots[("programme", programme.id)] = "specification-details"
    spots[("award", programme.id)] = "specification-details"
    spots |= {("outcome", id): anchor for id, anchor in mappings.outcome_anchors(programme).items()}
    for at, module in enumerate(programme.modules):
        spots[("module", module.id)] = descriptor.module_anchor(at)
        spots[("hours", module.id)] = descriptor.module_anchor(at, "hours")
        for place, each in enumerate(module.assessments, 1):
            spots[("assessment", each.id)] = descriptor.module_anchor(at, f"assessment-{place}")
    return spots
