"""Programmes as programs read them: the line of a list, the summary, modules, hours."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from pydantic import Field

from curricle.connect.pages.shape import Shape
from curricle.core.hours import BalanceSheet
from curricle.core.module import Module
from curricle.core.programme import Programme

if TYPE_CHECKING:
    from curricle.design.models import ProgrammeRow


class ProgrammeLine(Shape):
    """A programme with its sums. `items`, `taught` and `assessed` go over all lenses; `blocks` and `warns` count findings."""

    id: str
    code: str
    title: str
    state: str
    revision: int = Field(description="Counts the changes; If-Match names the one that was seen.")
    digest: str
    modules: int
    items: int
    taught: int
    assessed: int
    blocks: int
    warns: int
    changed: datetime


class AwardFacts(Shape):
    title: str
    type: str
    credits: int
    level: int


class PathwayFacts(Shape):
    id: str
    code: str
    title: str
    profession: str


class LensFacts(Shape):
    """A framework that the programme is mapped to. `at_hand` is false where this installation does not hold that version."""

    framework: str
    code: str
    title: str
    version: str
    at_hand: bool


class ProgrammeSummary(ProgrammeLine):
    award: AwardFacts
    first_intake: date | None
    apprenticeship: bool
    demonstration: bool
    professions: list[str]
    pathways: list[PathwayFacts]
    lenses: list[LensFacts]


class ModuleLine(Shape):
    """A module as the programme holds it. `minutes` is all planned time."""

    id: str
    code: str
    title: str
    credits: int
    level: int
    core: bool
    period: str
    outcomes: int
    assessments: int
    claims: int
    minutes: int


class HoursLine(Shape):
    """Minutes of one module, or of all. `blended` is the share of scheduled and guided time that is online, None where none is planned."""

    module: str
    needed: int
    planned: int
    in_paid_time: int
    by_kind: dict[str, int]
    by_delivery: dict[str, int]
    blended: float | None


class OffTheJobFacts(Shape):
    """Minutes on the route that plans least, against what the rules need."""

    planned: int
    required: int
    short: int
    minimum: int | None
    prior_learning: int
    standard: str


class HoursSheet(Shape):
    modules: list[HoursLine]
    whole: HoursLine
    off_the_job: OffTheJobFacts | None


def programme_line(row: ProgrammeRow) -> ProgrammeLine:
    return ProgrammeLine(**_sums(row))


def programme_summary(row: ProgrammeRow, value: Programme, at_hand: set[str]) -> ProgrammeSummary:
    award = value.award
    return ProgrammeSummary(
        **_sums(row),
        award=AwardFacts(title=award.title, type=award.type, credits=award.credits, level=award.level),
        first_intake=value.first_intake,
        apprenticeship=value.apprenticeship,
        demonstration=value.demonstration,
        professions=list(value.professions),
        pathways=[PathwayFacts(id=each.id, code=each.code, title=each.title, profession=each.profession) for each in value.pathways],
        lenses=[
            LensFacts(framework=each.framework, code=each.code, title=each.title, version=each.version, at_hand=each.framework in at_hand)
            for each in value.lenses
        ],
    )


def module_lines(value: Programme) -> list[ModuleLine]:
    return [_module(value, module) for module in value.modules]


def hours_sheet(sheet: BalanceSheet) -> HoursSheet:
    off = sheet.off_the_job
    whole = HoursLine(
        module="",
        needed=sheet.needed,
        planned=sheet.planned,
        in_paid_time=sum(line.off_the_job for line in sheet.lines),
        by_kind={kind.value: minutes for kind, minutes in sheet.by_kind},
        by_delivery={delivery.value: minutes for delivery, minutes in sheet.by_delivery},
        blended=_share(sheet.blended),
    )
    lines = [
        HoursLine(
            module=line.module.code,
            needed=line.needed,
            planned=line.planned,
            in_paid_time=line.off_the_job,
            by_kind={kind.value: minutes for kind, minutes in line.by_kind},
            by_delivery={delivery.value: minutes for delivery, minutes in line.by_delivery},
            blended=_share(line.blended),
        )
        for line in sheet.lines
    ]
    facts = off and OffTheJobFacts(
        planned=off.planned,
        required=off.required,
        short=off.short,
        minimum=off.minimum,
        prior_learning=off.prior_learning,
        standard=off.standard,
    )
    return HoursSheet(modules=lines, whole=whole, off_the_job=facts)


def _sums(row: ProgrammeRow) -> dict[str, object]:
    sums = row.roll_up
    named = {name: getattr(sums, name) for name in ("digest", "modules", "items", "taught", "assessed", "blocks", "warns", "changed")}
    return {"id": str(row.uuid), "code": row.code, "title": row.title, "state": row.state, "revision": row.revision} | named


def _module(value: Programme, module: Module) -> ModuleLine:
    placement = value.placement_of(module.id)
    return ModuleLine(
        id=module.id,
        code=module.code,
        title=module.title,
        credits=module.credits,
        level=module.level,
        core=placement.core,
        period=placement.period,
        outcomes=len(module.outcomes),
        assessments=len(module.assessments),
        claims=len(module.claims),
        minutes=sum(each.minutes for each in module.hours),
    )


def _share(part: Fraction | None) -> float | None:
    return None if part is None else round(float(part), 4)
