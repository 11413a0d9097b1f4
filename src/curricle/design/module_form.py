"""Change the facts and texts of a module, and how the programme holds it; add a module."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django import forms

from curricle.core.module import Module
from curricle.core.programme import Placement, Programme
from curricle.ui.form_fields import LongText, number_words

LINES = (
    ("type", "Type", "For example standard, dissertation or work-based."),
    ("leader", "Module leader", ""),
    ("school", "School or department", ""),
    ("sites", "Delivery sites", ""),
    ("version", "Version", ""),
    ("approved", "Approved", ""),
    ("prerequisites", "Prerequisites", ""),
    ("corequisites", "Corequisites", ""),
    ("excluded", "Excluded combinations", ""),
)
TEXTS = (
    ("rationale", "Rationale"),
    ("aims", "Aims"),
    ("syllabus", "Outline syllabus"),
    ("delivery_pattern", "Delivery pattern"),
    ("reading", "Reading"),
    ("resources", "Resources"),
    ("psrb_notes", "Professional body notes"),
    ("statements", "Sustainability, equality, diversity and inclusion"),
)
KEY = ("code", "title", "credits", "level")
HELD = ("core", "pathways", "period")


class ModuleForm(forms.Form):
    """`taken`: {code: title} of the organisation's other modules. Without `programme` it does not ask how the module is held."""

    code = forms.CharField(label="Code", max_length=100, error_messages={"required": "Enter the module's code"})
    title = forms.CharField(label="Title", max_length=500, error_messages={"required": "Enter the module's title"})
    credits = forms.IntegerField(label="Credits", min_value=0, max_value=240, error_messages=number_words("the credits", 20, 0, 240))
    level = forms.IntegerField(label="Level (FHEQ 4 to 8)", min_value=4, max_value=8, error_messages=number_words("the level", 7, 4, 8))

    def __init__(self, *args: Any, taken: Mapping[str, str], programme: Programme | None = None, texts: bool = True, **more: Any) -> None:
        super().__init__(*args, **more)
        self.taken, self.programme = taken, programme
        if programme is not None:
            self._ask_how_held(programme)
        for name, label, hint in LINES if texts else ():
            self.fields[name] = forms.CharField(label=label, help_text=hint, max_length=1000, required=False)
        for name, label in TEXTS if texts else ():
            self.fields[name] = LongText(label=label, max_length=20_000, required=False)

    def _ask_how_held(self, programme: Programme) -> None:
        self.fields["core"] = forms.ChoiceField(
            label="How the programme holds it",
            choices=[("core", "Core"), ("optional", "Optional")],
            widget=forms.RadioSelect,
            initial="core",
        )
        if programme.pathways:
            self.fields["pathways"] = forms.MultipleChoiceField(
                label="Pathways",
                help_text="None chosen means all.",
                choices=[(each.id, f"{each.code} {each.title}") for each in programme.pathways],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        self.fields["period"] = forms.CharField(label="Period", help_text="For example year 1, semester 2.", max_length=200, required=False)

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if code in self.taken:
            raise forms.ValidationError(f"Your university has a module {code} already: {self.taken[code]}. Choose another code.")
        return code

    def changed(self, base: Module) -> Module:
        """The module with what was entered laid over it."""
        return replace(base, **{name: got for name, got in self.cleaned_data.items() if name not in HELD})

    def new(self) -> Module:
        return self.changed(Module(id=str(uuid.uuid4()), code="", title="", credits=0, level=7))

    def held(self, base: Programme, module: Module) -> Programme:
        """The programme that holds the module as entered; the module is added where the programme lacks it."""
        known = any(each.id == module.id for each in base.modules)
        modules = tuple(module if each.id == module.id else each for each in base.modules) if known else (*base.modules, module)
        stated = {each.module: each for each in base.placements}
        wanted = Placement(
            module=module.id,
            core=self.cleaned_data["core"] == "core",
            pathways=tuple(self.cleaned_data.get("pathways", base.placement_of(module.id).pathways)),
            period=self.cleaned_data["period"],
        )
        if known and wanted == base.placement_of(module.id):
            return replace(base, modules=modules)
        stated[module.id] = wanted
        return replace(base, modules=modules, placements=tuple(stated.values()))


class AddModuleForm(ModuleForm):
    """One of the university's modules as it stands, or a new one."""

    def __init__(self, *args: Any, programme: Programme, taken: Mapping[str, str], **more: Any) -> None:
        super().__init__(*args, programme=programme, taken=taken, texts=False, **more)
        held = {each.code for each in programme.modules}
        options = [(code, f"{code} {title}") for code, title in taken.items() if code not in held]
        self.fields["existing"] = forms.ChoiceField(
            label="A module that your university has",
            choices=[("", "None: make a new module"), *options],
            required=False,
            help_text="If you choose one, it is added as it stands, and code, title, credits and level below are not used.",
        )
        self.order_fields(["existing"])
        if self.data.get("existing"):
            for name in KEY:
                self.fields[name].required = False

    def clean_code(self) -> str:
        return self.cleaned_data["code"] if self.data.get("existing") else super().clean_code()

    def new(self) -> Module:
        got = {name: self.cleaned_data[name] for name in KEY}
        return Module(id=str(uuid.uuid4()), **got)


def entered(module: Module, programme: Programme) -> dict[str, Any]:
    """What the form shows of a module at first."""
    placement = programme.placement_of(module.id)
    names: Iterable[str] = (*KEY, *(name for name, *_ in LINES), *(name for name, _ in TEXTS))
    return {
        "core": "core" if placement.core else "optional",
        "pathways": list(placement.pathways),
        "period": placement.period,
        **{name: getattr(module, name) for name in names},
    }


def without(programme: Programme, module: str) -> Programme:
    """The programme without the module of this id."""
    return replace(
        programme,
        modules=tuple(each for each in programme.modules if each.id != module),
        placements=tuple(each for each in programme.placements if each.module != module),
    )
