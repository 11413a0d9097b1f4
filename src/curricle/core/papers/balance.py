"""The hours of a programme as the specification prints them: by module, by kind and delivery, off-the-job, for each route."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from curricle.core.checks.routes import route_sheet
from curricle.core.framework import Framework
from curricle.core.hours import BalanceSheet, ModuleHours, OffTheJob, balance_sheet
from curricle.core.papers.sources import sure
from curricle.core.papers.tree import Align, Row, Run, Tone
from curricle.core.papers.wording import capital, hours, listed, on_route, per_cent, routes
from curricle.core.papers.writer import Writer, group, row
from curricle.core.programme import Pathway, Programme
from curricle.core.rulesets import funding_rules
from curricle.core.terms import Confidence

COLUMNS = (
    ("Module", 20),
    ("Credits × 10", 16, Align.END),
    ("Planned", 16, Align.END),
    ("Difference", 16, Align.END),
    ("Online share", 16, Align.END),
    ("In paid time", 16, Align.END),
)


def hours_section(writer: Writer, programme: Programme, frameworks: Sequence[Framework]) -> None:
    """Nothing where no hours are planned. Pathways that differ in their modules have sums of their own."""
    standard = next((each for each in frameworks if each.kind == "standard"), None)
    sheet = balance_sheet(programme, standard)
    if not sheet.planned:
        return
    writer.section("Hours", "hours")
    held = [(route, balance_sheet(programme, standard, pathway=route.id) if route else sheet) for route in routes(programme)]
    sums = [_sum(programme, route, each) for route, each in held]
    writer.table("Hours by module", COLUMNS, [*map(_line, sheet.lines), *sums])
    bare = [line.module.code for line in sheet.lines if not line.module.hours]
    if bare:
        writer.say(f"No hours are given yet for {listed(bare)}; the sums hold only what is given.", Tone.NOTE)
    for route, each in held:
        writer.table(f"Hours by kind and by delivery{_of(route)}", (("Kind or delivery", 70), ("Hours", 30, Align.END)), _split(each))
    for route, _ in held:
        least, _ = route_sheet(_on(programme, route), frameworks)
        if least.off_the_job:
            writer.part(f"Off-the-job training{_of(route)}")
            _off_the_job(writer, programme, least.off_the_job, options=_options(programme, route))


def _on(programme: Programme, route: Pathway | None) -> Programme:
    """The programme with this pathway alone. Where modules are optional, the choice that plans least is what the rules count."""
    if route is None:
        return programme
    kept = tuple(module for module in programme.modules if on_route(programme, module, route))
    return replace(programme, pathways=(route,), modules=kept)


def _options(programme: Programme, route: Pathway | None) -> bool:
    return any(not programme.placement_of(module.id).core for module in programme.modules if on_route(programme, module, route))


def _line(each: ModuleHours) -> Row:
    """One module; missing is not zero."""
    needed = hours(each.needed)
    if not each.module.hours:
        return row(each.module.code, needed, "Not given", "–", "–", "–")
    return row(each.module.code, needed, hours(each.planned), hours(each.difference), per_cent(each.blended), hours(each.off_the_job))


def _of(route: Pathway | None) -> str:
    return f", {route.title or route.code}" if route else ""


def _sum(programme: Programme, route: Pathway | None, sheet: BalanceSheet) -> Row:
    name = f"All on {route.title or route.code}" if route else "All modules"
    options = ", options included" if _options(programme, route) else ""
    paid = hours(sum(line.off_the_job for line in sheet.lines))
    difference = hours(sheet.planned - sheet.needed) if all(line.module.hours for line in sheet.lines) else "–"
    return row(name + options, hours(sheet.needed), hours(sheet.planned), difference, per_cent(sheet.blended), paid)


def _split(sheet: BalanceSheet) -> list[Row]:
    rows: list[Row] = []
    for name, parts in (("By kind", sheet.by_kind), ("By delivery", sheet.by_delivery)):
        kept = [(capital(str(kind.value)), minutes) for kind, minutes in parts if minutes]
        if kept:
            rows.append(group(Run(name)))
            rows += [row(kind, hours(minutes)) for kind, minutes in kept]
    return rows


def _off_the_job(writer: Writer, programme: Programme, sheet: OffTheJob, *, options: bool) -> None:
    published = f"{hours(sheet.minimum)} ({sheet.standard})" if sheet.minimum is not None else "No figure at hand"
    how_sure = sure(Confidence(sheet.confidence)) if sheet.confidence in set(Confidence) else sheet.confidence
    writer.facts(
        (
            ("Planned in paid time", hours(sheet.planned) + (", counting the choice of options that plans least" if options else "")),
            ("Minimum of the standard", published),
            ("Source of that figure", sheet.source),
            ("How sure that figure is", how_sure),
            ("Reduction for prior learning", hours(sheet.prior_learning) if sheet.prior_learning else ""),
            ("Required", hours(sheet.required)),
            ("Short by", hours(sheet.short) if sheet.short else ""),
        )
    )
    rules = funding_rules(programme.first_intake)
    if rules and rules.by_standard:
        writer.say("Required is the greater of 187 hours and the minimum of the standard less prior learning.", Tone.NOTE)
