"""The modules of a model curriculum as pages of frameworks show them."""

from __future__ import annotations

from dataclasses import dataclass

from curricle.core.framework import Framework
from curricle.core.hours import module_hours
from curricle.core.module import Module
from curricle.ui.words import hours, plural


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleLine:
    """A module of a model curriculum, to read."""

    name: str
    facts: str
    outcomes: tuple[str, ...]
    hours: tuple[str, ...]
    assessments: tuple[str, ...]
    claims: str
    about: str = ""


def module_lines(framework: Framework) -> tuple[ModuleLine, ...]:
    """The modules of a model curriculum with outcomes, hours by mode, assessments, and how many claims they make."""
    optional = framework.facts.optional_modules
    return tuple(module_line(each, core=each.id not in optional) for each in framework.facts.modules)


def module_line(module: Module, *, core: bool) -> ModuleLine:
    """One of them."""
    return ModuleLine(
        name=f"{module.code} {module.title}".strip(),
        facts=f"{module.credits} credits at level {module.level}{'' if core else ', optional'}",
        outcomes=tuple(f"{each.code} {each.text}".strip() for each in module.outcomes),
        hours=tuple(f"{hours(minutes)} {way.value}" for way, minutes in module_hours(module).by_delivery if minutes),
        assessments=tuple(
            ", ".join(part for part in (f"{each.code} {each.title}".strip(), f"{each.weight}%", each.size) if part)
            for each in module.assessments
        ),
        claims=plural(len(module.claims), "claim on items of other frameworks", "claims on items of other frameworks"),
        about=module.aims,
    )
