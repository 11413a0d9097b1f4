"""The database, for commands that may need it. Django is imported on the first question, never before."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

from curricle.door.problems import refuse

if TYPE_CHECKING:
    from curricle.core.framework import Framework
    from curricle.core.programme import Programme


@cache
def open_store() -> None:
    """Set Django up with the settings of ./run unless told otherwise. Raises Refused where there is no database yet."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "curricle.config.settings.production")
    import django

    django.setup()


def framework(code: str) -> Framework | None:
    """The newest published version with this code, or None."""
    from django.core.exceptions import ObjectDoesNotExist

    open_store()
    from curricle.frameworks import queries

    try:
        found: Framework | None = _reading(queries.published, code)
    except ObjectDoesNotExist:
        return None
    return found


def programme(code: str) -> Programme | None:
    """The programme with this code as it stands, or None."""
    from django.core.exceptions import ObjectDoesNotExist

    open_store()
    from curricle.design import queries

    try:
        found: Programme | None = _reading(queries.programme_value, code)
    except ObjectDoesNotExist:
        return None
    return found


def _reading(query, code):  # type: ignore[no-untyped-def]
    """An installation that was never started has no tables: that is an answer in words, not a trace."""
    from django.db import DatabaseError

    try:
        return query(code)
    except DatabaseError:
        raise refuse("the store", "this installation has no data yet; ./run makes it") from None
