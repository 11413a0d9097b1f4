"""The site map: each part brings its own."""

from importlib.util import find_spec

from django.urls import include, path

PARTS = ("design", "frameworks", "people", "ui")

urlpatterns = [path("", include(f"curricle.{part}.urls")) for part in PARTS if find_spec(f"curricle.{part}.urls")]

handler403 = "curricle.people.views.errors.refused"
handler404 = "curricle.people.views.errors.not_found"
