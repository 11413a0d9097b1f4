"""Write the modules of a model curriculum. Two people are in each other's way only at the same module."""

from __future__ import annotations

from django.db import transaction

from curricle.core.drafting import modules
from curricle.core.module import Module
from curricle.frameworks.actions.draft import Rests, edit
from curricle.frameworks.models import Draft
from curricle.frameworks.snapshot import about_of
from curricle.people.policy import Actor

STEPS = {"up": (-1, "Moved up"), "down": (1, "Moved down")}


@transaction.atomic
def put_module(*, by: Actor, draft: Draft, seen: int, module: Module, core: bool, what: str) -> Draft:
    """A new module, or one of this id as it is to be. `what` is said in the list of changes.

    Raises StaleDraft, CannotEdit, NotWritable; policy's Forbidden or Hidden.
    """
    rests = Rests(modules=(module.id,))
    return edit(by=by, draft=draft, seen=seen, what=what, rests=rests, act=lambda outline: modules.put(outline, module, core=core))


@transaction.atomic
def step_module(*, by: Actor, draft: Draft, seen: int, module: str, step: str) -> Draft:
    """One place up or down. Raises KeyError for another step, CannotEdit; policy's Forbidden or Hidden."""
    places, word = STEPS[step]
    what = f"{word} {_name(draft, module)}"
    return edit(by=by, draft=draft, seen=seen, what=what, act=lambda outline: modules.step(outline, module, by=places))


@transaction.atomic
def remove_module(*, by: Actor, draft: Draft, seen: int, module: str) -> Draft:
    """Take a module out, with all that it holds. Raises StaleDraft, CannotEdit; policy's Forbidden or Hidden."""
    what = f"Removed {_name(draft, module)}"
    return edit(
        by=by, draft=draft, seen=seen, what=what, rests=Rests(modules=(module,)), act=lambda outline: modules.remove(outline, module)
    )


def _name(draft: Draft, id: str) -> str:
    found = modules.module_of(about_of(draft), id)
    return (found.code or found.title)[:60]
