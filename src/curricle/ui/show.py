"""show(): the one way a view answers with a page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.cache import patch_vary_headers

from curricle import __version__
from curricle.ui import navigation


def wants_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of the page (a boosted link or a page restored from history wants the whole)."""
    ask = request.headers
    return ask.get("HX-Request") == "true" and "HX-Boosted" not in ask and "HX-History-Restore-Request" not in ask


def show(request: HttpRequest, template: str, page: Any, *, status: int = 200, fragment: str | None = None) -> HttpResponse:
    """The page as an answer: `template` with the frozen value `page`, or only `fragment` when htmx asks for it.

    Templates know: page, request, actor, nonce, sections, foot, account, notices, demo, product_version, csrf_input, csrf_token.
    """
    part = bool(fragment) and wants_fragment(request)
    context = {"page": page, "actor": _actor(request), **({} if part else _frame(request))}
    response = HttpResponse(loader.get_template(fragment if part else template).render(context, request), status=status)
    if fragment:
        patch_vary_headers(response, ["HX-Request"])
    return response


def _actor(request: HttpRequest) -> Any:
    """Who asks, or None: `request.actor` where the people app set it, else a signed-in user."""
    if hasattr(request, "actor"):
        return request.actor
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None


def _frame(request: HttpRequest) -> dict[str, Any]:
    return {
        "nonce": getattr(request, "csp_nonce", ""),  # a refusal before our middleware has none; its page then runs no script
        "sections": navigation.sections(request),
        "foot": navigation.foot(request),
        "account": navigation.account(),
        "notices": tuple(get_messages(request)),
        "demo": getattr(settings, "CURRICLE_DEMO", False),
        "product_version": product_version(),
    }


def product_version() -> str:
    """The version of this program."""
    return __version__
