"""The difference of two versions as JSON: what `curricle diff --json` prints and the page hands out (docs/reference/commands.md)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from curricle.core.framework import Framework, Item
from curricle.core.versions.compare import Act, ItemChange, VersionDifference
from curricle.core.versions.field import FieldChange
from curricle.core.versions.modules import ModuleChange
from curricle.core.versions.pairing import Decision


def describe(before: Framework, after: Framework, found: VersionDifference, decisions: Iterable[Decision] = ()) -> dict[str, Any]:
    """The documented shape; `decisions` are those that the difference rests on."""
    return {
        "before": _version(before),
        "after": _version(after),
        "counts": {act.value: found.count(act) for act in Act} | {"same": found.same},
        "facts": [_field(each) for each in found.facts],
        "items": [_change(each) for each in found.items],
        "modules": [_module(each) for each in found.modules],
        "doubtful": [{"before": each.before, "after": each.after, "likeness": f"{each.likeness:.2f}"} for each in found.doubtful],
        "decisions": [{"before": each.before, "after": each.after, "verdict": each.verdict.value} for each in decisions],
    }


def write_difference(before: Framework, after: Framework, found: VersionDifference, decisions: Iterable[Decision] = ()) -> bytes:
    """The same as a file: UTF-8, keys in the documented order."""
    return json.dumps(describe(before, after, found, decisions), ensure_ascii=False, indent=2).encode("utf-8", "replace") + b"\n"


def _version(framework: Framework) -> dict[str, str]:
    return {"id": framework.id, "code": framework.code, "title": framework.title, "version": framework.version}


def _field(change: FieldChange) -> dict[str, Any]:
    words = [{"fate": span.fate.value, "text": span.text} for span in change.spans]
    return {"field": change.field, "before": change.before, "after": change.after, "words": words}


def _module(change: ModuleChange) -> dict[str, Any]:
    ids = {"before": change.before.id if change.before else "", "after": change.after.id if change.after else ""}
    fields = [_field(each) for each in change.fields]
    return {"became": [each.value for each in change.became], "name": change.name, **ids, "fields": fields}


def _change(change: ItemChange) -> dict[str, Any]:
    return {
        "acts": [act.value for act in change.acts],
        "before": [_item(item) for item in change.before],
        "after": [_item(item) for item in change.after],
        "fields": [_field(each) for each in change.fields],
        "matched_by": change.by.value if change.by else "",
        "new_meaning": change.new_meaning,
        "under": {"before": change.under_before, "after": change.under_after},
    }


def _item(item: Item) -> dict[str, str]:
    return {"id": item.id, "code": item.code, "statement": item.statement}
