"""Questions that are asked at every request. Django builds the SQL of each anew, which takes ten times as long as the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, models

#: What stands for the nth value while the statement is made: nothing that is a constant of a query of ours.
SAMPLES: dict[type, Callable[[int], Any]] = {
    models.IntegerField: lambda at: 1_790_211_877 + at,
    models.UUIDField: lambda at: UUID(int=0x6F7BD5E0_2C61_4D0F_9A37_0C5D4B1E8A93 + at),
    models.CharField: lambda at: f"what stands here for value number {at}",
}


@dataclass(frozen=True, slots=True)
class _Statement:
    """SQL with its parameters; `places` says for each of them which value goes there, None for one that always stands there.

    `converters` say how to turn what the database gives into values of Python: (column, steps, what the column is).
    """

    sql: str
    parameters: tuple[Any, ...]
    places: tuple[int | None, ...]
    converters: tuple[tuple[int, tuple[Callable[..., Any], ...], Any], ...]
    model: type[models.Model]
    columns: slice
    names: tuple[str, ...]
    beside: tuple[tuple[str, int], ...]


class Prepared:
    """A query set whose SQL is made once per process, and asked again and again with other values.

    `ask` makes the query set out of values; `fields` say of what type each of them is. Neither rows nor values are kept, so nobody is
    ever given what another one asked for.
    """

    def __init__(self, ask: Callable[..., models.QuerySet[Any]], *fields: models.Field[Any, Any]) -> None:
        self._ask = ask
        self._fields = fields
        self._made: dict[tuple[str, tuple[bool, ...]], _Statement] = {}

    def tuples(self, *values: Any) -> list[tuple[Any, ...]]:
        """What a query set with values_list() gives for these values; None asks for what has none."""
        return [tuple(row) for row in self._asked(values)[1]]

    def rows(self, *values: Any) -> list[Any]:
        """What a query set of a model gives for these values: its objects with their annotations, without related ones."""
        made, found = self._asked(values)
        given = []
        for row in found:
            one = made.model.from_db(connection.alias, list(made.names), row[made.columns])
            for name, at in made.beside:
                setattr(one, name, row[at])
            given.append(one)
        return given

    def _asked(self, values: tuple[Any, ...]) -> tuple[_Statement, list[list[Any]]]:
        kind = connection.vendor, tuple(value is None for value in values)  # what has no value is asked for by other words
        made = self._made.get(kind) or self._made.setdefault(kind, self._make(kind[1]))
        given = [field.get_db_prep_value(value, connection) for field, value in zip(self._fields, values, strict=True)]
        parameters = [one if place is None else given[place] for one, place in zip(made.parameters, made.places, strict=True)]
        with connection.cursor() as cursor:
            cursor.execute(made.sql, parameters)
            found = [list(row) for row in cursor.fetchall()]
        for row in found:
            for at, steps, column in made.converters:
                for step in steps:
                    row[at] = step(row[at], column, connection)
        return made, found

    def _make(self, missing: tuple[bool, ...]) -> _Statement:
        """Raises ValueError where a value does not reach the statement as it is."""
        samples = [None if gone else _sample(field, at) for at, (field, gone) in enumerate(zip(self._fields, missing, strict=True))]
        compiler = self._ask(*samples).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        ready = [field.get_db_prep_value(sample, connection) for field, sample in zip(self._fields, samples, strict=True)]
        places = tuple(next((at for at, one in enumerate(ready) if one is not None and one == each), None) for each in parameters)
        if set(places) - {None} != {at for at, gone in enumerate(missing) if not gone}:
            raise ValueError("a value of a prepared question does not reach its statement")
        picked = compiler.klass_info["select_fields"]
        columns = slice(picked[0], picked[-1] + 1) if picked else slice(0)
        converters = compiler.get_converters([column[0] for column in compiler.select])
        return _Statement(
            sql=sql,
            parameters=tuple(parameters),
            places=places,
            converters=tuple((at, tuple(steps), column) for at, (steps, column) in converters.items()),
            model=compiler.klass_info["model"],
            columns=columns,
            names=tuple(column[0].target.attname for column in compiler.select[columns]),
            beside=tuple(compiler.annotation_col_map.items()),
        )


def _sample(field: models.Field[Any, Any], at: int) -> Any:
    return next(sample for kind, sample in SAMPLES.items() if isinstance(field, kind))(at)
