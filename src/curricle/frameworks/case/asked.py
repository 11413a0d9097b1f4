"""What is asked of the list of documents: limit, offset, sort, orderBy, filter, fields.

The binding asks for leniency: what is not understood is passed over, and a Warning header says so. Only a filter that cannot be
read is refused, for nobody wants everything instead of what they asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from curricle.frameworks.case.faults import Fault
from curricle.interop.case.rules import SHAPES
from curricle.interop.case.writing import Profile

FIELDS = SHAPES["CFDocument"]
LIMIT, MOST, FURTHEST = 100, 500, 10**9
LONGEST, TERMS = 2_000, 20
_TERM = re.compile(r"\s*([A-Za-z][\w.]{0,99})\s*(<=|>=|!=|=|<|>|~)\s*'((?:[^']|'')*)'", re.ASCII)
_JOIN = re.compile(r"\s+(AND|OR)(?=\s)", re.IGNORECASE)


def profile_of(said: Mapping[str, str]) -> Profile:
    """The profile of a package: strict, unless `profile=friendly` was said."""
    return Profile.FRIENDLY if said.get("profile") == Profile.FRIENDLY else Profile.STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One condition: a field (a path with dots), an operator, a text."""

    field: str
    operator: str
    text: str

    def holds(self, part: Mapping[str, Any]) -> bool:
        """Of a list, one entry is enough; texts are compared without regard to case, and dates are texts."""
        values = list(_values(part, self.field.split(".")))
        wanted = self.text.casefold()
        if self.operator == "!=":
            return all(value != wanted for value in values)
        return any(_OPERATORS[self.operator](value, wanted) for value in values)


_OPERATORS = {
    "=": lambda value, wanted: value == wanted,
    "~": lambda value, wanted: wanted in value,
    "<": lambda value, wanted: value < wanted,
    ">": lambda value, wanted: value > wanted,
    "<=": lambda value, wanted: value <= wanted,
    ">=": lambda value, wanted: value >= wanted,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """`either`: groups of conditions, of which one group must hold whole. `fields`: those to give, all where none is named."""

    limit: int = LIMIT
    offset: int = 0
    sort: str = ""
    descending: bool = False
    either: tuple[tuple[Term, ...], ...] = ()
    fields: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def chosen(self, parts: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """All that the filter lets through, sorted; what has no such field comes last."""
        found = [part for part in parts if not self.either or any(all(term.holds(part) for term in group) for group in self.either)]
        if self.sort:
            with_field = [part for part in found if self.sort in part]
            with_field.sort(key=lambda part: _sortable(part[self.sort]), reverse=self.descending)
            found = with_field + [part for part in found if self.sort not in part]
        return found

    def given(self, part: dict[str, Any]) -> dict[str, Any]:
        """The fields that were asked for."""
        return {name: value for name, value in part.items() if name in self.fields} if self.fields else part


def asked(given: Mapping[str, str]) -> Asked:
    """The parameters of a request. Raises Fault for a filter that cannot be read."""
    warnings: list[str] = []
    sort = given.get("sort", "")
    if sort and sort not in FIELDS:
        warnings.append(f"sort: a CFDocument has no field {sort[:60]}")
        sort = ""
    order = given.get("orderBy", "").lower()
    if order not in ("", "asc", "desc"):
        warnings.append("orderBy is asc or desc")
    names = [name.strip() for name in given.get("fields", "")[:LONGEST].split(",") if name.strip()]
    strange = [name for name in names if name not in FIELDS]
    if strange:
        warnings.append(f"fields: a CFDocument has no field {strange[0][:60]}")
    return Asked(
        limit=_number(given, "limit", LIMIT, (1, MOST), warnings),
        offset=_number(given, "offset", 0, (0, FURTHEST), warnings),
        sort=sort,
        descending=order == "desc",
        either=read_filter(given.get("filter", "")),
        fields=tuple(name for name in names if name in FIELDS),
        warnings=tuple(warnings),
    )


def read_filter(text: str) -> tuple[tuple[Term, ...], ...]:
    """Conditions joined by AND and OR; AND binds closer. Raises Fault."""
    if not text.strip():
        return ()
    if len(text) > LONGEST:
        raise _unreadable(f"a filter has at most {LONGEST} characters")
    groups: list[list[Term]] = [[]]
    at = 0
    while True:
        found = _TERM.match(text, at)
        if found is None:
            raise _unreadable(f"expected field, operator and 'value' at character {at + 1}")
        field, operator, value = found.groups()
        if field.split(".")[0] not in FIELDS:
            raise _unreadable(f"a CFDocument has no field {field[:60]}")
        groups[-1].append(Term(field=field, operator=operator, text=value.replace("''", "'")))
        if sum(map(len, groups)) > TERMS:
            raise _unreadable(f"a filter has at most {TERMS} conditions")
        at = found.end()
        if not text[at:].strip():
            return tuple(map(tuple, groups))
        join = _JOIN.match(text, at)
        if join is None:
            raise _unreadable(f"expected AND or OR at character {at + 1}")
        if join[1].upper() == "OR":
            groups.append([])
        at = join.end()


def page_links(address: str, given: Mapping[str, str], wanted: Asked, total: int) -> str:
    """The header Link (RFC 8288): first, last, and where there are such, prev and next."""
    last = max(0, (total - 1) // wanted.limit * wanted.limit)
    places = {"first": 0, "last": last}
    if wanted.offset > 0:
        places["prev"] = min(max(0, wanted.offset - wanted.limit), last)
    if wanted.offset + wanted.limit < total:
        places["next"] = wanted.offset + wanted.limit
    kept = {name: given[name] for name in ("sort", "orderBy", "filter", "fields") if name in given}
    return ", ".join(
        f'<{address}?{urlencode({**kept, "limit": wanted.limit, "offset": places[name]})}>; rel="{name}"'
        for name in ("first", "prev", "next", "last")
        if name in places
    )


def _number(given: Mapping[str, str], name: str, default: int, bounds: tuple[int, int], warnings: list[str]) -> int:
    text = given.get(name, "")
    if not text:
        return default
    least, most = bounds
    if not (text.isascii() and text.isdigit()):
        warnings.append(f"{name} is a whole number from {least}; {default} was taken")
        return default
    number = int(text) if len(text) < 12 else most + 1
    if not least <= number <= most:
        warnings.append(f"{name} is from {least} to {most}")
    return min(max(number, least), most)


def _unreadable(says: str) -> Fault:
    return Fault(400, minor="invalid_selection_field", says=f"filter: {says}")


def _values(part: Any, path: list[str]) -> Iterable[str]:
    if isinstance(part, list):
        for each in part:
            yield from _values(each, path)
    elif path and isinstance(part, dict):
        if path[0] in part:
            yield from _values(part[path[0]], path[1:])
    elif not path and not isinstance(part, dict):
        yield str(part).casefold()


def _sortable(value: Any) -> str:
    found = value.get("title", "") if isinstance(value, dict) else ", ".join(map(str, value)) if isinstance(value, list) else value
    return str(found).casefold()
