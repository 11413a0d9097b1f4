"""Doors of signing in: second factors, passkeys, sessions, an account of the university's own sign-in (which is not set up here)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from authz.cast import Asker
from authz.door import Door, Things
from authz.doors_people import FREE, myself
from authz.stage import Stage
from authz.things import Thing

FACTORS = frozenset({"mfa_authenticator"})
SESSIONS = frozenset({"people_opensession"})


def theirs(what: str) -> Things:
    """Of those who have such a thing: one's own, else the other university's."""

    def things(stage: Stage, asker: Asker) -> Iterable[Thing]:
        return [thing for name, thing in stage.things.items() if name.startswith(f"{what} of ")]

    return things


def with_passkey(stage: Stage, asker: Asker) -> Iterable[Thing]:
    """One's own account, for those who have set up a second factor."""
    own = [thing for thing in theirs("passkey")(stage, asker) if thing.about == asker.person]
    return myself(stage, asker) if own or asker.person is None else []


def password_again(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    return {"password": asker.password}


def named(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    return {"name": "Another name"}


def own(name: str, things: Things = myself, **more: Any) -> Door:
    return Door(name=f"people:{name}", asks=(("account", "e"),), things=things, **more)


def sending(name: str, things: Things = myself, **more: Any) -> Door:
    return own(name, things, method="POST", **{"success": 302} | more)


DOORS = (
    Door(name="people:second", asks=FREE, success=302),
    Door(name="people:second", asks=FREE, method="POST", success=302),
    Door(name="people:passkey", asks=FREE, method="POST", success=302),
    Door(name="people:challenge", asks=FREE, method="POST"),
    Door(name="people:outside_begin", asks=FREE, success=404),
    Door(name="people:outside_back", asks=FREE, success=404),
    own("confirm"),
    sending("confirm", form=password_again),
    own("second_factor"),
    own("app"),
    sending("app", success=200),  # no secret was shown in this session yet: one is now
    own("new_passkey"),
    sending("new_passkey", form=named, success=422),
    sending("new_passkey_challenge", success=200),
    own("rename_passkey", theirs("passkey")),
    sending("rename_passkey", theirs("passkey"), form=named, writes=FACTORS),
    sending("remove_factor", theirs("passkey"), writes=FACTORS),
    own("codes"),
    sending("codes", with_passkey, writes=FACTORS),
    own("codes_file", with_passkey),  # while they are shown
    sending("end_session", theirs("session"), writes=SESSIONS),
    sending("end_other_sessions", with_passkey, writes=SESSIONS),
    sending("outside_link", success=404),
    sending("outside_unlink"),
)
