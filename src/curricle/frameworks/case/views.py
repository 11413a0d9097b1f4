"""The endpoints of CASE 1.1: find the published version that is meant, and give its part."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from functools import wraps
from itertools import chain
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from curricle import __version__
from curricle.door.assembly import is_uuid
from curricle.frameworks.case import actions, crosswalks, queries
from curricle.frameworks.case.answers import LEVEL, base_of, json_answer, sent, tag_of, unchanged
from curricle.frameworks.case.asked import asked, page_links, profile_of
from curricle.frameworks.case.faults import Fault, answer
from curricle.frameworks.case.memory import SENT
from curricle.frameworks.case.queries import ITEM, NotThere, Published, Served
from curricle.interop.case.discovery import describe
from curricle.interop.case.parts import (
    association_part,
    document_link,
    document_part,
    item_part,
    rubric_parts,
    source_of,
)
from curricle.interop.case.writing import Profile, as_json
from curricle.interop.case.writing import package as written
from curricle.people.gate import guarded
from curricle.people.policy import ANONYMOUS, Forbidden, Hidden
from curricle.ui.accept import takes_gzip

METHODS = ("GET", "HEAD", "OPTIONS")
PUBLISHED = ("standard_published", "curriculum_published")
View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """An endpoint for everybody: no session is looked at, and every refusal has the shape of the specification."""
    inner = guarded("schema_published", "v", also=PUBLISHED, methods=METHODS)(view)

    @wraps(inner)
    def outer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.actor = ANONYMOUS
        if request.method == "OPTIONS":
            allowed = ", ".join(METHODS)
            asked_first = {"Access-Control-Allow-Methods": allowed, "Access-Control-Allow-Headers": "*", "Access-Control-Max-Age": "86400"}
            return HttpResponse(status=204, headers={"Allow": allowed, **asked_first})
        try:
            return inner(request, *args, **kwargs)
        except Fault as stop:
            return answer(stop)
        except (NotThere, Hidden, Forbidden):
            return answer(Fault(404))

    outer.before_factor = True
    return csrf_exempt(outer)


@public
def documents(request: HttpRequest) -> HttpResponse:
    """CASE: the published frameworks, then the published crosswalks between them, page by page."""
    wanted = asked(request.GET)
    actions.index_missing()
    base = base_of(request)
    rows = queries.all_documents()
    frameworks = (document_part(head, queries.standing_of(row, base), alone=True) for row, head in rows)
    parts = chain(frameworks, (each.document for each in crosswalks.walks(base)))
    found = wanted.chosen(parts)
    page = [wanted.given(each) for each in found[wanted.offset : wanted.offset + wanted.limit]]
    headers = {"X-Total-Count": str(len(found)), "Link": page_links(f"{base}/CFDocuments", request.GET, wanted, len(found))}
    if wanted.warnings:
        headers["Warning"] = ", ".join(f'299 - "{_plain(each)}"' for each in wanted.warnings)
    return json_answer(request, as_json({"CFDocuments": page}), headers=headers)


@public
def document(request: HttpRequest, uuid: str) -> HttpResponse:
    """CASE: one framework without its items, or one crosswalk without its links."""
    base = base_of(request)
    try:
        served = queries.serve(queries.document(_uuid(uuid)), base)
    except NotThere:
        return json_answer(request, as_json(crosswalks.walk(uuid, base).document))
    return json_answer(request, as_json(document_part(served.index, served.standing, alone=True)))


@public
def package(request: HttpRequest, uuid: str) -> HttpResponse:
    """CASE: one framework whole, as it was frozen, or one crosswalk; ?profile=friendly for readers that expect links to their document."""
    base, profile = base_of(request), profile_of(request.GET)
    try:
        version = queries.document(_uuid(uuid))
    except NotThere:
        return json_answer(request, crosswalks.walk(uuid, base).package(profile))
    packed = takes_gzip(request)
    tag = tag_of("package", version.pk, version.digest, version.step, base, profile)
    known = unchanged(request, tag, packed=packed)
    if known is not None:
        return known
    return sent(_bytes(version, base, profile, tag, packed=packed), tag, packed=packed)


def _bytes(version: Published, base: str, profile: Profile, tag: str, *, packed: bool) -> bytes:
    """The package as it was sent before, or made now and kept for the next who asks."""
    key = tag_of(tag, "gzip" if packed else "")
    whole = key, version.created, version.steps  # its times too: a database may be put back to another that counts alike
    data = SENT.get(whole) if settings.CASE_CACHE_MEGABYTES else None
    if data is not None:
        return data
    data = queries.kept_bytes(key)
    if data is None:
        served = queries.serve(version, base)
        data = written(served.index, served.standing, profile=profile)
        data = gzip.compress(data, LEVEL, mtime=0) if packed else data
        actions.keep_bytes(version=version, key=key, data=data)
    if settings.CASE_CACHE_MEGABYTES:
        SENT.put(whole, data)
    return data


@public
def item(request: HttpRequest, uuid: str) -> HttpResponse:
    """CASE: one item, as the newest published version that holds it words it."""
    return json_answer(request, as_json(_item(*_served(request, ITEM, uuid))))


@public
def item_associations(request: HttpRequest, uuid: str) -> HttpResponse:
    """CASE: one item with the associations that begin or end at it, those of published crosswalks after those of its framework."""
    id, served = _served(request, ITEM, uuid)
    index, standing = served.index, served.standing
    link = document_link(index, standing)
    links = [association_part(each, index, standing, document=link) for each in index.at_end.get(id, ())]
    links += crosswalks.links_at(id, standing.base)
    return json_answer(request, as_json({"CFItem": _item(id, served), "CFAssociations": links}))


def _item(id: str, served: Served) -> dict[str, Any]:
    """The item alone: an adopted one leads to the document it comes from, one that a later version left out says since when."""
    index, standing = served.index, served.standing
    document = source_of(index.at_end.get(id, ()), id) or document_link(index, standing)
    return item_part(index.items[id], index, standing, document=document, ends=served.version.left or standing.ends)


@public
def association(request: HttpRequest, uuid: str) -> HttpResponse:
    """CASE: one association, of a framework or of a crosswalk."""
    try:
        id, served = _served(request, "CFAssociations", uuid)
    except NotThere:
        return json_answer(request, as_json(crosswalks.link(uuid, base_of(request))))
    index, standing = served.index, served.standing
    return json_answer(request, as_json(association_part(index.links[id], index, standing, document=document_link(index, standing))))


@public
def definitions(request: HttpRequest, kind: str, uuid: str) -> HttpResponse:
    """CASE: concepts, types of items or subjects: the one that was asked for, then those below it by their hierarchyCode."""
    id, served = _served(request, kind, uuid)
    found = queries.definitions(served)[kind]
    first = next(each for each in found if each["identifier"] == id)
    below = sorted((each for each in found if each["hierarchyCode"].startswith(f"{first['hierarchyCode']}.")), key=_code)
    return json_answer(request, as_json({kind: [first, *below]}))


def _code(part: dict[str, Any]) -> str:
    return str(part["hierarchyCode"])


@public
def definition(request: HttpRequest, kind: str, uuid: str) -> HttpResponse:
    """CASE: one licence, or one group of associations."""
    id, served = _served(request, kind, uuid)
    return json_answer(request, as_json(next(each for each in queries.definitions(served)[kind] if each["identifier"] == id)))


@public
def rubric(request: HttpRequest, uuid: str) -> HttpResponse:
    """CASE: level descriptors: criteria with their levels."""
    id, served = _served(request, "CFRubrics", uuid)
    found = rubric_parts(served.index, served.standing)
    return json_answer(request, as_json(next(each for each in found if each.get("identifier") == id)))


@public
def discovery(request: HttpRequest) -> HttpResponse:
    """CASE: the OpenAPI document that describes this service."""
    return json_answer(request, as_json(describe(base=base_of(request), product="Curricle", version=__version__)))


@public
def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """CASE: no such address."""
    raise Fault(404, says="There is no such address; see /ims/case/v1p1/discovery/imscasev1p1_openapi3_v1p0.json.")


def _served(request: HttpRequest, kind: str, given: str) -> tuple[str, Served]:
    """A thing's identifier as it is spelt where it is at home, and the version there. Raises NotThere or Fault."""
    wanted = _uuid(given)
    try:
        version = queries.home(kind, wanted)
    except NotThere:
        if kind == ITEM or not actions.index_missing():
            raise
        version = queries.home(kind, wanted)
    return version.spelt, queries.serve(version, base_of(request))


def _uuid(given: str) -> str:
    if not is_uuid(given):
        raise Fault(400, minor="invalid_uuid", says=f"{_plain(given[:60])} is not a UUID.")
    return given


def _plain(text: str) -> str:
    """Text for a header or a refusal: visible ASCII without quotation marks."""
    return "".join(sign if " " <= sign <= "~" and sign not in '"\\' else "?" for sign in text)
