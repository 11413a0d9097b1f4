"""What a client says that it takes: the headers Accept and Accept-Encoding with their weights (RFC 9110)."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest

LONGEST, ENTRIES = 1_000, 30


def weights(header: str) -> list[tuple[str, float]]:
    """(what, weight) of each entry, in lower case and the header's order; an entry that cannot be read weighs nothing."""
    found = []
    for entry in header[:LONGEST].lower().split(",")[:ENTRIES]:
        name, *parameters = (part.strip() for part in entry.split(";"))
        if name:
            found.append((name, _weight(parameters)))
    return found


def _weight(parameters: Sequence[str]) -> float:
    for each in parameters:
        name, _, value = each.partition("=")
        if name.strip() == "q":
            try:
                weight = float(value)
            except ValueError:
                return 0.0
            return weight if 0 <= weight <= 1 else 0.0
    return 1.0


def takes_gzip(request: HttpRequest) -> bool:
    """Whether an answer may be compressed by gzip."""
    given = dict(weights(request.headers.get("Accept-Encoding", "")))
    return given.get("gzip", given.get("*", 0.0)) > 0


def best(header: str, offered: Sequence[str]) -> str | None:
    """The media type of those offered that is wanted most; of equals the first offered. None when none is acceptable.

    An empty header takes anything. The closest entry counts: text/html before text/* before */*.
    """
    given = weights(header)
    if not given:
        return offered[0]
    ranked = [(_wanted(given, each), -place, each) for place, each in enumerate(offered)]
    weight, _, name = max(ranked)
    return name if weight > 0 else None


def _wanted(given: list[tuple[str, float]], offered: str) -> float:
    family = offered.partition("/")[0]
    for pattern in (offered, f"{family}/*", "*/*"):
        found = [weight for name, weight in given if name == pattern]
        if found:
            return max(found)
    return 0.0
