"""The claims of one outcome as they are sent: a letter for each item that was shown, empty for none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict

from curricle.core.module import Claim, Module
from curricle.core.terms import Letter

PREFIX = "letter:"
Key = tuple[str, str]  # framework, item


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """`said`: the letter for each item, "" for no claim; `wrong`: items with something that is no letter."""

    said: Mapping[Key, str]
    wrong: tuple[Key, ...]


def field_of(key: Key) -> str:
    """The name of the field of one item."""
    return f"{PREFIX}{key[0]}:{key[1]}"


def sent(posted: QueryDict) -> Letters:
    """Every letter of the form."""
    found: dict[Key, str] = {}
    for name in posted:
        framework, colon, item = name.removeprefix(PREFIX).partition(":")
        if name.startswith(PREFIX) and colon:
            found[framework, item] = posted[name].strip()
    return Letters(said=found, wrong=tuple(key for key, letter in found.items() if letter not in ("", *Letter)))


def claimed(module: Module, outcome: str) -> dict[Key, Claim]:
    """The claims of one outcome, by what they point to."""
    return {(each.framework, each.item): each for each in module.claims if each.outcome == outcome}


def with_letters(module: Module, outcome: str, letters: Mapping[Key, str], known: Iterable[Key]) -> Module:
    """The module with these letters for an outcome; new claims stand last. What is neither claimed nor `known` is left out."""
    held, pointed = claimed(module, outcome), set(known)
    kept = []
    for each in module.claims:
        letter = letters.get((each.framework, each.item)) if each.outcome == outcome else None
        if letter != "":
            kept.append(replace(each, letter=Letter(letter)) if letter else each)
    new = [
        Claim(outcome=outcome, framework=framework, item=item, letter=Letter(letter))
        for (framework, item), letter in letters.items()
        if letter and (framework, item) not in held and (framework, item) in pointed
    ]
    return replace(module, claims=(*kept, *new))
