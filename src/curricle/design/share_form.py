"""What comes in by the pages of sharing: from inside whom to ask what, from outside the answer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from curricle.people.actions.link_use import ANSWER
from curricle.people.actions.links import DAYS, MOST_DAYS, QUESTION
from curricle.ui.dates import DayField


class ShareForm(forms.Form):
    """One addressee and, where something is asked, the question."""

    name = forms.CharField(label="Name", max_length=200, help_text="As you would greet them in a letter.")
    email = forms.EmailField(label="E-mail address", max_length=254, help_text="The link works only for who reads mail at this address.")
    what = forms.ChoiceField(
        label="What for",
        choices=[("read", "Read the draft"), ("answer", "Read the draft and answer a question")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the link is for."},
    )
    question = forms.CharField(
        label="Your question",
        required=False,
        max_length=QUESTION,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Only where a question is to be answered.",
    )
    ends = DayField(label="Good until", help_text=f"The last day, {MOST_DAYS} days from today at most.")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["what"].initial = "read"
        self.fields["ends"].initial = timezone.localdate() + timedelta(days=DAYS)

    def clean_ends(self) -> date:
        today, last = timezone.localdate(), self.cleaned_data["ends"]
        if not today < last <= today + timedelta(days=MOST_DAYS):
            raise ValidationError(f"The last day must lie between tomorrow and {MOST_DAYS} days from today.")
        return last

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("what") == "answer" and not given.get("question") and "question" not in self.errors:
            self.add_error("question", "Write the question that is to be answered, or choose to have the draft read only.")
        if given.get("what") == "read" and given.get("question"):
            self.add_error("what", "You wrote a question. Choose to have it answered, or empty it.")
        return given


class AnswerForm(forms.Form):
    """The outsider's answer."""

    text = forms.CharField(
        label="Your answer",
        max_length=ANSWER,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": "Write your answer first."},
    )
