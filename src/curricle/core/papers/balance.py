"""The hours of a programme as the specification prints them: by module, by kind and delivery, off-the-job, for each route."""

from __future__ import annotations

from collections.abc import Sequence

from curricle.core.checks.routes import route_sheet
from curricle.core.framework import Framework
from curricle.core.hours import BalanceSheet, OffTheJob, balance_sheet
from curricle.core.papers.tree import Align, Row, Run, Tone
from curricle.core.papers.wording import capital, hours, per_cent, routes
from curricle.core.papers.writer import Writer, group, row
from curricle.core.programme import Pathway, Programme

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
    rows = [
        row(
            each.module.code,
            hours(each.needed),
            hours(each.planned),
            hours(each.difference),
            per_cent(each.blended),
            hours(each.off_the_job),
        )
        for each in sheet.lines
    ]
    writer.table("Hours by module", COLUMNS, [*rows, *(_sum(route, each) for route, each in held)])
    for route, each in held:
        writer.table(f"Hours by kind and by delivery{_of(route)}", (("Kind or delivery", 70), ("Hours", 30, Align.END)), _split(each))
    least, _ = route_sheet(programme, frameworks)  # where modules are optional, the choice that plans least is what the rules count
    for route, each in held:
        counted = each.off_the_job if route else least.off_the_job
        if counted:
            writer.part(f"Off-the-job training{_of(route)}")
            _off_the_job(writer, counted)


def _of(route: Pathway | None) -> str:
    return f", {route.title or route.code}" if route else ""


def _sum(route: Pathway | None, sheet: BalanceSheet) -> Row:
    name = f"All on {route.title or route.code}" if route else "All modules"
    paid = hours(sum(line.off_the_job for line in sheet.lines))
    return row(name, hours(sheet.needed), hours(sheet.planned), hours(sheet.planned - sheet.needed), per_cent(sheet.blended), paid)


def _split(sheet: BalanceSheet) -> list[Row]:
    rows: list[Row] = []
    for name, parts in (("By kind", sheet.by_kind), ("By delivery", sheet.by_delivery)):
        kept = [(capital(str(kind.value)), minutes) for kind, minutes in parts if minutes]
        if kept:
            rows.append(group(Run(name)))
            rows += [row(kind, hours(minutes)) for kind, minutes in kept]
    return rows


def _off_the_job(writer: Writer, sheet: OffTheJob) -> None:
    published = f"{hours(sheet.minimum)} ({sheet.standard})" if sheet.minimum is not None else "No figure at hand"
    source = ", ".join(part for part in (sheet.source, f"confidence {sheet.confidence}" if sheet.confidence else "") if part)
    writer.facts(
        (
            ("Planned in paid time", hours(sheet.planned)),
            ("Minimum of the standard", published),
            ("Source of that figure", source),
            ("Reduction for prior learning", hours(sheet.prior_learning) if sheet.prior_learning else ""),
            ("Required", hours(sheet.required)),
            ("Short by", hours(sheet.short) if sheet.short else ""),
        )
    )
    writer.say("Required is the greater of 187 hours and the minimum of the standard less prior learning.", Tone.NOTE)
