"""Signing in and out, and the way back for a forgotten password."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from curricle.people import actions, entrance, passkeys
from curricle.people.forms import ForgottenForm, NewPasswordForm, SignInForm
from curricle.people.gate import guarded
from curricle.people.once import not_once
from curricle.people.pages import FormPage, WordsPage
from curricle.people.pages.signing_in import SignInPage
from curricle.people.turnstile import TRY_AGAIN
from curricle.people.visitor import address_of, own_address
from curricle.ui import show
from curricle.ui.questions import takes

WRONG = "The e-mail address or the password is not right."
BUSY = "Many people are signing in just now, and your password was not looked at. Nothing is wrong with it; try again in a few seconds."
NO_LINK = WordsPage(
    title="This link is no longer good",
    says="A link works once, for an hour. Ask for a new one.",
    link="people:forgotten",
    link_text="Ask for a new link",
)
SENT = WordsPage(
    title="Look at your mail",
    says="If somebody signs in with that address, a link to set a new password is on its way to it. It works once, for an hour.",
)


@guarded("page", "v")
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@not_once("each try is counted")
@takes("next")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in with e-mail address and password, with a passkey, or by the university's own sign-in."""
    if request.method != "POST":
        known = {"next": request.GET.get("next", ""), "email": request.session.get(entrance.SIGNS_IN, "")}
        return _sign_in_page(request, SignInForm(initial=known))
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _sign_in_page(request, form, status=422)
    given = form.cleaned_data
    outcome = actions.try_sign_in(email=given["email"], password=given["password"], address=address_of(request))
    if outcome.person is not None:
        return entrance.came(request, outcome.person, how="a password", wanted=given["next"])
    form.add_error(None, BUSY if outcome.busy else wait(outcome.wait) if outcome.wait else WRONG)
    return _sign_in_page(request, form, status=503 if outcome.busy else 429 if outcome.wait else 422)


@guarded("page", "v")
@entrance.before_factor
@require_POST
@not_once("it ends the session; signing out twice is signing out once")
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out, by POST alone."""
    entrance.leave(request)
    messages.success(request, "You are signed out.")
    return redirect("people:sign_in")


@guarded("page", "v")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@not_once("each try is counted")
def forgotten(request: HttpRequest) -> HttpResponse:
    """Mail is sent by the worker, so that the answer takes as long for an unknown address as for a known one."""
    form = ForgottenForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        page = FormPage(form=form, title="Set a new password", says="We send a link to your e-mail address.")
        return show(request, "people/forgotten.jinja", page, status=422 if form.errors else 200)
    actions.ask_for_reset(email=form.cleaned_data["email"], base=own_address(request), address=address_of(request))
    return show(request, "people/words.jinja", SENT)


@guarded("page", "v")
@never_cache
@sensitive_post_parameters("new")
@require_http_methods(["GET", "HEAD", "POST"])
def reset(request: HttpRequest, who: str, token: str) -> HttpResponse:
    """Set a new password by a mailed link that works once."""
    person = actions.person_of_link(who, token)
    if person is None:
        return show(request, "people/words.jinja", NO_LINK, status=410)
    form = NewPasswordForm(request.POST or None, person=person)
    if request.method != "POST" or not form.is_valid():
        page = FormPage(form=form, title="Choose a new password")
        return show(request, "people/new_password.jinja", page, status=422 if form.errors else 200)
    actions.reset_password(who=who, token=token, password=form.cleaned_data["new"])
    messages.success(request, "Your new password is set. Sign in with it.")
    return redirect("people:sign_in")


def wait(seconds: int) -> str:
    """For who tried too often."""
    minutes = -(-seconds // 60)
    return f"There were too many tries. Wait {minutes} minute{'' if minutes == 1 else 's'}, then try again, or set a new password."


def _sign_in_page(request: HttpRequest, form: SignInForm, status: int = 200) -> HttpResponse:
    wanted = str(form["next"].value() or "")
    outside = settings.OIDC_NAME if settings.OIDC_ISSUER else ""
    can, by_name = passkeys.possible(request), passkeys.elsewhere(request)
    page = SignInPage(form=form, title="Sign in", passkeys=can, by_name=by_name, outside=outside, wanted=wanted)
    answer = show(request, "people/sign_in.jinja", page, status=status)
    if status == 503:
        answer.headers["Retry-After"] = str(TRY_AGAIN)
    return answer
