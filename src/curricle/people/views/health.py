"""For those who watch the installation: 200 while the database answers, else 503. It says nothing more."""

from __future__ import annotations

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from curricle.people import queries
from curricle.people.gate import guarded


@guarded("page", "v")
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether the database answers, for whoever watches over the installation."""
    try:
        queries.database_answers()
    except DatabaseError:
        return HttpResponse("database away\n", status=503, content_type="text/plain", headers={"Retry-After": "60"})
    return HttpResponse("ok\n", content_type="text/plain")
