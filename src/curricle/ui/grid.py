"""The matrix: rows against columns with a letter in each cell, a native table that the keyboard walks (static/ui/grid.js)."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

WORDS = {"A": "assessed", "D": "developed", "I": "introduced", "": "no claim"}


@dataclass(frozen=True, slots=True, kw_only=True)
class GridHead:
    """A row's or column's head: its code stands in the table, its text in the side panel; `group` is a module or a pillar."""

    code: str
    text: str = ""
    group: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """`cells[row][column]` is I, D, A or ''. Raises ValueError if the shape does not fit the heads."""

    label: str
    rows: tuple[GridHead, ...]
    columns: tuple[GridHead, ...]
    cells: tuple[tuple[str, ...], ...]
    corner: str = "Outcome"

    def __post_init__(self) -> None:
        if len(self.cells) != len(self.rows) or any(len(line) != len(self.columns) for line in self.cells):
            raise ValueError("A grid needs one line of cells per row and one cell per column")

    @property
    def column_groups(self) -> tuple[tuple[str, int], ...]:
        """(group, number of columns) in order, for the upper head."""
        runs: list[tuple[str, int]] = []
        for head in self.columns:
            if runs and runs[-1][0] == head.group:
                runs[-1] = (head.group, runs[-1][1] + 1)
            else:
                runs.append((head.group, 1))
        return tuple(runs)


def rows_markup(grid: Grid) -> Markup:
    """The table's body. Built by joining, not in the template: 4,500 cells are one string operation each."""
    kind = {letter: f' class="cu-cell--{letter}"' if letter else "" for letter in WORDS}  # most cells are empty: every character counts
    cell = {letter: f'<td{kind[letter]} role="gridcell" tabindex="-1">{letter}</td>' for letter in WORDS}
    lines, group = [], ""
    for number, (head, letters) in enumerate(zip(grid.rows, grid.cells, strict=True)):
        if head.group and head.group != group:
            lines.append(_band(head.group, len(grid.columns) + 1))
            group = head.group
        drawn = "".join(cell[letter] for letter in letters)
        # One cell can be reached by Tab; arrows go on from there.
        drawn = drawn.replace('tabindex="-1"', 'tabindex="0"', 1) if number == 0 else drawn
        lines.append(f"<tr>{_row_head(head)}{drawn}</tr>")
    return Markup("".join(lines))  # noqa: S704 - words are escaped where they enter


def _band(group: str, columns: int) -> str:
    return f'<tr class="cu-grid__band"><th scope="rowgroup" colspan="{columns}"><span>{escape(group)}</span></th></tr>'


def _row_head(head: GridHead) -> str:
    code = f'<a href="{escape(head.href)}" tabindex="-1">{escape(head.code)}</a>' if head.href else escape(head.code)
    return f'<th class="cu-grid__row" scope="row" data-text="{escape(head.text)}" data-group="{escape(head.group)}">{code}</th>'
