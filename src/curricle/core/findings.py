"""What a check says: a short letter with its place, its reason, its remedy and its source."""

from __future__ import annotations

from dataclasses import dataclass

from curricle.core.terms import Confidence, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in a programme. `kind` is one of programme, award, module, outcome, assessment, hours, claim, item, lens, pathway;
    `id` the value's id; `field` the field that the remedy edits; `label` what people call it ("PO701 LO2")."""

    kind: str
    id: str
    label: str
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One letter. `says` what; `at` where; `why` it matters; `remedy` what to do (its link lands on `at[0]`); `source`, `confidence`."""

    rule: str
    severity: Severity
    says: str
    at: tuple[Place, ...]
    why: str
    remedy: str
    source: str
    confidence: Confidence
    facts: str = ""  # digest of the facts the finding rests on; a waiver binds to it
    policy: bool = False  # an institution's limit, which may be waived
    advice: bool = False  # our suggestion, shown apart from sourced rules
