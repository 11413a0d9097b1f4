"""What comes in by the pages of professions and registrations."""

from __future__ import annotations

from django import forms

from curricle.core.registration import REGULATORS
from curricle.core.registry import PROFESSIONS
from curricle.people.models import RegistrationStatus
from curricle.people.queries import RegistrationFacts
from curricle.ui.dates import DayField

ANOTHER = "another"


class RegistrationForm(forms.Form):
    """A profession of the list has its regulator by itself; for another the two further fields count."""

    profession = forms.ChoiceField(
        label="Profession",
        choices=[("", "Choose one"), *((name, name.capitalize()) for name in PROFESSIONS), (ANOTHER, "Another profession")],
        error_messages={"required": "Choose your profession."},
    )
    other = forms.CharField(
        label="Which other profession", required=False, max_length=100, help_text="Only if it is not in the list above."
    )
    regulator = forms.ChoiceField(
        label="Regulator of the other profession",
        required=False,
        choices=[("", "Neither of these"), *((code, f"{name} ({code})") for code, name in REGULATORS.items())],
    )
    number = forms.CharField(
        label="Registration number (may stay empty)",
        required=False,
        max_length=30,
        help_text="As it stands in the register, such as CH12345.",
    )

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        if given.get("profession") == ANOTHER and not str(given.get("other", "")).strip():
            self.add_error("other", "Say which profession, or choose one of the list.")
        return given

    def entry(self) -> dict[str, str]:
        """profession, regulator, number for the action."""
        given = self.cleaned_data
        other = given["profession"] == ANOTHER
        return {
            "profession": given["other"] if other else given["profession"],
            "regulator": given["regulator"] if other else "",
            "number": given["number"],
        }


class CheckForm(forms.Form):
    """What the register said. `number` is the one the page showed."""

    status = forms.ChoiceField(
        label="What the register says",
        widget=forms.RadioSelect,
        choices=[(each.value, each.label) for each in (RegistrationStatus.REGISTERED, RegistrationStatus.LAPSED)],
        error_messages={"required": "Choose what the register says."},
    )
    checked = DayField(label="Checked on", error_messages={"required": "Enter the day on which you looked it up."})
    renews = DayField(label="Renews on (may stay empty)", required=False)
    number = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def clean_status(self) -> RegistrationStatus:
        return RegistrationStatus(self.cleaned_data["status"])


def initial_of(facts: RegistrationFacts) -> dict[str, str]:
    """What the form shows of an entry."""
    known = facts.profession in PROFESSIONS
    return {
        "profession": facts.profession if known else ANOTHER,
        "other": "" if known else facts.profession,
        "regulator": "" if known else facts.regulator,
        "number": facts.number,
    }
