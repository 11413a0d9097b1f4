"""One name for the task queue: Django 6 brings it, Django 5.2 has it from a package."""

from typing import Any

from django.utils.module_loading import import_string

try:
    from django.tasks import task
except ImportError:
    from django_tasks import task

__all__ = ["enqueue", "task"]


def enqueue(path: str, **arguments: Any) -> str:
    """Queue a task by its dotted name, so that an action need not import the floor above it; the id of the queued task.

    The row is written in the caller's transaction: what is rolled back was never queued.
    """
    return str(import_string(path).enqueue(**arguments).id)
