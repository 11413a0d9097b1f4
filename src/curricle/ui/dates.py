"""A day asked as three small boxes (day, month, year), as people remember it; calendars are slow for dates far away."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

PARTS = ("day", "month", "year")
FIRST_YEAR = 1900  # somebody who types 27 means 2027, not the first century


class DayWidget(forms.Widget):
    """Reads NAME-day, NAME-month, NAME-year. Its markup is made by fields.field()."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> tuple[str, ...]:
        return tuple(str(data.get(f"{name}-{part}", "")).strip() for part in PARTS)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return all(f"{name}-{part}" not in data for part in PARTS)

    def decompress(self, value: object) -> tuple[str, ...]:
        """(day, month, year) as text: what was typed, or the parts of a date, or three empty boxes."""
        if isinstance(value, date):
            return str(value.day), str(value.month), str(value.year)
        return tuple(value) if isinstance(value, tuple) else ("", "", "")

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-day"


class DayField(forms.Field):
    """A date or None. Says which part is missing or that there is no such day; keeps what was typed.

    A bracket at the end of the label, such as (may stay empty), is for the page and not for the error."""

    widget = DayWidget

    def to_python(self, value: object) -> date | None:
        if value is None or isinstance(value, date):
            return value
        typed, name = self.widget.decompress(value), re.sub(r"\s*\([^)]*\)$", "", str(self.label or "The date"))
        if not any(typed):
            return None
        missing = [part for part, given in zip(PARTS, typed, strict=True) if not given]
        if missing:
            raise ValidationError(f"{name} must include a {' and a '.join(missing)}", code="incomplete")
        try:
            day, month, year = (int(part) for part in typed)
            if year < FIRST_YEAR:
                raise ValueError(year)
            return date(year, month, day)
        except (ValueError, OverflowError) as wrong:
            raise ValidationError(f"{name} must be a real date, such as 20 9 2027", code="invalid") from wrong
