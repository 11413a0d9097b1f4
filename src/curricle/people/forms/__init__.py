"""What comes in by the account pages."""

from __future__ import annotations

from django import forms
from django.contrib.auth import password_validation

from curricle.core.terms import Role
from curricle.people.models import Person


class SignInForm(forms.Form):
    email = forms.EmailField(label="E-mail address", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        label="Password", strip=False, max_length=200, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    next = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)


class ForgottenForm(forms.Form):
    email = forms.EmailField(label="E-mail address", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"}))


class NewPasswordForm(forms.Form):
    """A new password, looked at by the same rules wherever it is set."""

    new = forms.CharField(
        label="New password",
        help_text="At least 12 characters. Three or four unrelated words are good.",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: object, person: Person | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_new(self) -> str:
        password_validation.validate_password(self.cleaned_data["new"], self.person)
        return self.cleaned_data["new"]


class ChangePasswordForm(NewPasswordForm):
    old = forms.CharField(
        label="Present password", strip=False, max_length=200, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    field_order = ("old", "new")


class OwnNameForm(forms.Form):
    name = forms.CharField(
        label="Your name",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Enter your name."},
    )


class RoleForm(forms.Form):
    """Which role's rights to show."""

    role = forms.ChoiceField(label="Role", choices=[(role.value, role.label) for role in Role], required=False)


class RecordFilterForm(forms.Form):
    """Filters of the record: an allow-list, whatever the address says."""

    words = forms.CharField(label="Who, what or which", required=False, max_length=100)
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000, widget=forms.HiddenInput)
