"""A sheet with its merged cells filled: every cell of a merged range reads as what the range shows."""

from __future__ import annotations

import re

from curricle.door.grid import Sheet

_TOTAL = re.compile(r"(sub|grand )?\s*(totals?|sum|count|number of|no\. of|average|mean)\b", re.IGNORECASE)


class Spread:
    """Texts by row and column, without spaces at their ends; `wide` holds the rows of banners that span several columns."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows = [[" ".join(text.split()) if "\n" not in text else text.strip() for text in row] for row in sheet.rows]
        self.height = len(self.rows)
        self.width = max((len(row) for row in self.rows), default=0)
        self.banners: dict[int, int] = {}
        for row in self.rows:
            row.extend([""] * (self.width - len(row)))
        for first, left, last, right in sheet.merged:
            self._fill(first, left, min(last, self.height - 1), min(right, self.width - 1))

    def _fill(self, first: int, left: int, last: int, right: int) -> None:
        if first >= self.height or left >= self.width:
            return
        if right > left:
            self.banners[first] = max(self.banners.get(first, 0), right - left + 1)
        for row in range(first, last + 1):
            for column in range(left, right + 1):
                self.rows[row][column] = self.rows[first][left]

    def text(self, row: int, column: int) -> str:
        return self.rows[row][column] if 0 <= row < self.height and 0 <= column < self.width else ""

    def place(self, row: int, column: int | None = None) -> str:
        return self.sheet.place(row, column)

    def blank(self, row: int) -> bool:
        return not any(self.rows[row])

    def banner(self, row: int) -> bool:
        """Whether one text, merged over more than two columns, is all that the row says."""
        return self.banners.get(row, 0) > 2 and len({text for text in self.rows[row] if text}) == 1

    def total(self, row: int) -> bool:
        """Whether the row's first text says that it counts the others."""
        first = next((text for text in self.rows[row] if text), "")
        return is_total(first)


def is_total(text: str) -> bool:
    return bool(_TOTAL.match(text)) and len(text) < 40
