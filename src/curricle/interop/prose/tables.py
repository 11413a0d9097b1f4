"""Tables of statements: which rows are heads, what each column holds. Shared by guessing and understanding."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import mean

from curricle.core.registry import pillar_of
from curricle.interop.prose.blocks import Block, Row, Spot, spots
from curricle.interop.prose.codes import leading_code, whole_code
from curricle.interop.prose.recipe import Column, Part, Table, folded

LEVEL_WORDS = {
    "entry",
    "enhanced",
    "advanced",
    "consultant",
    "core",
    "foundation",
    "intermediate",
    "expert",
    "optional",
    "specialist",
    "generic",
}
_HEAD_WORDS = (
    (Part.CODE, ("code", "ref", "reference", "no.", "no", "number", "id", "#")),
    (Part.PILLAR, ("pillar",)),
    (Part.GROUP, ("theme", "domain", "area", "group", "topic", "cluster", "section", "duty")),
    (Part.LEVEL, ("level", "requirement", "stage", "core or optional")),
    (Part.NOTES, ("note", "guidance", "example", "evidence", "comment", "indicative")),
)
MOST_TITLES = 80  # letters of a theme's name at most


@dataclass(frozen=True, slots=True)
class Grid:
    """The heads of a table, its rows of statements with their own rows of the document, and how wide it is."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Row, tuple[Spot, ...]], ...]
    width: int


def grid_of(block: Block) -> Grid:
    """Parts heads from rows. A first row that holds a code is no head."""
    grid = spots(block.rows)
    count = 0
    while count < len(block.rows) and block.rows[count].head:
        count += 1
    if count == 0 and len(grid) > 1 and not any(whole_code(spot.text) and any(sign.isdigit() for sign in spot.text) for spot in grid[0]):
        texts = [spot.text for spot in grid[0]]
        if all(len(text) <= 60 for text in texts) and sum(map(bool, texts)) > 1 and not any(leading_code(text)[0] for text in texts):
            count = 1
    width = len(grid[0]) if grid else 0
    heads = tuple(
        folded(" / ".join(dict.fromkeys(grid[row][at].text for row in range(count) if grid[row][at].text))) for at in range(width)
    )
    rows = tuple((row, tuple(line)) for row, line in zip(block.rows[count:], grid[count:], strict=True))
    return Grid(heads=heads if count else (), rows=rows, width=width)


def matches(table: Table, grid: Grid) -> bool:
    """Whether the recipe's table is this one."""
    return table.heads == grid.heads and (bool(grid.heads) or table.width == grid.width)


def guess_table(grids: list[Grid]) -> Table:
    """What the columns of tables with the same heads hold. Without codes and statements they are left out."""
    first = grids[0]
    texts = [
        [line[at].text.strip() for grid in grids for _, line in grid.rows if at < len(line) and line[at].own] for at in range(first.width)
    ]
    parts: dict[int, Part] = {}
    code = _best(texts, _code_share)
    if code is not None:
        parts[code] = Part.CODE
    else:
        both = _best(texts, _both_share)
        if both is not None:
            parts[both] = Part.BOTH
    named = {at: _by_head(head) for at, head in enumerate(first.heads)}
    if Part.BOTH not in parts.values():
        long = [
            at for at in range(first.width) if at not in parts and named.get(at) not in {Part.NOTES, Part.LEVEL, Part.PILLAR} and texts[at]
        ]
        statement = max(long, key=lambda at: (mean(map(len, texts[at])), -at), default=None)
        if statement is not None and mean(map(len, texts[statement])) >= 20:
            parts[statement] = Part.STATEMENT
    for at in range(first.width):
        if at not in parts:
            parts[at] = _other(named.get(at, Part.IGNORE), texts[at])
    read = Part.BOTH in parts.values() or {Part.CODE, Part.STATEMENT} <= set(parts.values())
    columns = tuple(Column(column=at, part=parts[at]) for at in range(first.width)) if read else ()
    return Table(heads=first.heads, width=first.width, read=read, columns=columns)


def _best(texts: list[list[str]], share: object) -> int | None:
    shares = {at: share(column) for at, column in enumerate(texts)}  # type: ignore[operator]  # one of the two functions below
    good = [at for at, each in shares.items() if each >= 0.6]
    return max(good, key=lambda at: (shares[at], -at), default=None)


def _code_share(column: list[str]) -> float:
    """How much of a column is codes, each another one."""
    filled = [text for text in column if text]
    codes = [whole_code(text) for text in filled if any(sign.isdigit() for sign in text)]
    found = [code for code in codes if code]
    if not filled or len(set(found)) < 0.8 * len(found):
        return 0.0
    return len(found) / len(filled)


def _both_share(column: list[str]) -> float:
    filled = [text for text in column if text]
    found = [rest for code, rest in map(leading_code, filled) if code and any(sign.isdigit() for sign in code)]
    return len(found) / len(filled) if filled and found and mean(map(len, found)) >= 20 else 0.0


def _by_head(head: str) -> Part:
    words = head.replace("/", " ").split()
    return next((part for part, names in _HEAD_WORDS if any(name in words or f"{name}s" in words for name in names)), Part.IGNORE)


def _other(named: Part, column: list[str]) -> Part:
    filled = [text for text in column if text]
    if named is Part.CODE:
        return Part.IGNORE
    if named is not Part.IGNORE:
        return named
    kinds = {text.casefold() for text in filled}
    if filled and all(kind.split()[0] in LEVEL_WORDS or kind.startswith("level ") for kind in kinds):
        return Part.LEVEL
    if filled and all(pillar_of(text) and len(text) < 40 for text in filled):
        return Part.PILLAR
    return Part.IGNORE
