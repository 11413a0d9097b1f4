"""Writes a crosswalk as CSV, which can be read again, and as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from curricle.core.crosswalk import CrosswalkLink
from curricle.core.framework import Framework
from curricle.core.papers.crosswalk import HEAD, link_row


def write_csv(source: Framework, target: Framework, links: Iterable[CrosswalkLink]) -> bytes:
    """UTF-8 with a mark at its start, as spreadsheet programs want it; wording stands to the byte."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEAD)
    writer.writerows(link_row(source, target, each) for each in links)
    return out.getvalue().encode("utf-8-sig")


def write_json(title: str, about: str, source: Framework, target: Framework, links: Iterable[CrosswalkLink]) -> bytes:
    """{crosswalk: {title, about, from: {id, code, title, version}, to: {…}, links: [{from, relation, to, strength, note}]}}."""
    old, new = ({item.id: item.code for item in side.items} for side in (source, target))
    document: dict[str, Any] = {
        "curricle": 1,
        "crosswalk": {
            "title": title,
            "about": about,
            "from": _version(source),
            "to": _version(target),
            "links": [
                {
                    "from": {"id": each.source, "code": old.get(each.source, "")},
                    "relation": each.relation,
                    "to": {"id": each.target, "code": new.get(each.target, "")},
                    "strength": each.strength,
                    "note": each.note,
                }
                for each in links
            ],
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode("utf-8", "replace") + b"\n"


def _version(framework: Framework) -> dict[str, str]:
    return {"id": framework.id, "code": framework.code, "title": framework.title, "version": framework.version}
