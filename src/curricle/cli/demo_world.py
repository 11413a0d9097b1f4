"""The demonstration world: files inside this package, brought through the same readers and actions that people use.

Never where a real organisation lives. Passwords are random and stand only in demo-accounts.json of the data folder (mode 600).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import click

from curricle.core.framework import Framework
from curricle.core.programme import Programme
from curricle.door.problems import refuse

DEMO = files("curricle.cli") / "demo"
ACCOUNTS = "demo-accounts.json"


def world() -> dict[str, Any]:
    """Organisations, people and files of the demonstration, as world.json lists them."""
    found: dict[str, Any] = json.loads((DEMO / "world.json").read_text("utf-8"))
    return found


def frameworks() -> Iterator[Framework]:
    """The frameworks in the order in which they are to be kept; a second version stands after the first."""
    for name in _names(world()):
        yield _framework(name)


def _names(cast: dict[str, Any]) -> list[str]:
    return [*cast["frameworks"], *(each["file"] for each in cast["next versions"])]


def _framework(name: str) -> Framework:
    from curricle.interop import curricle

    return curricle.read_framework((DEMO / name).read_bytes()).value


def programmes() -> Iterator[Programme]:
    """The programmes of the fictional university."""
    from curricle.interop import curricle

    for name in world()["programmes"]:
        yield curricle.read_programme((DEMO / name).read_bytes()).value


def listing() -> dict[str, Any]:
    """What the demonstration holds: {programmes: [{code, title, profession, state}], frameworks: [{code, title, version}]}."""
    return {
        "programmes": [
            {"code": each.code, "title": each.title, "profession": ", ".join(each.professions), "state": "draft"} for each in programmes()
        ],
        "frameworks": [{"code": each.code, "title": each.title, "version": each.version} for each in frameworks()],
    }


def load(*, reset: bool = False, if_empty: bool = False) -> None:
    """Make the world. `reset` removes it first; `if_empty` does nothing where any organisation is.

    Raises Refused where a real organisation lives.
    """
    from django.db import transaction

    from curricle.people import queries

    cast = world()
    here = {each.code for each in queries.organisations()}
    ours = {each["code"] for each in cast["organisations"]}
    if here and if_empty and not reset:
        return
    if here - ours:
        raise refuse("the store", "organisations live here that are not of the demonstration; it is never mixed with real work")
    if here and not reset:
        click.echo("The demonstration is here already. Use --reset to make it anew.")
        return
    if here:
        _clear()
    with transaction.atomic():
        accounts = _people(cast)
        _bring(cast)
    _keep(accounts)


def _people(cast: dict[str, Any]) -> list[dict[str, str]]:
    from curricle.core.terms import OrganisationKind, Role
    from curricle.people import actions
    from curricle.people.policy import OPERATOR
    from curricle.people.queries import actor_by_email
    from curricle.people.roles import ADMINISTRATOR_OF

    accounts = []
    for place in cast["organisations"]:
        kind = OrganisationKind(place["kind"])
        members = [each for each in cast["people"] if each["organisation"] == place["code"]]
        members.sort(key=lambda each: each["role"] != ADMINISTRATOR_OF[kind].value)
        first = members[0]
        joined = [
            actions.first_administrator(
                by=OPERATOR, email=first["email"], name=first["name"], code=place["code"], organisation=place["name"], kind=kind
            )
        ]
        admin = actor_by_email(first["email"], place["code"])
        for each in members[1:]:
            joined.append(actions.add_person(by=admin, email=each["email"], name=each["name"], role=Role(each["role"])))
        for each, account in zip(members, joined, strict=True):
            accounts.append(
                {
                    "name": each["name"],
                    "email": each["email"],
                    "password": account.password,
                    "role": Role(each["role"]).label,
                    "organisation": place["name"],
                }
            )
    return accounts


def _bring(cast: dict[str, Any]) -> None:
    from curricle.core.terms import Stage
    from curricle.design import actions as design
    from curricle.frameworks import actions
    from curricle.people.queries import actor_by_email

    editor, publisher, lead = (actor_by_email(_one(cast, role)["email"]) for role in ("nated", "natpub", "lead"))
    kept = {name: actions.keep(by=editor, framework=_framework(name)).version for name in _names(cast)}
    stages = {each["file"]: Stage(each["stage"]) for each in cast["next versions"]}
    for name, version in kept.items():
        if stages.get(name) is Stage.IN_CONSULTATION:
            actions.move(by=editor, version=version, to=Stage.IN_CONSULTATION)
            continue
        actions.move(by=editor, version=version, to=Stage.SUBMITTED)
        actions.move(by=publisher, version=version, to=Stage.IMPLEMENTED)
    for each in cast["next versions"]:
        if stages[each["file"]] is Stage.IMPLEMENTED:
            newer = kept[each["file"]].version
            actions.move(by=publisher, version=kept[each["of"]], to=Stage.RETIRED, note=f"Superseded by version {newer}.")
    for each in cast["crosswalks"]:
        _crosswalk(each, [kept[each[end]] for end in ("from", "to")], editor, publisher)
    for programme in programmes():
        design.replace_draft(by=lead, programme=programme, what="Demonstration brought")


def _crosswalk(each: dict[str, str], ends: list[Any], editor: Any, publisher: Any) -> None:
    """Made and submitted by the editor, published by the publisher, as any crosswalk is."""
    from curricle.core.crosswalk import Step
    from curricle.frameworks import actions, crosswalks
    from curricle.interop.crosswalk import read

    row = actions.make_crosswalk(by=editor, title=each["title"], about=each["about"], source=ends[0], target=ends[1])
    source, target = crosswalks.sides(row)
    links = read((DEMO / each["file"]).read_bytes(), source=source, target=target).value
    actions.put_links(by=editor, crosswalk=row, links=links, revision=row.revision, what="Demonstration brought")
    for who, step in ((editor, Step.SUBMITTED), (publisher, Step.PUBLISHED)):
        here = crosswalks.crosswalk(str(row.uuid))
        actions.move_crosswalk(by=who, crosswalk=here, to=step, seen=here.step_id)


def _one(cast: dict[str, Any], role: str) -> dict[str, str]:
    found: dict[str, str] = next(each for each in cast["people"] if each["role"] == role)
    return found


def _clear() -> None:
    """Empty every table. The triggers that keep published things are lifted: a demonstration is no record of anything."""
    from django.core.management import call_command

    from curricle.people.frozen import lifted

    with lifted():
        call_command("flush", interactive=False, verbosity=0)


def _keep(accounts: list[dict[str, str]]) -> None:
    from django.conf import settings

    where = settings.DATA / ACCOUNTS
    part = where.with_suffix(".part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump({"accounts": accounts}, file, ensure_ascii=False, indent=1)
    os.replace(part, where)
