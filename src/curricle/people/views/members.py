"""The people of one's organisation: list, add, end a role."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from curricle.core.terms import Role
from curricle.people import actions, entrance, pages, policy, queries
from curricle.people.entries import BadEntry
from curricle.people.forms import AddPersonForm
from curricle.people.gate import guarded
from curricle.people.pages import WordsPage
from curricle.people.policy import Thing
from curricle.people.roles import ROLES_OF
from curricle.ui import show


@guarded("user_and_role", "v", post="c")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Who holds which role in one's organisation; give a role."""
    actor = request.actor
    policy.require(policy.TABLE, actor, "v", Thing(kind="user_and_role", organisation=actor.organisation))
    form = AddPersonForm(request.POST or None, roles=ROLES_OF[queries.organisation_of(actor.organisation).kind])
    if request.method == "POST" and form.is_valid():
        answer = _added(request, form)
        if answer:
            return answer
    page = pages.people_page(form, actor.organisation_name, queries.people_of(actor.organisation), actor.person)
    return show(request, "people/people.jinja", page, status=422 if form.errors else 200)


@guarded("user_and_role", "d")
@require_POST
def end(request: HttpRequest, membership: UUID) -> HttpResponse:
    """End a role."""
    actions.end_role(by=request.actor, membership=str(membership))
    messages.success(request, "The role has ended.")
    return redirect("people:people")


@guarded("user_and_role", "e")
@require_POST
@entrance.fresh
def start_again(request: HttpRequest, membership: UUID) -> HttpResponse:
    """Take away the second factors of somebody who lost them; they set up new ones."""
    name = actions.take_away_factors(by=request.actor, membership=str(membership))
    messages.success(request, f"{name} signs in with their password now and sets up a new second factor. They were told by mail.")
    return redirect("people:people")


def _added(request: HttpRequest, form: AddPersonForm) -> HttpResponse | None:
    """The answer after adding; None with an error in the form when it could not be done."""
    given = form.cleaned_data
    try:
        made = actions.add_person(by=request.actor, email=given["email"], name=given["name"], role=Role(given["role"]), ends=given["ends"])
    except BadEntry as stop:
        form.add_error(None, str(stop))
        return None
    if not made.password:
        messages.success(request, f"{made.email} has the role.")
        return redirect("people:people")
    says = f"{made.email} signs in with this password. Write it down now: it is not shown again."
    page = WordsPage(title="A new account", says=says, shown_once=made.password, link="people:people", link_text="People and roles")
    return show(request, "people/words.jinja", page)
