"""Sharing a programme with people outside, from inside: what was asked and answered, a new link, withdrawing one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from curricle.design import actions
from curricle.design.pages.outside import outside_page, share_page
from curricle.design.policy import SHARING
from curricle.design.share_form import ShareForm
from curricle.design.views.found import find, find_row
from curricle.people import actions as people
from curricle.people import policy
from curricle.people import queries as people_queries
from curricle.people.entries import BadEntry
from curricle.people.gate import guarded
from curricle.people.policy import Hidden, Thing
from curricle.people.queries import LinkFacts
from curricle.people.visitor import own_address
from curricle.ui import show


@guarded("programme_draft", "v")
@require_safe
def outside(request: HttpRequest, code: str) -> HttpResponse:
    """Who outside was asked about a programme, and what they answered."""
    found = find(request, code)
    here, actor = found.row.organisation_id, request.actor
    policy.require(policy.TABLE, actor, "v", Thing(kind="link_answer", organisation=here))
    links = people_queries.links_of(here, SHARING, str(found.row.uuid))
    page = outside_page(
        found.value,
        links,
        revision=found.row.revision,
        may_see=policy.decide(policy.TABLE, actor, "v", Thing(kind="share_link", organisation=here)),
        may_share=policy.decide(policy.TABLE, actor, "c", Thing(kind="share_link", organisation=here)),
        may_withdraw=policy.decide(policy.TABLE, actor, "w", Thing(kind="share_link", organisation=here)),
    )
    return show(request, "design/outside.jinja", page)


@guarded("share_link", "c")
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, code: str) -> HttpResponse:
    """Make a link for somebody without an account."""
    found = find(request, code)
    policy.require(policy.TABLE, request.actor, "c", Thing(kind="share_link", organisation=found.row.organisation_id))
    form = ShareForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = {name: form.cleaned_data[name] for name in ("name", "email", "question", "ends")}
        try:
            actions.share_programme(by=request.actor, programme=found.row, base=own_address(request), **asked)
        except BadEntry as stop:
            form.add_error(None, f"{stop}.")
        else:
            messages.success(request, f"The link is on its way to {asked['name']}.")
            return redirect("design:outside", code)
    page = share_page(found.value, form, revision=found.row.revision)
    return show(request, "design/share.jinja", page, status=422 if form.errors else 200)


@guarded("share_link", "w")
@require_POST
def withdraw_link(request: HttpRequest, code: str, link: UUID) -> HttpResponse:
    """A link opens nothing from now on."""
    held = _link(request, code, link)
    people.withdraw_link(by=request.actor, link=held.uuid)
    messages.success(request, f"The link for {held.name} is withdrawn. It opens nothing any more.")
    return redirect("design:outside", code)


@guarded("share_link", "c")
@require_POST
def send_link_again(request: HttpRequest, code: str, link: UUID) -> HttpResponse:
    """Mail a link once more, with a new address in place of the old."""
    held = _link(request, code, link)
    try:
        people.send_link_again(by=request.actor, link=held.uuid, base=own_address(request))
        messages.success(request, f"A new mail is on its way to {held.name}. The address in the old one no longer works.")
    except BadEntry as stop:
        messages.error(request, f"{stop}.")
    return redirect("design:outside", code)


@guarded("link_answer", "w")
@require_POST
def close_answer(request: HttpRequest, code: str, link: UUID) -> HttpResponse:
    """An answer stays as it is."""
    held = _link(request, code, link)
    people.close_answer(by=request.actor, link=held.uuid)
    messages.success(request, f"{held.name} can read on, but no longer change the answer.")
    return redirect("design:outside", code)


def _link(request: HttpRequest, code: str, link: UUID) -> LinkFacts:
    """A link to this very programme. Raises Hidden."""
    row = find_row(request, code)
    held = people_queries.link(str(link))
    if held is None or held.purpose not in SHARING or held.thing != str(row.uuid):
        raise Hidden("There is no such link.")
    return held
