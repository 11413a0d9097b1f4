"""Search in the items of all frameworks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from curricle.frameworks import searching
from curricle.frameworks.pages.search import search_page
from curricle.people.gate import guarded
from curricle.ui import show
from curricle.ui.questions import takes

KINDS = ("schema_draft", "standard_published", "standard_draft", "curriculum_published", "curriculum_draft", "own_framework")
LONGEST = 200


@guarded("schema_published", "v", also=KINDS)
@require_safe
@takes("q", "kind", "older", "page")
def search(request: HttpRequest) -> HttpResponse:
    """Words in the items of every framework that the reader may see."""
    asked = {name: request.GET.get(name, "")[:LONGEST] for name in ("q", "kind", "older")}
    page = request.GET.get("page", "")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1
    found = searching.search(request.actor, q=asked["q"], kind=asked["kind"], older=bool(asked["older"]), number=max(1, number))
    return show(request, "frameworks/search.jinja", search_page(found, **asked), fragment="frameworks/_found.jinja")
