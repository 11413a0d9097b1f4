"""For those who watch the installation: does this process live, and can it serve? Without a word about anybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from curricle.people import entrance, queries
from curricle.people.visitor import is_on_this_machine
from curricle.ui.views import open_page


@open_page
@entrance.before_factor
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether this process answers; it asks nothing of the database."""
    return JsonResponse({"status": "ok"})


@open_page
@entrance.before_factor
@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Whether pages can be served: 200, or 503 while the database or its tables are away. Reasons are for this machine alone."""
    ours = is_on_this_machine(request)
    found = queries.health(whole=ours)
    answer: dict[str, object] = {"status": "not ready" if found.away else "degraded" if found.degraded else "ok"}
    if ours:
        answer["reasons"] = [*found.away, *found.degraded]
    return JsonResponse(answer, status=503, headers={"Retry-After": "10"}) if found.away else JsonResponse(answer)
