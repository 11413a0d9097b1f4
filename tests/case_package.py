"""CASE packages for tests, as JSON bytes; the wording is ours."""

from __future__ import annotations

import json
import uuid
from typing import Any

DOC = "11111111-1111-4111-8111-111111111111"
A, B, C = (f"{letter * 8}-1111-4111-8111-111111111111" for letter in "abc")
BASE = "https://case.example/ims/case/v1p1"


def item(id: str, text: str, **more: Any) -> dict[str, Any]:
    return {"identifier": id, "uri": f"{BASE}/CFItems/{id}", "fullStatement": text, "lastChangeDateTime": "2027-01-01T00:00:00Z", **more}


def association(source: str, target: str, type: str = "isChildOf", **more: Any) -> dict[str, Any]:
    id = str(uuid.uuid5(uuid.NAMESPACE_URL, source + type + target + repr(more)))
    ends = {name: {"title": "x", "identifier": end, "uri": f"{BASE}/CFItems/{end}"} for name, end in (("o", source), ("d", target))}
    return {
        "identifier": id,
        "uri": f"{BASE}/CFAssociations/{id}",
        "associationType": type,
        "originNodeURI": ends["o"],
        "destinationNodeURI": ends["d"],
        "lastChangeDateTime": "2027-01-01T00:00:00Z",
        **more,
    }


def package(*items: Any, links: Any = (), **document: Any) -> bytes:
    head = {"identifier": DOC, "uri": f"{BASE}/CFDocuments/{DOC}", "title": "Demonstration", "creator": "Us", "version": "2.1"} | document
    return json.dumps({"CFDocument": head, "CFItems": list(items), "CFAssociations": list(links)}).encode()
