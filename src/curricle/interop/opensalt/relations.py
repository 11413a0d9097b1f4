"""Names of relations as OpenSALT writes them, and lists in one cell."""

from __future__ import annotations

from curricle.core.registry import RELATIONS
from curricle.door.table import letters

_BY_LETTERS = {letters(relation): relation for relation in RELATIONS}


def relation_of(said: str) -> str:
    """ "Is Child Of" -> "isChildOf"; an unknown relation as it stands, without spaces at its ends."""
    return _BY_LETTERS.get(letters(said), said.strip())


def listed(text: str) -> tuple[str, ...]:
    """The parts of a cell that holds a list: separated by |, or by commas when there is none."""
    return tuple(part.strip() for part in text.split("|" if "|" in text else ",") if part.strip())
