"""Names and small pieces that CASE reading and writing share."""

from __future__ import annotations

import re
from typing import Any

from curricle.core.canonical import canonical
from curricle.core.registry import KINDS, kind_label
from curricle.door.report import Report

#: Framework kind -> CFDocument.frameworkType.
FRAMEWORK_TYPES = {
    "standard": "ApprenticeshipStandard",
    "schema": "TrainingSchema",
    "curriculum": "ModelCurriculum",
    "outcomes": "ProgrammeOutcomes",
}
#: The kind of an item whose package gives no CFItemType.
PLAIN = "item"
#: Extension name under which our own fields travel.
OURS = "curricle"
#: What stands in a required field that the framework leaves empty.
NOT_STATED = "not stated"
#: Parts that are status or time, not content; the store keeps them beside the document.
STATUS = ("adoptionStatus", "statusStartDate", "statusEndDate")
#: Fields without a place of their own in an Item or a Framework, kept in extras as they are (JSON text when not a text).
KEPT = ("CFItemTypeURI", "conceptKeywordsURI", "subjectURI", "licenseURI")

_SPACE = re.compile(r"\s+")


def kind_of(item_type: str) -> tuple[str, bool]:
    """(kind, whether the original wording must be kept beside it): "Learning Outcome" -> ("learning outcome", True)."""
    kind = _SPACE.sub(" ", item_type.strip()).casefold()
    if not kind:
        return PLAIN, False
    return kind, kind == PLAIN or kind_label(kind) != item_type


def item_type_of(kind: str) -> str:
    """The CFItemType of a kind; empty for an item without one."""
    return "" if kind == PLAIN else KINDS.get(kind) or kind_label(kind)


def unwrap(got: Any, name: str) -> Any:
    """The inside of {"CFItem": {…}}; anything else as it is. Some servers wrap each part, the specification does not."""
    if type(got) is dict and len(got) == 1 and type(got.get(name)) in (dict, list):
        return got[name]
    return got


def text_of(holder: dict[str, Any], name: str, at: str, report: Report) -> str:
    """A text field; missing and null are the empty text. Anything else is an error with its path."""
    got = holder.get(name)
    if got is None:
        return ""
    if type(got) is not str:
        report.error(f"{at}.{name}", "expected text here")
        return ""
    return got


def texts_of(holder: dict[str, Any], name: str, at: str, report: Report) -> tuple[str, ...]:
    """A list of texts; missing, null and empty are alike, and one text counts as a list of one."""
    got = holder.get(name)
    if not got:
        return ()
    if type(got) is str:
        return (got,)
    if type(got) is not list or any(type(each) is not str for each in got):
        report.error(f"{at}.{name}", "expected a list of texts here")
        return ()
    return tuple(got)


def extensions_of(holder: dict[str, Any], at: str, report: Report) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """(our own fields, everybody else's as extras)."""
    got = holder.get("extensions")
    if not got:
        return {}, []
    if type(got) is not dict:
        report.error(f"{at}.extensions", "expected an object here")
        return {}, []
    ours = got.get(OURS)
    foreign = [(f"extensions.{name}", as_text(value)) for name, value in got.items() if name != OURS]
    if ours is not None and type(ours) is not dict:
        report.error(f"{at}.extensions.{OURS}", "expected an object here")
        return {}, foreign
    return ours or {}, foreign


def line_of(document: dict[str, Any], id: str) -> str:
    """The line that a document of ours names; anybody else's is a line of its own."""
    ours = document.get("extensions")
    ours = ours.get(OURS) if type(ours) is dict else None
    line = ours.get("line") if type(ours) is dict else None
    return line if type(line) is str and line else id


def as_text(value: Any) -> str:
    """JSON text of a value; a text keeps its quotes, so that reading back is exact."""
    return canonical(value).decode()
