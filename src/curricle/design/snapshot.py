"""Between a programme's rows and its value: the only mapping.

A module's value holds all its claims, on whatever framework: they travel with it into every programme.
Rows are read with a fixed number of queries, whatever the size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import fields
from threading import Lock
from typing import Any

from curricle.core.canonical import from_document, to_document
from curricle.core.module import Assessment, Claim, Hours, Module, Outcome
from curricle.core.programme import Award, Lens, Pathway, Placement, Programme
from curricle.core.terms import Delivery, HoursKind, Letter
from curricle.design.models import AssessmentRow, ClaimRow, HoursRow, LensRow, ModuleRow, OutcomeRow, PlacementRow, ProgrammeRow

#: Descriptive texts, kept in one JSON column each; no rule reads them by column.
MODULE_TEXTS = tuple(field.name for field in fields(Module) if field.type == "str" and field.name not in {"id", "code", "title"})
ASSESSMENT_TEXTS = tuple(field.name for field in fields(Assessment) if field.type == "str" and field.name not in {"id", "code", "title"})
PROGRAMME_TEXTS = tuple(field.name for field in fields(Programme) if field.type == "str" and field.name not in {"id", "code", "title"})


_VALUES: dict[tuple[int, str], Programme] = {}
_LOCK = Lock()
KEPT_VALUES = 64


def snapshot(row: ProgrammeRow) -> Programme:
    """The programme as it stands in the rows, in eight queries."""
    lenses = list(LensRow.objects.filter(programme=row))
    placements = list(PlacementRow.objects.filter(programme=row).select_related("module"))
    modules = module_values(placement.module for placement in placements)
    return Programme(
        id=str(row.uuid),
        code=row.code,
        title=row.title,
        award=from_document(Award, row.award),
        modules=tuple(modules[placement.module_id] for placement in placements),
        placements=tuple(
            Placement(module=str(each.module.uuid), core=each.core, pathways=tuple(each.pathways), period=each.period)
            for each in placements
            if each.stated
        ),
        pathways=tuple(Pathway(**pathway) for pathway in row.pathways),
        lenses=tuple(
            Lens(
                framework=each.framework,
                code=each.code,
                title=each.title,
                version=each.version,
                digest=each.digest,
                pathways=tuple(each.pathways),
            )
            for each in lenses
        ),
        first_intake=row.first_intake,
        prior_learning=row.prior_learning,
        apprenticeship=row.apprenticeship,
        professions=tuple(row.professions),
        demonstration=row.demonstration,
        **row.texts,
    )


def current(row: ProgrammeRow) -> Programme:
    """The programme as it stands, read from the rows once for each stored digest: every change of a row stores a new one."""
    with _LOCK:
        found = _VALUES.get((row.pk, row.roll_up.digest))
    if found is not None:
        return found
    made = snapshot(row)
    with _LOCK:
        _VALUES[row.pk, row.roll_up.digest] = made
        while len(_VALUES) > KEPT_VALUES:
            del _VALUES[next(iter(_VALUES))]
    return made


def programme_value(code: str) -> Programme | None:
    """The programme of this code, for the operator's command line, which sees every organisation; None when there is none."""
    row = ProgrammeRow.objects.filter(code=code).order_by("pk").first()
    return snapshot(row) if row else None


def modules_of(organisation: int | None, codes: Iterable[str]) -> tuple[Module, ...]:
    """The organisation's modules of these codes, in programmes or not."""
    rows = list(ModuleRow.objects.filter(organisation=organisation, code__in=list(codes)).order_by("pk"))
    held = module_values(rows)
    return tuple(held[row.pk] for row in rows)


def held_modules(organisation: int | None, codes: Iterable[str]) -> tuple[Module, ...]:
    """The organisation's modules of these codes that stand in some programme, as they are now."""
    rows = list(ModuleRow.objects.filter(organisation=organisation, code__in=list(codes), programmes__removed__isnull=True).distinct())
    held = module_values(rows)
    return tuple(held[row.pk] for row in rows if row.pk in held)


def module_values(rows: Iterable[ModuleRow]) -> Mapping[int, Module]:
    """Modules by primary key, with all their claims; four queries."""
    rows = list(rows)
    keys = [row.pk for row in rows]
    outcomes = _grouped(OutcomeRow.objects.filter(module__in=keys), _outcome)
    assessments = _grouped(AssessmentRow.objects.filter(module__in=keys), _assessment)
    hours = _grouped(HoursRow.objects.filter(module__in=keys), _hours)
    claims: dict[int, list[Claim]] = defaultdict(list)
    wanted = ClaimRow.objects.filter(module__in=keys).order_by("place")
    for module, outcome, framework, item, letter, reason in wanted.values_list(
        "module", "outcome__uuid", "framework", "item", "letter", "reason"
    ):
        claims[module].append(Claim(outcome=str(outcome), framework=framework, item=item, letter=Letter(letter), reason=reason))
    return {
        row.pk: Module(
            id=str(row.uuid),
            code=row.code,
            title=row.title,
            credits=row.credits,
            level=row.level,
            outcomes=tuple(outcomes[row.pk]),
            assessments=tuple(assessments[row.pk]),
            hours=tuple(hours[row.pk]),
            claims=tuple(claims[row.pk]),
            **row.texts,
        )
        for row in rows
    }


def texts_of(value: Any, names: Iterable[str]) -> dict[str, str]:
    """The descriptive texts of a value that are not empty."""
    return {name: getattr(value, name) for name in names if getattr(value, name)}


def award_of(programme: Programme) -> dict[str, Any]:
    """The award as its document."""
    document: dict[str, Any] = to_document(programme.award)
    return document


def _grouped(rows: Any, make: Any) -> defaultdict[int, list[Any]]:
    grouped: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row.module_id].append(make(row))
    return grouped


def _outcome(row: OutcomeRow) -> Outcome:
    return Outcome(id=str(row.uuid), code=row.code, text=row.text, group=row.group)


def _assessment(row: AssessmentRow) -> Assessment:
    return Assessment(
        id=str(row.uuid),
        code=row.code,
        title=row.title,
        weight=row.weight,
        pass_fail=row.pass_fail,
        outcomes=tuple(row.outcomes),
        **row.texts,
    )


def _hours(row: HoursRow) -> Hours:
    return Hours(
        kind=HoursKind(row.kind),
        delivery=Delivery(row.delivery),
        minutes=row.minutes,
        paid=row.paid,
        month=row.month,
        note=row.note,
    )
