"""Packages in memory: they take no more than their room, and never tell what is no longer so."""

from __future__ import annotations

import pytest

from case.stage import DOCUMENT, SECRET, schema
from case.test_service import ask, given
from curricle.core.terms import Stage
from curricle.frameworks import actions as frameworks
from curricle.frameworks.case.memory import SENT, Memory
from curricle.frameworks.models import CaseBytes


@pytest.fixture(autouse=True)
def _empty():
    SENT.clear()
    yield
    SENT.clear()


def test_what_was_not_asked_for_longest_goes_first():
    memory = Memory(most=30)
    for key in "abc":
        memory.put(key, b"0123456789")
    memory.get("a")
    memory.put("d", b"0123456789")
    assert [memory.get(key) is not None for key in "abcd"] == [True, False, True, True]
    assert memory.size == 30


def test_what_is_larger_than_all_the_room_is_not_held():
    memory = Memory(most=3)
    memory.put("a", b"0123")
    assert (memory.get("a"), memory.size) == (None, 0)


def test_what_is_put_twice_is_held_once():
    memory = Memory(most=30)
    memory.put("a", b"0123")
    memory.put("a", b"01")
    assert (memory.get("a"), memory.size) == (b"01", 2)


def test_package_is_the_same_from_memory_as_from_the_database(client, published):
    first = ask(client, f"CFPackages/{DOCUMENT}").content
    CaseBytes.objects.all().delete()
    held = ask(client, f"CFPackages/{DOCUMENT}").content
    SENT.clear()
    assert (held, ask(client, f"CFPackages/{DOCUMENT}").content) == (first, first)


def test_package_in_memory_of_an_earlier_status_is_not_given(client, nation):
    version = nation.publish(schema(), Stage.PENDING)
    ask(client, f"CFPackages/{DOCUMENT}")
    frameworks.move(by=nation.publisher, version=version, to=Stage.IMPLEMENTED)
    assert given(client, f"CFPackages/{DOCUMENT}")["CFDocument"]["adoptionStatus"] == "Implemented"


def test_nothing_is_held_where_no_room_is_given(client, published, settings):
    settings.CASE_CACHE_MEGABYTES = 0
    ask(client, f"CFPackages/{DOCUMENT}")
    assert SENT.size == 0


def test_memory_opens_nothing_that_is_not_published(client, published):
    ask(client, f"CFPackages/{DOCUMENT}")
    assert (ask(client, f"CFPackages/{SECRET}").status_code, SENT.size > 0) == (404, True)
