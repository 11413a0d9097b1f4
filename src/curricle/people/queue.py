"""One name for the task queue: Django 6 brings it, Django 5.2 has it from a package."""

from datetime import datetime
from typing import Any

from django.utils.module_loading import import_string

try:
    from django.tasks import task
except ImportError:
    from django_tasks import task

__all__ = ["enqueue", "task"]


def enqueue(path: str, *, after: datetime | None = None, **arguments: Any) -> str:
    """Queue a task by its dotted name, so that an action need not import the floor above it; the id of the queued task.

    `after`: not before that time.

    The row is written in the caller's transaction: what is rolled back was never queued.
    """
    found = import_string(path)
    return str((found.using(run_after=after) if after else found).enqueue(**arguments).id)
