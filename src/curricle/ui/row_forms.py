"""Rows of one kind in one form, without script: add, remove and move are submit buttons, and what was typed is kept.

Each row has an id, which stands in the names of its fields ("outcome-<id>-text"); the order is that of the hidden field "row".
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict

MOST_ROWS = 100
ROW_ID = re.compile(r"[0-9A-Za-z-]{1,60}")
Make = Callable[..., "RowForm"]


class RowForm(forms.Form):
    """One row. `tells`: fields of which one at least is filled in, or the row is empty and left out."""

    tells: tuple[str, ...] = ()

    def is_blank(self) -> bool:
        return not any(str(self[name].data or "").strip() for name in self.tells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    id: str
    form: RowForm
    new: bool = False


class RowForms:
    """The rows as shown or as sent. Looks like a form to the error summary: errors, non_field_errors, and its bound fields."""

    def __init__(self, kind: str, make: Make, rows: Iterable[Row], unique: str = "") -> None:
        self.kind, self.make, self.unique = kind, make, unique
        self.rows = tuple(rows)

    @property
    def errors(self) -> dict[str, Any]:
        return {f"{row.id}-{name}": found for row in self.rows for name, found in row.form.errors.items()}

    def non_field_errors(self) -> list[str]:
        return []

    def __iter__(self) -> Iterator[BoundField]:
        return (bound for row in self.rows for bound in row.form)

    def is_valid(self) -> bool:
        """Whether every row is; one code may stand once only."""
        wrong = [row for row in self.rows if not row.form.is_valid()]
        good = not wrong
        seen: set[str] = set()
        for row in self.rows if self.unique else ():
            code = row.form.cleaned_data.get(self.unique, "")
            if code and code in seen:
                row.form.add_error(self.unique, f"{code} is used twice. Give each row a code of its own.")
                good = False
            seen.add(code)
        return good


def shown(kind: str, make: Make, rows: Iterable[tuple[str, Mapping[str, Any]]], unique: str = "", *, blank: bool = True) -> RowForms:
    """Rows (id, values) to be filled in; one empty row where there are none and `blank`."""
    made = [Row(id=id, form=_open(kind, make, id, values)) for id, values in rows]
    return RowForms(kind, make, made or ([_fresh(kind, make)] if blank else []), unique)


def sent(kind: str, make: Make, posted: QueryDict, known: Iterable[str], unique: str = "") -> RowForms:
    """Rows as sent, to be checked. New rows that are empty are left out."""
    held = set(known)
    forms_sent = [(id, make(posted, prefix=f"{kind}-{id}", auto_id="%s")) for id in _ids(posted)]
    return RowForms(kind, make, [Row(id=id, form=form) for id, form in forms_sent if id in held or not form.is_blank()], unique)


def turned(kind: str, make: Make, posted: QueryDict, do: str, unique: str = "") -> RowForms:
    """Rows as sent after "add", "remove <id>", "up <id>" or "down <id>": nothing is checked and nothing lost but a removed row."""
    what, _, which = do.partition(" ")
    ids = _ids(posted)
    if which in ids:
        at = ids.index(which)
        ids.remove(which)
        if what != "remove":
            ids.insert(max(0, at + {"up": -1, "down": 1}.get(what, 0)), which)
    rows = [Row(id=id, form=_open(kind, make, id, _typed(kind, make, posted, id))) for id in ids]
    if what == "add" and len(rows) < MOST_ROWS:
        rows.append(_fresh(kind, make))
    return RowForms(kind, make, rows, unique)


def _ids(posted: QueryDict) -> list[str]:
    return [id for id in dict.fromkeys(posted.getlist("row")) if ROW_ID.fullmatch(id)][:MOST_ROWS]


def _open(kind: str, make: Make, id: str, values: Mapping[str, Any]) -> RowForm:
    return make(initial=values, prefix=f"{kind}-{id}", auto_id="%s")


def _fresh(kind: str, make: Make) -> Row:
    id = str(uuid.uuid4())
    form = _open(kind, make, id, {})
    next(iter(form.fields.values())).widget.attrs["autofocus"] = ""
    return Row(id=id, form=form, new=True)


def _typed(kind: str, make: Make, posted: QueryDict, id: str) -> dict[str, Any]:
    """What was typed into a row, as it was typed."""
    form = make(prefix=f"{kind}-{id}", auto_id="%s")
    return {name: each.widget.value_from_datadict(posted, {}, form.add_prefix(name)) for name, each in form.fields.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPart:
    """A row as drawn by ui/_rows.jinja. `first` and `last` have no button to move further."""

    id: str
    anchor: str
    legend: str
    form: object
    first: bool
    last: bool


def row_parts(rows: RowForms, word: str) -> tuple[RowPart, ...]:
    """The rows as drawn, each under a legend such as "Outcome 2"."""
    last = len(rows.rows) - 1
    return tuple(
        RowPart(
            id=row.id,
            anchor=f"{rows.kind}-{row.id}",
            legend=f"{word.capitalize()} {at + 1}",
            form=row.form,
            first=at == 0,
            last=at == last,
        )
        for at, row in enumerate(rows.rows)
    )
