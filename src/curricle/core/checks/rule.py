"""A rule: one small generator with its severity, its source and how sure that source is. Its docstring is its line in the rule book."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from curricle.core.canonical import canonical
from curricle.core.checks.context import Context
from curricle.core.findings import Finding, Place
from curricle.core.programme import Programme
from curricle.core.terms import Confidence, Severity

#: The two rules of house arithmetic that may block (meanings, 14).
HOUSE_ARITHMETIC = frozenset({"weights-100", "codes-unique"})

Applies = Callable[[Programme, Context], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a rule yields: the part of the letter that depends on the case. `facts` is plain data that a waiver binds to.

    `severity`, `confidence` and `source` stand in for the rule's own where the figure has a source of its own.
    """

    says: str
    at: tuple[Place, ...]
    remedy: str
    facts: Any = None
    why: str = ""
    severity: Severity | None = None
    confidence: Confidence | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One entry of the rule book."""

    id: str
    topic: str
    severity: Severity
    source: str
    confidence: Confidence
    why: str
    says: str
    finds: Callable[[Programme, Context], Iterator[Note]]
    applies: Applies
    advice: bool
    policy: bool

    def check(self, programme: Programme, context: Context) -> Iterator[Finding]:
        """The rule's findings for one programme."""
        if not self.applies(programme, context):
            return
        for note in self.finds(programme, context):
            yield self._finding(note, context)

    def _finding(self, note: Note, context: Context) -> Finding:
        confidence = note.confidence or self.confidence
        severity = note.severity or self.severity
        cited = context.citation(self.id)
        return Finding(
            rule=self.id,
            severity=severity if severity is not Severity.BLOCKS or may_block(self.id, confidence) else Severity.WARNS,
            says=note.says,
            at=note.at,
            why=note.why or self.why,
            remedy=note.remedy,
            source=note.source or (cited.says if cited else self.source),
            confidence=confidence,
            facts=facts_digest([self.id, [place.id for place in note.at], note.facts if note.facts is not None else note.says]),
            policy=self.policy,
            advice=self.advice,
        )


RULES: dict[str, Rule] = {}


def may_block(id: str, confidence: Confidence) -> bool:
    """Only A and B may block, and two rules of house arithmetic (meanings, 14)."""
    return confidence in (Confidence.A, Confidence.B) or id in HOUSE_ARITHMETIC


def facts_digest(facts: Any) -> str:
    """SHA-256 of plain data in canonical form; the same whatever the order of a dictionary's keys."""
    return hashlib.sha256(canonical(facts)).hexdigest()


def always(programme: Programme, context: Context) -> bool:
    return True


def apprenticeship(programme: Programme, context: Context) -> bool:
    return programme.apprenticeship


def rule(
    id: str,
    *,
    topic: str,
    severity: Severity,
    source: str,
    confidence: Confidence,
    why: str,
    applies: Applies = always,
    advice: bool = False,
    policy: bool = False,
) -> Callable[[Callable[[Programme, Context], Iterator[Note]]], Rule]:
    """Register a generator as a rule. Raises ValueError for an id used twice, no docstring, or a block without a sound source."""

    def register(finds: Callable[[Programme, Context], Iterator[Note]]) -> Rule:
        says = (finds.__doc__ or "").strip()
        if id in RULES or not says:
            raise ValueError(f"the rule {id} needs an id of its own and a docstring")
        if severity is Severity.BLOCKS and (advice or not may_block(id, confidence)):
            raise ValueError(f"the rule {id} has no source that may block")
        made = Rule(
            id=id,
            topic=topic,
            severity=severity,
            source=source,
            confidence=confidence,
            why=why,
            says=says,
            finds=finds,
            applies=applies,
            advice=advice,
            policy=policy,
        )
        RULES[id] = made
        return made

    return register
