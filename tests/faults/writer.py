"""A process that saves one programme over and over and says after each save that it was kept: killed by test_kill.py."""

from __future__ import annotations

import os
import sys
from dataclasses import replace

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "curricle.config.settings.production")


def main() -> None:
    import django

    django.setup()
    from curricle.design import actions
    from curricle.people.queries import actor_by_email
    from world import demo_programme

    by = actor_by_email("alice@wharfe.example", "wharfe")
    value = demo_programme("programme-podiatry")
    module = value.modules[0]
    for turn in range(1000):
        fewer = replace(module, title=f"Turn {turn} of {os.getpid()}", claims=module.claims[turn % 2 :])
        row = actions.replace_draft(by=by, programme=replace(value, modules=(fewer, *value.modules[1:])))
        print(row.revision, flush=True)


if __name__ == "__main__":
    sys.exit(main())
