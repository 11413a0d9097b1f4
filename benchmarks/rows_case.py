"""The CASE service as a system asks it: a visitor, by Django's test client, whatever is kept being kept already."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import cache
from typing import Any

from row import Row, typical
from rows_pages import world

import samples

BASE = "/ims/case/v1p1"


@cache
def published(count: int) -> Any:
    """A published version of that many items, and how many seconds of CPU its publication took beyond keeping it."""
    held = world()["versions"]
    from curricle.core.terms import Stage
    from curricle.frameworks import actions
    from curricle.people import queries

    if count in held:
        return held[count]
    editor, publisher = (queries.actor_by_email(f"{name}@nation.example") for name in ("editor", "publisher"))
    version = actions.keep(by=editor, framework=samples.framework(count, code=f"S{count}")).version
    actions.move(by=editor, version=version, to=Stage.SUBMITTED)
    actions.move(by=publisher, version=version, to=Stage.IMPLEMENTED)
    return version


@cache
def visitor() -> Any:
    """One browser without cookies: a new one would load the whole middleware at its first request."""
    from django.test import Client

    return Client()


def ask(path: str, status: int = 200, **headers: str) -> Any:
    response = visitor().get(f"{BASE}/{path}", headers=headers)
    if response.status_code != status:
        raise RuntimeError(f"{path} answered {response.status_code}")
    return response


def measured(path: str, status: int = 200, **headers: str) -> float:
    """Milliseconds of CPU, the middle one of several."""
    ask(path, status, **headers)
    return typical(lambda: ask(path, status, **headers)) * 1000


def case_service() -> Iterator[Row]:
    """Packages of 3,000 and 30,000 items, plain and compressed; 304; one item."""
    for count, reach in ((3_000, 5), (30_000, 50)):
        path = f"CFPackages/{published(count).uuid}"
        started = time.process_time()
        first = ask(path)
        more = {"first s": round(time.process_time() - started, 2), "MB": round(len(first.content) / 2**20, 1)}
        yield Row(f"GET CFPackage of {count:,} items", measured(path), reach, "ms", more=more)
        packed = ask(path, Accept_Encoding="gzip")
        size = {"MB": round(len(packed.content) / 2**20, 2)}
        yield Row("the same, compressed", measured(path, Accept_Encoding="gzip"), reach, "ms", more=size)
        yield Row("the same, 304", measured(path, 304, If_None_Match=first.headers["ETag"]), 2, "ms")
    item = samples.name(samples.framework(3_000, code="S3000").id, "c5")
    yield Row("GET CFItem", measured(f"CFItems/{item}"), 2, "ms")
