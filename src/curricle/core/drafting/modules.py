"""Modules while a model curriculum is written: put one in, move it, take it out. They stand in the facts of the outline's `about`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from curricle.core.drafting.outline import CannotEdit, Outline
from curricle.core.framework import Framework
from curricle.core.module import Module


def module_of(about: Framework, id: str) -> Module:
    """One module. Raises CannotEdit where the draft has none of this id (any more)."""
    found = next((each for each in about.facts.modules if each.id == id), None)
    if found is None:
        raise CannotEdit("This module is not in the draft any more.")
    return found


def stands_on(about: Framework) -> tuple[str, ...]:
    """Ids of the framework versions that a curriculum stands on: those it names, else those that its modules claim, first named first."""
    claimed = (claim.framework for module in about.facts.modules for claim in module.claims)
    return about.facts.stands_on or tuple(dict.fromkeys(claimed))


def put(outline: Outline, module: Module, *, core: bool) -> Outline:
    """The outline with a module in it: in its place where it has one of this id, else last. Raises CannotEdit for a code that is taken."""
    held = outline.about.facts.modules
    other = next((each for each in held if module.code and each.code == module.code and each.id != module.id), None)
    if other:
        raise CannotEdit(
            f"The code {module.code} is that of “{other.title[:80]}” in this draft. Give this module another one.", field="code"
        )
    known = any(each.id == module.id for each in held)
    modules = tuple(module if each.id == module.id else each for each in held) if known else (*held, module)
    optional = set(outline.about.facts.optional_modules) - {module.id} | (set() if core else {module.id})
    return _with(outline, modules, optional)


def step(outline: Outline, id: str, *, by: int) -> Outline:
    """The module some places further down, or up where `by` is below nought. Raises CannotEdit at either end."""
    modules = list(outline.about.facts.modules)
    at = modules.index(module_of(outline.about, id))
    if not 0 <= at + by < len(modules):
        raise CannotEdit("It is the first module already." if by < 0 else "It is the last module already.")
    modules.insert(at + by, modules.pop(at))
    return _with(outline, modules, outline.about.facts.optional_modules)


def remove(outline: Outline, id: str) -> Outline:
    """The outline without the module, its outcomes, hours, assessments and claims."""
    gone = module_of(outline.about, id)
    kept = (each for each in outline.about.facts.modules if each is not gone)
    return _with(outline, kept, set(outline.about.facts.optional_modules) - {id})


def _with(outline: Outline, modules: Iterable[Module], optional: Iterable[str]) -> Outline:
    """Optional ones are named in the order of the modules, so that the same curriculum is the same document."""
    made, named = tuple(modules), set(optional)
    facts = replace(outline.about.facts, modules=made, optional_modules=tuple(each.id for each in made if each.id in named))
    return replace(outline, about=replace(outline.about, facts=facts))
