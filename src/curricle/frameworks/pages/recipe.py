"""How a document is read, as controls on its page."""

from __future__ import annotations

from dataclasses import dataclass

from curricle.core.registry import KINDS
from curricle.frameworks.recipe_form import OWN, levels
from curricle.interop.prose.blocks import Document, Kind
from curricle.interop.prose.recipe import Heading, HeadingUse, Part, Recipe, Table
from curricle.interop.prose.tables import grid_of, matches
from curricle.ui.choosing import Control, control
from curricle.ui.words import plural

USES = {
    HeadingUse.TITLE: "the title of the document",
    HeadingUse.GROUP: "a group of statements",
    HeadingUse.STATEMENT: "the code and title of a statement",
    HeadingUse.IGNORE: "not read",
}
PARTS = {
    Part.CODE: "Code",
    Part.STATEMENT: "Statement",
    Part.BOTH: "Code and statement",
    Part.GROUP: "Theme or group",
    Part.PILLAR: "Pillar",
    Part.LEVEL: "Level",
    Part.NOTES: "Notes",
    Part.IGNORE: "Not read",
}
SAMPLE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingPart:
    example: str
    use: Control
    kind: Control


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePart:
    name: str
    title: str
    use: Control
    columns: tuple[Control, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipePart:
    headings: tuple[HeadingPart, ...]
    tables: tuple[TablePart, ...]
    codes: str
    skip: str
    kind: Control
    kinds: str
    paragraphs: bool
    uncoded: bool


def recipe_part(recipe: Recipe, document: Document) -> RecipePart:
    """Every setting with what it is now."""
    return RecipePart(
        headings=tuple(_heading(level, recipe, document) for level in levels(document)),
        tables=tuple(_table(at, table, document) for at, table in enumerate(recipe.tables)),
        codes=", ".join(recipe.codes),
        skip="\n".join(recipe.skip),
        kind=_kinds("kind", "Statements are", recipe.kind),
        kinds=", ".join(f"{each.prefix} {each.kind}" for each in recipe.kinds),
        paragraphs=recipe.paragraphs,
        uncoded=recipe.uncoded,
    )


def _heading(level: int, recipe: Recipe, document: Document) -> HeadingPart:
    texts = [block.text for block in document.blocks if block.kind is Kind.HEADING and block.level == level]
    held = next((each for each in recipe.headings if each.level == level), Heading(level=level, use=HeadingUse.GROUP, kind="group"))
    shown = "; ".join(text[:40] for text in texts[:3])
    return HeadingPart(
        example=f"{plural(len(texts), 'heading')}, such as {shown}",
        use=control(f"h{level}", f"Headings of level {level} are", USES, held.use),
        kind=_kinds(f"h{level}-kind", f"Kind of a group of level {level}", held.kind or "group"),
    )


def _table(at: int, table: Table, document: Document) -> TablePart:
    grids = [(block, grid) for block in document.blocks if block.kind is Kind.TABLE for grid in [grid_of(block)] if matches(table, grid)]
    places = ", ".join(block.place for block, _ in grids[:3]) or "not in this document"
    parts = {each.column: each.part for each in table.columns}
    rows = [line for _, grid in grids for _, line in grid.rows]
    columns = []
    for column in range(table.width):
        head = table.heads[column] if column < len(table.heads) else ""
        sample = next((line[column].text for line in rows if column < len(line) and line[column].text), "")
        label = f"Column {column + 1}" + (f", “{head[:40]}”" if head else "") + (f", such as “{sample[:SAMPLE]}”" if sample else "")
        columns.append(control(f"t{at}-{column}", label, PARTS, parts.get(column, Part.IGNORE)))
    use = control(f"t{at}", f"Table {at + 1} is", {"yes": "read", "no": "left out"}, "yes" if table.read else "no")
    title = ", ".join(filter(None, table.heads)) or f"{table.width} columns without heads"
    return TablePart(name=f"t{at}", title=f"{title} ({places})", use=use, columns=tuple(columns))


def _kinds(name: str, label: str, chosen: str) -> Control:
    words = dict.fromkeys((*KINDS, *OWN, chosen))
    return control(name, label, {kind: KINDS.get(kind, kind.capitalize()) for kind in words}, chosen)
