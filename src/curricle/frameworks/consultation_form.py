"""What is sent from the page of a consultation: whom to ask, what is said of the draft, and an answer to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from curricle.frameworks.draft_forms import Text
from curricle.ui.dates import DayField

USUAL = 28  # days
EITHER = "Choose an organisation, or enter the e-mail address of one person: one of the two."


class InviteForm(forms.Form):
    """An organisation or one person, and until when."""

    organisation = forms.ChoiceField(
        label="Organisation", required=False, help_text="All of its reviewers, and those who administer a professional body, may read."
    )
    email = forms.EmailField(
        label="Or one person, by e-mail address",
        required=False,
        max_length=254,
        help_text="They have an account here, and are a reviewer or administer a professional body.",
        error_messages={"invalid": "Enter an e-mail address such as name@example.org."},
    )
    until = DayField(label="Last day", required=False)

    def __init__(self, *args: Any, places: Iterable[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["organisation"].choices = [("", "None"), *((str(id), name) for id, name in places)]  # type: ignore[attr-defined]
        self.initial.setdefault("until", timezone.localdate() + timedelta(days=USUAL))

    def clean(self) -> dict[str, Any]:
        got = super().clean() or self.cleaned_data
        if bool(got.get("organisation")) == bool(got.get("email")) and not self.errors:
            self.add_error("organisation", EITHER)
        if "until" not in self.errors and not got.get("until"):
            self.add_error("until", "Enter the last day on which they may read it.")
        return got

    @property
    def whom(self) -> dict[str, Any]:
        """What the action takes."""
        got = self.cleaned_data
        until: date = got["until"]
        return {"organisation": int(got["organisation"]) if got["organisation"] else None, "email": got["email"], "until": until}


class CommentForm(forms.Form):
    """What is said of the draft, or of the item whose uuid is `item`."""

    item = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    text = Text(
        label="Your comment",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Enter your comment."},
    )


class ReplyForm(forms.Form):
    """Words for whoever commented; they may be left out."""

    reply = Text(label="Reply (may stay empty)", required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 2}))
