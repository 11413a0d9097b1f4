"""Texts of several lines. Browsers end lines with two characters; kept texts use one, or every save would look like a change."""

from __future__ import annotations

from typing import Any

from django import forms


class LongText(forms.CharField):
    """Drawn as a text box of `rows` lines."""

    def __init__(self, *, rows: int = 5, **more: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": str(rows)}), **more)

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")  # type: ignore[no-any-return]
