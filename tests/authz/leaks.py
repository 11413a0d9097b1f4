"""What may not be read in an answer: canaries of the other tenant, and in one's own those of objects that the matrix does not give."""

from __future__ import annotations

import io
import re
import zipfile

from authz.cast import Asker
from authz.oracle import allowed, could, rows_for
from authz.stage import Stage

WORD = re.compile(rb"canary-((?:north|south)-(?:nat|uni|emp|body|epao))-([a-z]+)", re.IGNORECASE)
#: The objects that canaries stand for, where the word is not the object's own name.
OBJECTS = {
    "programme": "programme_draft",
    "ownframework": "own_framework",
    "frameworkimport": "framework_import",
    "sharelink": "share_link",
    "linkanswer": "link_answer",
    "answered": "link_answer",
    "consultationcomment": "consultation_comment",
    "integrationkey": "integration_key",
    **{f"{kind}draft": f"{kind}_draft" for kind in ("schema", "standard", "curriculum")},
}
ANYBODY = {"schemapublished", "standardpublished", "curriculumpublished", "crosswalkpublished"}
#: Names of one's own people stand on many pages; a brought framework is its person's or a draft, a profession its person's.
COLLEAGUES = {"person", "brought", "registration"}


def canaries(body: bytes) -> set[tuple[str, str]]:
    """(place, kind) of every canary in an answer, also inside a zip, which workbooks and bundles are."""
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"\n".join(packed.read(name) for name in packed.namelist())
    return {(place.decode().lower(), kind.decode().lower()) for place, kind in WORD.findall(body)}


def leaked(stage: Stage, asker: Asker, body: bytes, shown: frozenset[tuple[str, str]] = frozenset()) -> list[str]:
    """What the asker has seen and may not, in words. `shown` was given by a link."""
    return [f"{kind} of {place}" for place, kind in sorted(canaries(body) - shown) if not may_read(stage, asker, place, kind)]


def may_read(stage: Stage, asker: Asker, place: str, kind: str) -> bool:
    """Whether the matrix lets the asker view such a thing: published ones everybody, others inside the organisation or for oneself."""
    if kind in ANYBODY or (asker.person and (invited(stage, asker, place, kind) or answers(stage, asker, place, kind))):
        return True
    if place != asker.place:
        return kind == "person" and place == asker.home
    return kind in COLLEAGUES or readable(asker, OBJECTS.get(kind, kind))


def invited(stage: Stage, asker: Asker, place: str, kind: str) -> bool:
    """Whether they are asked to read a draft of that kind there; they are told by whom."""
    asked = [each for each in stage.things.values() if asker.person in each.invited and each.place == place and "comment" in each.state]
    return any(kind in ("person", each.kind.replace("_", "")) for each in asked)


def answers(stage: Stage, asker: Asker, place: str, kind: str) -> bool:
    """Whether comments from there are theirs to answer; they are told by whom."""
    said = [each for each in stage.of("consultation_comment") if each.at["from"] == place]
    return kind in ("person", "consultationcomment") and any(allowed(asker, each.kind, "v", each) for each in said)


def readable(asker: Asker, kind: str) -> bool:
    return could(asker, kind, "v") and any(scope in ("org", "self", "own", "asg", "addressed") for scope, _ in rows_for(asker, kind, "v"))
