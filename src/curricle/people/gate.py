"""The gate before every view: a route says which object and which action it is about, and a test fails for one that does not."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import resolve, reverse

from curricle.people import once, policy
from curricle.people.policy import Forbidden, Hidden

View = Callable[..., HttpResponse]
READING = frozenset({"GET", "HEAD", "OPTIONS"})
BROWSERS = ("GET", "HEAD", "POST")


def guarded(
    kind: str, action: str, *, post: str = "", also: tuple[str, ...] = (), methods: tuple[str, ...] = BROWSERS
) -> Callable[[View], View]:
    """Lets a request through when some rule could allow `action` (for a POST: `post`) on `kind` or on one of `also`.

    Visitors are sent to sign in where that would help; others get 403, or 404 where they could not even view such a thing.
    A form that was sent twice is answered once (once.py).
    The view still asks `policy.require` about the very thing it finds. Pages for everybody say guarded("page", "v").
    A method that no page has is answered 405 before anything is asked; a page that only shows says `require_safe` besides.
    """
    kinds = (kind, *also)

    def guard(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            wanted = post if post and request.method not in READING else action
            if any(policy.may_ever(request.actor, wanted, each) for each in kinds):
                return _asked(view, request, *args, **kwargs)
            if not request.actor:
                return _to_sign_in(request)
            if any(policy.may_ever(request.actor, "v", each) for each in kinds):
                raise Forbidden(f"Your role does not let you {policy.ACTIONS[wanted]} this.")
            raise Hidden("There is no such page.")

        inner.guard = tuple((each, letter) for each in kinds for letter in (action, post) if letter)
        return inner

    return guard


def may_open(request: HttpRequest, name: str) -> bool:
    """Whether a menu should offer the page of this address name: some rule could let this person in, or signing in could."""
    pairs = _guard_of(name, settings.ROOT_URLCONF)
    return not pairs or any(policy.may_ever(request.actor, letter, kind) for kind, letter in pairs)


@lru_cache(maxsize=256)
def _guard_of(name: str, site_map: str) -> tuple[tuple[str, str], ...]:
    """What the gate of a named page asks; looked up once per process, for every page asks it of every entry of its menu."""
    return getattr(resolve(reverse(name)).func, "guard", ())


def open_to_visitors(view: View) -> bool:
    """Whether a visitor could come through this view's gate, for whatever it does."""
    pairs = getattr(view, "guard", ())
    return bool(pairs) and all(policy.may_ever(policy.ANONYMOUS, letter, kind) for kind, letter in pairs)


def _asked(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """What the view answers; a visitor who may see the thing, but not do this to it, is sent to sign in like at any other gate."""
    try:
        return once.answered(request, view, *args, **kwargs)
    except Forbidden:
        if request.actor:
            raise
        return _to_sign_in(request)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, and back afterwards; a part of a page cannot hold it, so htmx is told to leave for it."""
    back = request.get_full_path() if request.method in READING else ""
    where = reverse("people:sign_in") + (f"?{urlencode({'next': back})}" if back else "")
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": where})
    return HttpResponseRedirect(where)
