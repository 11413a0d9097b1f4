"""What is asked of people by mail: invitations, links for outsiders, complaints; and registrations, passkeys and keys for programs.

Of everything there is one in either university, some in more states, each with a canary. Made by the product's own actions, but for a
link whose last day has passed, which no action makes.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.utils import timezone

from authz.cast import START, YESTERDAY, Asker, canary, join
from authz.things import Thing
from curricle.connect import actions as keys
from curricle.connect.models import KeyRow
from curricle.connect.policy import KEEPERS
from curricle.connect.scopes import offered
from curricle.core.terms import OrganisationKind, Role
from curricle.design import actions as design
from curricle.design.models import PaperRow, ProgrammeRow
from curricle.people import actions as people
from curricle.people import link_keys, queries
from curricle.people.models import Complaint, OpenSession, Person, ShareLink
from curricle.people.policy import ANONYMOUS
from curricle.people.views.factors import SHOWN
from people.second_factors import with_passkey

BASE = "http://testserver"


def asked_of(askers: Mapping[str, Asker], side: str) -> dict[str, Thing]:
    """Everything of this file that one side's university has, and what its employer and its national team have of it."""
    lead, admin = askers[f"{side}-uni lead"], askers[f"{side}-uni hadm"]
    made = [*invitations(admin, askers[f"{side}-uni tutor"]), *complaints(admin), *links(lead), *passkeys(lead)]
    for owner in (lead, admin):
        made.append(registration(owner))
    if side == "north":
        made += [complaint("the installation", "", None, ""), *places(askers), unadministered(askers["north-nat natpub"])]
    for name in ("uni hadm", "emp eadm", "nat natpub"):
        made.append(key(askers[f"{side}-{name}"]))
    return {thing.name: thing for thing in made}


def of(asker: Asker) -> dict[str, Any]:
    return {"place": asker.place, "organisation": asker.organisation or 0}


def invitations(admin: Asker, tutor: Asker) -> Iterator[Thing]:
    """To somebody new, open and withdrawn; and to somebody who has an account."""
    word = canary(admin.place, "invitation")
    new = {"by": admin.actor, "name": f"Invited {word}", "base": BASE}
    yield _invitation(admin, people.invite(email=f"{word}@new.example", role=Role.TUTOR, **new), "open")
    gone = people.invite(email=f"{word}@gone.example", role=Role.TUTOR, **new)
    people.withdraw_invitation(by=admin.actor, invitation=gone)
    yield _invitation(admin, gone, "withdrawn")
    yield _invitation(admin, people.invite(email=tutor.email, role=Role.LEAD, **new), "open", about=tutor.person)


def _invitation(admin: Asker, uuid: str, state: str, about: int | None = None) -> Thing:
    at = {"uuid": uuid, "token": queries.link_token(queries.invitation(uuid))}
    name = f"{admin.place} invitation {state}{' of a member' if about else ''}"
    return Thing(name=name, kind="invitation", at=at, id=uuid, state=frozenset({state}), about=about, **of(admin))


def complaints(admin: Asker) -> Iterator[Thing]:
    yield complaint(admin.place, admin.place, admin.organisation, canary(admin.place, "complaint"))


def complaint(name: str, about: str, addressed: int | None, word: str) -> Thing:
    words = {"name": f"Somebody {word}", "email": f"{word or 'somebody'}@home.example", "words": f"It was so: {word}"}
    people.complain(by=ANONYMOUS, about=about, address="192.0.2.7", **words)
    found = str(Complaint.objects.latest("pk").uuid)
    state = frozenset() if addressed else frozenset({"installation"})
    return Thing(
        name=f"complaint about {name}",
        kind="complaint",
        place=about,
        organisation=0,
        at={"uuid": found},
        id=found,
        state=state,
        addressed=addressed,
    )


def registration(owner: Asker) -> Thing:
    """A profession that is on no list, so that its words are a canary."""
    word = canary(owner.place, "registration")
    uuid = people.enter_registration(by=owner.actor, profession=f"Healer {word}", regulator="HCPC", number="CH12345")
    return Thing(name=f"registration of {owner.name}", kind="account", at={"uuid": uuid}, id=uuid, about=owner.person, **of(owner))


def passkeys(owner: Asker) -> Iterator[Thing]:
    """A passkey, made of software, and a session in another browser."""
    with_passkey(owner, owner.client)
    session = owner.client.session
    session[SHOWN] = time.time() + 86_400  # the recovery codes stay on view, however long the tests take
    session.save()
    factor = queries.factors_of(owner.person).factors[0].id
    yield Thing(name=f"passkey of {owner.name}", kind="account", at={"factor": str(factor)}, about=owner.person, **of(owner))
    people.begin_session(person=Person.objects.get(pk=owner.person), key=f"elsewhere{owner.person}", browser="Another browser")
    row = OpenSession.objects.get(key=f"elsewhere{owner.person}")
    yield Thing(name=f"session of {owner.name}", kind="account", at={"session": str(row.pk)}, about=owner.person, **of(owner))


def places(askers: Mapping[str, Asker]) -> Iterator[Thing]:
    """Organisations, by their code."""
    for name in ("north-uni hadm", "south-uni hadm", "north-emp eadm"):
        who = askers[name]
        yield Thing(name=f"organisation {who.place}", kind="organisation", at={"code": who.place}, id=who.place, **of(who))


def unadministered(publisher: Asker) -> Thing:
    """An organisation in which nobody is yet."""
    made = people.found_organisation(by=publisher.actor, code="empty-place", name="An empty place", kind=OrganisationKind.UNIVERSITY)
    at = {"code": "empty-place"}
    return Thing(name="organisation without people", kind="organisation", place="", organisation=made, at=at, id="empty-place")


def links(lead: Asker) -> Iterator[Thing]:
    """Links to one draft: to be answered, answered and closed, withdrawn, over."""
    code = f"{lead.side}-draft".upper()
    row = ProgrammeRow.objects.get(organisation=lead.organisation, code=code)
    paper = PaperRow.objects.filter(pack__programme=row).values_list("file", flat=True).first()
    word = canary(lead.place, "linkanswer")
    for state in ("open", "closed", "withdrawn", "over"):
        asked = {"name": f"Outsider {state} {word}", "email": f"{canary(lead.place, 'sharelink')}-{state}@outside.example"}
        uuid = design.share_programme(by=lead.actor, programme=row, base=BASE, question=f"What do you say? {word}", **asked)
        _, token = people.mint_link(link=uuid)
        held = queries.link(uuid)
        if state == "closed":
            said = f"It is good, {canary(lead.place, 'answered')}"
            people.answer_by_link(link=uuid, text=said, done=True, address="192.0.2.8", base=BASE)
            people.close_answer(by=lead.actor, link=uuid)
        if state == "withdrawn":
            people.withdraw_link(by=lead.actor, link=uuid)
        if state == "over":
            ShareLink.objects.filter(uuid=uuid).update(ends=YESTERDAY)
        at = {"link": uuid, "token": token, "code": code, "file": str(paper), "cookie": link_keys.cookie(uuid, held.digest)}
        true = frozenset({state})
        yield Thing(name=f"{lead.place} link {state}", kind="share_link", at=at, id=uuid, state=true, made_by=lead.person, **of(lead))


def by_link(thing: Thing, *, good: bool = True) -> Thing:
    """The same, as it is for whoever holds its link: belonging to somebody's organisation adds nothing there."""
    return replace(thing, link=good, organisation=0, made_by=None, name=f"{thing.name}, by its link")


def key(keeper: Asker) -> Thing:
    made = keys.make_key(by=keeper.actor, label=f"For {canary(keeper.place, 'integrationkey')}", scopes=["frameworks:read"], days=30)
    at = {"key": made.uuid}
    return Thing(name=f"key of {keeper.place}", kind="integration_key", at=at, id=made.uuid, state=frozenset({"masked"}), **of(keeper))


def programs(askers: Mapping[str, Asker], side: str) -> list[Asker]:
    """Programs with keys. A key acts as its maker may today, within its scopes; so a cell of a role that may keep no keys is asked with
    the key of somebody who has that role besides the administrator's, and the roles of both count."""
    both = _both(askers[f"{side}-uni hadm"])
    if side == "south":
        return [program(both)]
    found = [program(maker) for maker in (askers["north-uni hadm"], askers["north-emp eadm"], askers["north-nat natpub"], both)]
    return [*found, program(both, only=("frameworks:read", "programmes:read")), program(both, only=("people:read",))]


def _both(admin: Asker) -> Asker:
    made = join(admin, Role.LEAD, admin.place, "of programs")
    people.add_person(by=admin.actor, email=made.email, name="the same", role=Role.UNIVERSITY_ADMIN, starts=START)
    return replace(made, role=Role.UNIVERSITY_ADMIN, more=(Role.LEAD,))


def program(maker: Asker, only: tuple[str, ...] = ()) -> Asker:
    assert maker.role in KEEPERS
    scopes = [scope.name for scope in offered(maker.actor) if not only or scope.name in only]
    made = keys.make_key(by=maker.actor, label="A program", scopes=scopes, days=30)
    KeyRow.objects.filter(uuid=made.uuid).update(last_used=timezone.now() + timedelta(days=1))  # its use is not noted again meanwhile
    return replace(maker, name=f"a program of {maker.name}, {' '.join(only) or 'all scopes'}", key=made.key, scopes=frozenset(scopes))


def until() -> dict[str, str]:
    """A day next week, as a form sends it."""
    day = timezone.localdate() + timedelta(days=7)
    return {"ends-day": str(day.day), "ends-month": str(day.month), "ends-year": str(day.year)}
