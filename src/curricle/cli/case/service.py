"""Rules of the service as a whole: how it refuses, what it saves its readers, how it describes itself."""

from __future__ import annotations

from typing import Any

from curricle.cli.case.asking import Answer
from curricle.cli.case.ledger import Ledger, plain
from curricle.interop.case.rules import DISCOVERY, ENDPOINTS, faults

NOBODY = "00000000-0000-4000-8000-000000000000"
KINDS = tuple(path.partition("/")[0] for path, _, _ in ENDPOINTS if "/" in path)


def refusals(ledger: Ledger) -> None:
    """imsx_StatusInfo with the right status and minor code, for every endpoint and for addresses that are none."""
    for name in KINDS:
        _refusal(ledger, f"{name}/{NOBODY}", {404}, {"unknownobject"}, "an unknown identifier", must=name != "CFRubrics")
    _refusal(ledger, "CFItems/not-a-uuid", {400, 404}, {"invalid_uuid", "unknownobject"}, "what is no UUID")
    _refusal(ledger, "NoSuchThing", {404}, set(), "an address that is none")
    _refusal(ledger, f"CFItems/{NOBODY}/and/more", {404}, set(), "an address below one")


def _refusal(ledger: Ledger, place: str, statuses: set[int], minors: set[str], what: str, *, must: bool = True) -> None:
    answer = ledger.asker.get(place)
    wrong = [] if answer.status in statuses else [f"{answer.told}; expected {' or '.join(map(str, sorted(statuses)))}"]
    wrong += [f"{at}: {says}" for at, says in faults("imsx_StatusInfo", answer.json)]
    said = _minors(answer)
    if minors and not said & minors:
        wrong.append(f"the minor code is {', '.join(sorted(said)) or 'missing'}; expected {' or '.join(sorted(minors))}")
    ledger.note(f"refusal: imsx_StatusInfo for {what}", place, wrong, must=must)


def _minors(answer: Answer) -> set[str]:
    body: Any = answer.json
    try:
        return {str(each["imsx_codeMinorFieldValue"]) for each in body["imsx_codeMinor"]["imsx_codeMinorField"]}
    except (KeyError, TypeError):
        return set()


def saving(ledger: Ledger, documents: list[dict[str, Any]]) -> None:
    """What the standard leaves open and readers are glad of: a tag with 304, compression, nothing of a session."""
    places = ["CFDocuments", *(f"CFPackages/{each.get('identifier')}" for each in documents[:1])]
    for place in places:
        first = ledger.asker.get(place)
        tag = first.headers.get("etag", "")
        if ledger.note("ETag", place, [] if tag else ["there is none"], must=False):
            again = ledger.asker.get(place, If_None_Match=tag)
            wrong = [] if again.status == 304 and not again.body else [again.told]
            ledger.note("ETag: 304 without a body for who has it", place, wrong)
        packed = ledger.asker.get(place, Accept_Encoding="gzip")
        if packed.headers.get("content-encoding") == "gzip":
            ledger.note("gzip: it holds the same", place, [] if packed.body == first.body else ["it holds something else"])
            varies = "accept-encoding" in packed.headers.get("vary", "").lower()
            ledger.note("gzip: Vary names Accept-Encoding", place, [] if varies else ["it does not"])
        else:
            ledger.note("gzip", place, ["it is not compressed"] if len(first.body) > 5_000 else [], must=False)
        ledger.note("no cookie is set", place, ["there is one"] if "set-cookie" in first.headers else [], must=False)


def discovery(ledger: Ledger) -> None:
    """The OpenAPI document names every endpoint that must be there."""
    answer = ledger.asker.get(DISCOVERY)
    if not ledger.note("discovery: 200 and application/json", DISCOVERY, plain(answer)):
        return
    body = answer.json if isinstance(answer.json, dict) else {}
    version = str(body.get("openapi", ""))
    ledger.note("discovery: OpenAPI 3", DISCOVERY, [] if version.startswith("3.") else [f"openapi is {version or 'missing'}"])
    paths = body.get("paths")
    told = {path.rstrip("/").rsplit("/", 2 if "{" in path else 1)[1] for path in paths} if isinstance(paths, dict) else set()
    missing = [path for path, _, must in ENDPOINTS if must and path.partition("/")[0] not in told]
    ledger.note("discovery: every endpoint that a provider must have", DISCOVERY, [f"{path} is missing" for path in missing])
