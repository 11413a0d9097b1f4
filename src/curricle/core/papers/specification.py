"""The programme specification: the union of fields seen (PSTPL, A/C), the strip at its head. Empty fields are left out;
those that a panel expects are named at the end."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from curricle.core.alignment import Coverage
from curricle.core.checks import Report
from curricle.core.framework import Framework
from curricle.core.papers import descriptor
from curricle.core.papers.balance import hours_section
from curricle.core.papers.locate import Located, pointer
from curricle.core.papers.missing import not_yet_given
from curricle.core.papers.rules import waiver_section
from curricle.core.papers.shares import share_tables
from curricle.core.papers.strip import KEY, coverage_strip
from curricle.core.papers.tree import Align, Meta, Paper, Run, Tone
from curricle.core.papers.wording import capital, count, day, framework_name, held_as, item_label, on_route, routes
from curricle.core.papers.writer import Writer, group, row
from curricle.core.programme import Award, Pathway, Programme

ID = "specification"


def specification(programme: Programme, coverages: Sequence[Coverage], report: Report, meta: Meta, where: Mapping[str, Located]) -> Paper:
    """`coverages` in the order of the programme's lenses; `where`: the anchors of the module descriptors."""
    writer = Writer("specification")
    frameworks = [coverage.framework for coverage in coverages]
    _at_a_glance(writer, coverages)
    _details(writer, programme, frameworks)
    writer.prose_sections(
        "Admissions and prior learning",
        (("Admissions criteria", programme.admissions), ("Recognition of prior learning", programme.recognition_of_prior_learning)),
    )
    writer.prose_section("Aims", programme.aims)
    writer.prose_section("Distinctive features", programme.features)
    _outcomes(writer, frameworks)
    _structure(writer, programme, where)
    writer.prose_sections(
        "Teaching, learning and assessment",
        (
            ("Teaching and learning strategy", programme.teaching_strategy),
            ("Assessment strategy", programme.assessment_strategy),
            ("Blended and technology-enhanced learning", programme.blended_statement),
            ("Work-based learning", programme.work_based_learning),
        ),
    )
    _assessments(writer, programme)
    hours_section(writer, programme, frameworks)
    for title, words in (
        ("Progression and award", programme.progression),
        ("Assessment regulations", programme.regulations),
        ("Support for learners", programme.support),
        ("Quality management and evaluation", programme.quality),
        ("Careers", programme.careers),
    ):
        writer.prose_section(title, words)
    waiver_section(writer, report)
    _not_yet(writer, programme)
    title = "Programme specification"
    return Paper(id=ID, file="programme-specification", title=title, subtitle=meta.programme, meta=meta, blocks=tuple(writer.blocks))


def _not_yet(writer: Writer, programme: Programme) -> None:
    """The gaps of the paper itself, so that nobody takes an absent part for an empty one; nothing for a complete programme."""
    missing = not_yet_given(programme)
    if missing:
        writer.section("Not yet given", "not-given")
        writer.say("A panel expects these; they are not in this document yet:")
        writer.bullets(capital(each) for each in missing)


def _at_a_glance(writer: Writer, coverages: Sequence[Coverage]) -> None:
    if not coverages:
        return
    writer.section("Coverage at a glance", "coverage")
    writer.blocks += [coverage_strip(coverage) for coverage in coverages]
    writer.say(KEY, Tone.NOTE)
    for coverage in coverages:
        share_tables(writer, coverage)
    writer.say("The Mappings of this pack show where each item is met.", Tone.NOTE)


def _details(writer: Writer, programme: Programme, frameworks: Sequence[Framework]) -> None:
    award = programme.award
    writer.section("Programme details", "details")
    writer.facts(
        (
            ("Programme", programme.title),
            ("Code", programme.code),
            ("Final award", award.title or award.type),
            ("Type of award", award.type if award.title and award.type != "none" else ""),
            ("Credits", _credits(award)),
            ("Level", f"FHEQ level {award.level}" if award.level else ""),
            ("Exit awards", award.exit_awards),
            ("Awarding institution", programme.institution),
            ("Teaching institution and partners", programme.teaching_institution),
            ("School or department", programme.school),
            ("Programme leader", programme.leader),
            ("Professions", ", ".join(capital(each) for each in programme.professions)),
            ("Pathways", ", ".join(each.title or each.code for each in programme.pathways)),
            ("Subject and admissions codes", programme.codes),
            ("Mode", programme.mode),
            ("Length", programme.length),
            ("Delivery sites", programme.sites),
            ("Start dates", programme.start_dates),
            ("First intake this document applies to", day(programme.first_intake) if programme.first_intake else ""),
            ("Accreditation", programme.accreditation),
            ("Reference points", programme.reference_points),
            ("Mapped to", tuple(Run(("\n" if at else "") + framework_name(each)) for at, each in enumerate(frameworks))),
            ("Apprenticeship", _apprenticeship(programme)),
            ("Assessment organisation", programme.assessment_organisation),
            ("Version", programme.version),
            ("Approved", programme.approval_date),
        )
    )


def _credits(award: Award) -> str:
    if not award.credits:
        return ""
    least = f", at least {award.minimum_at_level} of them at level {award.level}" if award.minimum_at_level else ""
    return f"{award.credits}{least} ({award.credits / 2:g} ECTS)"


def _apprenticeship(programme: Programme) -> str:
    if not programme.apprenticeship:
        return "No"
    return f"Yes, {programme.integrated[:1].lower()}{programme.integrated[1:]}" if programme.integrated else "Yes"


def _outcomes(writer: Writer, frameworks: Sequence[Framework]) -> None:
    """Programme-level outcomes are a small framework of the university (meanings, 4)."""
    for framework in frameworks:
        if framework.kind != "outcomes" or not framework.items:
            continue
        writer.section("Programme outcomes")
        rows = [row(item_label(item), item.statement) for item in framework.items]
        writer.table(framework_name(framework), (("Outcome", 16), ("At the end of the programme the learner will be able to", 84)), rows)


def _structure(writer: Writer, programme: Programme, where: Mapping[str, Located]) -> None:
    if not programme.modules:
        return
    writer.section("Structure", "structure")
    periods: dict[str, list[int]] = {}
    for at, module in enumerate(programme.modules):
        periods.setdefault(programme.placement_of(module.id).period, []).append(at)
    rows = []
    for period, places in sorted(periods.items(), key=lambda each: _first_number(each[0])):
        if period and len(periods) > 1:
            rows.append(group(Run(period)))
        for at in places:
            module = programme.modules[at]
            found = pointer(where, descriptor.module_anchor(at))
            rows.append(
                row(
                    module.code,
                    module.title,
                    str(module.credits),
                    str(module.level),
                    held_as(programme, programme.placement_of(module.id)),
                    found,
                )
            )
    columns = (
        ("Module", 13),
        ("Title", 26),
        ("Credits", 11, Align.END),
        ("Level", 9, Align.END),
        ("Core or optional", 16),
        ("Descriptor", 25),
    )
    writer.table("Modules", columns, rows)
    writer.say(" ".join(_credits_of(programme, route) for route in routes(programme)), Tone.NOTE)


def _first_number(period: str) -> int:
    """Orders "Months 7–12" before "Months 13–18"; periods without a number keep their place at the end."""
    found = re.search(r"\d+", period)
    return int(found.group()[:9]) if found else 10**9


def _credits_of(programme: Programme, route: Pathway | None) -> str:
    held = [module for module in programme.modules if on_route(programme, module, route)]
    name = f"{route.title or route.code}: " if route else ""
    credits, award = sum(module.credits for module in held), programme.award.credits
    options = any(not programme.placement_of(module.id).core for module in held)
    takes = f", of which a learner takes {award}" if options and award and award < credits else ""
    return f"{name}{count(len(held), 'module')}, {credits} credits{takes}."


def _assessments(writer: Writer, programme: Programme) -> None:
    rows = [
        row(
            module.code,
            f"{each.code} {each.title}",
            ", ".join(part for part in (capital(each.type), each.size) if part) or "–",
            descriptor.weight(module, each),
        )
        for module in programme.modules
        for each in module.assessments
    ]
    if rows:
        writer.section("Assessment schedule", "assessment")
        columns = (("Module", 14), ("Assessment", 42), ("Type and size", 28), ("Weight", 16, Align.END))
        writer.table("Assessments of all modules", columns, rows)
