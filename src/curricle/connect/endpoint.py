"""What every request for the API passes: method, key, pace, scope, headers, parameters; then the operation; then its ETag."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from ninja.operation import Operation, PathView

from curricle.connect import actions, queries
from curricle.connect.pace import PACE
from curricle.connect.problems import Problem, answer, faults
from curricle.connect.repeats import carried_out_once
from curricle.people import actions as people
from curricle.people.policy import ACTIONS, ANONYMOUS, Forbidden, Hidden, may_ever
from curricle.people.visitor import address_of

log = logging.getLogger(__name__)
View = Callable[..., HttpResponse]
JSON = "application/json"
WITH_BODY = frozenset({"POST", "PUT", "PATCH"})
REALM = 'Bearer realm="Curricle"'


def endpoint(path_view: PathView) -> View:
    """One address of the API as a view: what it declares is declared to the site map too."""
    operations = path_view.operations
    allowed = sorted({method for each in operations for method in each.methods} | {"HEAD", "OPTIONS"})

    def view(request: HttpRequest, **parts: Any) -> HttpResponse:
        head = request.method == "HEAD"
        if head:
            request.method = "GET"
        try:
            response = _answered(request, operations, allowed, parts)
        except Problem as stop:
            response = answer(stop)
        except RequestDataTooBig:
            response = answer(Problem(413, f"A body may hold {settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024 // 1024} MB."))
        if head:  # also of a refusal: the web server would send it, and the next answer on the connection would be misread
            response.content = b""
        return response

    view.guard = tuple(dict.fromkeys(pair for each in operations for pair in each.view_func.guard))
    view.csrf_exempt = view.before_factor = True  # no cookie is looked at here, so none can be misused
    view.__doc__ = "API: " + " ".join(_first_line(each) for each in operations)
    view.operations = tuple(operations)
    return view


def _answered(request: HttpRequest, operations: list[Operation], allowed: list[str], parts: dict[str, Any]) -> HttpResponse:
    method = request.method
    if method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": ", ".join(allowed)})
    operation = next((each for each in operations if method in each.methods), None)
    if operation is None:
        raise Problem(405, headers={"Allow": ", ".join(allowed)})
    _ask_who(request)
    _permit(request, operation)
    _strict(request, operation)

    def run() -> HttpResponse:
        return operation.run(request, **parts)

    response = run() if method == "GET" else carried_out_once(request, run)
    return _tagged(request, response) if method == "GET" else response


def _ask_who(request: HttpRequest) -> None:
    """Sets `request.actor` and `request.key` (None for a visitor) by the header alone; the session is never looked at."""
    given = request.headers.get("Authorization", "")
    request.actor, request.key = ANONYMOUS, None
    if given:
        scheme, _, token = given.strip().partition(" ")
        sent_well = scheme.lower() == "bearer" and bool(token.strip())
        program = queries.program(token.strip()) if sent_well else None
        if program is None:
            _keep_pace(f"address {address_of(request)}")
            says = "This key is not good (any more)." if sent_well else ""  # else how a key is sent
            raise Problem(401, says, headers={"WWW-Authenticate": f'{REALM}, error="invalid_token"'})
        request.actor, request.key = program.actor, program.key
        _note(program.key)
    _keep_pace(f"key {request.key.id}" if request.key else f"address {address_of(request)}")


def _keep_pace(asker: str) -> None:
    wait = PACE.wait(asker, settings.API_REQUESTS_A_MINUTE)
    if wait:
        raise Problem(429, headers={"Retry-After": str(wait)})


def _note(key: queries.KeyFacts) -> None:
    """The last use, where it can be written: reading goes on while saving cannot."""
    try:
        actions.note_use(key=key)
    except DatabaseError as stop:
        log.warning("the use of a key could not be noted: %s", stop)


def _permit(request: HttpRequest, operation: Operation) -> None:
    """The scope of the key, then whether any rule could ever allow it: the operation asks about the very thing."""
    view = operation.view_func
    if request.key is None and not view.visitors:
        raise Problem(401, headers={"WWW-Authenticate": REALM})
    if request.key and view.scope and view.scope.name not in request.key.scopes:
        if not view.visitors:
            wanted = f'{REALM}, error="insufficient_scope", scope="{view.scope.name}"'
            raise Problem(403, f"The key was not made for {view.scope.name}.", headers={"WWW-Authenticate": wanted})
        request.actor = ANONYMOUS  # what everybody may see
    if any(may_ever(request.actor, action, kind) for kind, action in view.guard):
        return
    if any(may_ever(request.actor, "v", kind) for kind, _ in view.guard):
        raise refused(request, Forbidden(f"Who made the key may not {ACTIONS[view.guard[0][1]]} this."))
    raise refused(request, Hidden("There is no such thing."))


def refused(request: HttpRequest, stop: Exception) -> Problem:
    """A refusal by the rules, noted in the record as one of a page is."""
    if request.actor and isinstance(stop, Forbidden | Hidden):
        people.record_refusal(by=request.actor, address=request.path)
    return Problem(404 if isinstance(stop, Http404) else 403, str(stop))


def _strict(request: HttpRequest, operation: Operation) -> None:
    """Accept, Content-Type and the names of the parameters: what nobody reads is refused, not passed over."""
    if request.headers.get("Accept") and not request.accepts(JSON) and operation.view_func.gives != "file":
        raise Problem(406)
    if request.method in WITH_BODY:
        kind, _, charset = request.headers.get("Content-Type", "").lower().partition(";")
        if kind.strip() != JSON and (kind or request.headers.get("Content-Length", "0") not in {"", "0"}):
            raise Problem(415)
        if charset.strip() and charset.strip().replace('"', "") != "charset=utf-8":
            raise Problem(415)
    known = {name for model in operation.models if model.__ninja_param_source__ == "query" for name in model.__ninja_flatten_map__}
    strange = [(f"?{name[:100]}", "there is no parameter of this name") for name in request.GET if name not in known]
    strange += [
        (f"?{name}", "this parameter is given more than once") for name, values in request.GET.lists() if name in known and len(values) > 1
    ]
    if strange:
        raise faults(strange[:20])


def _tagged(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """An ETag over the answer's bytes, behind the revision where the operation named one; 304 to who has them already."""
    patch_vary_headers(response, ["Authorization"])
    if response.status_code != 200:
        return response
    revision = response.headers.get("ETag", "").strip('"')
    sum = hashlib.sha256(response.content).hexdigest()[:16]
    tag = f'"{revision}-{sum}"' if revision else f'"{sum}"'
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "private, no-cache"
    held = {each.strip().removeprefix("W/") for each in request.headers.get("If-None-Match", "").split(",")}
    if tag not in held:
        return response
    headers = {name: response.headers[name] for name in ("ETag", "Cache-Control", "Vary")}
    return HttpResponse(status=304, headers=headers)


def _first_line(operation: Operation) -> str:
    return f"{', '.join(operation.methods)}: {(operation.view_func.__doc__ or '').strip().splitlines()[0]}"
