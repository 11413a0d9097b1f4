"""The record of what was done in one's organisation: list, filter, print."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from curricle.people import pages, policy, queries
from curricle.people.forms import RecordFilterForm
from curricle.people.gate import guarded
from curricle.people.policy import Thing
from curricle.ui import show
from curricle.ui.questions import takes

LATEST = 200  # seals looked at for each page; `./curricle doctor` looks at all


@guarded("audit_event", "v")
@require_safe
@takes("words", "page")
def record(request: HttpRequest) -> HttpResponse:
    """What was done in one's organisation, newest first."""
    actor = request.actor
    policy.require(policy.TABLE, actor, "v", Thing(kind="audit_event", organisation=actor.organisation))
    form = RecordFilterForm(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    found = queries.events(actor.organisation, words=given.get("words", ""), page=given.get("page") or 1)
    page = pages.record_page(form, actor.organisation_name, found, queries.verify_record(last=LATEST))
    return show(request, "people/record.jinja", page, fragment="people/_record.jinja")
