"""No route without a door."""

from __future__ import annotations

from authz.door import site_map
from authz.doors import DOORS

ADD = """
{name} ({route}) has no door, so nobody has asked the matrix about it. Add one to tests/authz/doors_<part>.py:

    Door(name="{name}", asks=(("<object of the matrix>", "<action>"),), things=<which things it is asked about>),

and one with method="POST", form=..., success=302 and writes=... for what it changes. Fields are told in tests/authz/door.py; a new
object also needs its rows in authz_matrix.csv, its rules in a policy.TABLE and something of it on the stage (tests/authz/stage.py)."""


def test_every_route_has_a_door():
    known = {door.name for door in DOORS}
    assert [ADD.format(name=name, route=route) for name, route in site_map().items() if name not in known] == []


def test_every_door_is_a_route():
    assert sorted({door.name for door in DOORS} - set(site_map())) == []


def test_every_door_asks_what_its_view_declares():
    """The gate and the door name the same objects: a view that was moved to another object takes its door along."""
    from django.urls import get_resolver

    from authz.door import views

    wrong = []
    for name, view in views(get_resolver()).items():
        declared = {kind for kind, _ in view.guard}
        asked = {kind for door in DOORS if door.name == name for kind in (door.kinds or [kind for kind, _ in door.asks])}
        wrong += [(name, sorted(declared ^ asked))] if not declared & asked else []
    assert wrong == []
