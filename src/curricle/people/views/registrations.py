"""One's own professions and registrations; and recording what a register said about somebody else's."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from curricle.people import actions, policy, queries
from curricle.people.forms.registrations import CheckForm, RegistrationForm, initial_of
from curricle.people.gate import guarded
from curricle.people.pages import FormPage
from curricle.people.pages.registrations import check_page, registration_line
from curricle.people.pages.sure import remove_page
from curricle.people.policy import Thing
from curricle.people.views.attempt import done, status_of
from curricle.ui import show
from curricle.ui.parts import Link


@guarded("account", "e")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Enter one's profession and registration."""
    policy.require(policy.TABLE, request.actor, "e", Thing(kind="account", about=request.actor.person))
    form = RegistrationForm(request.POST or None)
    if done(request, form, lambda given: actions.enter_registration(by=request.actor, **form.entry())):
        return _entered(request, form)
    return show(request, "people/registration.jinja", FormPage(form=form, title="Your profession"), status=status_of(form))


@guarded("account", "e")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Change one's profession and registration."""
    policy.require(policy.TABLE, request.actor, "e", Thing(kind="account", about=request.actor.person))
    facts = queries.own_registration(request.actor.person, str(uuid))
    form = RegistrationForm(request.POST or None, initial=initial_of(facts))
    if done(request, form, lambda given: actions.change_registration(by=request.actor, registration=facts.uuid, **form.entry())):
        return _entered(request, form)
    says = "After a change somebody has to look the registration up again." if facts.checked else ""
    page = FormPage(form=form, title="Your profession", says=says)
    return show(request, "people/registration.jinja", page, status=status_of(form))


@guarded("account", "e")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Remove one's own profession. The page before it says what that means."""
    if request.method != "POST":
        policy.require(policy.TABLE, request.actor, "e", Thing(kind="account", about=request.actor.person))
        line = registration_line(queries.own_registration(request.actor.person, str(uuid)), asking=request.actor.person)
        return show(request, "people/sure.jinja", remove_page(line, Link(text="Your account", href=reverse("people:account"))))
    actions.remove_registration(by=request.actor, registration=str(uuid))
    messages.success(request, "The entry is removed.")
    return redirect("people:account")


@guarded("user_and_role", "e")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Record what the register says about somebody's registration."""
    actor = request.actor
    facts = queries.registration_in(actor.organisation, str(uuid))
    policy.require(policy.TABLE, actor, "e", Thing(kind="user_and_role", organisation=actor.organisation, about=facts.person))
    form = CheckForm(request.POST or None, initial={"checked": timezone.localdate(), "renews": facts.renews, "number": facts.number})

    def act(given: dict) -> None:
        words = {name: given[name] for name in ("number", "checked", "renews")}
        actions.record_check(by=actor, registration=facts.uuid, status=given["status"], **words)

    if done(request, form, act):
        messages.success(request, f"The check of {facts.person_name}'s registration is recorded.")
        return redirect("people:people")
    return show(request, "people/check.jinja", check_page(form, facts), status=status_of(form))


def _entered(request: HttpRequest, form: RegistrationForm) -> HttpResponse:
    """Back to the account. A doubtful number is said there, beside the entry."""
    messages.success(request, f"{form.entry()['profession'].capitalize()} is entered.")
    return redirect("people:account")
