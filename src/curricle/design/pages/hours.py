"""The hours balance sheet: credits against hours, the blended share, off-the-job time against the least required."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.urls import reverse

from curricle.core.checks.routes import route_sheet
from curricle.core.framework import Framework
from curricle.core.hours import FLOOR, BalanceSheet
from curricle.core.programme import Programme
from curricle.core.terms import Confidence, Delivery, HoursKind
from curricle.design.pages.frame import Frame, frame
from curricle.ui.parts import Cell, Column, SummaryRow
from curricle.ui.words import hours as in_hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """One table. The last row is the sum."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursPage:
    frame: Frame
    says: tuple[str, ...]
    balance: Ledger
    delivery: Ledger
    off_the_job: tuple[SummaryRow, ...]
    off_says: str
    empty: str


def hours_page(programme: Programme, lenses: tuple[Framework, ...], *, revision: int) -> HoursPage:
    """The sheet of all modules; off-the-job time on the route that plans least of it, as the rules count it."""
    sheet, route = route_sheet(programme, lenses)
    return HoursPage(
        frame=frame(programme, revision=revision, here="design:hours"),
        says=_says(sheet),
        balance=_balance(programme, sheet),
        delivery=_delivery(programme, sheet),
        off_the_job=_off_the_job(sheet, route),
        off_says=_off_says(sheet),
        empty="" if programme.modules else "No modules yet, so there are no hours to balance. Bring your modules first.",
    )


def share(part: Fraction | None) -> str:
    """A share in whole per cent, or words where there is nothing to share."""
    return "none planned" if part is None else f"{round(part * 100)}%"


def _says(sheet: BalanceSheet) -> tuple[str, ...]:
    off = [line for line in sheet.lines if line.difference]
    first = (
        f"{len(off)} of {len(sheet.lines)} modules do not add up to their credits."
        if off
        else "Every module's hours add up to its credits."
    )
    return (
        first,
        f"{in_hours(sheet.planned)} are planned; {in_hours(sheet.needed)} are needed (credits × 10 hours).",
        f"Blended share: {share(sheet.blended)} of scheduled and guided time is online."
        if sheet.blended is not None
        else "Blended share: no scheduled or guided time is planned yet.",
    )


def _balance(programme: Programme, sheet: BalanceSheet) -> Ledger:
    columns = (
        Column(text="Module"),
        Column(text="Credits", numeric=True),
        Column(text="Needed", numeric=True),
        *(Column(text=kind.value.capitalize(), numeric=True) for kind in HoursKind),
        Column(text="Planned", numeric=True),
        Column(text="Difference", numeric=True),
        Column(text="In paid time", numeric=True),
    )
    rows = [
        (
            Cell(text=line.module.code, href=_module(programme, line.module.code)),
            Cell(text=line.module.credits),
            Cell(text=in_hours(line.needed)),
            *(Cell(text=in_hours(minutes)) for _, minutes in line.by_kind),
            Cell(text=in_hours(line.planned)),
            Cell(text=_difference(line.difference)),
            Cell(text=in_hours(line.off_the_job)),
        )
        for line in sheet.lines
    ]
    rows.append(
        (
            Cell(text="All modules"),
            Cell(text=sum(line.module.credits for line in sheet.lines)),
            Cell(text=in_hours(sheet.needed)),
            *(Cell(text=in_hours(minutes)) for _, minutes in sheet.by_kind),
            Cell(text=in_hours(sheet.planned)),
            Cell(text=_difference(sheet.planned - sheet.needed)),
            Cell(text=in_hours(sum(line.off_the_job for line in sheet.lines))),
        )
    )
    return Ledger(caption="Credits and hours", columns=columns, rows=tuple(rows))


def _delivery(programme: Programme, sheet: BalanceSheet) -> Ledger:
    columns = (
        Column(text="Module"),
        *(Column(text=kind.value.capitalize(), numeric=True) for kind in Delivery),
        Column(text="Online share", numeric=True),
    )
    rows = [
        (
            Cell(text=line.module.code, href=_module(programme, line.module.code)),
            *(Cell(text=in_hours(minutes)) for _, minutes in line.by_delivery),
            Cell(text=share(line.blended)),
        )
        for line in sheet.lines
    ]
    rows.append(
        (Cell(text="All modules"), *(Cell(text=in_hours(minutes)) for _, minutes in sheet.by_delivery), Cell(text=share(sheet.blended)))
    )
    return Ledger(caption="How the time is taught", columns=columns, rows=tuple(rows))


def _off_the_job(sheet: BalanceSheet, route: str) -> tuple[SummaryRow, ...]:
    off = sheet.off_the_job
    if off is None:
        return ()
    minimum = in_hours(off.minimum) if off.minimum is not None else "none published"
    source = f"{off.source} ({off.confidence}: {Confidence(off.confidence).says})" if off.confidence else "no source given"
    return (
        SummaryRow(key="Planned in paid time", value=in_hours(off.planned) + _counted(route, sheet, off.planned)),
        SummaryRow(key="The standard's minimum", value=f"{minimum}, {off.standard}" if off.standard else minimum),
        SummaryRow(key="Where the minimum comes from", value=source),
        SummaryRow(key="Prior learning", value=in_hours(off.prior_learning)),
        SummaryRow(key="Never less than", value=f"{in_hours(FLOOR)} (funding rules 2025/26 para 81.2, 2026/27 para 86.2; B)"),
        SummaryRow(key="Needed", value=in_hours(off.required)),
    )


def _counted(route: str, sheet: BalanceSheet, planned: int) -> str:
    """Why this is less than the table's sum, where it is."""
    if route:
        return f"{route}, which plans least"
    whole = sum(line.off_the_job for line in sheet.lines)
    return f", by the choice of optional modules that plans least (all modules together plan {in_hours(whole)})" if planned < whole else ""


def _off_says(sheet: BalanceSheet) -> str:
    off = sheet.off_the_job
    if off is None:
        return "This programme is not an apprenticeship, so no off-the-job time is needed."
    if off.short:
        return f"{in_hours(off.short)} short: plan more of the learning inside paid working hours, or record prior learning."
    return f"{in_hours(off.planned - off.required)} above what is needed."


def _difference(minutes: int) -> str:
    return "balanced" if not minutes else ("+" if minutes > 0 else "") + in_hours(minutes)


def _module(programme: Programme, code: str) -> str:
    return reverse("design:module", args=[programme.code, code]) + "#hours"
