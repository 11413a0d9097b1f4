"""Codes and ids: a code names a thing where it can, its id where two share the code; new things get an id from their codes."""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping

#: An identifier as it may stand in a cell.
UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:curricle:workbook")


def id_from(*codes: str) -> str:
    """The same UUID for the same codes, on every machine: id_from("PM", "module", "PM701")."""
    return str(uuid.uuid5(_SPACE, "\x1f".join(codes)))


def references(things: Iterable[tuple[str, str]]) -> dict[str, str]:
    """id -> what a cell writes for it, of (id, code) pairs: the code, or the id where the code is empty, shared or unwritable."""
    pairs = list(things)
    counts = Counter(plain(code) for _, code in pairs)
    return {
        id: code if code == code.strip() and code and counts[plain(code)] == 1 and not re.search(r"[;\n]", code) else id
        for id, code in pairs
    }


def lookup(things: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """What a cell may write -> id, of (id, code) pairs: each id, and each code that only one thing has."""
    pairs = list(things)
    counts = Counter(plain(code) for _, code in pairs)
    found = {plain(code): id for id, code in pairs if code.strip() and counts[plain(code)] == 1}
    return found | {id: id for id, _ in pairs}


def find(known: Mapping[str, str], text: str) -> str:
    """The id that a cell names, by id or by code ignoring case; "" when none."""
    trim = text.strip()
    return known.get(trim) or known.get(plain(trim), "")


def plain(code: str) -> str:
    """A code as it is compared: without case and without spaces at the ends or in runs."""
    return " ".join(code.split()).casefold()


def sheet_name(wanted: str, taken: Iterable[str]) -> str:
    """A name that a sheet may have: 31 characters, none of []:*?/\\, no other sheet's."""
    used = {name.casefold() for name in taken}
    base = " ".join(re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", wanted).split()).strip("'") or "Sheet"
    name, number = base[:31].strip(), 2
    while name.casefold() in used:
        name = f"{base[:27].strip()} {number}"
        number += 1
    return name
