"""Forms sent many times at once, and forms whose process is killed while it answers: run by test_once.py on a database of its own."""

from __future__ import annotations

import json
import os
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "curricle.config.settings.production")
TOKENS, AT_ONCE, LAST_STATEMENT = 100, 10, 60
ENTRIES = {"label": "Timetable", "scopes": ["people:read"], "days": "30"}


def prepare() -> str:
    """Tables and an administrator who makes keys; the session."""
    from django.core.management import call_command
    from django.db import connection

    from curricle.core.terms import Role
    from faults.stage import browser
    from world import organisation, person

    call_command("migrate", verbosity=0, interactive=False)
    person("bob", organisation("wharfe"), Role.UNIVERSITY_ADMIN)
    session = browser("bob@wharfe.example").cookies["curricle_session"].value
    connection.close()
    return session


def post(session: str, token: str) -> str:
    """The answer's status, with a star where it is the answer of an earlier request."""
    from django.test import Client

    client = Client(HTTP_HOST="localhost", raise_request_exception=False)
    client.cookies["curricle_session"] = session
    answer = client.post("/keys/", ENTRIES | {"once": token})
    return f"{answer.status_code}{'*' if answer.get('Idempotent-Replayed') else ''}"


def things() -> int:
    from curricle.connect.models import KeyRow

    return KeyRow.objects.count()


def race(session: str) -> None:
    """Each of the tokens from several threads at the same moment; prints how often each answer came, and how many things there are."""
    from django.db import connection

    together = Barrier(AT_ONCE)

    def turn(token: int) -> str:
        together.wait(60)
        return post(session, f"token-{token}")

    with ThreadPoolExecutor(AT_ONCE) as threads:
        answers = list(threads.map(turn, [token for token in range(TOKENS) for _ in range(AT_ONCE)]))
        list(threads.map(lambda _: connection.close(), range(AT_ONCE)))
    print(json.dumps([{each: answers.count(each) for each in sorted(set(answers))}, things()]))


def kills(session: str) -> None:
    """A process killed before its nth statement, for every n; then the same form again. Prints the answers seen and what is there."""
    from django.db import connection

    seen, halves = [], 0
    for number in range(1, LAST_STATEMENT + 1):
        connection.close()
        child = os.fork()
        if not child:
            die_before(number)
            post(session, f"killed-{number}")
            os._exit(0)
        _, status = os.waitpid(child, 0)
        first = things()
        halves += first not in (len(seen), len(seen) + 1)
        answer = post(session, f"killed-{number}")
        seen.append((os.WIFSIGNALED(status), answer))
        halves += things() != len(seen)
        if not os.WIFSIGNALED(status):
            break
    killed = [answer for signalled, answer in seen if signalled]
    print(json.dumps([{each: killed.count(each) for each in sorted(set(killed))}, seen[-1], things() - len(seen), halves]))


def die_before(number: int) -> None:
    """From now on this process lives for so many statements."""
    from django.db import connection

    left = [number]

    def count(execute, sql, params, many, context):
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    connection.execute_wrappers.append(count)


if __name__ == "__main__":
    import django
    from django.conf import settings

    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    django.setup()
    {"race": race, "kills": kills}[sys.argv[1]](prepare())
