"""The packaged authorisation matrix: the oracle of the tests and the source of the help page. No rule is ever read from it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from curricle.core.terms import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One allowed cell: this role may do this to this object, in this scope, when all conditions hold."""

    object: str
    data_class: str
    role: Role
    action: str
    scope: str
    conditions: frozenset[str]


@cache
def rows() -> tuple[Row, ...]:
    text = files("curricle.people").joinpath("authz_matrix.csv").read_text("utf-8")
    return tuple(
        Row(
            object=row["object"],
            data_class=row["data_class"],
            role=Role(row["role"]),
            action=row["action"],
            scope=row["scope"],
            conditions=frozenset(filter(None, row["condition"].split(","))),
        )
        for row in csv.DictReader(text.splitlines())
    )


def named(kind: str, action: str) -> bool:
    """Whether the matrix allows this action on this kind of thing to anybody."""
    return any(row.object == kind and row.action == action for row in rows())
