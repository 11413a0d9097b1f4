"""The parts of a module as rows: outcomes, assessments, hours. Each desk says how rows come from a module and go back into it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from curricle.core.module import Assessment, Hours, Module, Outcome
from curricle.core.terms import Delivery, HoursKind
from curricle.ui.form_fields import LongText, number_words
from curricle.ui.row_forms import Make, RowForm, RowForms, sent, shown, turned

GROUPS = "For example knowledge and understanding, cognitive, practical and professional, transferable."
LONGEST = 100_000  # minutes in one row


class TimeField(forms.CharField):
    """Hours as people write them ("12", "12.5", "12:30") -> whole minutes."""

    def clean(self, value: Any) -> int:
        text = super().clean(value).strip()
        try:
            minutes = _minutes(text)
        except (ValueError, InvalidOperation):
            raise ValidationError(f"“{text[:40]}” is not a time. Write hours such as 12, 12.5 or 12:30.") from None
        if not 0 < minutes <= LONGEST:
            raise ValidationError("Give a time of more than nothing and less than 1,666 hours.")
        return minutes


def _minutes(text: str) -> int:
    whole, colon, rest = text.partition(":")
    if colon:
        if not (whole.isascii() and whole.isdigit() and rest.isascii() and rest.isdigit() and len(rest) == 2 and int(rest) < 60):
            raise ValueError(text)
        return int(whole[:9]) * 60 + int(rest)
    if not text.isascii() or not text.replace(".", "", 1).isdigit():
        raise ValueError(text)
    return int((Decimal(text) * 60).quantize(Decimal(1), rounding=ROUND_HALF_UP)) if len(text) < 12 else LONGEST + 1


def as_typed(minutes: int) -> str:
    """720 -> "12", 750 -> "12:30"."""
    return f"{minutes // 60}:{minutes % 60:02}" if minutes % 60 else str(minutes // 60)


class OutcomeRow(RowForm):
    tells = ("code", "text")
    code = forms.CharField(label="Code", max_length=60, error_messages={"required": "Enter a code for the outcome, such as LO1"})
    text = LongText(
        label="What a learner will be able to do",
        max_length=5000,
        rows=3,
        error_messages={"required": "Enter the outcome, or remove the row"},
    )
    group = forms.CharField(label="Group", max_length=200, required=False, help_text=GROUPS)


class AssessmentRow(RowForm):
    """Outcomes are chosen by their ids."""

    tells = ("code", "title")
    code = forms.CharField(label="Code", max_length=60, error_messages={"required": "Enter a code for the assessment, such as A1"})
    title = forms.CharField(label="Title", max_length=500, error_messages={"required": "Enter the title, or remove the row"})
    type = forms.CharField(label="Type", max_length=200, required=False, help_text="For example portfolio, essay or practical examination.")
    category = forms.CharField(label="Category", max_length=200, required=False, help_text="Exam, coursework or practical.")
    weight = forms.IntegerField(
        label="Weight in per cent",
        min_value=0,
        max_value=100,
        required=False,
        help_text="Leave it empty for pass or fail.",
        error_messages=number_words("the weight", 40, 0, 100),
    )
    pass_fail = forms.BooleanField(label="It is marked pass or fail", required=False)
    size = forms.CharField(label="Size", max_length=200, required=False, help_text="For example 3,000 words or 20 minutes.")
    outcomes = forms.MultipleChoiceField(label="Outcomes that it assesses", required=False, widget=forms.CheckboxSelectMultiple)
    pass_rule = forms.CharField(label="Pass rule", max_length=2000, required=False)
    reassessment = forms.CharField(label="Reassessment", max_length=2000, required=False)

    def __init__(self, *args: Any, outcomes: tuple[Outcome, ...], **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [(each.id, f"{each.code} {each.text}") for each in outcomes]
        self.fields["outcomes"].choices = choices  # type: ignore[attr-defined]


class HoursRow(RowForm):
    tells = ("minutes", "note")
    kind = forms.ChoiceField(label="Kind", choices=[(each.value, each.value.capitalize()) for each in HoursKind])
    delivery = forms.ChoiceField(label="Delivery", choices=[(each.value, each.value.capitalize()) for each in Delivery])
    minutes = TimeField(
        label="Hours", max_length=20, error_messages={"required": "Enter the hours, such as 12, 12.5 or 12:30, or remove the row"}
    )
    paid = forms.BooleanField(label="In paid time", required=False)
    month = forms.IntegerField(
        label="Month", min_value=1, max_value=120, required=False, error_messages=number_words("the month", 3, 1, 120)
    )
    note = forms.CharField(label="Note", max_length=1000, required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One part of a module as rows. `take` lays checked rows over the module."""

    kind: str
    what: str
    unique: str
    make: Callable[[Module], Make]
    values: Callable[[Module], list[tuple[str, dict[str, Any]]]]
    take: Callable[[Module, RowForms], Module]

    def shown(self, module: Module) -> RowForms:
        return shown(self.kind, self.make(module), self.values(module), self.unique)

    def sent(self, module: Module, posted: QueryDict) -> RowForms:
        known = () if self.kind == "hours" else [id for id, _ in self.values(module)]
        return sent(self.kind, self.make(module), posted, known, self.unique)

    def turned(self, module: Module, posted: QueryDict, do: str) -> RowForms:
        return turned(self.kind, self.make(module), posted, do, self.unique)


def _outcomes(module: Module) -> list[tuple[str, dict[str, Any]]]:
    return [(each.id, {"code": each.code, "text": each.text, "group": each.group}) for each in module.outcomes]


def _with_outcomes(module: Module, rows: RowForms) -> Module:
    """What claimed or assessed an outcome that went, goes with it."""
    made = tuple(Outcome(id=row.id, **row.form.cleaned_data) for row in rows.rows)
    kept = {each.id for each in made} | ({claim.outcome for claim in module.claims} - {each.id for each in module.outcomes})
    gone = {each.id for each in module.outcomes} - kept
    return replace(
        module,
        outcomes=made,
        claims=tuple(claim for claim in module.claims if claim.outcome in kept),
        assessments=tuple(replace(each, outcomes=tuple(id for id in each.outcomes if id not in gone)) for each in module.assessments),
    )


def _assessments(module: Module) -> list[tuple[str, dict[str, Any]]]:
    names = [name for name in AssessmentRow.base_fields if name != "weight"]
    return [
        (each.id, {"weight": each.weight or (None if each.pass_fail else 0), **{name: getattr(each, name) for name in names}})
        for each in module.assessments
    ]


def _with_assessments(module: Module, rows: RowForms) -> Module:
    made = []
    for row in rows.rows:
        got = dict(row.form.cleaned_data)
        got |= {"weight": got["weight"] or 0, "outcomes": tuple(got["outcomes"])}
        made.append(Assessment(id=row.id, **got))
    return replace(module, assessments=tuple(made))


def _hours(module: Module) -> list[tuple[str, dict[str, Any]]]:
    return [
        (
            str(number),
            {
                "kind": each.kind.value,
                "delivery": each.delivery.value,
                "minutes": as_typed(each.minutes),
                "paid": each.paid,
                "month": each.month,
                "note": each.note,
            },
        )
        for number, each in enumerate(module.hours, 1)
    ]


def _with_hours(module: Module, rows: RowForms) -> Module:
    got = [row.form.cleaned_data for row in rows.rows]
    made = tuple(Hours(**{**each, "kind": HoursKind(each["kind"]), "delivery": Delivery(each["delivery"])}) for each in got)
    return replace(module, hours=made)


OUTCOMES = Desk(kind="outcome", what="outcomes", unique="code", make=lambda module: OutcomeRow, values=_outcomes, take=_with_outcomes)
ASSESSMENTS = Desk(
    kind="assessment",
    what="assessments",
    unique="code",
    make=lambda module: partial(AssessmentRow, outcomes=module.outcomes),
    values=_assessments,
    take=_with_assessments,
)
HOURS = Desk(kind="hours", what="hours", unique="", make=lambda module: HoursRow, values=_hours, take=_with_hours)
