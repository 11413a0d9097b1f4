"""Rows of plain text on the way out, as CSV: UTF-8, quotes where they are needed, wording to the byte."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

MEDIA_TYPE = "text/csv; charset=utf-8"


def write_rows(rows: Iterable[Sequence[str]], *, mark: bool = False) -> bytes:
    """The rows as bytes. `mark`: with the byte order mark by which Excel knows UTF-8."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8-sig" if mark else "utf-8")
