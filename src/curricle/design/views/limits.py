"""The institution's own limits."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from curricle.core.changes import Difference
from curricle.design import actions, queries
from curricle.design.limits_form import LIMITS, LimitsForm, clash, entered
from curricle.design.pages.limits import limits_page
from curricle.design.policy import TABLE
from curricle.design.policy import programme as thing
from curricle.people.gate import guarded
from curricle.people.policy import decide, require
from curricle.ui import show


@guarded("policy_limits", "v", post="e")
def limits(request: HttpRequest) -> HttpResponse:
    """Read the limits; an administrator sets new ones from a day on."""
    actor = request.actor
    about = thing(actor.organisation or 0, kind="policy_limits")
    require(TABLE, actor, "v", about)
    policy = queries.policy_set(actor.organisation)
    first = entered(policy, queries.policy_version(actor.organisation))
    form = LimitsForm(request.POST or None, initial=first) if decide(TABLE, actor, "e", about) else None
    stale = ""
    if request.method == "POST" and form and form.is_valid():
        stale = _set(request, form)
        if not stale:
            messages.success(request, "The limits are set. Findings of every programme follow them.")
            return redirect("design:limits")
        form.data = fresh = request.POST.copy()
        fresh["seen"] = queries.policy_version(actor.organisation)  # what stands now is shown beside it: the next save is a choice
    page = limits_page(
        queries.policy_set(actor.organisation) if stale else policy,
        queries.policy_sets(actor.organisation),
        [(name, label) for name, label, *_ in LIMITS],
        organisation=actor.organisation_name,
        form=form,
        stale=stale,
        clash=_clash(request, form) if stale else (),
    )
    return show(request, "design/limits.jinja", page, status=422 if form and form.errors else 409 if stale else 200)


def _set(request: HttpRequest, form: LimitsForm) -> str:
    """'' when it is done, else why not."""
    given = form.cleaned_data
    try:
        actions.set_limits(by=request.actor, starts=given["starts"], limits=form.numbers(), seen=given["seen"])
    except actions.StaleLimits as stop:
        return str(stop)
    return ""


def _clash(request: HttpRequest, form: LimitsForm) -> tuple[Difference, ...]:
    """What was entered beside the limits that hold on the day they were entered for."""
    there = queries.policy_set(request.actor.organisation, form.cleaned_data["starts"])
    return clash({name: getattr(there, name) for name, *_ in LIMITS}, form.numbers())
