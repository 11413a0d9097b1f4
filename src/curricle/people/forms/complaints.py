"""What comes in by the pages of complaints about personal data."""

from __future__ import annotations

from django import forms


class ComplainForm(forms.Form):
    """`organisations` are (code, name) pairs; the empty choice is the installation itself."""

    about = forms.ChoiceField(
        label="Whom it is about", required=False, help_text="The organisation that answers you. If you do not know, leave it as it is."
    )
    name = forms.CharField(
        label="Your name",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Enter your name."},
    )
    email = forms.EmailField(
        label="Your e-mail address",
        max_length=254,
        help_text="The acknowledgement and the answer go there.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Enter your e-mail address.", "invalid": "Enter an e-mail address such as name@example.com."},
    )
    words = forms.CharField(
        label="What happened, and what you would like to be done",
        max_length=5_000,
        help_text="In your own words, at most 5,000 characters. Please name nobody's health, and no patient.",
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Say what happened."},
    )

    def __init__(self, *args: object, organisations: tuple[tuple[str, str], ...] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [("", "Whoever runs this installation of Curricle"), *organisations]


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label="Your answer",
        max_length=5_000,
        help_text="It is mailed to whoever complained, and kept. It cannot be changed afterwards.",
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Write the answer first."},
    )
