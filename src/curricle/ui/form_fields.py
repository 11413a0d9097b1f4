"""Fields of forms that change programmes and curricula: texts of several lines, and the words in which numbers are asked for.

Browsers end lines with two characters; kept texts use one, or every save would look like a change.
"""

from __future__ import annotations

from typing import Any

from django import forms


def number_words(what: str, example: int, least: int, most: int) -> dict[str, str]:
    """What a number field says when it is empty, no number, or out of bounds: "Enter the credits as a whole number from 0 to 240"."""
    says = f"Enter {what} as a whole number from {least} to {most}, such as {example}"
    return dict.fromkeys(("required", "invalid", "min_value", "max_value"), says)


class LongText(forms.CharField):
    """Drawn as a text box of `rows` lines."""

    def __init__(self, *, rows: int = 5, **more: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": str(rows)}), **more)

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")  # type: ignore[no-any-return]
