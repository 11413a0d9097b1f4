"""The pages of keys: list, make, end."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from curricle.connect import actions, queries
from curricle.connect.forms.keys import KeyForm
from curricle.connect.pages.keys import KeyMadePage, keys_page
from curricle.connect.policy import TABLE
from curricle.connect.policy import key as thing
from curricle.connect.scopes import offered
from curricle.people import queries as people
from curricle.people.entries import BadEntry
from curricle.people.gate import guarded
from curricle.people.policy import decide, require
from curricle.ui import show


@guarded("integration_key", "v", post="c")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    """The keys by which programs ask for one's organisation; make one."""
    actor = request.actor
    require(TABLE, actor, "v", thing(actor.organisation))
    form = KeyForm(request.POST or None, scopes=offered(actor), days=settings.KEY_DAYS)
    if request.method == "POST" and form.is_valid():
        try:
            return _made(request, actions.make_key(by=actor, **form.cleaned_data))
        except BadEntry as stop:
            form.add_error(None, str(stop))
    found = queries.keys_of(actor.organisation)
    page = keys_page(form, actor, found, people.names_of(each.made_by for each in found))
    return show(request, "connect/keys.jinja", page, status=422 if form.errors else 200)


@guarded("integration_key", "d")
@require_POST
def end(request: HttpRequest, key: UUID) -> HttpResponse:
    """End a key."""
    label = actions.end_key(by=request.actor, key=str(key))
    messages.success(request, f"The key “{label}” has ended. A program that uses it is refused from now on.")
    return redirect("connect:keys" if decide(TABLE, request.actor, "v", thing(request.actor.organisation)) else "people:account")


def _made(request: HttpRequest, made: actions.Made) -> HttpResponse:
    base = settings.ADDRESS.rstrip("/") or request.build_absolute_uri("/").rstrip("/")
    return show(request, "connect/key_made.jinja", KeyMadePage(label=made.label, key=made.key, address=f"{base}/api/v1/"))
