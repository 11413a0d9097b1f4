"""Off-the-job training and duration, by the funding rules of the first intake's year."""

from __future__ import annotations

from collections.abc import Iterator

from curricle.core.checks.context import Context
from curricle.core.checks.places import of_hours, of_lens
from curricle.core.checks.routes import least_off_the_job
from curricle.core.checks.rule import Note, apprenticeship, rule
from curricle.core.checks.words import count, first, hours, names, number
from curricle.core.hours import practical_months
from curricle.core.programme import Programme
from curricle.core.terms import Confidence, Severity

TOPIC = "Off-the-job training"
LONGEST = 120  # months; a month beyond is a slip of the pen
AUDIT = "An auditor who finds fewer planned hours than the rules ask for may claim back the whole funding of the apprentice."


def has_hours(programme: Programme, context: Context) -> bool:
    """An apprenticeship for which some paid time is planned."""
    return programme.apprenticeship and any(line.off_the_job for line in context.sheet.lines)


@rule(
    "otj-not-planned",
    topic=TOPIC,
    severity=Severity.WARNS,
    source="OTJ-MIN (EM)",
    confidence=Confidence.B,
    why="The training plan has to give the off-the-job hours; they are planned in paid time and never derived from credits.",
    applies=lambda programme, context: apprenticeship(programme, context) and not any(module.hours for module in programme.modules),
)
def otj_not_planned(programme: Programme, context: Context) -> Iterator[Note]:
    """An apprenticeship plans off-the-job time: hours inside normal paid working time."""
    if programme.modules:
        yield Note(
            says="No off-the-job time is planned yet.",
            at=(of_hours(programme.modules[0], "paid"),),
            remedy="Enter hours for the modules and tick those that fall inside paid working time.",
        )


@rule(
    "otj-floor",
    topic=TOPIC,
    severity=Severity.BLOCKS,
    source="OTJ-FLOOR (EM)",
    confidence=Confidence.B,
    why="Below this floor no apprenticeship that starts on or after 1 August 2025 can be funded, whatever was learned before.",
    applies=lambda programme, context: apprenticeship(programme, context) and any(module.hours for module in programme.modules),
)
def otj_floor(programme: Programme, context: Context) -> Iterator[Note]:
    """Starts from 1 August 2025 plan at least 187 hours of off-the-job time."""
    floor = context.funding.off_the_job_floor if context.funding else 0
    route, planned = least_off_the_job(programme, context) or (None, floor)
    if route and planned < floor:
        yield Note(
            says=f"{hours(planned)} of off-the-job time are planned{route.on}; the floor is {hours(floor)}.",
            at=(of_hours(programme.modules[0], "paid"),),
            remedy=f"Plan {hours(floor - planned)} more inside paid working time: tick the rows that fall into it, or add rows.",
            facts=[planned, floor],
        )


@rule(
    "otj-minimum",
    topic=TOPIC,
    severity=Severity.BLOCKS,
    source="OTJ-MIN (EM)",
    confidence=Confidence.B,
    why=AUDIT,
    applies=has_hours,
)
def otj_minimum(programme: Programme, context: Context) -> Iterator[Note]:
    """Planned off-the-job time reaches the standard's minimum less prior learning. An unconfirmed figure (C or D) warns only."""
    sheet = context.sheet.off_the_job
    if not (sheet and sheet.minimum and context.funding and context.funding.by_standard):
        return
    needed = sheet.minimum - sheet.prior_learning
    route, planned = least_off_the_job(programme, context) or (None, needed)
    if route is None or planned >= needed or needed <= context.funding.off_the_job_floor:
        return
    confidence = Confidence(sheet.confidence) if sheet.confidence in set(Confidence) else Confidence.D
    firm = confidence in (Confidence.A, Confidence.B)
    less = f" less {hours(sheet.prior_learning)} of prior learning" if sheet.prior_learning else ""
    yield Note(
        says=f"{hours(planned)} of off-the-job time are planned{route.on}; the standard's minimum{less} is {hours(needed)}.",
        at=(of_hours(programme.modules[0], "paid"), *((of_lens(context.standard),) if context.standard else ())),
        remedy=f"Plan {hours(needed - planned)} more inside paid working time"
        + ("." if firm else ", and check the figure on the standard's own page."),
        facts=[planned, needed],
        severity=Severity.BLOCKS if firm else Severity.WARNS,
        confidence=confidence,
        source=sheet.source,
    )


@rule(
    "otj-weekly",
    topic=TOPIC,
    severity=Severity.WARNS,
    source="Off-the-job training guidance (HASO)",
    confidence=Confidence.B,
    why=AUDIT,
    applies=has_hours,
)
def otj_weekly(programme: Programme, context: Context) -> Iterator[Note]:
    """Starts in 2024/25 plan six hours a week on average over a 30-hour week (a fifth of the hours of part-time staff)."""
    weekly = context.funding.off_the_job_weekly if context.funding else 0
    months = practical_months(programme, context.standard)
    needed = weekly * months * 52 // 12
    route, planned = least_off_the_job(programme, context) or (None, needed)
    if route and planned < needed:
        yield Note(
            says=f"{hours(planned)} of off-the-job time are planned{route.on}; "
            f"{months} months at {hours(weekly)} a week come to {hours(needed)}.",
            at=(of_hours(programme.modules[0], "paid"),),
            remedy=f"Plan {hours(needed - planned)} more inside paid working time, or show the shorter working week.",
            facts=[planned, needed],
        )


@rule(
    "otj-no-figure",
    topic=TOPIC,
    severity=Severity.INFORMS,
    source="OTJ-MIN (EM)",
    confidence=Confidence.B,
    why="From 2025/26 each standard has a minimum of its own; without it only the floor could be checked.",
    applies=apprenticeship,
)
def otj_no_figure(programme: Programme, context: Context) -> Iterator[Note]:
    """The standard states its minimum of off-the-job hours."""
    standard, funding = context.standard, context.funding
    if standard and funding and funding.by_standard and standard.facts.minimum_off_the_job is None:
        yield Note(
            says=f"{standard.title} gives no minimum of off-the-job hours.",
            at=(of_lens(standard, "minimum_off_the_job"),),
            remedy="Look the figure up on the standard's own page and bring a version that holds it.",
        )


@rule(
    "otj-month",
    topic=TOPIC,
    severity=Severity.WARNS,
    source="OTJ-MONTH (EM)",
    confidence=Confidence.B,
    why="A calendar month without active learning has to be recorded as a break, and funding stops for it.",
    applies=has_hours,
)
def otj_month(programme: Programme, context: Context) -> Iterator[Note]:
    """Where off-the-job hours are planned by month, no month is empty."""
    empty = empty_months(programme, context)
    if empty and not in_blocks(programme):
        are = "month has" if len(empty) == 1 else "months have"
        yield Note(
            says=f"{first(number(len(empty)))} {are} no off-the-job time: {names([f'month {month}' for month in empty])}.",
            at=(of_hours(next(module for module in programme.modules if module.hours), "month"),),
            remedy="Move some active learning into each empty month, or plan the break.",
            facts=empty,
        )


@rule(
    "month-outside",
    topic=TOPIC,
    severity=Severity.WARNS,
    source="Hours by month (house arithmetic)",
    confidence=Confidence.P,
    why="Time planned after the end counts for nothing, and the training plan would contradict itself.",
)
def month_outside(programme: Programme, context: Context) -> Iterator[Note]:
    """No hours are planned before the first month or after the last."""
    last = practical_months(programme, context.standard) or LONGEST
    late = [module for module in programme.modules if any(row.month is not None and not 1 <= row.month <= last for row in module.hours)]
    if late:
        yield Note(
            says=f"{first(count(len(late), 'module'))} {'plans' if len(late) == 1 else 'plan'} hours outside the {last} months "
            f"of the programme: {names([module.code for module in late])}.",
            at=tuple(of_hours(module, "month") for module in late),
            remedy="Move these hours into a month of the programme, or change its length.",
            facts=[last, [module.id for module in late]],
        )


@rule(
    "otj-block",
    topic=TOPIC,
    severity=Severity.WARNS,
    source="OTJ-BLOCK (EM)",
    confidence=Confidence.B,
    why="In block or front-loaded delivery too, three months without active learning have to be recorded as a break.",
    applies=has_hours,
)
def otj_block(programme: Programme, context: Context) -> Iterator[Note]:
    """In block or front-loaded delivery there is active learning at least every three months."""
    empty = set(empty_months(programme, context))
    start = next((month for month in sorted(empty) if {month + 1, month + 2} <= empty), None)
    if start and in_blocks(programme):
        yield Note(
            says=f"From month {start} to month {start + 2} there is no off-the-job time.",
            at=(of_hours(next(module for module in programme.modules if module.hours), "month"),),
            remedy="Move some active learning between the blocks, or plan the break.",
            facts=sorted(empty),
        )


def in_blocks(programme: Programme) -> bool:
    """True where the mode speaks of block or front-loaded delivery."""
    return any(word in programme.mode.casefold() for word in ("block", "front-loaded", "front loaded"))


def empty_months(programme: Programme, context: Context) -> list[int]:
    """Months of the programme without paid hours; none where no hours are given by month."""
    months = {row.month for module in programme.modules for row in module.hours if row.paid and row.minutes and row.month}
    if not months:
        return []
    last = min(max(practical_months(programme, context.standard), *months), LONGEST)
    return [month for month in range(1, last + 1) if month not in months]
