"""Doors of members: invitations, roles, registrations, organisations, complaints, keys for programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from authz.asked import by_link
from authz.cast import KINDS, Asker
from authz.door import Door, Things
from authz.doors_people import NEW_PASSWORD, belonging, here, myself
from authz.stage import Stage
from authz.things import Thing
from curricle.core.terms import Role
from curricle.people.roles import ADMINISTRATOR_OF, ROLES_OF

ANY_ROLE = {"nat": "rev", "uni": "tutor", "emp": "mentor", "body": "rev", "epao": "epa"}
NOBODY_YET = {"email": "first@empty.example", "person": "The First"}
CHECKED = {"status": "registered", "checked-day": "1", "checked-month": "9", "checked-year": "2026", "number": "CH12345"}
PROFESSION = {"profession": "another", "other": "Healing", "regulator": "HCPC", "number": "CH54321"}
COMPLAINT = {"about": "", "name": "Someone", "email": "someone@elsewhere.example", "words": "It was like this."}
KEY = {"label": "Timetable", "scopes": ["frameworks:read"], "days": "30"}


def sent(**data: Any) -> Any:
    return lambda stage, asker, thing: data


def the(*names: str, link: bool = False) -> Things:
    """The things of these names; with `link`, as they are for whoever holds their link."""

    def things(stage: Stage, asker: Asker) -> Iterable[Thing]:
        found = [stage.things[name] for name in names if name in stage.things]
        return [by_link(thing) for thing in found] if link else found

    return things


def for_those(who: str, things: Things) -> Things:
    """Asked about by visitors alone, or by everybody else alone."""
    return lambda stage, asker: things(stage, asker) if (asker.person is None) == (who == "visitors") else []


def wrong_links(stage: Stage, asker: Asker) -> Iterable[Thing]:
    """An invitation with the secret of another one."""
    other = stage.things["north-uni invitation withdrawn"].at["token"]
    thing = stage.things["north-uni invitation open"]
    return [replace(thing, at={**thing.at, "token": other}, organisation=0, name="an invitation by another's link")]


def registrations(kind: str) -> Things:
    """Those of a lead and of an administrator in either university, as their own or as their administrator's."""
    names = [f"registration of {side}-uni {role}" for side in ("north", "south") for role in ("lead", "hadm")]
    return lambda stage, asker: [replace(thing, kind=kind) for thing in the(*names)(stage, asker)]


def to_answer(stage: Stage, asker: Asker) -> Iterable[Thing]:
    """The list of complaints: one's organisation's, or for operators the installation's."""
    state = frozenset({"installation"} if asker.role is Role.OPERATOR else ())
    return [replace(thing, addressed=asker.organisation, state=state) for thing in here("complaint")(stage, asker)]


def new_member(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    role = ANY_ROLE.get(asker.place.partition("-")[2], "tutor")
    return {"email": "new.person@elsewhere.example", "name": "New Person", "role": role}


def other_role(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    """A role that the organisation gives and this person does not have; its administrator's where there is no further one."""
    kind, member = KINDS[thing.place.partition("-")[2]] if thing.place else KINDS["uni"], _member(stage, thing)
    further = [role for role in ROLES_OF[kind] if role is not member.role]
    return {
        "other-role": next((role for role in further if role is not ADMINISTRATOR_OF[kind]), further[0] if further else Role.TUTOR).value
    }


def with_factor(stage: Stage, asker: Asker) -> Iterable[Thing]:
    """The roles of those who have a second factor that can be taken away."""
    return [role for name in stage.things if name.startswith("passkey of ") and (role := stage.things.get(f"role of {name[11:]}"))]


def _member(stage: Stage, thing: Thing) -> Asker:
    return next(each for each in stage.askers.values() if each.membership == thing.at["membership"])


def taken_up(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    return {"name": "New Person", "new": NEW_PASSWORD}


def cell(name: str, kind: str, action: str, things: Things, **more: Any) -> Door:
    return Door(name=f"people:{name}", asks=((kind, action),), things=things, **more)


def sending(name: str, kind: str, action: str, things: Things, writes: str, **more: Any) -> Door:
    return cell(name, kind, action, things, method="POST", writes=frozenset({writes}), **{"success": 302} | more)


INVITED = the("north-uni invitation open", "south-uni invitation open")
TO_READ = the("north-uni invitation open", "south-uni invitation open", link=True)
OURS = the("organisation north-uni", "organisation south-uni", "organisation north-emp")
EMPTY = the("organisation without people")
COMPLAINTS = the("complaint about north-uni", "complaint about south-uni", "complaint about the installation")
KEYS = the("key of north-uni", "key of south-uni", "key of north-emp", "key of north-nat")
INVITATION = {"shows": ("invitation", "person")}
PLACE = here("organisation")


def masked(stage: Stage, asker: Asker) -> Iterable[Thing]:
    return [replace(thing, state=frozenset({"masked"})) for thing in here("integration_key")(stage, asker)]


DOORS = (
    cell("holders", "user_and_role", "v", here("user_and_role")),
    cell("invite", "invitation", "c", here("invitation")),
    sending("invite", "invitation", "c", here("invitation"), "people_invitation", form=new_member),
    sending("invite_again", "invitation", "c", INVITED, "people_job"),
    cell("invite_withdraw", "invitation", "w", INVITED),
    sending("invite_withdraw", "invitation", "w", INVITED, "people_invitation"),
    cell("accept", "invitation", "v", for_those("visitors", TO_READ), **INVITATION),
    cell("accept", "invitation", "v", for_those("others", TO_READ), success=403, **INVITATION),  # says so, and for whom it is
    cell("accept", "invitation", "v", the("north-uni invitation withdrawn", link=True), success=410, **INVITATION),
    cell("accept", "invitation", "v", wrong_links),
    sending("accept", "invitation", "s", TO_READ, "people_membership", form=taken_up, **INVITATION),
    sending(
        "accept",
        "invitation",
        "s",
        for_those("others", the("north-uni invitation open of a member", link=True)),
        "people_membership",
    ),
    cell("role", "user_and_role", "e", belonging("role")),
    sending(
        "role_last_day",
        "user_and_role",
        "e",
        belonging("role"),
        "people_membership",
        form=sent(**{"ends-day": "1", "ends-month": "9", "ends-year": "2030"}),
    ),
    sending("role_other", "user_and_role", "e", belonging("role"), "people_membership", form=other_role),
    cell("start_again", "user_and_role", "e", belonging("role")),
    sending("start_again", "user_and_role", "e", with_factor, "people_job"),
    cell("registration_enter", "account", "e", myself),
    sending("registration_enter", "account", "e", myself, "people_registration", form=sent(**PROFESSION)),
    cell("registration_change", "account", "e", registrations("account")),
    sending("registration_change", "account", "e", registrations("account"), "people_registration", form=sent(**PROFESSION)),
    cell("registration_remove", "account", "e", registrations("account")),
    sending("registration_remove", "account", "e", registrations("account"), "people_registration"),
    cell("registration_check", "user_and_role", "e", registrations("user_and_role")),
    sending("registration_check", "user_and_role", "e", registrations("user_and_role"), "people_registration", form=sent(**CHECKED)),
    cell("organisations", "organisation", "c", PLACE),
    cell("found", "organisation", "c", PLACE),
    sending(
        "found", "organisation", "c", PLACE, "people_organisation", form=sent(**NOBODY_YET, name="New", code="new-place", kind="university")
    ),
    cell("organisation_rename", "organisation", "e", OURS),
    sending("organisation_rename", "organisation", "e", OURS, "people_organisation", form=sent(name="Another name")),
    cell("organisation_administrator", "organisation", "c", EMPTY),
    sending("organisation_administrator", "organisation", "c", EMPTY, "people_invitation", form=sent(**NOBODY_YET)),
    cell("organisation_close", "organisation", "w", EMPTY),
    sending("organisation_close", "organisation", "w", EMPTY, "people_organisation", form=sent(code="empty-place")),
    cell("complain", "complaint", "c", here("complaint")),
    sending("complain", "complaint", "c", here("complaint"), "people_complaint", form=sent(**COMPLAINT), success=200),
    cell("complaints", "complaint", "v", to_answer),
    cell("complaint", "complaint", "v", COMPLAINTS),
    sending("complaint", "complaint", "e", COMPLAINTS, "people_complaint", form=sent(answer="We looked into it.")),
    Door(name="connect:keys", asks=(("integration_key", "v"),), things=masked),
    Door(
        name="connect:keys",
        asks=(("integration_key", "c"),),
        things=masked,
        method="POST",
        form=sent(**KEY),
        writes=frozenset({"connect_keyrow"}),
    ),
    Door(
        name="connect:end_key",
        asks=(("integration_key", "d"),),
        things=KEYS,
        method="POST",
        success=302,
        writes=frozenset({"connect_keyrow"}),
        hides=True,
    ),
)
