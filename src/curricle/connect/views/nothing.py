"""What stands at an address below /api/ that nothing else has."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from curricle.connect.problems import Problem, answer
from curricle.people.entrance import before_factor
from curricle.ui.views import open_page


@csrf_exempt
@before_factor
@open_page
def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """API: no such address."""
    return answer(Problem(404))
