"""The addresses for programs, and the pages of their keys."""

from django.urls import path

from curricle.connect.api import api
from curricle.connect.views import keys, nothing

app_name = "connect"

pages = [
    path("keys/", keys.keys, name="keys"),
    path("keys/<uuid:key>/end/", keys.end, name="end_key"),
]

programs = [
    path("api/v1/", api.urls),
    path("api/", nothing.nothing, name="nothing"),
    path("api/<path:rest>", nothing.nothing, name="nothing_there"),
]

urlpatterns = pages + programs
