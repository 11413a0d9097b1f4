"""The database, for commands that may need it. Django is imported on the first question, never before."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from curricle.core.policyset import DEFAULT_POLICY, PolicySet
from curricle.door.problems import refuse

if TYPE_CHECKING:
    from curricle.core.framework import Framework
    from curricle.core.programme import Programme
    from curricle.core.versions.pairing import Decision
    from curricle.core.waivers import Waiver


PRODUCTION = "curricle.config.settings.production"
NO_DATA = "this installation has no data yet; ./run makes it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A programme of the store with what its organisation has decided about it."""

    value: Programme
    organisation: int
    policy: PolicySet = DEFAULT_POLICY
    waivers: tuple[Waiver, ...] = ()


@cache
def open_store() -> None:
    """Set Django up with the settings of ./run unless told otherwise."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", PRODUCTION)
    import django

    django.setup()


def nothing_kept() -> bool:
    """Whether ./run never made a database here. Asked before Django is set up, which would make a key; a question leaves nothing."""
    from django.conf import settings

    if settings.configured or os.environ.get("DJANGO_SETTINGS_MODULE", PRODUCTION) != PRODUCTION:
        return False
    from curricle.config.settings import base

    database = base.DATABASES["default"]
    return "sqlite" in database["ENGINE"] and not Path(database["NAME"]).exists()


@contextmanager
def reading() -> Iterator[None]:
    """An installation that was never started has no tables: that is an answer in words, not a trace."""
    if nothing_kept():
        raise refuse("the store", NO_DATA)
    open_store()
    from django.db import DatabaseError

    try:
        yield
    except DatabaseError:
        raise refuse("the store", NO_DATA) from None


def framework(code: str, organisation: int | None = None) -> Framework | None:
    """The newest version with this code or UUID that is published or the organisation's own, or None."""
    with reading():
        from curricle.frameworks import queries

        found: Framework | None = queries.published(code, organisation=organisation)
        return found


def frameworks(organisation: int | None = None) -> tuple[Framework, ...]:
    """Every framework that is published or the organisation's own, the newest of a title first."""
    with reading():
        from curricle.frameworks import queries

        return tuple(queries.value(version) for version in queries.catalogue(organisation))


def decisions(before: str, after: str) -> tuple[Decision, ...]:
    """What people decided about pairs of items of two versions, by their UUIDs."""
    with reading():
        from curricle.frameworks.comparing import decisions as kept

        return kept(before, after)


def programme(code: str) -> Stored | None:
    """The programme with this code as it stands, or None. Raises Refused when several organisations have one.

    ORGANISATION/CODE names one of them.
    """
    whose, _, label = code.rpartition("/")
    with reading():
        from django.core.exceptions import ObjectDoesNotExist

        from curricle.design import queries, snapshot
        from curricle.people.queries import organisations

        found = {}
        for each in organisations():
            if whose in ("", each.code):
                try:
                    found[each.code] = (each.id, queries.programme(each.id, label))
                except ObjectDoesNotExist:
                    continue
        if len(found) > 1:
            names = ", ".join(f"{name}/{label}" for name in sorted(found))
            raise refuse(code, f"more than one organisation has a programme with this code; write one of {names}")
        for organisation, row in found.values():
            policy, waivers = queries.policy_set(organisation), queries.waivers(row)
            return Stored(value=snapshot.snapshot(row), organisation=organisation, policy=policy, waivers=waivers)
    return None
