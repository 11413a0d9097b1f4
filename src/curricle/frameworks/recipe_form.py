"""The settings of how a document is read, as they come back from their page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from curricle.core.registry import KINDS
from curricle.interop.prose.blocks import Document, Kind
from curricle.interop.prose.codes import shape
from curricle.interop.prose.recipe import Column, Heading, HeadingUse, KindOf, Part, Recipe, Table, folded

MOST_LINES = 200
LONGEST = 60
OWN = ("group", "theme")


class BadSetting(ValueError):
    """What was entered cannot be meant; the words say why."""


def adjusted(recipe: Recipe, document: Document, said: Mapping[str, str]) -> Recipe:
    """The recipe with what a person chose. What the page did not ask about stays. Raises BadSetting."""
    return replace(
        recipe,
        headings=tuple(_heading(level, said) for level in levels(document)) or recipe.headings,
        codes=_codes(said.get("codes", "")),
        tables=tuple(_table(at, table, said) for at, table in enumerate(recipe.tables)),
        skip=tuple(dict.fromkeys(folded(line)[:300] for line in said.get("skip", "").splitlines()[:MOST_LINES] if line.strip())),
        kind=_kind(said.get("kind", "")),
        kinds=_kinds(said.get("kinds", "")),
        paragraphs=said.get("paragraphs") == "yes",
        uncoded=said.get("uncoded") == "yes",
    )


def levels(document: Document) -> list[int]:
    """The levels that headings have, top first."""
    return sorted({block.level for block in document.blocks if block.kind is Kind.HEADING})


def _heading(level: int, said: Mapping[str, str]) -> Heading:
    try:
        use = HeadingUse(said.get(f"h{level}", ""))
    except ValueError:
        raise BadSetting(f"Say what headings of level {level} are") from None
    return Heading(level=level, use=use, kind=_kind(said.get(f"h{level}-kind", "")) if use is HeadingUse.GROUP else "")


def _kind(text: str) -> str:
    kind = " ".join(text.split()).casefold()
    if not kind or len(kind) > LONGEST:
        raise BadSetting("Choose a kind for each")
    return kind if kind in KINDS or kind in OWN else kind[:LONGEST]


def _codes(text: str) -> tuple[str, ...]:
    """ "C1.2, EP-001": examples or shapes, one after the other."""
    found = [each.strip() for each in text.replace(";", ",").split(",") if each.strip()]
    for each in found:
        if len(each) > 24 or any(sign.isspace() for sign in each):
            raise BadSetting(
                f"“{each[:40]}” is no example of a code. Give codes as they stand in the document, parted by commas, such as C1.2, C1.3"
            )
    return tuple(sorted({shape(each) for each in found}))


def _kinds(text: str) -> tuple[KindOf, ...]:
    """ "K knowledge, S skill"."""
    made = []
    for each in filter(None, (each.strip() for each in text.replace("=", " ").split(","))):
        prefix, _, kind = each.partition(" ")
        if not kind.strip() or len(prefix) > 12:
            raise BadSetting(f"“{each[:40]}” is not the beginning of a code with a kind. Write it as K knowledge, S skill")
        made.append(KindOf(prefix=prefix, kind=_kind(kind)))
    return tuple(made)


def _table(at: int, table: Table, said: Mapping[str, str]) -> Table:
    if said.get(f"t{at}") != "yes":
        return replace(table, read=False)
    columns = []
    for column in range(table.width):
        try:
            part = Part(said.get(f"t{at}-{column}", Part.IGNORE.value))
        except ValueError:
            raise BadSetting(f"Say what column {column + 1} of table {at + 1} holds") from None
        columns.append(Column(column=column, part=part))
    if not {Part.STATEMENT, Part.BOTH} & {each.part for each in columns}:
        raise BadSetting(f"Table {at + 1} is to be read, and none of its columns holds statements. Choose one, or leave the table out")
    return replace(table, read=True, columns=tuple(columns))
