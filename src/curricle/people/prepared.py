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
        made = self._statement(values)
        return [tuple(row) for row in self._found(made, values)] if made.converters else self._asked(made, values)

    def rows(self, *values: Any) -> list[Any]:
        """What a query set of a model gives for these values: its objects with their annotations and selected related ones."""
        made = self._statement(values)
        given = []
        for row in self._found(made, values):
            one = made.whole.made_of(row)
            for name, at in made.beside:
                setattr(one, name, row[at])
            given.append(one)
        return given

    def _statement(self, values: tuple[Any, ...]) -> _Statement:
        kind = connection.vendor, tuple(value is None for value in values)  # what has no value is asked for by other words
        return self._made.get(kind) or self._made.setdefault(kind, self._make(kind[1]))

    def _found(self, made: _Statement, values: tuple[Any, ...]) -> list[list[Any]]:
        """Rows as values of Python."""
        found = [list(row) for row in self._asked(made, values)]
        for at, steps, column in made.converters:
            for row in found:
                for step in steps:
                    row[at] = step(row[at], column, connection)
        return found

    def _asked(self, made: _Statement, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        given = [field.get_db_prep_value(value, connection) for field, value in zip(self._fields, values, strict=True)]
        parameters = [one if place is None else given[place] for one, place in zip(made.parameters, made.places, strict=True)]
        with connection.cursor() as cursor:
            cursor.execute(made.sql, parameters)
            return cursor.fetchall()

    def _make(self, missing: tuple[bool, ...]) -> _Statement:
        """Raises ValueError where a value does not reach the statement as it is."""
        samples = [None if gone else _sample(field, at) for at, (field, gone) in enumerate(zip(self._fields, missing, strict=True))]
        compiler = self._ask(*samples).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        ready = [field.get_db_prep_value(sample, connection) for field, sample in zip(self._fields, samples, strict=True)]
        places = tuple(next((at for at, one in enumerate(ready) if one is not None and one == each), None) for each in parameters)
        if set(places) - {None} != {at for at, gone in enumerate(missing) if not gone}:
            raise ValueError("a value of a prepared question does not reach its statement")
        converters = compiler.get_converters([column[0] for column in compiler.select])
        return _Statement(
            sql=sql,
            parameters=tuple(parameters),
            places=places,
            converters=tuple((at, tuple(steps), column) for at, (steps, column) in converters.items()),
            whole=_part(compiler.klass_info, compiler.select),
            beside=tuple(compiler.annotation_col_map.items()),
        )


@dataclass(frozen=True, slots=True)
class _Part:
    """The columns of one object of a row, and the parts that are its related objects; `joined` and `back` bind it to what it belongs to."""

    model: type[models.Model]
    names: list[str]
    columns: slice
    key: int
    parts: tuple[_Part, ...]
    joined: Callable[[Any, Any], None] | None
    back: Callable[[Any, Any], None] | None

    def made_of(self, row: list[Any]) -> Any:
        """The object, or None where there is none to relate to."""
        if row[self.key] is None:
            return None
        one = self.model.from_db(connection.alias, self.names, row[self.columns])
        for part in self.parts:
            other = part.made_of(row)
            part.joined(one, other)
            if other is not None:
                part.back(other, one)
        return one


@dataclass(frozen=True, slots=True)
class _Statement:
    """SQL with its parameters; `places` says for each of them which value goes there, None for one that always stands there.

    `converters` turn what the database gives into values of Python: (column, steps, what the column is). `beside`: annotations.
    """

    sql: str
    parameters: tuple[Any, ...]
    places: tuple[int | None, ...]
    converters: tuple[tuple[int, tuple[Callable[..., Any], ...], Any], ...]
    whole: _Part | None
    beside: tuple[tuple[str, int], ...]


def _part(info: dict[str, Any] | None, select: list[Any]) -> _Part | None:
    """None where values are asked for, and no objects."""
    if info is None:
        return None
    picked, key = info["select_fields"], info["model"]._meta.pk.attname
    names = [select[at][0].target.attname for at in picked]
    if key not in names:
        return None
    return _Part(
        model=info["model"],
        names=names,
        columns=slice(picked[0], picked[-1] + 1),
        key=picked[names.index(key)],
        parts=tuple(_part(each, select) for each in info.get("related_klass_infos", ())),
        joined=info.get("local_setter"),
        back=info.get("remote_setter"),
    )


def _sample(field: models.Field[Any, Any], at: int) -> Any:
    return next(sample for kind, sample in SAMPLES.items() if isinstance(field, kind))(at)
