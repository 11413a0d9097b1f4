"""The addresses that versions, items and lines keep for ever."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from curricle.door.assembly import is_uuid
from curricle.frameworks import queries
from curricle.frameworks.addresses import Meant, meant
from curricle.interop.curricle import write_framework, write_item
from curricle.people.gate import guarded
from curricle.people.policy import Hidden
from curricle.people.visitor import own_address
from curricle.ui.accept import best

HTML, CASE, OURS = OFFERED = ("text/html", "application/json", "application/vnd.curricle+json")
SAYS = f"This address has a page ({HTML}), CASE JSON ({CASE}) and Curricle's own JSON ({OURS}).\n"


@guarded("schema_published", "v", also=("standard_published", "curriculum_published"))
@require_safe
def address(request: HttpRequest, uuid: str) -> HttpResponse:
    """The lasting address of a version, an item or a line: a page, CASE JSON or Curricle's own JSON, by the header Accept."""
    found = meant(request.actor, uuid) if is_uuid(uuid) else None
    if found is None:
        raise Hidden("Nothing that is published has this address.")
    wanted = best(request.headers.get("Accept", ""), OFFERED if found.published else (HTML,))
    response = _as(wanted, found, own_address(request))
    patch_vary_headers(response, ["Accept"])
    return response


def _as(wanted: str | None, found: Meant, ours: str) -> HttpResponse:
    version = str(found.version.uuid)
    if wanted == OURS:
        framework = queries.value(found.version)
        body = write_item(framework, found.item, address=f"{ours}{lasting(version)}") if found.item else write_framework(framework)
        return HttpResponse(body, content_type=OURS)
    if wanted == CASE:
        name, uuid = ("frameworks:case:item", found.item) if found.item else ("frameworks:case:package", version)
        return _elsewhere(reverse(name, args=[uuid]))
    if wanted == HTML:
        page = ("frameworks:item", [version, found.item]) if found.item else ("frameworks:version", [version])
        return _elsewhere(reverse(page[0], args=page[1]))
    return HttpResponse(SAYS, status=406, content_type="text/plain; charset=utf-8")


def _elsewhere(where: str) -> HttpResponse:
    response = redirect(where)
    response.status_code = 303  # the thing itself is no document; there is one about it
    return response


def lasting(uuid: str) -> str:
    """The path of the lasting address."""
    return reverse("frameworks:address", args=[uuid])
