"""The institution's own limits, from a day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from curricle.core.changes import Difference, Verb
from curricle.core.policyset import PolicySet
from curricle.ui.dates import DayField

#: name, label, what it means, least, most
LIMITS = (
    ("over_covered", "Assessed claims on one item", "More than this and the item counts as over-covered.", 1, 50),
    ("modular_unit", "Credits of a usual module", "The next two limits speak of a module of this size.", 5, 60),
    ("outcomes_per_unit", "Outcomes of a usual module", "Larger modules may have more, in proportion.", 1, 30),
    ("elements_per_unit", "Summative assessments of a usual module", "Larger modules may have more, in proportion.", 1, 20),
    ("largest_module", "Credits of the largest module", "", 5, 480),
    (
        "pillar_share_least",
        "Least share of a pillar, in per cent",
        "Of what a programme teaches, each pillar should hold this much.",
        0,
        25,
    ),
    ("words_per_credit", "Words of assessment per credit", "Or their equal in minutes. More than this is pointed out.", 10, 2000),
)


class LimitsForm(forms.Form):
    """A whole set, in force from the day given until the next set."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    starts = DayField(label="In force from", help_text="For example 1 9 2027. A set of the same day is replaced.")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, label, says, least, most in LIMITS:
            self.fields[name] = forms.IntegerField(label=label, help_text=says, min_value=least, max_value=most)

    def numbers(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] for name, *_ in LIMITS}


def entered(policy: PolicySet, version: str) -> dict[str, Any]:
    """What the form shows at first: the set in force; and the version of all sets, which a save must name."""
    return {"seen": version} | {name: getattr(policy, name) for name, *_ in LIMITS}


def clash(standing: Mapping[str, int], given: Mapping[str, int]) -> tuple[Difference, ...]:
    """The limits that differ between what stands and what was entered."""
    return tuple(
        Difference(verb=Verb.CHANGED, what="limit", at=label, before=str(standing[name]), after=str(given[name]))
        for name, label, *_ in LIMITS
        if standing[name] != given[name]
    )
