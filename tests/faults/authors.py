"""Two authors who write one draft at the same time, by its pages: run by test_once.py on a database of its own."""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "curricle.config.settings.production")
ROUNDS = 25


def prepare() -> tuple[str, list[str]]:
    """The address of a draft, and its items: the first is written by both, the others are each one's own."""
    from django.core.management import call_command
    from django.db import connection

    from curricle.core.terms import OrganisationKind, Role
    from curricle.frameworks.actions import begin_draft
    from world import demo_framework, organisation, person

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    national = organisation("national", OrganisationKind.NATIONAL)
    nell, _ = (person(name, national, Role.NATIONAL_EDITOR) for name in ("nell", "ned"))
    schema = demo_framework("schema-podiatry")
    plain = replace(schema, items=tuple(replace(item, notes="") for item in schema.items))
    draft = begin_draft(by=nell, framework=plain)
    connection.close()
    return f"/frameworks/drafts/{draft.uuid}/items/", [item.id for item in schema.items if item.kind == "capability"][:3]


def write(name: str, at: str, items: list[str]) -> Counter[str]:
    """Note something at the shared item and at one's own, in turn, reading anew after each clash."""
    from django.db import connection
    from django.test import Client

    from curricle.people.entrance import FRESH, SEEN, STRONG
    from curricle.people.models import Person
    from form_of import form_of

    client = Client(HTTP_HOST="localhost", raise_request_exception=False)
    client.force_login(Person.objects.get(email=f"{name}@national.example"))
    session = client.session  # as after a second factor, given just now
    session.update({STRONG: True, FRESH: time.time() + 86_400, SEEN: time.time() + 86_400})
    session.save()
    answers: Counter[str] = Counter()
    for number in range(ROUNDS):
        for item in items:
            while True:
                form = form_of(client.get(f"{at}{item}/").content.decode())
                answer = client.post(f"{at}{item}/", form | {"notes": f"{form['notes'][0]} {name}{number}"})
                answers[f"{'shared' if item == items[0] else 'own'} {answer.status_code}"] += 1
                if answer.status_code != 409:
                    break
    connection.close()
    return answers


def main() -> None:
    import django

    django.setup()
    at, (shared, *own) = prepare()
    with ThreadPoolExecutor(2) as threads:
        done = list(threads.map(lambda pair: write(pair[0], at, [shared, pair[1]]), zip(("nell", "ned"), own, strict=True)))
    from curricle.frameworks.models import Draft, DraftItem

    notes = [DraftItem.objects.get(uuid=item).data["notes"].split() for item in (shared, *own)]
    print(json.dumps([dict(sum(done, Counter())), [len(set(each)) for each in notes], Draft.objects.get().revision]))


if __name__ == "__main__":
    sys.exit(main())
