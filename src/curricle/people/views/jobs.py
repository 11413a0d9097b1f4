"""One job: how far it is, its end, and the button to stop it. With htmx the page tells by itself, without it by a link."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from curricle.people import actions, pages, queries
from curricle.people.gate import guarded
from curricle.ui import show


@guarded("job", "v")
@never_cache
@require_safe
def job(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """How far a background job is, and what it came to."""
    page = pages.job_page(queries.job(request.actor, str(uuid)))
    return show(request, "people/job.jinja", page, fragment="people/_job.jinja")


@guarded("job", "w")
@require_POST
def cancel(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask a job to stop at its next step."""
    actions.cancel_job(by=request.actor, job=str(uuid))
    return redirect("people:job", uuid=uuid)
