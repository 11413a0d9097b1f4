"""All rows of all tables, to compare before with after."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Model

PARTS = ("people", "frameworks", "design")
Dump = dict[str, list[dict[str, Any]]]


def tables() -> list[type[Model]]:
    """The tables of the parts of the product, later parts too."""
    ours = [config for config in apps.get_app_configs() if config.name.startswith("curricle.")]
    return [model for config in ours for model in config.get_models(include_auto_created=True)]


def dump(but: frozenset[str] = frozenset()) -> Dump:
    """{table: its rows in order}, without the tables named."""
    return {
        model._meta.db_table: list(model._default_manager.order_by("pk").values()) for model in tables() if model._meta.db_table not in but
    }


def differing(one: Dump, other: Dump) -> set[tuple[str, str]]:
    """(table, column) in which two dumps differ; column "" where the number of rows does."""
    found = set()
    for table, rows in one.items():
        if len(rows) != len(other[table]):
            found.add((table, ""))
        found |= {(table, name) for a, b in zip(rows, other[table], strict=False) for name in a if a[name] != b[name]}
    return found


def columns() -> list[str]:
    """The name of every column of every table, as a form could send it."""
    names = {name for model in tables() for field in model._meta.concrete_fields for name in (field.name, field.attname)}
    return sorted(names)
