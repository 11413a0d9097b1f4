"""What is left out of the asking is only what the matrix cannot tell apart."""

from __future__ import annotations

import pytest

from authz.alike import Turns, cells_of
from authz.doors import DOORS
from authz.stage import Stage

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_every_sort_of_thing_is_asked_about_by_everybody_for_each_of_its_cells(stage: Stage):
    stage.full = True
    turns, cells = Turns(), set()
    not_met = []
    for door in DOORS:
        for asker in stage.some():
            things = list(door.things(stage, asker))
            cells |= cells_of(door, asker, things)
            not_met += [f"{asker} – {door}"] if things and not list(turns.of(door, asker, things)) else []
    stage.full = False
    assert not_met == []
    assert turns.cells == cells
