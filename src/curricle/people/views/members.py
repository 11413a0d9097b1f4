"""The people of one's organisation: list, invite, change, end."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from curricle.core.terms import Role
from curricle.people import actions, entrance, policy, queries
from curricle.people.entries import BadEntry
from curricle.people.forms.members import InviteForm, LastDayForm, OtherRoleForm
from curricle.people.gate import guarded
from curricle.people.pages import FormPage
from curricle.people.pages.members import member_page, people_page
from curricle.people.pages.sure import end_page, start_again_page, withdraw_page
from curricle.people.policy import Thing
from curricle.people.queries import Member
from curricle.people.roles import ROLES_OF
from curricle.people.views.attempt import done, status_of
from curricle.people.visitor import own_address
from curricle.ui import show
from curricle.ui.parts import Link


@guarded("user_and_role", "v")
@never_cache
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Who holds which role in one's organisation, who is invited, and whose registration needs a look."""
    actor = request.actor
    policy.require(policy.TABLE, actor, "v", Thing(kind="user_and_role", organisation=actor.organisation))
    page = people_page(
        actor,
        members=queries.people_of(actor.organisation),
        invited=queries.invitations_of(actor.organisation),
        registered=queries.registrations_in(actor.organisation),
        complaints=queries.complaints_for(actor),
    )
    return show(request, "people/people.jinja", page)


@guarded("invitation", "c")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody to a role, by mail."""
    actor = request.actor
    policy.require(policy.TABLE, actor, "c", Thing(kind="invitation", organisation=actor.organisation))
    form = InviteForm(request.POST or None, roles=ROLES_OF[queries.organisation_of(actor.organisation).kind])

    def act(given: dict) -> None:
        role, base = Role(given["role"]), own_address(request)
        actions.invite(by=actor, email=given["email"], name=given["name"], role=role, ends=given["ends"], base=base)

    if done(request, form, act):
        messages.success(request, f"An invitation is on its way to {form.cleaned_data['email']}.")
        return redirect("people:people")
    page = FormPage(form=form, title="Invite somebody", says=f"to {actor.organisation_name}")
    return show(request, "people/invite.jinja", page, status=status_of(form))


@guarded("invitation", "c")
@require_POST
def again(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Send an invitation again."""
    return _told(
        request,
        lambda: actions.send_invitation_again(by=request.actor, invitation=str(uuid), base=own_address(request)),
        "The invitation is on its way again, and good for another 14 days.",
    )


@guarded("invitation", "w")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Withdraw an invitation: its link is no longer good. The page before it says what that means."""
    if request.method != "POST":
        facts = queries.invitation(str(uuid))
        policy.require(policy.TABLE, request.actor, "w", queries.invitation_thing(facts, request.actor))
        return show(request, "people/sure.jinja", withdraw_page(facts, _list()))
    return _told(request, lambda: actions.withdraw_invitation(by=request.actor, invitation=str(uuid)), "The invitation is withdrawn.")


@guarded("user_and_role", "e")
@never_cache
@require_safe
def role(request: HttpRequest, membership: UUID) -> HttpResponse:
    """One role of one person, and what may be changed about it."""
    return _member(request, membership)


@guarded("user_and_role", "e")
@require_POST
def last_day(request: HttpRequest, membership: UUID) -> HttpResponse:
    """Change the last day of a role."""
    form = LastDayForm(request.POST)
    if done(request, form, lambda given: actions.change_end(by=request.actor, membership=str(membership), ends=given["ends"])):
        messages.success(request, "The last day is changed.")
        return redirect("people:people")
    return _member(request, membership, last_day=form)


@guarded("user_and_role", "e")
@require_POST
def other_role(request: HttpRequest, membership: UUID) -> HttpResponse:
    """Give a person another role instead of this one."""
    form = OtherRoleForm(request.POST, roles=ROLES_OF[queries.organisation_of(request.actor.organisation).kind])

    def act(given: dict) -> None:
        actions.give_other_role(by=request.actor, membership=str(membership), role=Role(given["role"]), ends=given["ends"])

    if done(request, form, act):
        messages.success(request, "The other role holds from today; the one before has ended.")
        return redirect("people:people")
    return _member(request, membership, other=form)


@guarded("user_and_role", "d")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, membership: UUID) -> HttpResponse:
    """End a role. The page before it says what that means."""
    if request.method != "POST":
        member = _found(request, "d", membership)
        return _over(request, member) or show(request, "people/sure.jinja", end_page(member, _role(member)))
    return _told(request, lambda: actions.end_role(by=request.actor, membership=str(membership)), "The role has ended.")


@guarded("user_and_role", "e")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@entrance.fresh
def start_again(request: HttpRequest, membership: UUID) -> HttpResponse:
    """Take away the second factors of somebody who lost them; they set up new ones. The page before it says what that means."""
    if request.method != "POST":
        member = _found(request, "e", membership)
        return _over(request, member) or show(request, "people/sure.jinja", start_again_page(member, _role(member)))
    return _told(
        request,
        lambda: actions.take_away_factors(by=request.actor, membership=str(membership)),
        "{} signs in with their password now and sets up a new second factor. They were told by mail.",
    )


def _told(request: HttpRequest, act: Callable[[], object], says: str) -> HttpResponse:
    """Back to the list with what came of it; {} in `says` is what the action answered."""
    try:
        answer = act()
    except BadEntry as stop:
        messages.error(request, f"{stop}.")
    else:
        messages.success(request, says.format(answer))
    return redirect("people:people")


def _list() -> Link:
    return Link(text="People and roles", href=reverse("people:people"))


def _role(member: Member) -> Link:
    return Link(text=f"{member.name}: {member.role.label}", href=reverse("people:role", args=[member.membership]))


def _found(request: HttpRequest, action: str, membership: UUID) -> Member:
    """The role, where the rules let this person do that to it."""
    place = request.actor.organisation
    member = queries.member(place, str(membership))
    policy.require(policy.TABLE, request.actor, action, Thing(kind="user_and_role", organisation=place, about=member.person))
    return member


def _over(request: HttpRequest, member: Member) -> HttpResponse | None:
    """To the page of a role that has ended, which says so; None for one that has not."""
    return redirect("people:role", member.membership) if member.over else None


def _member(request: HttpRequest, membership: UUID, *, last_day: forms.Form | None = None, other: forms.Form | None = None) -> HttpResponse:
    member = _found(request, "e", membership)
    roles = tuple(each for each in ROLES_OF[queries.organisation_of(request.actor.organisation).kind] if each is not member.role)
    page = member_page(
        member,
        last_day or LastDayForm(initial={"ends": member.ends}),
        other or OtherRoleForm(roles=roles),
        has_factor=queries.has_factor(member.person),
    )
    return show(request, "people/member.jinja", page, status=422 if last_day or other else 200)
