"""What an earlier edition taught: statements that are as they were need no second look, and only what differs asks."""

from __future__ import annotations

from curricle.interop.prose.recipe import Recipe, Verdict
from curricle.interop.prose.statements import Entry


def recall(entries: list[Entry], recipe: Recipe) -> tuple[str, ...]:
    """Takes the doubts from statements that a person has kept before, adds them to what is new; the codes that are gone."""
    if not recipe.known:
        return ()
    known = {each.key: each for each in recipe.known}
    codes = {each.code for each in recipe.known if each.code}
    for each in entries:
        if each.group:
            continue
        if each.key in known:
            each.doubts, each.known = [], True
        elif each.code in codes:
            each.doubt("its wording or its place is not as in the last edition")
        else:
            each.doubt("is new since the last edition")
    here = {each.code for each in entries if not each.group}
    return tuple(each.code for each in recipe.known if each.code and each.code not in here and each.verdict is not Verdict.SKIPPED)
