"""What a page takes from its address: the parameters it names, and no others.

Filters that pass on whatever an address says have given away passwords letter by letter elsewhere. Here a page that reads parameters
names them, and answers 400 to any other; a page that reads none lets them pass unread (decision 0023).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def takes(*names: str) -> Callable[[View], View]:
    """Stands next to the view, below its gate: who may not have the page is told so first. Raises BadRequest, answered with 400."""
    known = frozenset(names)

    def asked(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not known.issuperset(request.GET):
                raise BadRequest("a parameter that this page does not take")
            return view(request, *args, **kwargs)

        inner.takes = known
        return inner

    return asked
