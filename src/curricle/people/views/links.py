"""Before a link opens: what is asked, and the six digits. Looking changes nothing, because mail scanners look at every address."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from curricle.people import actions, link_keys, queries
from curricle.people.actions import Opening
from curricle.people.forms.links import CodeForm
from curricle.people.gate import guarded
from curricle.people.link_gate import keep_in, let_in, not_good, quiet, require_link
from curricle.people.link_purposes import purpose_named
from curricle.people.once import not_once
from curricle.people.pages.links import code_page, link_page
from curricle.people.policy import Hidden
from curricle.people.queries import LinkFacts
from curricle.people.visitor import address_of
from curricle.ui import show

TOO_MANY = "Digits were sent several times already. Use those of the newest mail, or wait an hour and ask again."
WRONG = "These are not the digits of the newest mail. Look at it again."
SPENT = "These digits are no longer good: they last ten minutes and five tries. Have new ones sent."


@guarded("share_link", "v")
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, link: UUID, token: str) -> HttpResponse:
    """What a link asks of somebody without an account; a POST has six digits mailed to them."""
    held = _held(link, token)
    if held is None:
        return not_good(request)
    if request.method != "POST":
        return _front(request, held, token)
    try:
        if actions.ask_for_code(link=held.uuid, address=address_of(request)):
            return quiet(redirect("people:link_code", link=link, token=token))
    except Hidden:
        return not_good(request)
    return _front(request, held, token, says=TOO_MANY, status=429)


@guarded("share_link", "v")
@not_once("each try is counted, and the right one gets a cookie")
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, link: UUID, token: str) -> HttpResponse:
    """Type the six digits; the right ones open the link for this browser."""
    held = _held(link, token)
    if held is None:
        return not_good(request)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        came = actions.open_link(link=held.uuid, code=form.cleaned_data["code"], address=address_of(request))
        if came is Opening.RIGHT:
            opened = redirect(purpose_named(held.purpose).page, held.uuid)
            return quiet(keep_in(opened, held, _path(held)))
        if came is Opening.GONE:
            return not_good(request)
        form.add_error("code", WRONG if came is Opening.WRONG else SPENT)
    page = code_page(held, token, form)
    return quiet(show(request, "people/link_code.jinja", page, status=422 if form.errors else 200), form=True)


def _held(link: UUID, token: str) -> LinkFacts | None:
    """The link that this address names and that may still be opened. The same work is done for an address that never was one."""
    held = queries.link(str(link))
    fits = link_keys.same("token", str(link), token, held.digest if held else "")
    if held is None:
        return None
    try:
        require_link(held, holds=fits and not held.used_up)
    except Hidden:
        return None
    return held


def _front(request: HttpRequest, held: LinkFacts, token: str, *, says: str = "", status: int = 200) -> HttpResponse:
    page = link_page(held, token, let_in=let_in(request, held), says=says)
    return quiet(show(request, "people/link.jinja", page, status=status), form=True)


def _path(held: LinkFacts) -> str:
    """What stands before every address of this link."""
    return reverse("people:link", args=[held.uuid, "x"]).removesuffix("open/x/")
