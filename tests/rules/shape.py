"""The shape of a finding: a short letter in plain English (docs/explanation/findings.md)."""

import re
from dataclasses import fields

from curricle.core.checks import RULES
from curricle.core.findings import Finding
from curricle.core.programme import Programme
from curricle.core.terms import Confidence, Severity

#: Remedies open with one of these: what to do comes first.
VERBS = re.compile(
    "Add|Bring|Change|Check|Choose|Claim|Compare|Divide|Enter|Give|Look|Lower|Merge|Move|Open|Place|Plan|Raise|Say|Take|Tick|We suggest"
    "|Write"
)
FIGURE = re.compile(r"(?<!level )(?<!month )(?<!between )(?<! and )\b\d\b(?! (?:h|min)\b)(?![/,.]\d)")
JARGON = re.compile(r"\b(utili[sz]e|leverage|assert|invalid|null|None|True|False|error|please|ensure)\b|[\[\]{}_]")


FIELDS = {
    "programme": {field.name for field in fields(Programme)},
    "award": {"credits", "level", "modules"},
    "pathway": {"code", "modules"},
    "module": {"code", "credits", "level", "outcomes", "assessments", "hours", "aims", "syllabus"},
    "hours": {"minutes", "paid", "month"},
    "outcome": {"code", "text", "assessments", "claims"},
    "assessment": {"code", "weight", "outcomes"},
    "claim": {"item"},
    "lens": {"mapping", "framework", "digest", "minimum_off_the_job"},
    "item": set(),
}


def faults(finding: Finding) -> list[str]:
    """What is wrong with the letter, in words; empty for a good one."""
    found = []
    says = finding.says
    for place in sorted({place.label for place in finding.at}, key=len, reverse=True):
        says = says.replace(place, "")
    for name, text, most in (("says", says, 200), ("why", finding.why, 240), ("remedy", finding.remedy, 200)):
        if not text.strip() or len(text) > most:
            found.append(f"{name} has {len(text)} letters")
    for name, text in (("says", finding.says), ("why", finding.why), ("remedy", finding.remedy)):
        if not text.rstrip().endswith("."):
            found.append(f"{name} does not end with a full stop")
        if JARGON.search(re.sub(r"[A-Z]\w*", "", text)):
            found.append(f"{name} holds jargon")
    if FIGURE.search(says):
        found.append("a number up to ten stands in figures")
    if not finding.says[0].isupper() and not finding.says[0].isdigit():
        found.append("says does not open with a capital")
    if not VERBS.match(finding.remedy):
        found.append(f"remedy does not open with a verb: {finding.remedy.split()[0]}")
    if finding.advice and not finding.remedy.startswith("We suggest"):
        found.append("advice suggests")
    if not finding.at or not finding.at[0].field:
        found.append("the first place names no field for the remedy to land on")
    found += [f"{place.kind} has no field {place.field}" for place in finding.at if place.field and place.field not in FIELDS[place.kind]]
    if not finding.source or len(finding.facts) != 64:
        found.append("source or facts are missing")
    return found


def discipline(finding: Finding) -> list[str]:
    """Only A and B may block, and two rules of house arithmetic; advice never blocks (meanings, 14)."""
    sound = finding.confidence in (Confidence.A, Confidence.B) or finding.rule in {"weights-100", "codes-unique"}
    if finding.severity is Severity.BLOCKS and (finding.advice or finding.policy or not sound):
        return [f"{finding.rule} blocks without a source"]
    if finding.rule not in RULES:
        return [f"{finding.rule} is not in the rule book"]
    return []
