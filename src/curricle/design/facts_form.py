"""Change the facts of a programme: award, intake, what it maps to, and the texts of its specification."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms

from curricle.core.canonical import digest
from curricle.core.framework import Framework
from curricle.core.programme import Lens, Programme
from curricle.ui.dates import DayField
from curricle.ui.form_fields import LongText, number_words

AWARDS = ("", "PgCert", "PgDip", "Master's", "Module")
LINES = (
    ("institution", "Awarding institution"),
    ("teaching_institution", "Teaching institution"),
    ("school", "School or department"),
    ("leader", "Programme lead"),
    ("mode", "Mode"),
    ("length", "Length"),
    ("sites", "Delivery sites"),
    ("start_dates", "Start dates"),
    ("codes", "Subject codes"),
    ("version", "Version of the specification"),
    ("approval_date", "Date of approval"),
    ("assessment_organisation", "Assessment organisation"),
    ("integrated", "Integrated or non-integrated"),
)
TEXTS = (
    ("aims", "Aims"),
    ("features", "Distinctive features"),
    ("admissions", "Admissions criteria"),
    ("recognition_of_prior_learning", "Recognition of prior learning"),
    ("reference_points", "Reference points"),
    ("accreditation", "Accrediting body and conditions"),
    ("teaching_strategy", "Teaching and learning strategy"),
    ("assessment_strategy", "Assessment strategy"),
    ("blended_statement", "Blended and technology-enhanced learning"),
    ("work_based_learning", "Work-based learning"),
    ("progression", "Progression and award rules"),
    ("regulations", "Assessment regulations and variations"),
    ("support", "Student support"),
    ("quality", "Quality management and evaluation"),
    ("careers", "Careers"),
)


class FactsForm(forms.Form):
    """`revision` is the one the person saw. Lenses are chosen by the version's UUID."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label="Title of the programme", max_length=500, error_messages={"required": "Enter the title of the programme"})
    award_title = forms.CharField(label="Final award, in full", max_length=500, required=False)
    award_type = forms.ChoiceField(label="Kind of award", choices=[(each, each or "Not said") for each in AWARDS], required=False)
    credits = forms.IntegerField(
        label="Credits of the award", min_value=0, max_value=480, error_messages=number_words("the credits of the award", 60, 0, 480)
    )
    level = forms.IntegerField(
        label="Level of the award (FHEQ 4 to 8)", min_value=4, max_value=8, error_messages=number_words("the level", 7, 4, 8)
    )
    minimum_at_level = forms.IntegerField(
        label="Least credits at that level", min_value=0, max_value=480, error_messages=number_words("the least credits", 40, 0, 480)
    )
    first_intake = DayField(label="First intake", help_text="It chooses the funding rules. For example 20 9 2027.", required=False)
    apprenticeship = forms.BooleanField(label="It is delivered as an apprenticeship", required=False)
    prior_learning = forms.IntegerField(
        label="Prior learning planned, in hours", min_value=0, max_value=2000, error_messages=number_words("the hours", 0, 0, 2000)
    )
    lenses = forms.MultipleChoiceField(label="What it is mapped to", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, known: Iterable[Framework], **more: Any) -> None:
        super().__init__(*args, **more)
        self.known = {each.id: each for each in known}
        self.fields["lenses"].choices = [(id, f"{each.title} {each.version}") for id, each in self.known.items()]  # type: ignore[attr-defined]
        for name, label in LINES:
            self.fields[name] = forms.CharField(label=label, max_length=1000, required=False)
        for name, label in TEXTS:
            self.fields[name] = LongText(label=label, max_length=20_000, required=False)

    def changed(self, base: Programme) -> Programme:
        """The programme with what was entered laid over it. Lenses that the form does not know stay as they are."""
        got = self.cleaned_data
        award = replace(
            base.award,
            title=got["award_title"],
            type=got["award_type"],
            credits=got["credits"],
            level=got["level"],
            minimum_at_level=got["minimum_at_level"],
        )
        texts = {name: got[name] for name, _ in (*LINES, *TEXTS)}
        return replace(
            base,
            title=got["title"],
            award=award,
            first_intake=got["first_intake"],
            apprenticeship=got["apprenticeship"],
            prior_learning=got["prior_learning"] * 60,
            lenses=self._lenses(base, got["lenses"]),
            **texts,
        )

    def _lenses(self, base: Programme, chosen: list[str]) -> tuple[Lens, ...]:
        kept = [lens for lens in base.lenses if lens.framework in chosen or lens.framework not in self.known]
        held = {lens.framework for lens in kept}
        new = [self.known[id] for id in chosen if id not in held]
        added = [Lens(framework=each.id, code=each.code, title=each.title, version=each.version, digest=digest(each)) for each in new]
        return (*kept, *added)


def entered(programme: Programme, revision: int) -> dict[str, Any]:
    """What the form shows of a programme at first."""
    award = programme.award
    return {
        "revision": revision,
        "title": programme.title,
        "award_title": award.title,
        "award_type": award.type if award.type in AWARDS else "",
        "credits": award.credits,
        "level": award.level,
        "minimum_at_level": award.minimum_at_level,
        "first_intake": programme.first_intake,
        "apprenticeship": programme.apprenticeship,
        "prior_learning": programme.prior_learning // 60,
        "lenses": [lens.framework for lens in programme.lenses],
        **{name: getattr(programme, name) for name, _ in (*LINES, *TEXTS)},
    }
