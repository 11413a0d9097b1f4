"""Two programs that edit one mapping at the same time, by the API: run by test_editors.py on a database of its own."""

from __future__ import annotations

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "curricle.config.settings.production")
EDITORS, EDITS = 2, 100


def prepare() -> tuple[str, str, list[tuple[str, str]]]:
    """A key that may write, the address of the mapping, and as many cells as there are edits."""
    from django.core.management import call_command
    from django.db import connection

    from curricle.connect.actions import make_key
    from curricle.core.alignment import mappable_items
    from curricle.core.terms import OrganisationKind, Role
    from curricle.design.actions import replace_draft
    from world import demo_framework, demo_programme, organisation, person, publish

    call_command("migrate", verbosity=0, interactive=False)
    national = organisation("national", OrganisationKind.NATIONAL)
    schema = demo_framework("schema-podiatry")
    publish(schema, person("nell", national, Role.NATIONAL_EDITOR), person("pat", national, Role.NATIONAL_PUBLISHER))
    alice = person("alice", organisation("wharfe"), Role.LEAD, Role.UNIVERSITY_ADMIN)
    value = demo_programme("programme-podiatry")
    module = replace(value.modules[0], claims=())
    row = replace_draft(by=alice, programme=replace(value, modules=(module,), placements=()))
    key = make_key(by=alice, label="Editors", scopes=["programmes:read", "programmes:write"], days=1).key
    cells = [(outcome.id, item.id) for outcome in module.outcomes for item in mappable_items(schema)]
    connection.close()
    return key, f"/api/v1/programmes/{row.code}/mappings/{schema.id}", cells


def edit(key: str, at: str, cells: list[tuple[str, str]]) -> tuple[int, int, int]:
    """Set every cell, reading anew after each clash; (saved, clashes that showed both texts, other answers)."""
    from django.db import connection
    from django.test import Client

    client = Client(HTTP_HOST="localhost", raise_request_exception=False, headers={"Authorization": f"Bearer {key}"})
    saved = clashes = others = 0
    for outcome, item in cells:
        tag = client.get(f"{at}?limit=1")["ETag"]
        while True:
            body = json.dumps({"cells": [{"outcome": outcome, "item": item, "letter": "I"}]})
            answer = client.patch(at, body, "application/json", headers={"If-Match": tag})
            if answer.status_code == 200:
                saved += 1
                break
            told = answer.json()
            if answer.status_code == 409 and {"current", "yours"} <= told.keys():
                clashes, tag = clashes + 1, answer["ETag"]
            else:
                others += 1
                break
    connection.close()
    return saved, clashes, others


def main() -> None:
    import django

    django.setup()
    from django.conf import settings

    settings.API_REQUESTS_A_MINUTE = 10**9
    key, at, cells = prepare()
    parts = [cells[number * EDITS : (number + 1) * EDITS] for number in range(EDITORS)]
    with ThreadPoolExecutor(EDITORS) as threads:
        done = list(threads.map(lambda part: edit(key, at, part), parts))
    from curricle.design.models import Change, ClaimRow, ProgrammeRow

    sums = [sum(each) for each in zip(*done, strict=True)]
    print(json.dumps([*sums, ClaimRow.objects.count(), ProgrammeRow.objects.get().revision, Change.objects.count()]))


if __name__ == "__main__":
    sys.exit(main())
