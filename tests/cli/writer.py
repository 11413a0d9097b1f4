"""A process that keeps files and saves a programme, over and over, until it is killed: the load that backups are made under."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace

PAUSE = 0.2  # seconds; without it two writers on one SQLite starve each other


def main() -> None:
    import django

    django.setup()
    from curricle.design import actions
    from curricle.people import actions as people
    from curricle.people.queries import actor_by_email
    from world import demo_programme

    by = actor_by_email("alice@wharfe.example", "wharfe")
    value = demo_programme("programme-podiatry")
    module = value.modules[0]
    for turn in range(100_000):
        fewer = replace(module, title=f"Turn {turn} of {os.getpid()} \u00e9\u2028", claims=module.claims[turn % 2 :])
        people.keep_file(by=by, data=f"paper {turn} of {os.getpid()}".encode() * 50, name=f"{turn}.txt", purpose="trial")
        actions.replace_draft(by=by, programme=replace(value, modules=(fewer, *value.modules[1:])))
        print("saved", flush=True)
        time.sleep(PAUSE)


if __name__ == "__main__":
    sys.exit(main())
