"""How a CASE service refuses: imsx_StatusInfo, whatever went wrong below the base address."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse

from curricle.interop.case.writing import as_json

JSON = "application/json"
#: status -> (minor code, words); a status that is not here is told by its neighbour.
KNOWN = {
    400: ("invalid_selection_field", "Something in the request cannot be read."),
    401: ("unauthorised_request", "Sign in first."),
    403: ("forbidden", "This may not be done."),
    404: ("unknownobject", "There is no such thing here, or it is not published."),
    405: ("forbidden", "Frameworks are only read here; the header Allow names the methods."),
    429: ("server_busy", "Too many requests; ask again later."),
    500: ("internal_server_error", "Something went wrong in the program. It is written in its log."),
    503: ("server_busy", "The service is being looked after; ask again after Retry-After."),
}


class Fault(Exception):
    """Stops a request with a status, a minor code of the specification and words."""

    def __init__(self, status: int, *, minor: str = "", says: str = "", headers: Mapping[str, str] | None = None) -> None:
        super().__init__(says)
        self.status = status
        self.minor = minor
        self.says = says
        self.headers = dict(headers or {})


def answer(fault: Fault) -> HttpResponse:
    """The refusal as the specification words it."""
    minor, words = KNOWN.get(fault.status) or KNOWN[500 if fault.status >= 500 else 400]
    body = {
        "imsx_codeMajor": "unsupported" if fault.status == 405 else "failure",
        "imsx_severity": "error",
        "imsx_description": fault.says or words,
        "imsx_codeMinor": {
            "imsx_codeMinorField": [{"imsx_codeMinorFieldName": "TargetEndSystem", "imsx_codeMinorFieldValue": fault.minor or minor}]
        },
    }
    return HttpResponse(as_json(body), status=fault.status, content_type=JSON, headers={"Cache-Control": "no-store", **fault.headers})
