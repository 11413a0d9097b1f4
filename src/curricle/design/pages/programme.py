"""The programme's overview: what to do next, the strips, the pillars, the facts."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from curricle.core.alignment import Coverage, coverage
from curricle.core.checks.routes import route_sheet
from curricle.core.framework import Framework
from curricle.core.gaps import GapKind, gap_kinds, not_checked
from curricle.core.hours import BalanceSheet
from curricle.core.policyset import PolicySet
from curricle.core.programme import Lens, Programme
from curricle.design.pages import coverage as pictures
from curricle.design.pages.frame import Addresses, Frame, frame
from curricle.ui.parts import PillarRow, SummaryRow, Task
from curricle.ui.strip import Strip
from curricle.ui.words import hours as in_hours
from curricle.ui.words import plural


@dataclass(frozen=True, slots=True, kw_only=True)
class LensPart:
    """One lens on the overview. `strip` is None for a version that is not at hand."""

    title: str
    version: str
    href: str
    gaps_href: str
    says: str
    strip: Strip | None
    pillars: tuple[PillarRow, ...]
    halves: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePage:
    frame: Frame
    tasks: tuple[Task, ...]
    lenses: tuple[LensPart, ...]
    facts: tuple[SummaryRow, ...]
    not_checked: tuple[str, ...]
    workbook: str
    facts_href: str


def programme_page(
    programme: Programme,
    lenses: tuple[Framework, ...],
    *,
    policy: PolicySet,
    blocks: int,
    warns: int,
    revision: int,
    may_edit: bool = False,
) -> ProgrammePage:
    """The overview. `blocks` and `warns` are the counts of the stored roll-up, which every change refreshes."""
    seen = {lens.id: coverage(programme, lens) for lens in lenses}
    sheet, _ = route_sheet(programme, lenses, seen.values())
    return ProgrammePage(
        frame=frame(programme, revision=revision, here="design:programme"),
        tasks=_tasks(programme, list(seen.values()), sheet, policy, blocks, warns, may_edit),
        lenses=tuple(_lens(programme, lens, seen.get(lens.framework), policy) for lens in programme.lenses),
        facts=facts_of(programme),
        not_checked=not_checked(programme, lenses),
        workbook=reverse("design:workbook", args=[programme.code]),
        facts_href=reverse("design:facts", args=[programme.code]) if may_edit else "",
    )


def _lens(programme: Programme, lens: Lens, seen: Coverage | None, policy: PolicySet) -> LensPart:
    id, title, version = lens.framework, lens.title or lens.code, lens.version
    address = reverse("design:gaps", args=[programme.code]) + f"?lens={id}"
    if seen is None:
        says = "This version is not at hand here, so nothing was compared. Ask its owner to publish it, or bring the file."
        return LensPart(title=title, version=version, href="", gaps_href="", says=says, strip=None, pillars=())
    totals = seen.totals
    says = f"{totals.taught} of {totals.items} taught, {totals.assessed} of {totals.items} assessed, by {plural(totals.claims, 'claim')}."
    return LensPart(
        title=title,
        version=version,
        href=reverse("frameworks:version", args=[id]),
        gaps_href=address,
        says=says,
        strip=pictures.strip(seen, Addresses(programme, dict.fromkeys(seen.by_id, id)), policy),
        pillars=pictures.pillar_rows(seen, address),
        halves=any(share.of.denominator > 1 for share in seen.pillars),
    )


def _tasks(
    programme: Programme, seen: list[Coverage], sheet: BalanceSheet, policy: PolicySet, blocks: int, warns: int, may_edit: bool
) -> tuple[Task, ...]:
    at = [programme.code]
    outcomes = sum(len(module.outcomes) for module in programme.modules)
    modules = Task(
        text="Bring your modules and outcomes",
        href=reverse("design:bring") + f"?programme={programme.code}" if may_edit else reverse("design:modules", args=at),
        hint=f"{plural(len(programme.modules), 'module')}, {plural(outcomes, 'outcome')}",
        status="Done" if outcomes else "To do",
        colour="" if outcomes else "blue",
    )
    lens = Task(
        text="Say what you map to",
        href=reverse("design:facts", args=at) + "#id_lenses" if may_edit else reverse("design:programme", args=at) + "#lenses",
        hint=f"{plural(len(programme.lenses), 'framework')} chosen",
        status="Done" if programme.lenses else "To do",
        colour="" if programme.lenses else "blue",
    )
    return (
        modules,
        lens,
        _gaps_task(at, seen, policy),
        _findings_task(at, blocks, warns),
        _hours_task(at, sheet),
        _papers_task(at, blocks),
    )


def _gaps_task(at: list[str], seen: list[Coverage], policy: PolicySet) -> Task:
    kinds = [kind for each in seen for item in each.items for kind in gap_kinds(item, policy)]
    missed, never = kinds.count(GapKind.MISSED), kinds.count(GapKind.NEVER_ASSESSED)
    count = missed + never
    hint = f"{missed} missed, {never} never assessed, {kinds.count(GapKind.SINGLE_THREAD)} on a single thread"
    return Task(
        text="Close the gaps",
        href=reverse("design:gaps", args=at),
        hint=hint if seen else "Nothing to compare with yet",
        status=plural(count, "gap") if count else ("None" if seen else "Not yet"),
        colour="orange" if count else "",
    )


def _findings_task(at: list[str], blocks: int, warns: int) -> Task:
    return Task(
        text="Answer the findings",
        href=reverse("design:findings", args=at),
        hint=f"{blocks} {'blocks' if blocks == 1 else 'block'}, {warns} {'warns' if warns == 1 else 'warn'}",
        status="Blocked" if blocks else ("To read" if warns else "None"),
        colour="red" if blocks else ("orange" if warns else ""),
    )


def _hours_task(at: list[str], sheet: BalanceSheet) -> Task:
    off = sheet.off_the_job
    wrong = [line for line in sheet.lines if line.difference]
    hint = f"{in_hours(sheet.planned)} planned of {in_hours(sheet.needed)}"
    if off:
        hint += f"; {in_hours(off.planned)} off-the-job of {in_hours(off.required)}"
    fine = not wrong and not (off and off.short)
    return Task(
        text="Balance the hours",
        href=reverse("design:hours", args=at),
        hint=hint,
        status="Not planned" if not sheet.planned else ("Done" if fine else "Uneven"),
        colour="" if fine and sheet.planned else "orange",
    )


def _papers_task(at: list[str], blocks: int) -> Task:
    hint = "Specification, module descriptors, mappings and rule report as PDF, Word and Excel"
    return Task(
        text="Download the papers for the panel",
        href=reverse("design:papers", args=at),
        hint=hint if not blocks else f"{hint}. They will print {plural(blocks, 'finding')} that block{'s' if blocks == 1 else ''} approval",
        status="Ready",
        colour="" if not blocks else "grey",
    )


def facts_of(programme: Programme) -> tuple[SummaryRow, ...]:
    """What is known of the award and how it is taught; what is not given is left out."""
    award = programme.award
    pairs = (
        ("Award", award.title or award.type),
        ("Institution", programme.institution),
        ("School", programme.school),
        ("Programme lead", programme.leader),
        ("Professions", ", ".join(programme.professions)),
        ("Pathways", ", ".join(f"{each.code} {each.title}" for each in programme.pathways)),
        ("Mode", programme.mode),
        ("Length", programme.length),
        ("Sites", programme.sites),
        ("Start dates", programme.start_dates),
        ("Apprenticeship", "Yes" if programme.apprenticeship else "No"),
        ("Prior learning planned", in_hours(programme.prior_learning) if programme.prior_learning else ""),
    )
    return tuple(SummaryRow(key=key, value=value) for key, value in pairs if value)
