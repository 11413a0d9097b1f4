"""Addresses of the product and some that break, with words in them that no log may hold."""

from __future__ import annotations

from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def fault(request: HttpRequest, token: str) -> HttpResponse:
    held = dict(request.POST.items())
    try:
        raise KeyError(f"{token} {held}")
    except KeyError as stop:
        raise ValueError(f"no {request.get_full_path()}") from stop


def away(request: HttpRequest, token: str) -> HttpResponse:
    raise OperationalError(f"Key (email)=({token}) already exists")


def strange(request: HttpRequest, token: str) -> HttpResponse:
    raise SuspiciousOperation(f"somebody sent {token}")


handler400 = "curricle.ui.views.bad_request"
handler403 = "curricle.ui.views.permission_denied"
handler404 = "curricle.ui.views.not_found"
handler500 = "curricle.config.errors.broken"

urlpatterns = [
    path("fault/<str:token>/", fault, name="fault"),
    path("away/<str:token>/", away, name="away"),
    path("strange/<str:token>/", strange, name="strange"),
    path("", include("curricle.config.urls")),
]
