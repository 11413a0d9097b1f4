"""What comes in by the pages before a link opens."""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import ValidationError

from curricle.people.link_keys import DIGITS


class CodeForm(forms.Form):
    """Six digits, as people type or paste them: spaces and a hyphen between them do no harm."""

    code = forms.CharField(
        label="The six digits",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": "Type the six digits from the mail."},
    )

    def clean_code(self) -> str:
        typed = re.sub(r"[\s-]", "", self.cleaned_data["code"])
        if not (typed.isascii() and typed.isdigit() and len(typed) == DIGITS):
            raise ValidationError("These are not six digits. They stand at the top of the mail.")
        return typed
