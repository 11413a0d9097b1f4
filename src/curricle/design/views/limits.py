"""The institution's own limits."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from curricle.design import actions, queries
from curricle.design.limits_form import LIMITS, LimitsForm, entered
from curricle.design.pages.limits import limits_page
from curricle.design.policy import TABLE
from curricle.design.policy import programme as thing
from curricle.people.gate import guarded
from curricle.people.policy import decide, require
from curricle.ui import show


@guarded("policy_limits", "v", post="e")
def limits(request: HttpRequest) -> HttpResponse:
    """Read the limits; an administrator sets new ones from a day on."""
    about = thing(request.actor.organisation or 0, kind="policy_limits")
    require(TABLE, request.actor, "v", about)
    policy = queries.policy_set(request.actor.organisation)
    form = LimitsForm(request.POST or None, initial=entered(policy)) if decide(TABLE, request.actor, "e", about) else None
    if request.method == "POST" and form and form.is_valid():
        actions.set_limits(by=request.actor, starts=form.cleaned_data["starts"], limits=form.numbers())
        messages.success(request, "The limits are set. Findings of every programme follow them.")
        return redirect("design:limits")
    named = [(name, label) for name, label, *_ in LIMITS]
    page = limits_page(
        policy, queries.policy_sets(request.actor.organisation), named, organisation=request.actor.organisation_name, form=form
    )
    return show(request, "design/limits.jinja", page, status=422 if form and form.errors else 200)
