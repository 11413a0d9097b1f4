"""How an item of a draft is linked to another one of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from curricle.core.drafting.relating import RELATING
from curricle.core.framework import Link
from curricle.frameworks.pages.item import WORDS

TO, FROM = "to", "from"


def relations() -> list[tuple[str, str]]:
    """(type and direction, words) of every link that can be made; those that read alike both ways stand once."""
    found: dict[str, str] = {}
    for type in RELATING:
        for way, words in zip((TO, FROM), WORDS[type], strict=True):
            if words not in found.values():
                found[f"{type} {way}"] = words
    return list(found.items())


class RelationForm(forms.Form):
    """Which way it is linked, and to which item."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    relation = forms.ChoiceField(label="This item", error_messages={"required": "Choose how it stands to the other item"})
    find = forms.CharField(
        label="Find the other item",
        required=False,
        max_length=200,
        help_text="By code or words. Without any, those of the same level stand below.",
    )
    other = forms.ChoiceField(label="The other item", widget=forms.RadioSelect, error_messages={"required": "Choose the other item"})

    def __init__(self, *args: Any, offered: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["relation"].choices = relations()  # type: ignore[attr-defined]
        self.fields["other"].choices = list(offered)  # type: ignore[attr-defined]

    def link(self, item: str) -> Link:
        """The link between an item and the one that was chosen."""
        type, _, way = self.cleaned_data["relation"].partition(" ")
        other = self.cleaned_data["other"]
        source, target = (item, other) if way == TO else (other, item)
        return Link(source=source, target=target, type=type)
