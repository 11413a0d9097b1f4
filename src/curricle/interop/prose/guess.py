"""A first recipe from the document alone: where its codes stand, which headings group, what its tables hold, what to leave out."""

from __future__ import annotations

from collections import Counter
from statistics import mean

from curricle.core.registry import pillar_of
from curricle.interop.prose.blocks import Block, Document, Kind
from curricle.interop.prose.codes import label_code, leading_code, parts, shape, whole_code
from curricle.interop.prose.recipe import Heading, HeadingUse, KindOf, Part, Recipe, Table, folded
from curricle.interop.prose.tables import Grid, grid_of, guess_table

LEAST = 3  # codes of a shape before it is one
KSB = {"K": "knowledge", "S": "skill", "B": "behaviour"}
_SKIPPED = (
    "contents",
    "introduction",
    "glossary",
    "foreword",
    "acknowledgement",
    "references",
    "index",
    "appendix",
    "annex",
    "how to use",
    "about this",
)


def guess(document: Document) -> Recipe:
    """The recipe by which the most is understood; a person may change any of it."""
    blocks = document.blocks
    titled = _titled_levels(blocks)
    grids = [(block, grid_of(block)) for block in blocks if block.kind is Kind.TABLE]
    tables = _tables([grid for _, grid in grids])
    shapes = _text_shapes(blocks) | _table_shapes(grids, tables) | _heading_shapes(blocks, titled)
    uncoded = not shapes
    headings = _headings(blocks, titled, document)
    codes = _codes(blocks, grids, tables, shapes)
    prefixes = {code[0] for code in codes if code[:1].isalpha()}
    return Recipe(
        headings=headings,
        codes=tuple(sorted(shapes)),
        tables=tables,
        skip=tuple(dict.fromkeys(_skipped(blocks))),
        kinds=tuple(KindOf(prefix=sign, kind=KSB[sign]) for sign in "KSB" if sign in prefixes)
        if {"K", "S"} <= prefixes <= set(KSB)
        else (),
        uncoded=uncoded,
        title=document.title,
    )


def _coded_text(block: Block) -> tuple[str, str]:
    code = label_code(block.label)
    if code and any(sign.isdigit() for sign in block.label):
        return code, block.text
    found, rest = leading_code(block.text)
    if found and any(sign.isdigit() for sign in found):
        return found, rest
    return (code, block.text) if code else ("", block.text)


def _text_shapes(blocks: tuple[Block, ...]) -> set[str]:
    """Shapes of codes before paragraphs and list entries. Bare numbers count only where nothing better does."""
    found: dict[str, list[str]] = {}
    texts: dict[str, list[int]] = {}
    for block in blocks:
        if block.kind in {Kind.PARAGRAPH, Kind.ENTRY}:
            code, rest = _coded_text(block)
            if code:
                found.setdefault(shape(code), []).append(code)
                texts.setdefault(shape(code), []).append(len(rest))
    good = {
        each
        for each, codes in found.items()
        if len(set(codes)) >= LEAST and len(set(codes)) >= 0.7 * len(codes) and mean(texts[each]) >= 20
    }
    strong = {each for each in good if len(each) > 1} or good
    return strong - {each for each in strong if _heads_others(found[each], [code for one in strong - {each} for code in found[one]])}


def _heads_others(codes: list[str], others: list[str]) -> bool:
    """Whether codes are those of headings that others stand below: 1.1 above 1.1.a and 1.1.b."""
    stems = {parts(code)[:many] for code in others for many in range(1, len(parts(code)))}
    return sum(parts(code) in stems for code in codes) * 2 > len(codes)


def _titled_levels(blocks: tuple[Block, ...]) -> set[int]:
    """Levels whose headings carry a code and have one paragraph below and nothing else."""
    counts: dict[int, list[bool]] = {}
    for at, block in enumerate(blocks):
        if block.kind is not Kind.HEADING:
            continue
        code = label_code(block.label) or leading_code(block.text)[0]
        after, then = (blocks[at + step] if at + step < len(blocks) else None for step in (1, 2))
        alone = after is not None and after.kind is Kind.PARAGRAPH and not _coded_text(after)[0] and len(after.text) >= 20
        ends = then is None or (then.kind is Kind.HEADING and then.level <= block.level)
        counts.setdefault(block.level, []).append(bool(code) and any(sign.isdigit() for sign in code) and alone and ends)
    return {level for level, marks in counts.items() if len(marks) >= LEAST and sum(marks) >= 0.7 * len(marks)}


def _heading_shapes(blocks: tuple[Block, ...], titled: set[int]) -> set[str]:
    codes = [
        label_code(block.label) or leading_code(block.text)[0] for block in blocks if block.kind is Kind.HEADING and block.level in titled
    ]
    return {each for each, count in Counter(shape(code) for code in codes if code).items() if count >= LEAST}


def _tables(grids: list[Grid]) -> tuple[Table, ...]:
    together: dict[tuple[object, ...], list[Grid]] = {}
    for grid in grids:
        together.setdefault((grid.heads, grid.width if not grid.heads else 0), []).append(grid)
    return tuple(guess_table(held) for held in together.values())


def _table_codes(grid: Grid, table: Table) -> list[str]:
    part = {each.part: each.column for each in table.columns}
    found = []
    for _, line in grid.rows:
        if Part.CODE in part and part[Part.CODE] < len(line) and line[part[Part.CODE]].own:
            found.append(whole_code(line[part[Part.CODE]].text))
        elif Part.BOTH in part and part[Part.BOTH] < len(line):
            found.append(leading_code(line[part[Part.BOTH]].text)[0])
    return [code for code in found if code]


def _of(grid: Grid, tables: tuple[Table, ...]) -> Table:
    return next(each for each in tables if each.heads == grid.heads and (grid.heads or each.width == grid.width))


def _table_shapes(grids: list[tuple[Block, Grid]], tables: tuple[Table, ...]) -> set[str]:
    counts = Counter(shape(code) for _, grid in grids if (table := _of(grid, tables)).read for code in _table_codes(grid, table))
    return {each for each, count in counts.items() if count >= min(LEAST, max(counts.values(), default=0))}


def _codes(blocks: tuple[Block, ...], grids: list[tuple[Block, Grid]], tables: tuple[Table, ...], shapes: set[str]) -> list[str]:
    found = [code for block in blocks if block.kind is not Kind.TABLE and (code := _coded_text(block)[0]) and shape(code) in shapes]
    return found + [code for _, grid in grids for code in _table_codes(grid, _of(grid, tables))]


def _headings(blocks: tuple[Block, ...], titled: set[int], document: Document) -> tuple[Heading, ...]:
    """The title where one heading holds all others, then groups: pillars, domains, themes."""
    levels = sorted({block.level for block in blocks if block.kind is Kind.HEADING})
    made: list[Heading] = []
    groups = 0
    for level in levels:
        texts = [block.text for block in blocks if block.kind is Kind.HEADING and block.level == level]
        if level == levels[0] and len(texts) == 1 and len(levels) > 1 and not pillar_of(texts[0]):
            made.append(Heading(level=level, use=HeadingUse.TITLE))
        elif level in titled:
            made.append(Heading(level=level, use=HeadingUse.STATEMENT))
        else:
            pillars = {pillar_of(text) for text in texts if len(text) <= 60} - {""}
            kind = "pillar" if len(pillars) >= 2 and not groups else ("domain", "theme", "group")[min(groups, 2)]
            groups += kind != "pillar"
            made.append(Heading(level=level, use=HeadingUse.GROUP, kind=kind))
    return tuple(made)


def _skipped(blocks: tuple[Block, ...]) -> list[str]:
    """Sections that by their name hold no statements."""
    found = []
    for block in blocks:
        if block.kind is Kind.HEADING:
            title = folded(leading_code(block.text)[1])
            if any(title.startswith(each) for each in _SKIPPED):
                found.append(title)
    return found
