"""One field that differs between two versions."""

from __future__ import annotations

from dataclasses import dataclass

from curricle.core.versions.words import Span, spans


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field of an item, a module or the framework, as text; `spans` tell the words of a wording."""

    field: str
    before: str
    after: str
    spans: tuple[Span, ...] = ()


def worded(field: str, before: str, after: str) -> FieldChange:
    """A change that tells its words where both sides have some."""
    told = bool(before and after) and (" " in before or " " in after)
    return FieldChange(field=field, before=before, after=after, spans=spans(before, after) if told else ())
