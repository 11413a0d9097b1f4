"""The tables as the migrations that were applied left them: older data are read and written by their own shape, not by today's models."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from curricle.cli.backup.columns import kind_of
from curricle.cli.backup.manifest import Column, Migrations
from curricle.door.problems import refuse

#: Never in a backup: sessions (a stolen one must not live on), tasks (mail must not go out twice), files that wait for a confirmation,
#: and what is made again from published versions when it is asked for.
LEFT_OUT = frozenset(
    {"django_session", "people_opensession", "people_oncerow", "django_tasks_database_dbtaskresult", "people_quarantinedfile"}
    | {"frameworks_casehead", "frameworks_caseentry", "frameworks_casebytes"}
)

NONE, CURRENT, OLDER = "none", "current", "older"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One table: its columns in order, and the primary key that rows are ordered by. `model` is the historical one."""

    name: str
    columns: tuple[Column, ...]
    key: str
    model: Any


def applied(connection: Any) -> frozenset[tuple[str, str]]:
    """(app, name) of the migrations that this database has seen; none where it has no tables."""
    from django.db.migrations.recorder import MigrationRecorder

    return frozenset(MigrationRecorder(connection).applied_migrations())


def listed(nodes: Iterable[tuple[str, str]]) -> tuple[Migrations, ...]:
    """As the manifest keeps them."""
    found: dict[str, list[str]] = {}
    for app, name in sorted(nodes):
        found.setdefault(app, []).append(name)
    return tuple(Migrations(app=app, names=tuple(names)) for app, names in found.items())


def nodes(migrations: Iterable[Migrations]) -> frozenset[tuple[str, str]]:
    return frozenset((each.app, name) for each in migrations for name in each.names)


def refuse_newer(at: str, seen: Iterable[tuple[str, str]]) -> None:
    """Raises Refused for data made by a newer version."""
    from curricle.people.newer import unknown_migrations

    newer = unknown_migrations(seen)
    if newer:
        more = f" and {len(newer) - 1} more" if len(newer) > 1 else ""
        raise refuse(at, f"these data were made by a newer Curricle (it knows {newer[0]}{more}); start that version or a later one")


def state(connection: Any) -> str:
    """ "none" without tables, "older" with migrations to come, else "current". Raises Refused for data of a newer version."""
    from django.db.migrations.executor import MigrationExecutor

    seen = applied(connection)
    if not seen:
        return NONE
    refuse_newer("the database", seen)
    executor = MigrationExecutor(connection)
    return OLDER if executor.migration_plan(executor.loader.graph.leaf_nodes()) else CURRENT


def shapes(seen: Iterable[tuple[str, str]]) -> tuple[Shape, ...]:
    """The tables after those migrations, by name, without those that are left out."""
    models = _state(seen).apps.get_models(include_auto_created=True)
    real = {model._meta.db_table: model for model in models if model._meta.managed and not model._meta.proxy}
    return tuple(_shape(real[name]) for name in sorted(set(real) - LEFT_OUT))


def all_models(seen: Iterable[tuple[str, str]]) -> list[Any]:
    """Every historical model with a table of its own, those that are left out too; tables between two models come with them."""
    return [each for each in _state(seen).apps.get_models() if each._meta.managed and not each._meta.proxy]


def last_of_each(seen: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The migrations after which nothing of their app was applied: what to migrate to, to come to that state."""
    graph, wanted = _loader().graph, set(seen)
    return [
        node
        for node in sorted(wanted & set(graph.nodes))
        if not any(child.key[0] == node[0] and child.key in wanted for child in graph.node_map[node].children)
    ]


def _shape(model: Any) -> Shape:
    fields = model._meta.local_concrete_fields
    columns = tuple(Column(name=field.column, kind=kind_of(field)) for field in fields)
    return Shape(name=model._meta.db_table, columns=columns, key=model._meta.pk.column, model=model)


def _state(seen: Iterable[tuple[str, str]]) -> Any:
    loader = _loader()
    return loader.project_state(sorted(set(seen) & set(loader.graph.nodes)))


def _loader() -> Any:
    from django.db.migrations.loader import MigrationLoader

    return MigrationLoader(None, ignore_no_migrations=True)
