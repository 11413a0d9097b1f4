"""CSV from outside: no open quote swallows rows, no NUL, no endless cell; every row knows its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from curricle.door.limits import DEFAULT, Limits
from curricle.door.problems import Problem, Weight, refuse
from curricle.door.text import check_stretch, decode

DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its cells to the byte and the line of the file that it starts on (1 for the first)."""

    line: int
    cells: tuple[str, ...]


def rows(data: bytes, *, limits: Limits = DEFAULT) -> tuple[Row, ...]:
    """Every record of a CSV file in its order, empty lines included as a row without cells.

    The delimiter is the one of , ; and tab that the first filled line has most of. Raises Refused with the line for a quote
    that is never closed or closes in the middle of a cell, NUL, another encoding, and whatever meets a limit.
    """
    most = 4 * limits.cell_length  # a letter has four bytes at most
    check_stretch(data, b",;\t\n\x00", most, f"a cell of this row is longer than {limits.cell_length:,} characters (limit cell_length)")
    text = decode(data, limits=limits)
    return tuple(_records(text, limits))


def ragged(records: tuple[Row, ...], width: int) -> tuple[Problem, ...]:
    """A warning for each filled record that is not `width` cells wide."""
    odd = (row for row in records if row.cells and len(row.cells) != width)
    return tuple(
        Problem(at=f"line {row.line}", says=f"this row has {len(row.cells)} cells, the heading row {width}", severity=Weight.WARNING)
        for row in odd
    )


def delimiter_of(text: str) -> str:
    """The commonest delimiter of the first line that has any, counted outside quotes; lines that start with # do not count."""
    counts = dict.fromkeys(DELIMITERS, 0)
    quoted = False
    for line in text[:65_536].splitlines():
        if not quoted and line.startswith("#"):
            continue
        for letter in line:
            if letter == '"':
                quoted = not quoted
            elif not quoted and letter in counts:
                counts[letter] += 1
        if not quoted and any(counts.values()):
            break
    return max(DELIMITERS, key=lambda each: counts[each])


def _records(text: str, limits: Limits) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    cells = 0
    start = 1
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as stop:
            raise refuse(f"line {start}", _words(str(stop), limits)) from None
        cells += len(record)
        _check(record, start, cells, limits)
        yield Row(line=start, cells=tuple(record))
        start = reader.line_num + 1


def _check(record: list[str], line: int, cells: int, limits: Limits) -> None:
    if line > limits.rows:
        raise refuse(f"line {line}", f"the file has more than {limits.rows:,} lines (limit rows)")
    if len(record) > limits.columns:
        raise refuse(f"line {line}", f"this row has more than {limits.columns:,} cells (limit columns)")
    if cells > limits.cells:
        raise refuse(f"line {line}", f"the file has more than {limits.cells:,} cells (limit cells)")
    if record and len(max(record, key=len)) > limits.cell_length:
        column = max(range(len(record)), key=lambda at: len(record[at])) + 1
        raise refuse(f"line {line}, column {column}", f"this cell is longer than {limits.cell_length:,} characters (limit cell_length)")


def _words(message: str, limits: Limits) -> str:
    if "unexpected end of data" in message:
        return "a quote opened in this row is never closed"
    if "expected after" in message:
        return "a quote closes in the middle of a cell; a quote inside a quoted cell is written twice"
    if "field larger" in message:
        return f"a cell of this row is longer than {limits.cell_length:,} characters (limit cell_length)"
    return f"this row cannot be read: {message}"
