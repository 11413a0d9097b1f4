"""Findings as short letters: rules with a source first, our own suggestions apart, then what is waived."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from curricle.core.checks import Report
from curricle.core.findings import Finding
from curricle.core.programme import Programme
from curricle.core.terms import Severity
from curricle.core.waivers import Waiver
from curricle.design.pages.frame import Addresses, Frame, frame
from curricle.design.pages.remedies import Remedies
from curricle.design.policy import NOTHING, Rights
from curricle.ui.parts import FindingCard, Link, finding_card


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A card, and what its waiver would bind to; `waivable` only for the institution's own limits."""

    card: FindingCard
    rule: str
    place: str
    facts: str
    waivable: bool
    waived: bool
    reason: str
    rule_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    heading: str
    says: str
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsPage:
    frame: Frame
    counts: tuple[Link, ...]
    groups: tuple[Group, ...]
    rule_sets: tuple[str, ...]
    not_checked: tuple[str, ...]
    void: tuple[str, ...]
    empty: str
    action: str
    take_back: str
    may_waive: bool
    errors: tuple[Link, ...] = ()


def findings_page(
    programme: Programme,
    report: Report,
    *,
    revision: int,
    severity: str = "",
    may_waive: bool = False,
    may_read_waivers: bool = True,
    lens_of_item: dict[str, str] | None = None,
    rights: Rights = NOTHING,
    errors: tuple[str, ...] = (),
) -> FindingsPage:
    """All letters, or those of one severity ("blocks", "warns", "informs", "advice"); reasons of waivers only for whom they are."""
    addresses = Addresses(programme, lens_of_item)
    remedies = Remedies(programme, addresses, rights)
    address = reverse("design:findings", args=[programme.code])
    sourced = [each for each in report.sourced if severity in ("", each.severity.value)]
    advice = list(report.advice) if severity in ("", "advice") else []
    waived, void = (report.waived, report.void) if may_read_waivers else ((), ())
    groups = (
        Group(
            heading="Rules",
            says="Each rests on a source. What blocks must be mended before approval.",
            letters=tuple(_letter(each, remedies) for each in sourced),
        ),
        Group(
            heading="Advice",
            says="Our own suggestions. They never block; take them or leave them.",
            letters=tuple(_letter(each, remedies) for each in advice),
        ),
        Group(
            heading="Waived",
            says="Your institution departs from its own limit, with a reason. The papers print it.",
            letters=tuple(_letter(each.finding, remedies, each.waiver) for each in waived),
        ),
    )
    shown = tuple(group for group in groups if group.letters)
    return FindingsPage(
        frame=frame(programme, revision=revision, here="design:findings"),
        counts=_counts(report, address, severity),
        groups=shown,
        rule_sets=tuple(each.title for each in report.rule_sets),
        not_checked=report.not_checked,
        void=tuple(f"The waiver of {each.rule} by {each.who} no longer holds: the facts have changed." for each in void),
        empty="" if shown else ("Nothing of this kind." if severity else "No findings: every rule that could be checked is kept."),
        action=reverse("design:waive", args=[programme.code]),
        take_back=reverse("design:end_waiver", args=[programme.code]),
        may_waive=may_waive,
        errors=tuple(Link(text=each) for each in errors),
    )


def _letter(finding: Finding, remedies: Remedies, waiver: Waiver | None = None) -> Letter:
    waived = f"{waiver.reason} ({waiver.who})" if waiver else ""
    return Letter(
        card=finding_card(finding, link=remedies.addresses.of, remedy=remedies.of, waived=waived),
        rule=finding.rule,
        place=finding.at[0].id,
        facts=finding.facts,
        waivable=finding.policy and not waived,
        waived=bool(waived),
        reason=waiver.reason if waiver else "",
        rule_href=reverse("ui:help_page", args=["rules"]) + f"#{finding.rule}",
    )


def _counts(report: Report, address: str, severity: str) -> tuple[Link, ...]:
    words = {Severity.BLOCKS: "that block", Severity.WARNS: "that warn", Severity.INFORMS: "for information"}
    links = [
        Link(
            text=f"{sum(each.severity is kind for each in report.sourced)} {words[kind]}",
            href=f"{address}?severity={kind.value}",
            current=severity == kind.value,
        )
        for kind in Severity
    ]
    links.append(Link(text=f"{len(report.advice)} of advice", href=f"{address}?severity=advice", current=severity == "advice"))
    return tuple(links)
