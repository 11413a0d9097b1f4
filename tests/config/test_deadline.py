"""The watch over slow pages is one for the process."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from django.test import Client


@pytest.mark.django_db
def test_watch_has_one_thread_however_many_handlers_there_are():
    for _ in range(3):
        assert Client().get("/sign-in/").status_code == 200
    watching = sum(each.name == "page deadline" for each in threading.enumerate())
    assert watching <= (connection.vendor == "postgresql")  # it ends a moment after nobody waits
