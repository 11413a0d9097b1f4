"""The second factor while signing in, passkeys, and giving a password or factor again before something grave."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from curricle.people import actions, entrance, passkeys, queries
from curricle.people.forms.signing_in import CodeForm, ConfirmForm, PasskeyForm
from curricle.people.gate import guarded
from curricle.people.models import Person
from curricle.people.once import not_once
from curricle.people.pages.signing_in import SecondPage
from curricle.people.turnstile import TRY_AGAIN
from curricle.people.views.signin import BUSY, wait
from curricle.people.visitor import address_of
from curricle.ui import show
from curricle.ui.questions import takes

WRONG_CODE = "This code is not right, or was used already. Wait for the next one and type that."
WRONG_PASSKEY = "The passkey was not accepted. Try again, or sign in another way."
SECOND = "Your password was right. Now show that it is you, with your second factor."
AGAIN = "You are about to change how your account is opened. Show once more that it is you; it holds for fifteen minutes."
STRENGTHEN = "In this browser you have not given your second factor yet."


@guarded("page", "v")
@not_once("each try is counted")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second(request: HttpRequest) -> HttpResponse:
    """The second factor, after a right password."""
    person = entrance.pending(request)
    if person is None:
        return redirect("people:sign_in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        how, seconds = actions.try_code(person=person, code=form.cleaned_data["code"])
        if how:
            return entrance.came_through(request, person, how=how)
        form.add_error("code", wait(seconds) if seconds else WRONG_CODE)
    return _second_page(request, person, form, "Your second factor", SECOND)


@guarded("page", "v")
@not_once("each challenge is another")
@entrance.before_factor
@never_cache
@require_POST
def challenge(request: HttpRequest) -> HttpResponse:
    """Something for a passkey to sign, as JSON."""
    if not request.session.session_key:
        request.session.set_expiry(entrance.PENDING_SECONDS)  # a visitor's session holds nothing else
    return JsonResponse(passkeys.begin_using(_known(request)))


@guarded("page", "v")
@not_once("each try is looked at, and the session changes")
@entrance.before_factor
@never_cache
@require_POST
def passkey(request: HttpRequest) -> HttpResponse:
    """A passkey: signs in, is the second factor, or confirms that it is still the same person."""
    form, known = PasskeyForm(request.POST), _known(request)
    found = passkeys.finish_using(form.cleaned_data["credential"], known) if form.is_valid() else None
    wanted = form.cleaned_data.get("next", "")
    if found is None:
        if known:
            actions.passkey_refused(person=known)
        messages.error(request, WRONG_PASSKEY)
        return redirect("people:confirm" if request.user.is_authenticated else "people:second" if known else "people:sign_in")
    person, used = found
    actions.passkey_used(passkey=used)
    if request.user.is_authenticated:
        entrance.confirmed(request, strong=True)
        return redirect(entrance.safe(request, wanted))
    if known:
        return entrance.came_through(request, person, how="a passkey")
    return entrance.came(request, person, how="a passkey", wanted=wanted, strong=True)


@guarded("account", "e")
@not_once("each try is counted")
@entrance.before_factor
@never_cache
@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "HEAD", "POST"])
@takes("next")
def confirm(request: HttpRequest) -> HttpResponse:
    """Give one's password or second factor again before changing how one's account is opened."""
    person: Person = request.user
    has = queries.has_factor(person.pk)
    weak = has and not entrance.is_strong(request)  # a password does not make up for a factor that was never given
    given = request.POST if request.method == "POST" else None
    form = ConfirmForm(given, password_too=not weak, code_too=has, initial={"next": request.GET.get("next", "")})
    status = 422
    if request.method == "POST" and form.is_valid():
        status = _confirmed(request, form, person)
        if status == 302:
            return redirect(entrance.safe(request, form.cleaned_data["next"]))
    return _second_page(request, person, form, "Is it still you?", STRENGTHEN if weak else AGAIN, status)


def _known(request: HttpRequest) -> Person | None:
    """Whose passkey it has to be; None when a passkey signs in by itself."""
    return request.user if request.user.is_authenticated else entrance.pending(request)


def _confirmed(request: HttpRequest, form: ConfirmForm, person: Person) -> int:
    """302 when it was right, else the status of a page that says in the form what was wrong."""
    given = form.cleaned_data
    if given.get("code"):
        how, seconds = actions.try_code(person=person, code=given["code"])
        if not how:
            form.add_error("code", wait(seconds) if seconds else WRONG_CODE)
            return 429 if seconds else 422
        entrance.confirmed(request, strong=True)
        return 302
    tried = actions.try_sign_in(email=person.email, password=given["password"], address=address_of(request))
    if tried.person:
        entrance.confirmed(request)
        return 302
    form.add_error("password", BUSY if tried.busy else wait(tried.wait) if tried.wait else "This is not your password.")
    return 503 if tried.busy else 429 if tried.wait else 422


def _second_page(
    request: HttpRequest, person: Person, form: CodeForm | ConfirmForm, title: str, says: str, status: int = 422
) -> HttpResponse:
    own = queries.factors_of(person.pk)
    page = SecondPage(
        form=form,
        title=title,
        says=says,
        codes=any(not each.passkey for each in own.factors) or bool(own.codes_left) or "password" in form.fields,
        passkeys=any(each.passkey for each in own.factors) and passkeys.possible(request),
        lost=bool(own.factors),
        wanted=str(form["next"].value() or "") if "next" in form.fields else "",
    )
    answer = show(request, "people/second.jinja", page, status=status if form.errors else 200)
    if answer.status_code == 503:
        answer.headers["Retry-After"] = str(TRY_AGAIN)
    return answer
