from __future__ import annotations

import pytest
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from curricle.config.errors import broken


def answer_to(stop: Exception) -> HttpResponse:
    """As Django asks for it: inside the handling of the exception."""
    try:
        raise stop
    except type(stop):
        return broken(RequestFactory().get("/"))


@pytest.mark.parametrize("stop", [OperationalError("database is locked"), InterfaceError("closed"), OSError(28, "No space left on device")])
def test_database_or_disk_that_is_away_is_503_with_a_time_to_come_back(stop: Exception):
    answer = answer_to(stop)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")


def test_fault_of_the_program_is_500_and_says_nothing_of_it():
    answer = answer_to(ZeroDivisionError("secret"))
    assert (answer.status_code, b"secret" in answer.content) == (500, False)
