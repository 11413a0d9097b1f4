"""The form by which items of another framework are taken over into a draft."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms


class AdoptForm(forms.Form):
    """Items of another framework, and under which item of the draft they go. `revision` is the one that the person saw."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    items = forms.MultipleChoiceField(
        label="Items to take over", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Choose at least one item"}
    )
    parent = forms.ChoiceField(label="Put them under", required=False)

    def __init__(self, *args: Any, items: Iterable[tuple[str, str]], places: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["items"].choices = list(items)  # type: ignore[attr-defined]
        self.fields["parent"].choices = [("", "The top of the framework"), *places]  # type: ignore[attr-defined]
