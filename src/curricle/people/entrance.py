"""What a session knows of how its person came in: by which factors, when last, and what is still to be done.

A session is *strong* when a second factor was given in it (or a sign-in elsewhere vouches for one), *fresh* for fifteen minutes after
anything was given. A right password of a person with a second factor opens nothing yet: it is *pending* for ten minutes.
"""

from __future__ import annotations

import hmac
import time
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from curricle.people import actions, queries
from curricle.people.models import Person
from curricle.people.queries import InvitationFacts
from curricle.people.roles import needs_factor
from curricle.people.visitor import browser_of, by_a_name_of_this_machine, is_on_this_machine

BACKEND = "django.contrib.auth.backends.ModelBackend"
STRONG, FRESH, PENDING, SEEN, WANTED = "strong", "fresh", "pending", "seen", "wanted"
SIGNS_IN = "signs_in"  # the address of an account that was just made here, for the form of the sign-in page
FRESH_SECONDS, PENDING_SECONDS, SEEN_SECONDS = 900, 600, 300
View = Callable[..., HttpResponse]


def came(request: HttpRequest, person: Person, *, how: str, wanted: str, strong: bool = False) -> HttpResponse:
    """The first factor was right: in, and on to what was wanted; or first to the second factor of a person who has one."""
    if strong or not queries.has_factor(person.pk):
        return _enter(request, person, how=how, wanted=wanted, strong=strong)
    if request.user.is_authenticated:
        leave(request)
    request.session.cycle_key()
    seal = person.get_session_auth_hash()  # a new password meanwhile makes this void
    request.session[PENDING] = {"person": person.pk, "seal": seal, "at": time.time(), "how": how, "wanted": wanted}
    return redirect("people:second")


def pending(request: HttpRequest) -> Person | None:
    """Whose second factor is waited for; None when nobody's is, or not any more."""
    kept = request.session.get(PENDING)
    if not kept or time.time() - kept["at"] > PENDING_SECONDS:
        return None
    person = queries.person(kept["person"])
    return person if person and hmac.compare_digest(kept["seal"], person.get_session_auth_hash()) else None


def came_through(request: HttpRequest, person: Person, *, how: str) -> HttpResponse:
    """The second factor of a pending sign-in was right."""
    kept = request.session[PENDING]
    return _enter(request, person, how=f"{kept['how']} and {how}", wanted=kept["wanted"], strong=True)


def leave(request: HttpRequest) -> None:
    actions.signed_out(by=request.actor, key=request.session.session_key)
    logout(request)


def confirmed(request: HttpRequest, *, strong: bool = False) -> None:
    """The person just gave a password again; `strong`: a factor, or set one up and showed that it works."""
    request.session[FRESH] = time.time()
    if strong:
        request.session[STRONG] = True


def is_strong(request: HttpRequest) -> bool:
    return bool(request.session.get(STRONG))


def required(request: HttpRequest) -> bool:
    """Whether this person needs a second factor: everybody but apprentices, unless the demonstration runs on this very machine."""
    demonstration = settings.CURRICLE_DEMO and not settings.SERVER and is_on_this_machine(request) and by_a_name_of_this_machine(request)
    return bool(settings.SECOND_FACTOR and not demonstration and request.actor.staff)


def will_set_up(facts: InvitationFacts) -> bool:
    """Whether who takes up this invitation will be asked to set up a second factor."""
    asked = settings.SECOND_FACTOR and (settings.SERVER or not settings.CURRICLE_DEMO)
    return bool(asked and needs_factor(facts.role) and not queries.has_factor(facts.account))


def must_set_up(request: HttpRequest) -> bool:
    """Whether this session reaches nothing until a second factor was set up or given."""
    return bool(settings.SECOND_FACTOR) and not is_strong(request) and request.user.is_authenticated and required(request)


def want(request: HttpRequest) -> None:
    """Keep which page was asked for until a second factor is set up."""
    request.session[WANTED] = request.get_full_path()


def wanted(request: HttpRequest) -> str:
    """The page that was asked for before a second factor had to be set up; "" for none."""
    kept = request.session.get(WANTED, "")
    return safe(request, kept) if kept else ""


def before_factor(view: View) -> View:
    """Marks a view that must be reached without a second factor: those that set one up, and the way out."""
    view.before_factor = True
    return view


def fresh(view: View) -> View:
    """Stands under @guarded: who gave neither password nor factor for fifteen minutes is asked first, and then comes back."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        weak = not is_strong(request) and queries.has_factor(request.actor.person)
        if not weak and time.time() - request.session.get(FRESH, 0) < FRESH_SECONDS:
            return view(request, *args, **kwargs)
        back = request.path if request.method in {"GET", "HEAD"} else _page_before(request)
        if "json" in request.headers.get("Accept", ""):
            return HttpResponse(status=403)
        asked = to_confirm(request, back)
        asked.not_kept = True  # the same form, sent again after that, is carried out
        return asked

    return inner


def to_confirm(request: HttpRequest, back: str = "") -> HttpResponseRedirect:
    """To where a password or factor is given again, and back; without `back`, to what was asked for before."""
    back = back or wanted(request)
    return HttpResponseRedirect(reverse("people:confirm") + (f"?{urlencode({'next': back})}" if back else ""))


def _page_before(request: HttpRequest) -> str:
    """Where the button stood that was pressed, so that it can be pressed again: a person's page, or one's own account."""
    about_somebody = request.path.startswith(reverse("people:people"))
    return request.path.rsplit("/", 2)[0] + "/" if about_somebody else reverse("people:account")


def new_password(request: HttpRequest, person: Person) -> None:
    """This session goes on after a change of password, under a new key."""
    old = request.session.session_key
    update_session_auth_hash(request, person)
    actions.rename_session(old=old, new=request.session.session_key)
    confirmed(request)


def safe(request: HttpRequest, wanted: str) -> str:
    """Only addresses of this installation: a link elsewhere would borrow our name."""
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wanted if ours and wanted.startswith("/") else settings.LOGIN_REDIRECT_URL


def began(sender: Any, request: HttpRequest, user: Person, **_: Any) -> None:
    """Django says that somebody is signed in. The session ends at a fixed time, however often it is used."""
    now = timezone.now()
    request.session.set_expiry(now + timedelta(seconds=settings.SESSION_COOKIE_AGE))
    request.session[SEEN] = now.timestamp()
    if not request.session.session_key:  # somebody else was signed in before: their session was thrown away
        request.session.save()
    actions.begin_session(person=user, key=request.session.session_key, browser=browser_of(request))


def seen(request: HttpRequest) -> None:
    """Note that the session is used, at most once in five minutes."""
    now = timezone.now().timestamp()
    if now - request.session.get(SEEN, now) > SEEN_SECONDS and request.user.is_authenticated:
        request.session[SEEN] = now
        actions.see_session(key=request.session.session_key)


def _enter(request: HttpRequest, person: Person, *, how: str, wanted: str, strong: bool) -> HttpResponse:
    for key in (PENDING, STRONG, FRESH, WANTED, SIGNS_IN):
        request.session.pop(key, None)
    login(request, person, backend=BACKEND)  # Django gives the session a new key here
    confirmed(request, strong=strong)
    actions.signed_in(person=person, how=how)
    return redirect(safe(request, wanted))
