"""The site map: each part brings its own."""

from importlib.util import find_spec

from django.urls import include, path

PARTS = ("design", "frameworks", "people", "ui", "connect")

urlpatterns = [path("", include(f"curricle.{part}.urls")) for part in PARTS if find_spec(f"curricle.{part}.urls")]

handler400 = "curricle.ui.views.bad_request"
handler403 = "curricle.ui.views.permission_denied"
handler404 = "curricle.ui.views.not_found"
handler500 = "curricle.config.errors.broken"
