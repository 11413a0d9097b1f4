"""Doors of people and of the page kit: accounts, roles, the record, files, jobs, help."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from authz.cast import Asker
from authz.door import Door
from authz.stage import Stage
from authz.things import Thing

FREE = (("page", "v"),)
NEW_PASSWORD = "nine blue herons over Wharfe"


def myself(stage: Stage, asker: Asker) -> Iterable[Thing]:
    return [Thing(name="one's own account", kind="account", place=asker.place, organisation=0, about=asker.person)]


def in_a_place(stage: Stage, asker: Asker) -> Iterable[Thing]:
    """One's own account, for those who have an organisation to act for."""
    return myself(stage, asker) if asker.organisation or asker.person is None else []


def here(kind: str, **at: str) -> Any:
    """What the asker's own organisation has of a kind, as a whole; a visitor is asked about nobody's."""

    def things(stage: Stage, asker: Asker) -> Iterable[Thing]:
        return [
            Thing(name=f"{kind} of {asker.place or 'nobody'}", kind=kind, place=asker.place, organisation=asker.organisation or 0, at=at)
        ]

    return things


def belonging(what: str) -> Any:
    """One's own, a colleague's of the same organisation, and one of the other tenant."""

    def things(stage: Stage, asker: Asker) -> Iterable[Thing]:
        colleague = next((each.name for each in stage.askers.values() if each.place == asker.place and each is not asker), "")
        names = (asker.name, colleague, "north-uni lead", "south-uni lead", "south-emp eadm")
        return [stage.things[f"{what} of {name}"] for name in dict.fromkeys(names) if f"{what} of {name}" in stage.things]

    return things


def papers(stage: Stage, asker: Asker) -> Iterable[Thing]:
    return stage.of("paper")


def kept_files(stage: Stage, asker: Asker) -> Iterable[Thing]:
    return belonging("file")(stage, asker)


def passwords(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    return {"old": asker.password, "new": NEW_PASSWORD}


def new_name(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    return {"name": "Another Name"}


def own_place(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    return {"code": asker.place}


def wrong_password(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    return {"email": "nobody@elsewhere.example", "password": "not the password"}


def some_address(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    return {"email": "nobody@elsewhere.example"}


DOORS = (
    *(Door(name=f"ui:{name}", asks=FREE) for name in ("help", "help_search", "accessibility", "cookies", "about")),
    Door(name="ui:help_page", asks=FREE, fixed={"slug": "roles"}),
    Door(name="people:healthz", asks=FREE),
    Door(name="people:readyz", asks=FREE),
    Door(name="ui:security_txt", asks=FREE, success=404),
    Door(name="people:rights", asks=FREE),
    Door(name="people:sign_in", asks=FREE),
    Door(name="people:sign_in", asks=FREE, method="POST", form=wrong_password, success=422, writes=frozenset({"people_signincount"})),
    Door(name="people:sign_out", asks=FREE, method="POST", success=302),
    Door(name="people:forgotten", asks=FREE),
    Door(name="people:forgotten", asks=FREE, method="POST", form=some_address),
    Door(name="people:reset", asks=FREE, fixed={"who": "eA", "token": "x-y"}, success=410),
    Door(name="people:reset", asks=FREE, method="POST", fixed={"who": "eA", "token": "x-y"}, success=410),
    Door(name="people:account", asks=(("account", "v"),), things=myself),
    Door(name="people:name", asks=(("account", "e"),), things=myself),
    Door(
        name="people:name",
        asks=(("account", "e"),),
        things=myself,
        method="POST",
        form=new_name,
        success=302,
        writes=frozenset({"people_person"}),
    ),
    Door(name="people:password", asks=(("account", "e"),), things=myself),
    Door(
        name="people:password",
        asks=(("account", "e"),),
        things=myself,
        method="POST",
        form=passwords,
        success=302,
        writes=frozenset({"people_person"}),
    ),
    Door(name="people:act_for", asks=(("account", "e"),), things=in_a_place, method="POST", form=own_place, success=302),
    Door(name="people:people", asks=(("user_and_role", "v"),), things=here("user_and_role")),
    Door(name="people:end_role", asks=(("user_and_role", "d"),), things=belonging("role")),
    Door(
        name="people:end_role",
        asks=(("user_and_role", "d"),),
        things=belonging("role"),
        method="POST",
        success=302,
        writes=frozenset({"people_membership"}),
    ),
    Door(name="people:record", asks=(("audit_event", "v"),), things=here("audit_event")),
    Door(name="people:file", asks=(("file", "v"),), things=kept_files, how="file"),
    Door(name="people:file", asks=(("paper", "x"),), things=papers, kinds=("file",), gate="v", how="file", hides=True),
    Door(name="people:job", asks=(("job", "v"),), things=belonging("job")),
    Door(
        name="people:job_cancel",
        asks=(("job", "w"),),
        things=belonging("job"),
        method="POST",
        success=302,
        writes=frozenset({"people_job"}),
    ),
)
