"""What comes in by the page of keys."""

from __future__ import annotations

from django import forms

from curricle.connect.scopes import Scope


class KeyForm(forms.Form):
    """`scopes` are those that the person could ever use; `days` is the longest life of a key."""

    label = forms.CharField(
        label="What it is for",
        max_length=100,
        help_text="The program or the person who keeps it, such as Timetable.",
        error_messages={"required": "Say what the key is for."},
    )
    scopes = forms.MultipleChoiceField(
        label="What the program may do",
        help_text="Choose as little as it needs. It may never do more than you.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one thing."},
    )
    days = forms.IntegerField()

    def __init__(self, *args: object, scopes: tuple[Scope, ...], days: int, **kwargs: object) -> None:
        super().__init__(*args, initial={"days": days}, **kwargs)
        self.fields["scopes"].choices = [(scope.name, f"{scope.says} ({scope.name})") for scope in scopes]
        self.fields["days"] = forms.IntegerField(
            label="For how many days",
            min_value=1,
            max_value=days,
            help_text=f"At most {days}. Then you make a new one.",
            error_messages={"required": "Say for how many days the key is good."},
        )
