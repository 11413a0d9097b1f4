"""What comes in by the pages of frameworks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms

from curricle.core.framework import Framework
from curricle.core.registry import FRAMEWORK_KINDS, PROFESSIONS


class BringForm(forms.Form):
    """One file; what it is, its content says."""

    file = forms.FileField(
        label="Your file",
        help_text="JSON, Excel or CSV in one of the formats below. What it is, its content says. 64 MB at most.",
        max_length=255,
        error_messages={"required": "Choose a file first.", "empty": "The file is empty.", "missing": "Choose a file first."},
    )


SAME_OR_OTHER = [
    ("same", "One item: it keeps its identifier and takes the words of the file"),
    ("other", "Two items: that of the file is new"),
]


class FactsForm(forms.Form):
    """What the file says of itself, or leaves open: a person may say it better before it is kept."""

    title = forms.CharField(label="Title", max_length=500)
    code = forms.CharField(label="Code", max_length=100, help_text="Short, such as POD-EP. All versions share it.")
    version = forms.CharField(label="Version", max_length=60)
    kind = forms.ChoiceField(label="What it is", choices=list(FRAMEWORK_KINDS.items()))
    professions = forms.MultipleChoiceField(
        label="Professions",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    publisher = forms.CharField(label="Publisher", max_length=500, required=False)
    licence = forms.CharField(label="Licence", max_length=2000, required=False)

    def __init__(self, *args: Any, about: Framework, doubts: Iterable[str] = (), code: str = "", **more: Any) -> None:
        """`about`: what was read. A profession that it names may be kept, whether it is known here or not.

        `doubts`: names of the questions about pairs that may be one item; `code`: of a framework that is here, which all versions share.
        """
        super().__init__(*args, **more)
        for at, name in enumerate(doubts, 1):
            self.fields[name] = forms.ChoiceField(
                label=f"Pair {at}",
                choices=SAME_OR_OTHER,
                widget=forms.RadioSelect,
                error_messages={"required": f"Pair {at}: say whether these are one item or two"},
            )
        if code:
            self.fields["code"].disabled = True
            self.initial["code"] = code
        self.fields["professions"].choices = [(each, each.capitalize()) for each in dict.fromkeys((*PROFESSIONS, *about.professions))]

    def said(self, framework: Framework) -> Framework:
        """The framework under these facts; its items are as they were read."""
        got = self.cleaned_data
        return replace(
            framework,
            title=got["title"],
            code=got["code"],
            version=got["version"],
            kind=got["kind"],
            professions=tuple(got["professions"]),
            publisher=got["publisher"],
            licence=got["licence"],
        )


def entered(framework: Framework) -> dict[str, Any]:
    """What the form shows at first: what the file says."""
    return {
        "title": framework.title,
        "code": framework.code,
        "version": framework.version,
        "kind": framework.kind if framework.kind in FRAMEWORK_KINDS else "framework",
        "professions": list(framework.professions),
        "publisher": framework.publisher or framework.creator,
        "licence": framework.licence,
    }
