"""The facts of a module of a model curriculum; its parts are rows, see module_parts.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms

from curricle.core.module import Module
from curricle.ui.form_fields import LongText, number_words

TEXTS = (
    ("aims", "Description", "What the module is about, for those who adopt it."),
    ("syllabus", "Outline syllabus", ""),
    ("delivery_pattern", "Delivery pattern", "How campus days, online time, simulation and workplace are laid out."),
    ("rationale", "Rationale", ""),
    ("reading", "Reading", ""),
)
LINES = (
    ("type", "Type", "For example standard, dissertation or work-based."),
    ("prerequisites", "Prerequisites", ""),
)


class ModuleForm(forms.Form):
    """`taken`: {code: title} of the other modules of the draft. `revision` is the one that the person saw."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    code = forms.CharField(label="Code", max_length=100, error_messages={"required": "Enter the module's code, such as M1"})
    title = forms.CharField(label="Title", max_length=500, error_messages={"required": "Enter the module's title"})
    credits = forms.IntegerField(label="Credits", min_value=0, max_value=240, error_messages=number_words("the credits", 20, 0, 240))
    level = forms.IntegerField(label="Level (FHEQ 4 to 8)", min_value=4, max_value=8, error_messages=number_words("the level", 7, 4, 8))
    core = forms.ChoiceField(
        label="Core or optional", choices=[("core", "Core"), ("optional", "Optional")], widget=forms.RadioSelect, initial="core"
    )

    def __init__(self, *args: Any, taken: Mapping[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.taken = taken
        for name, label, hint in TEXTS[:1]:
            self.fields[name] = LongText(label=label, help_text=hint, max_length=20_000, required=False)
        for name, label, hint in LINES:
            self.fields[name] = forms.CharField(label=label, help_text=hint, max_length=1000, required=False)
        for name, label, hint in TEXTS[1:]:
            self.fields[name] = LongText(label=label, help_text=hint, max_length=20_000, required=False)

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if code in self.taken:
            raise forms.ValidationError(f"This draft has a module {code} already: {self.taken[code]}. Choose another code.")
        return code

    def said(self, base: Module) -> Module:
        """The module with what was entered laid over it."""
        return replace(base, **{name: got for name, got in self.cleaned_data.items() if name not in ("revision", "core")})

    @property
    def is_core(self) -> bool:
        return bool(self.cleaned_data["core"] == "core")


def module_entered(module: Module, revision: int, *, core: bool) -> dict[str, Any]:
    """What the form shows of a module at first."""
    names = ("code", "title", "credits", "level", *(name for name, *_ in (*TEXTS, *LINES)))
    return {"revision": revision, "core": "core" if core else "optional", **{name: getattr(module, name) for name in names}}
