"""Taking up an invitation, by whoever it went to."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from curricle.people import actions, entrance, policy, queries
from curricle.people.forms.members import AcceptForm
from curricle.people.gate import guarded
from curricle.people.middleware import SESSION_ORGANISATION
from curricle.people.pages.invitations import accept_page, gone_page
from curricle.people.queries import InvitationFacts
from curricle.people.views.attempt import done, status_of
from curricle.ui import show


@guarded("invitation", "v", post="s")
@never_cache
@sensitive_post_parameters("new")
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, uuid: UUID, token: str) -> HttpResponse:
    """Read an invitation by its mailed link, and accept it."""
    facts = queries.invitation(str(uuid))
    thing = queries.invitation_thing(facts, request.actor, token)
    if not thing.link:  # an administrator may see the invitation, but this page is the link's alone
        raise policy.Hidden("There is no such invitation.")
    policy.require(policy.TABLE, request.actor, "v", thing)
    if facts.state != "open" or facts.closed_account:
        return show(request, "people/words.jinja", gone_page(facts), status=410)
    if request.actor:
        return _signed_in(request, facts, token)
    form = AcceptForm(request.POST or None, initial={"name": facts.name}, email=facts.email)

    def act(given: dict) -> None:
        actions.accept_invitation(by=request.actor, invitation=facts.uuid, token=token, name=given["name"], password=given["new"])

    if facts.account is None and done(request, form, act):
        messages.success(request, f"Your account is made, and you have the role. Sign in with {facts.email} and your password.")
        request.session[entrance.SIGNS_IN] = facts.email
        return redirect("people:sign_in")
    page = accept_page(facts, request.actor, form=form, here=request.path, factor=entrance.will_set_up(facts))
    return show(request, "people/accept.jinja", page, status=status_of(form))


def _signed_in(request: HttpRequest, facts: InvitationFacts, token: str) -> HttpResponse:
    """A button for the one it went to, and words for anybody else."""
    if request.method == "POST":
        actions.accept_invitation(by=request.actor, invitation=facts.uuid, token=token)
        request.session[SESSION_ORGANISATION] = facts.organisation
        messages.success(request, f"You have the role, and now act for {facts.organisation_name}.")
        return redirect("people:account")
    page = accept_page(facts, request.actor, form=None, here=request.path, factor=entrance.will_set_up(facts))
    return show(request, "people/accept.jinja", page, status=200 if page.state == "accept" else 403)
