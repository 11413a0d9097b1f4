"""Setting up second factors, naming and removing them, and recovery codes."""

from __future__ import annotations

import time

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from curricle.people import actions, entrance, onetime, passkeys, queries
from curricle.people.downloads import attachment
from curricle.people.entries import BadEntry
from curricle.people.forms.signing_in import AppForm, NameForm, NewPasskeyForm
from curricle.people.gate import guarded
from curricle.people.once import not_once
from curricle.people.pages import FormPage
from curricle.people.pages.signing_in import AppPage, CodesPage, set_up_page
from curricle.people.policy import Hidden
from curricle.ui import show

SECRET, SHOWN = "new app", "codes shown until"
SHOWN_SECONDS = 900
NOT_MADE = "No passkey was made. Press the button once more, or set up an authenticator app."


@guarded("account", "e")
@entrance.before_factor
@never_cache
@require_safe
def second_factor(request: HttpRequest) -> HttpResponse:
    """Why a second factor, and the ways to set one up."""
    own = queries.factors_of(request.actor.person)
    if own.factors and entrance.must_set_up(request):
        return entrance.to_confirm(request)  # they have one, and have not given it in this session
    page = set_up_page(own, needed=entrance.required(request), passkeys=passkeys.possible(request))
    return show(request, "people/second_factor.jinja", page)


@guarded("account", "e")
@not_once("each code is looked at")
@entrance.before_factor
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@entrance.fresh
def app(request: HttpRequest) -> HttpResponse:
    """Set up an authenticator app."""
    form = AppForm(request.POST or None)
    secret = request.session.get(SECRET)
    if request.method != "POST" or not secret:
        secret = request.session[SECRET] = onetime.fresh_secret()
    elif form.is_valid():
        if actions.add_app(by=request.actor, secret=secret, code=form.cleaned_data["code"]):
            del request.session[SECRET]
            return _set_up(request, "Your authenticator app is set up.")
        form.add_error("code", "This is not the code that the app should show now. Check that the clock of your phone is right.")
    groups = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    page = AppPage(form=form, title="Set up an authenticator app", secret=groups, qr=onetime.qr_code(request.user, secret))
    return show(request, "people/app.jinja", page, status=422 if form.errors else 200)


@guarded("account", "e")
@not_once("each answer of a device is looked at")
@entrance.before_factor
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@entrance.fresh
def new_passkey(request: HttpRequest) -> HttpResponse:
    """Make a passkey on this device or on a key."""
    form = NewPasskeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = passkeys.finish_adding(form.cleaned_data["credential"])
        try:
            if made:
                actions.add_passkey(by=request.actor, name=form.cleaned_data["name"], credential=made)
                return _set_up(request, "Your passkey is set up.")
            form.add_error(None, NOT_MADE)
        except BadEntry as stop:
            form.add_error(None, f"{stop}.")
    page = FormPage(form=form, title="Make a passkey")
    return show(request, "people/passkey.jinja", page, status=422 if form.errors else 200)


@guarded("account", "e")
@not_once("each challenge is another")
@entrance.before_factor
@never_cache
@require_POST
@entrance.fresh
def new_passkey_challenge(request: HttpRequest) -> HttpResponse:
    """What a browser needs to make a passkey, as JSON."""
    return JsonResponse(passkeys.begin_adding(request.user))


@guarded("account", "e")
@require_http_methods(["GET", "HEAD", "POST"])
@entrance.fresh
def rename(request: HttpRequest, factor: int) -> HttpResponse:
    """Call one's passkey by another name."""
    named = next((each.name for each in queries.factors_of(request.actor.person).factors if each.id == factor and each.passkey), None)
    if named is None:
        raise Hidden("There is no such passkey.")
    form = NameForm(request.POST or None, initial={"name": named})
    if request.method == "POST" and form.is_valid():
        try:
            actions.rename_passkey(by=request.actor, factor=factor, name=form.cleaned_data["name"])
            return redirect("people:account")
        except BadEntry as stop:
            form.add_error("name", f"{stop}.")
    page = FormPage(form=form, title="Rename a passkey")
    return show(request, "people/passkey_name.jinja", page, status=422 if form.errors else 200)


@guarded("account", "e")
@require_POST
@entrance.fresh
def remove(request: HttpRequest, factor: int) -> HttpResponse:
    """Remove one's second factor; one's other sessions end."""
    here = request.session.session_key
    actions.remove_factor(by=request.actor, factor=factor, needed=entrance.required(request), here=here)
    messages.success(request, "It is removed. You are signed out everywhere else.")
    return redirect("people:account")


@guarded("account", "e")
@entrance.before_factor
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@entrance.fresh
def codes(request: HttpRequest) -> HttpResponse:
    """Recovery codes: shown once, made anew."""
    if request.method == "POST":
        request.session.pop(entrance.WANTED, None)
        _fresh_codes(request)
        return redirect("people:codes")
    own = queries.factors_of(request.actor.person)
    onward = entrance.wanted(request) or settings.LOGIN_REDIRECT_URL
    page = CodesPage(title="Recovery codes", codes=_shown(request), left=own.codes_left or 0, has_factor=bool(own.factors), onward=onward)
    return show(request, "people/codes.jinja", page)


@guarded("account", "e")
@entrance.before_factor
@never_cache
@require_safe
@entrance.fresh
def codes_file(request: HttpRequest) -> HttpResponse:
    """The recovery codes as a text file, while they are shown."""
    shown = _shown(request)
    if not shown:
        raise Hidden("The codes are no longer shown.")
    words = f"Recovery codes of {request.user.email} for Curricle. Each works once.\n\n" + "".join(f"{code}\n" for code in shown)
    return attachment(words.encode(), name="curricle-recovery-codes.txt", media_type="text/plain")


def _set_up(request: HttpRequest, says: str) -> HttpResponse:
    """A factor is there and has shown that it works; its recovery codes come with the first one, then what was asked for before."""
    entrance.confirmed(request, strong=True)
    messages.success(request, says)
    if queries.factors_of(request.actor.person).codes_left is None:
        _fresh_codes(request)
        return redirect("people:codes")
    return redirect(entrance.wanted(request) or "people:account")


def _fresh_codes(request: HttpRequest) -> None:
    actions.fresh_codes(by=request.actor)
    request.session[SHOWN] = time.time() + SHOWN_SECONDS


def _shown(request: HttpRequest) -> tuple[str, ...]:
    return queries.codes_of(request.actor.person) if time.time() < request.session.get(SHOWN, 0) else ()
