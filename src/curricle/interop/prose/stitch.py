"""Tables cut by page ends, put together again: repeated heads dropped, cut rows joined, merged cells carried over."""

from __future__ import annotations

from dataclasses import replace

from curricle.interop.prose.blocks import Cell, Mark, Row
from curricle.interop.prose.codes import whole_code


def stitched(rows: list[Row]) -> tuple[Row, ...]:
    """The rows as one table. A row in a new page whose code is empty is the end of the row before it."""
    heads = [_texts(row) for row in rows if row.head]
    if not heads and rows:
        heads = [_texts(rows[0])]
    first_page = rows[0].page if rows else 0
    kept: list[Row] = []
    for row in rows:
        if row.page != first_page and _texts(row) in heads and any(row.page == other.page for other in rows):
            continue
        kept.append(replace(row, head=row.head and row.page == first_page))
    key, carried = _key_column(kept), _merged_columns(kept)
    out: list[Row] = []
    above: dict[int, Cell] = {}
    reaching: dict[int, Cell] = {}  # empty cells of a cut row that cover the rows below it
    for at, row in enumerate(kept):
        fresh = bool(out) and row.page != kept[at - 1].page
        if reaching:
            row = _carried(
                replace(row, cells=tuple(sorted((*row.cells, *reaching.values()), key=lambda cell: cell.column))), above, carried
            )
            reaching = {}
        if fresh and key is not None and not _at(row, key) and any(cell.text for cell in row.cells):
            out[-1] = _joined(out[-1], row)
            reaching = {cell.column: replace(cell, rows=cell.rows - 1) for cell in row.cells if cell.rows > 1 and not cell.text}
            continue
        if fresh:
            row = _carried(row, above, carried)
            out = _carried_back(out, row, carried)
        above.update({cell.column: cell for cell in row.cells if cell.text})
        out.append(row)
    return tuple(out)


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(" ".join(cell.text.split()).casefold() for cell in row.cells)


def _at(row: Row, column: int) -> str:
    return next((cell.text for cell in row.cells if cell.column == column), "")


def _key_column(rows: list[Row]) -> int | None:
    """The column that holds codes; None where no column does."""
    counts: dict[int, int] = {}
    for row in rows:
        for cell in row.cells:
            if whole_code(cell.text) or (cell.text and whole_code(cell.text.split()[0])):
                counts[cell.column] = counts.get(cell.column, 0) + 1
    likely = [column for column, count in counts.items() if count >= 2 and count * 2 > len(rows) - 1]
    return min(likely, default=None, key=lambda column: (-counts[column], column))


def _merged_columns(rows: list[Row]) -> set[int]:
    return {cell.column for row in rows for cell in row.cells if cell.rows > 1}


def _joined(row: Row, end: Row) -> Row:
    held = {cell.column: cell for cell in row.cells}
    for cell in end.cells:
        if not cell.text:
            continue
        before = held.get(cell.column)
        marks = tuple(sorted({*(before.marks if before else ()), *cell.marks, Mark.JOINED, Mark.CROSSED}))
        text = f"{before.text} {cell.text}" if before and before.text else cell.text
        held[cell.column] = replace(before or cell, text=text, marks=marks)
    marks = tuple(sorted({*row.marks, Mark.JOINED, Mark.CROSSED}))
    return replace(row, cells=tuple(held[column] for column in sorted(held)), marks=marks, page=end.page)


def _carried(row: Row, above: dict[int, Cell], merged: set[int]) -> Row:
    """An empty cell at the top of a page in a column of merged cells goes on with what was above."""
    cells = tuple(
        replace(cell, text=above[cell.column].text, marks=tuple(sorted({*cell.marks, Mark.CARRIED})))
        if not cell.text and cell.column in above and (cell.column in merged)
        else cell
        for cell in row.cells
    )
    return replace(row, cells=cells)


def _carried_back(rows: list[Row], first: Row, merged: set[int]) -> list[Row]:
    """The name of a merged cell may stand in its middle, and so on the next page: the empty last cell of a page takes it."""
    for column in merged:
        name = _at(first, column)
        last = next((at for at in range(len(rows) - 1, -1, -1) if any(cell.column == column for cell in rows[at].cells)), None)
        if not name or last is None or _at(rows[last], column):
            continue
        cells = tuple(
            replace(cell, text=name, marks=tuple(sorted({*cell.marks, Mark.CARRIED}))) if cell.column == column else cell
            for cell in rows[last].cells
        )
        rows[last] = replace(rows[last], cells=cells)
    return rows
