"""One's own account: roles, the organisation one acts for, the password."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from curricle.people import actions, entrance, policy, queries
from curricle.people.forms import ChangePasswordForm, OwnNameForm
from curricle.people.gate import guarded
from curricle.people.middleware import SESSION_ORGANISATION
from curricle.people.once import not_once
from curricle.people.pages import AccountPage, FormPage, Place
from curricle.people.pages.registrations import registration_line
from curricle.people.pages.signing_in import signing_in
from curricle.people.policy import Actor, Hidden, Thing
from curricle.people.views.attempt import done, status_of
from curricle.people.visitor import address_of
from curricle.ui import show
from curricle.ui.navigation import address
from curricle.ui.parts import Link

WAIT = "Your password was not looked at. Wait a little, then try again."


@guarded("account", "v")
@never_cache
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """One's own name, organisation and roles."""
    _own(request.actor, "v")
    return show(request, "people/account.jinja", _account_page(request))


@guarded("account", "e")
@never_cache
@sensitive_post_parameters("old", "new")
@require_http_methods(["GET", "HEAD", "POST"])
@not_once("each try of the old password is counted")
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password."""
    _own(request.actor, "e")
    form = ChangePasswordForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        given, address = form.cleaned_data, address_of(request)
        tried = actions.try_sign_in(email=request.user.email, password=given["old"], address=address)
        if tried.person:
            here = request.session.session_key
            entrance.new_password(request, actions.change_password(by=request.actor, password=given["new"], here=here))
            messages.success(request, "Your password is changed. You are signed out everywhere else.")
            return redirect("people:account")
        form.add_error("old", WAIT if tried.wait or tried.busy else "This is not your present password.")
    page = FormPage(form=form, title="Change your password")
    return show(request, "people/new_password.jinja", page, status=422 if form.errors else 200)


@guarded("account", "e")
@require_POST
@not_once("it changes the session; choosing twice is choosing once")
def act_for(request: HttpRequest) -> HttpResponse:
    """Choose the organisation to act for, among those in which one holds a role today."""
    _own(request.actor, "e")
    chosen = next((each for each in queries.organisations_of(request.actor.person) if each.code == request.POST.get("code")), None)
    if chosen is None:
        raise Hidden("You hold no role in such an organisation.")
    request.session[SESSION_ORGANISATION] = chosen.id
    messages.success(request, f"You now act for {chosen.name}.")
    return redirect("people:account")


@guarded("account", "e")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest) -> HttpResponse:
    """Change one's own name."""
    _own(request.actor, "e")
    form = OwnNameForm(request.POST or None, initial={"name": request.actor.name})
    if done(request, form, lambda given: actions.change_name(by=request.actor, name=given["name"])):
        messages.success(request, "Your name is changed.")
        return redirect("people:account")
    return show(request, "people/name.jinja", FormPage(form=form, title="Change your name"), status=status_of(form))


def _own(actor: Actor, action: str) -> None:
    policy.require(policy.TABLE, actor, action, Thing(kind="account", about=actor.person))


def _account_page(request: HttpRequest) -> AccountPage:
    actor: Actor = request.actor
    places = queries.organisations_of(actor.person)
    return AccountPage(
        name=actor.name,
        email=request.user.email,
        organisation=actor.organisation_name,
        roles=tuple(sorted(role.label for role in actor.roles)),
        places=tuple(Place(code=each.code, name=each.name, current=each.id == actor.organisation) for each in places),
        registrations=tuple(registration_line(each, asking=actor.person) for each in queries.registrations_of(actor.person)),
        links=_links(actor),
        may_see_people=policy.decide(policy.TABLE, actor, "v", Thing(kind="user_and_role", organisation=actor.organisation)),
        keys=address("connect:keys") if policy.may_ever(actor, "v", "integration_key") else "",
        may_read_record=policy.decide(policy.TABLE, actor, "v", Thing(kind="audit_event", organisation=actor.organisation)),
        signing_in=signing_in(
            queries.factors_of(actor.person),
            required=entrance.required(request),
            outside=settings.OIDC_NAME if settings.OIDC_ISSUER else "",
            linked=queries.linked_identities(actor.person) if settings.OIDC_ISSUER else (),
            sessions=queries.sessions_of(actor.person, request.session.session_key),
        ),
    )


def _links(actor: Actor) -> tuple[Link, ...]:
    """Further pages that are theirs by what they are."""
    place = Thing(kind="organisation", organisation=actor.organisation)
    complaint = Thing(kind="complaint", addressed=actor.organisation, state=frozenset({"installation"} if actor.operator else ()))
    found = []
    if policy.decide(policy.TABLE, actor, "c", Thing(kind="organisation")):
        found.append(Link(text="Organisations", href=reverse("people:organisations")))
    elif policy.decide(policy.TABLE, actor, "e", place):
        code = queries.organisation_of(actor.organisation).code
        found.append(Link(text="Rename your organisation", href=reverse("people:organisation_rename", args=[code])))
    if policy.decide(policy.TABLE, actor, "v", complaint):
        found.append(Link(text="Complaints about data", href=reverse("people:complaints")))
    return tuple(found)
