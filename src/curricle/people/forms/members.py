"""What comes in by the pages for people, roles and organisations."""

from __future__ import annotations

from django import forms

from curricle.core.terms import OrganisationKind, Role
from curricle.people.forms import NewPasswordForm
from curricle.people.models import Person
from curricle.people.object_words import OBJECT_WORDS
from curricle.people.policy import ACTIONS
from curricle.ui.dates import DayField

ADDRESS = {"required": "Enter the e-mail address.", "invalid": "Enter an e-mail address such as name@example.ac.uk."}


class RoleChoice(forms.Form):
    """`roles` are those that the organisation gives."""

    role = forms.ChoiceField(label="Role", widget=forms.RadioSelect, error_messages={"required": "Choose a role."})
    ends = DayField(label="Until (may stay empty)", required=False)

    def __init__(self, *args: object, roles: tuple[Role, ...] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label) for role in roles]


class InviteForm(RoleChoice):
    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        help_text="The invitation goes there, and only that address can accept it.",
        error_messages=ADDRESS,
    )
    name = forms.CharField(label="Name", max_length=200, error_messages={"required": "Enter the name."})
    field_order = ("email", "name", "role", "ends")


class OtherRoleForm(RoleChoice):
    """Fields of its own names: it stands on one page with LastDayForm."""

    prefix = "other"


class LastDayForm(forms.Form):
    ends = DayField(label="Last day (empty: no end)", required=False)


class AcceptForm(NewPasswordForm):
    """A new account for the invited address."""

    name = forms.CharField(
        label="Your name",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Enter your name."},
    )
    field_order = ("name", "new")

    def __init__(self, *args: object, email: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.person = Person(email=email, name=self.data.get("name", "")[:200])  # not kept: the password may not resemble either


class AdministratorForm(forms.Form):
    email = forms.EmailField(
        label="E-mail address of its first administrator",
        max_length=254,
        help_text="An invitation goes there. The administrator invites the others.",
        error_messages=ADDRESS,
    )
    person = forms.CharField(
        label="Name of the administrator", max_length=200, error_messages={"required": "Enter the name of the administrator."}
    )


class FoundForm(AdministratorForm):
    name = forms.CharField(
        label="Name of the organisation", max_length=200, error_messages={"required": "Enter the name of the organisation."}
    )
    code = forms.SlugField(
        label="Short code",
        max_length=40,
        help_text="Letters, digits and hyphens, such as north. It cannot be changed.",
        error_messages={"required": "Enter a short code.", "invalid": "Use letters, digits and hyphens alone, such as north."},
    )
    kind = forms.ChoiceField(
        label="Kind",
        widget=forms.RadioSelect,
        choices=[(kind.value, kind.value.capitalize()) for kind in OrganisationKind],
        error_messages={"required": "Choose what kind of organisation it is."},
    )
    field_order = ("name", "code", "kind", "email", "person")


class RenameForm(forms.Form):
    name = forms.CharField(label="Name", max_length=200, error_messages={"required": "Enter the new name."})


class CloseForm(forms.Form):
    """`expected` is the organisation's code: typing it is thinking twice."""

    code = forms.CharField(
        label="Type the short code of the organisation to close it",
        max_length=40,
        error_messages={"required": "Type the short code first."},
    )

    def __init__(self, *args: object, expected: str = "", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expected

    def clean_code(self) -> str:
        if self.cleaned_data["code"].strip() != self.expected:
            raise forms.ValidationError(f"Type {self.expected} to close this organisation.")
        return self.expected


class HoldersForm(forms.Form):
    """Filters of the page of who may do what: an allow-list, whatever the address says."""

    by = forms.ChoiceField(label="Show", required=False, choices=[("person", "by person"), ("object", "by thing")])
    person = forms.ChoiceField(label="Person", required=False)
    object = forms.ChoiceField(label="Thing", required=False)
    action = forms.ChoiceField(
        label="Action", required=False, choices=[("", "any"), *((letter, words) for letter, words in ACTIONS.items())]
    )
    page = forms.IntegerField(required=False, min_value=1, max_value=10_000, widget=forms.HiddenInput)

    def __init__(self, *args: object, people: dict[int, str], objects: tuple[str, ...], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", "everybody"), *((str(id), name) for id, name in people.items())]
        self.fields["object"].choices = [("", "everything"), *((name, OBJECT_WORDS[name]) for name in objects)]
