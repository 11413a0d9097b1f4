"""Organisations: for a national publisher all of them, for an administrator the name of one's own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from curricle.core.terms import OrganisationKind
from curricle.people import actions, policy, queries
from curricle.people.forms.members import AdministratorForm, CloseForm, FoundForm, RenameForm
from curricle.people.gate import guarded
from curricle.people.pages import FormPage
from curricle.people.pages.organisations import AdministratorPage, close_page, organisations_page
from curricle.people.policy import Thing
from curricle.people.views.attempt import done, status_of
from curricle.people.visitor import own_address
from curricle.ui import show


@guarded("organisation", "c")
@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """Every organisation of the installation, and whether somebody administers it."""
    policy.require(policy.TABLE, request.actor, "c", Thing(kind="organisation"))
    return show(request, "people/organisations.jinja", organisations_page(queries.places(), request.actor.organisation))


@guarded("organisation", "c")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def found(request: HttpRequest) -> HttpResponse:
    """Found an organisation and invite its first administrator."""
    policy.require(policy.TABLE, request.actor, "c", Thing(kind="organisation"))
    form = FoundForm(request.POST or None)

    def act(given: dict) -> None:
        words = {name: given[name] for name in ("code", "name", "email", "person")}
        actions.found_with_administrator(by=request.actor, **words, kind=OrganisationKind(given["kind"]), base=own_address(request))

    if done(request, form, act):
        given = form.cleaned_data
        messages.success(request, f"{given['name']} is founded. An invitation is on its way to {given['email']}.")
        return redirect("people:organisations")
    return show(request, "people/found.jinja", FormPage(form=form, title="Found an organisation"), status=status_of(form))


@guarded("organisation", "c")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def administrator(request: HttpRequest, code: str) -> HttpResponse:
    """Invite an administrator of an organisation that has none."""
    policy.require(policy.TABLE, request.actor, "c", Thing(kind="organisation"))
    place, form = queries.organisation(code), AdministratorForm(request.POST or None)

    def act(given: dict) -> None:
        words = {"email": given["email"], "name": given["person"]}
        actions.invite_administrator(by=request.actor, code=code, **words, base=own_address(request))

    if done(request, form, act):
        messages.success(request, f"An invitation is on its way to {form.cleaned_data['email']}.")
        return redirect("people:organisations")
    waits = any(each.state == "open" for each in queries.invitations_of(place.id))
    title = "Invite another administrator" if waits else "Invite an administrator"
    page = AdministratorPage(form=form, title=title, says=f"of {place.name}", waits=waits)
    return show(request, "people/administrator.jinja", page, status=status_of(form))


@guarded("organisation", "e")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest, code: str) -> HttpResponse:
    """Rename an organisation; its code stays."""
    place = queries.organisation(code)
    policy.require(policy.TABLE, request.actor, "e", Thing(kind="organisation", organisation=place.id))
    form = RenameForm(request.POST or None, initial={"name": place.name})
    if done(request, form, lambda given: actions.rename_organisation(by=request.actor, code=code, name=given["name"])):
        messages.success(request, f"The organisation is now called {form.cleaned_data['name']}.")
        return redirect("people:account" if place.id == request.actor.organisation else "people:organisations")
    page = FormPage(form=form, title="Rename an organisation", says=f"{place.name}. Everybody sees the name; the code {code} stays.")
    return show(request, "people/rename.jinja", page, status=status_of(form))


@guarded("organisation", "w")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, code: str) -> HttpResponse:
    """Close an organisation: every role in it ends."""
    place = queries.organisation(code)
    policy.require(policy.TABLE, request.actor, "w", Thing(kind="organisation", organisation=place.id))
    form = CloseForm(request.POST or None, expected=code)
    if done(request, form, lambda given: actions.close_organisation(by=request.actor, code=code)):
        messages.success(request, f"{place.name} is closed.")
        return redirect("people:organisations")
    page = close_page(form, place, queries.people_of(place.id), queries.invitations_of(place.id))
    return show(request, "people/close.jinja", page, status=status_of(form))
