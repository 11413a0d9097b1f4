"""Signing in by the university's own sign-in, and linking an account there to one's own."""

from __future__ import annotations

import logging

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from curricle.people import actions, entrance, queries
from curricle.people.gate import guarded
from curricle.people.outside import flow
from curricle.people.outside.provider import Away
from curricle.people.outside.tokens import NotBelieved
from curricle.people.pages import WordsPage
from curricle.people.pages.signing_in import GoPage
from curricle.people.policy import Hidden
from curricle.people.visitor import address_of
from curricle.ui import show
from curricle.ui.questions import takes

log = logging.getLogger(__name__)
AWAY = "The sign-in of {name} does not answer. Try again in a few minutes, or sign in with your e-mail address and password."
REFUSED = "The answer of {name} could not be used, and nobody was signed in. Begin again; an answer is good once, for ten minutes."
UNKNOWN = (
    "Your account at {name} does not open any account here yet. Sign in with your e-mail address and password once; then choose "
    "Link on your account page, in the section Signing in. We never guess by e-mail address whose account it might be. "
    "Have you no account here? The administrator of your organisation adds you."
)
TAKEN = "This account at {name} opens another account here already. It was not linked. Ask your administrator if you do not know why."


@guarded("page", "v")
@never_cache
@require_safe
@takes("next")
def begin(request: HttpRequest) -> HttpResponse:
    """Go to the university's own sign-in."""
    _configured()
    try:
        return HttpResponseRedirect(flow.begin(request, wanted=request.GET.get("next", "")))
    except Away as stop:
        return _away(request, stop)


@guarded("page", "v")
@never_cache
@require_safe
def back(request: HttpRequest) -> HttpResponse:
    """Come back from the university's own sign-in."""
    _configured()
    try:
        came = flow.finish(request)
    except NotBelieved as stop:
        log.warning("outside sign-in refused: %s", stop)
        actions.outside_refused(why=str(stop), address=address_of(request))
        return _words(request, "You are not signed in", REFUSED, status=403)
    except Away as stop:
        return _away(request, stop)
    if came.person is not None:
        return _link(request, came)
    person = queries.person_of_identity(came.identity.issuer, came.identity.subject)
    if person is None:
        actions.outside_refused(why="an account that opens none here", address=address_of(request))
        return _words(request, "We do not know this account yet", UNKNOWN, status=403)
    actions.identity_used(person=person, issuer=came.identity.issuer, subject=came.identity.subject)
    how = f"an account at {settings.OIDC_NAME}"
    return entrance.came(request, person, how=how, wanted=came.wanted, strong=settings.OIDC_SECOND_FACTOR)


@guarded("account", "e")
@never_cache
@require_POST
@entrance.fresh
def link(request: HttpRequest) -> HttpResponse:
    """Begin to link an account of the university's own sign-in: says where it leads, by POST so that nobody is led there unasked."""
    _configured()
    try:
        where = flow.begin(request, person=request.actor.person)
    except Away as stop:
        return _away(request, stop)
    return show(request, "people/go.jinja", GoPage(name=settings.OIDC_NAME, where=where))


@guarded("account", "e")
@require_POST
@entrance.fresh
def unlink(request: HttpRequest) -> HttpResponse:
    """No account of the university's own sign-in opens one's account any more."""
    actions.unlink_identities(by=request.actor)
    messages.success(request, "The link is removed.")
    return redirect("people:account")


def _link(request: HttpRequest, came: flow.Answer) -> HttpResponse:
    """Only in the session of the person who asked for it."""
    if came.person != request.actor.person:
        actions.outside_refused(why="asked for by another person", address=address_of(request))
        return _words(request, "Nothing was linked", REFUSED, status=403)
    if not actions.link_identity(by=request.actor, issuer=came.identity.issuer, subject=came.identity.subject):
        return _words(request, "Nothing was linked", TAKEN, status=409)
    messages.success(request, f"Your account at {settings.OIDC_NAME} is linked. From now on it signs you in here.")
    return redirect("people:account")


def _configured() -> None:
    if not settings.OIDC_ISSUER:
        raise Hidden("There is no such sign-in here.")


def _away(request: HttpRequest, stop: Away) -> HttpResponse:
    log.warning("outside sign-in: %s", stop)
    answer = _words(request, "The other sign-in does not answer", AWAY, status=503)
    answer.headers["Retry-After"] = "60"
    return answer


def _words(request: HttpRequest, title: str, says: str, status: int) -> HttpResponse:
    page = WordsPage(title=title, says=says.format(name=settings.OIDC_NAME), link="people:sign_in", link_text="Sign in")
    return show(request, "people/words.jinja", page, status=status)
