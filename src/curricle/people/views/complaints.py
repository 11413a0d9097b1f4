"""Complaints about how personal data are used: made by anybody, answered by whom they are addressed to."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from curricle.people import actions, policy, queries
from curricle.people.entries import BadEntry
from curricle.people.forms.complaints import AnswerForm, ComplainForm
from curricle.people.gate import guarded
from curricle.people.pages import FormPage
from curricle.people.pages.complaints import ComplaintsPage, complaint_page, received_page
from curricle.people.views.attempt import done, status_of
from curricle.people.visitor import address_of
from curricle.ui import show
from curricle.ui.words import plural


@guarded("complaint", "c")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def complain(request: HttpRequest) -> HttpResponse:
    """Complain about how personal data are used, with or without an account."""
    places = tuple((each.code, each.name) for each in queries.organisations())
    form = ComplainForm(request.POST or None, organisations=places)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.complain(by=request.actor, **form.cleaned_data, address=address_of(request))
        except BadEntry as stop:
            form.add_error(None, f"{stop}.")
        else:
            if made.reference:
                return show(request, "people/complained.jinja", received_page(made, form.cleaned_data["email"]))
            form.add_error(None, f"There were many complaints from here. Wait {plural(-(-made.wait // 60), 'minute')}, then send it again.")
            status = 429
    page = FormPage(form=form, title="Complain about how data are used")
    return show(request, "people/complain.jinja", page, status=status if status == 429 else status_of(form))


@guarded("complaint", "v")
@require_safe
def complaints(request: HttpRequest) -> HttpResponse:
    """The complaints that one answers, with the day by which."""
    return show(request, "people/complaints.jinja", ComplaintsPage(complaints=queries.complaints_for(request.actor)))


@guarded("complaint", "v", post="e")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def complaint(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One complaint, and its answer."""
    facts = queries.complaint(str(uuid))
    policy.require(policy.TABLE, request.actor, "v", queries.complaint_thing(facts))
    form = AnswerForm(request.POST or None)
    if done(request, form, lambda given: actions.answer_complaint(by=request.actor, complaint=facts.uuid, answer=given["answer"])):
        messages.success(request, f"The answer to {facts.reference} is on its way.")
        return redirect("people:complaints")
    return show(request, "people/complaint.jinja", complaint_page(form, facts), status=status_of(form))
