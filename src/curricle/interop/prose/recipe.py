"""How a document is to be read: plain data that a page shows, a person changes, and the next edition is read by.

Nothing in it is a pattern that is run: codes are compared by their shape, headings by level, tables by their heads.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from curricle.core.canonical import DocumentError, canonical, from_document
from curricle.door.problems import Refused
from curricle.door.strict_json import loads

EDITION = 1
MOST = 5_000  # statements that a recipe remembers


class HeadingUse(StrEnum):
    TITLE = "title"  # names the whole document
    GROUP = "group"  # becomes an item that holds those below
    STATEMENT = "statement"  # carries code and title; the paragraph below is the statement
    IGNORE = "ignore"  # neither; what is below hangs on the heading above


class Part(StrEnum):
    """What a column of a table holds."""

    CODE = "code"
    STATEMENT = "statement"
    BOTH = "code and statement"
    GROUP = "group"
    PILLAR = "pillar"
    LEVEL = "level"
    NOTES = "notes"
    IGNORE = "ignore"


class Verdict(StrEnum):
    """What a person said of a statement."""

    CONFIRMED = "confirmed"
    EDITED = "edited"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    level: int
    use: HeadingUse
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    column: int
    part: Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Tables with these heads (folded; none: tables of this many columns without heads) are read so. `read` False: left out."""

    heads: tuple[str, ...]
    width: int
    read: bool
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KindOf:
    """Codes that begin so are of this kind: K, knowledge."""

    prefix: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A statement that a person kept or left out in an earlier edition: its key, what was said, and what they made of it."""

    key: str
    verdict: Verdict
    code: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """`codes` are shapes such as "A9.9"; `skip` headings (folded) whose whole section is left out; `kind` that of statements.

    `uncoded`: entries of lists without a code are statements too. `known`: what the last edition said, empty for a first one.
    """

    edition: int = EDITION
    headings: tuple[Heading, ...] = ()
    codes: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    skip: tuple[str, ...] = ()
    kind: str = "capability"
    kinds: tuple[KindOf, ...] = ()
    paragraphs: bool = True
    uncoded: bool = False
    title: str = ""
    known: tuple[Known, ...] = ()


def to_json(recipe: Recipe) -> bytes:
    """The canonical JSON of a recipe."""
    return canonical(recipe)


def from_json(data: bytes | str) -> Recipe:
    """A recipe from its JSON, read as strictly as any file. Raises DocumentError with a path."""
    try:
        document = loads(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
    except Refused as stop:
        raise DocumentError("$", stop.problems[0].says) from stop
    recipe = from_document(Recipe, document)
    if recipe.edition != EDITION:
        raise DocumentError("$.edition", f"this program reads recipes of edition {EDITION}")
    if len(recipe.known) > MOST:
        raise DocumentError("$.known", f"a recipe remembers {MOST:,} statements at most")
    return recipe


def folded(text: str) -> str:
    """A heading as recipes compare it: no case, single spaces, no number before it."""
    return " ".join(text.split()).casefold()
