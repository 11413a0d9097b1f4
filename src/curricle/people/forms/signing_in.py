"""What comes in while somebody signs in with a second factor, or sets one up."""

from __future__ import annotations

from typing import Any

from django import forms

from curricle.door import strict_json
from curricle.door.problems import Refused

CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "autocapitalize": "none", "spellcheck": "false"}


class CodeForm(forms.Form):
    """A code of an authenticator app, or a recovery code; blanks in it do no harm."""

    code = forms.CharField(
        label="Code",
        help_text="Six digits from your authenticator app, or one of your recovery codes.",
        max_length=40,
        widget=forms.TextInput(attrs=CODE),
    )


class AppForm(forms.Form):
    """The first code of a new authenticator app shows that it was set up rightly."""

    code = forms.CharField(label="Code from the app", help_text="Six digits.", max_length=40, widget=forms.TextInput(attrs=CODE))

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].split())


class ConfirmForm(forms.Form):
    """One of the two is enough. `password_too` is False where a second factor alone will do."""

    password = forms.CharField(
        label="Password",
        strip=False,
        required=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = forms.CharField(
        label="Code",
        help_text="Six digits from your authenticator app, or one of your recovery codes.",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs=CODE),
    )
    next = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, password_too: bool, code_too: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not password_too:
            del self.fields["password"]
        if not code_too:
            del self.fields["code"]
        elif password_too:
            self.fields["code"].label = "Or a code"

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not given.get("password") and not given.get("code"):
            self.add_error(next(iter(self.fields)), "Fill this in.")
        return given


class CredentialField(forms.CharField):
    """JSON as a browser's passkey makes it, read strictly; the value is what was read."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20_000, strip=False, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return strict_json.loads(text.encode("utf-8", "replace"), floats=True) if text else None
        except Refused:
            raise forms.ValidationError("The browser's answer could not be read. Try again.") from None


class PasskeyForm(forms.Form):
    """What the browser's passkey answered; it is verified elsewhere."""

    credential = CredentialField()
    next = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)


class NewPasskeyForm(forms.Form):
    """A name to know it by, and what the browser made."""

    name = forms.CharField(
        label="Name of the passkey", help_text="So that you know it again, such as Work laptop.", max_length=60, initial="My passkey"
    )
    credential = CredentialField(required=False)


class NameForm(forms.Form):
    name = forms.CharField(label="Name of the passkey", max_length=60)
