"""Bringing files into the database: reading, planning, writing every row and the record. One process a size, on a database in memory."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from row import Row

import samples

#: Items -> (formats to write, reach in CPU seconds)
SIZES = {3_000: (("json", "case", "csv", "xlsx", "opensalt", "dls", "moodle", "openedx"), 1.0), 30_000: (("case",), 10.0)}
TIMES = 3  # runs of each of the smaller files
WORK = """
import json, resource, sys
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from dataclasses import replace
from curricle.core.terms import OrganisationKind, Role
from curricle.frameworks import actions
from curricle.frameworks.bases import base_for
from curricle.frameworks.planning import planned
from curricle.interop import read_framework
from curricle.people import actions as people, queries
from curricle.people.policy import OPERATOR
people.first_administrator(by=OPERATOR, email="a@b.example", name="A", code="n", organisation="N", kind=OrganisationKind.NATIONAL)
people.add_person(by=queries.actor_by_email("a@b.example"), email="e@b.example", name="E", role=Role.NATIONAL_EDITOR)
actor = queries.actor_by_email("e@b.example")

counted = 0


def spent():
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))

for path in sys.argv[2:]:
    for into in ("version", "draft") * int(sys.argv[1]):
        data = open(path, "rb").read()
        token = people.quarantine(by=actor, data=data, name=path)
        started = spent()
        reading = read_framework(data, name=path)
        read = spent()
        found = planned(reading, base_for(actor, reading.value, "new"))
        plan = spent()
        source = actions.Source(name="file", digest="0" * 64, format=reading.format, places=reading.places, problems=reading.problems)
        counted += 1
        framework = replace(found.made.result, code=f"{path[-60:]} {counted}")
        into_draft = {"token": token, "as_draft": into == "draft"}
        done = actions.bring_plan(by=actor, plan=found.made, base=found.base, framework=framework, source=source, **into_draft)
        ended = spent()
        assert done.record is not None
        print(json.dumps({
            "path": path, "into": into, "all": ended - started, "read": read - started, "plan": plan - read, "write": ended - plan,
            "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }), flush=True)
"""


def imports() -> Iterator[Row]:
    """The whole way of a file: read, plan against what is there, write every row and the record."""
    from datetime import UTC, datetime

    from curricle.interop import WRITTEN, write_framework

    for count, (formats, reach) in SIZES.items():
        with tempfile.TemporaryDirectory() as folder:
            paths = {}
            for to in formats:
                paths[to] = Path(folder) / f"{to}.{WRITTEN[to][1].rpartition('.')[2]}"
                paths[to].write_bytes(write_framework(samples.framework(count), to, changed=datetime(2026, 9, 1, tzinfo=UTC)))
            runs = _middle(_runs(list(paths.values()), TIMES if count < 10_000 else 1))
        for run in runs:
            to = Path(run["path"]).stem
            more = {part: round(run[part], 2) for part in ("read", "plan", "write")}
            yield Row(f"bring {count:,} items by {WRITTEN[to][0]} into a {run['into']}", run["all"], reach, "s CPU", more=more)
        if count >= 10_000:
            yield Row(f"memory of bringing {count:,} items", max(run["MB"] for run in runs), 500, "MB", exact=True)


def _middle(runs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of the runs of one file into one place, the one that took neither longest nor shortest."""
    kinds = dict.fromkeys((run["path"], run["into"]) for run in runs)
    sorts = (sorted((run for run in runs if (run["path"], run["into"]) == kind), key=lambda run: run["all"]) for kind in kinds)
    return [each[len(each) // 2] for each in sorts]


def _runs(paths: list[Path], times: int) -> list[dict[str, Any]]:
    command = [sys.executable, "-c", WORK, str(times), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
