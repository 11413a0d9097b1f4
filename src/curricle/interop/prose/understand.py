"""Blocks and a recipe make statements. Whatever is not certain is marked, so that no wrong statement passes as a sure one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from curricle.core.registry import pillar_of
from curricle.interop.prose.blocks import Block, Document, Kind, Mark
from curricle.interop.prose.codes import codes_within, label_code, leading_code, parts, shape
from curricle.interop.prose.doubts import add_doubts
from curricle.interop.prose.gather import LOOKED
from curricle.interop.prose.known import recall
from curricle.interop.prose.read_table import read_table
from curricle.interop.prose.recipe import Heading, HeadingUse, Recipe, folded
from curricle.interop.prose.statements import Entry, LeftOut, Understanding, key_of

_VERSION = re.compile(r"\b(?:version|edition|v)\.? ?(\d{1,3}(?:\.\d{1,3}){0,2})\b", re.IGNORECASE)
_CAPTION = re.compile(r"\A(?:table|figure|version|page|edition|date)\b", re.IGNORECASE)
_BY_NATURE = {Mark.LOOKS, Mark.MERGED}  # marks that alone say nothing against a text
SHORT = 90
BELOW = 8  # the level of a heading that is no heading by its style
LONG = 150  # letters of a heading


def understand(document: Document, recipe: Recipe) -> Understanding:
    """The statements of a document. Says of each whether it is sure, and if not, why."""
    walk = Walk(document=document, recipe=recipe)
    for at, block in enumerate(document.blocks):
        walk.block(at, block)
    walk.end()
    entries = _used(walk.entries)
    _name(entries)
    add_doubts(entries, recipe)
    gone = recall(entries, recipe)
    return Understanding(
        title=walk.title or recipe.title or document.title,
        version=_version(document),
        entries=tuple(entries),
        left_out=tuple(walk.left),
        notices=document.notices,
        gone=gone,
    )


@dataclass(slots=True)
class Walk:
    """One pass over the blocks. `above`: the open groups with their heading levels; `open`: a statement that waits for its text."""

    document: Document
    recipe: Recipe
    entries: list[Entry] = field(default_factory=list)
    left: list[LeftOut] = field(default_factory=list)
    above: list[tuple[int, Entry | None]] = field(default_factory=list)
    title: str = ""
    open: Entry | None = None
    last: Entry | None = None  # the statement that the block before this one gave
    skipping: int = 0  # level of the heading whose section is left out
    loose: str = ""  # a short line that may have been a heading
    asked: frozenset[str] = frozenset()
    runs: frozenset[tuple[str, ...]] = frozenset()  # the codes of statements in running text, by their runs

    def __post_init__(self) -> None:
        self.asked = frozenset(self.recipe.codes)
        texts = (block for block in self.document.blocks if block.kind in {Kind.PARAGRAPH, Kind.ENTRY})
        self.runs = frozenset(parts(code) for block in texts if (code := self.statement_code(block)[0]))

    def block(self, at: int, block: Block) -> None:
        if block.kind is Kind.HEADING:
            self.heading(at, block)
        elif self.skipping:
            self.leave(at, None, block.place, block.text, "its section is left out")
        elif block.kind is Kind.TABLE:
            self.end()
            self.last = None
            read_table(self, at, block)
        else:
            self.text(at, block)

    def heading(self, at: int, block: Block) -> None:
        code, title = self.coded(block)
        if self.skipping and block.level > self.skipping:
            return self.leave(at, None, block.place, block.text, "its section is left out")
        self.skipping = 0
        self.end()
        self.last, self.loose = None, ""
        use = next((each for each in self.recipe.headings if each.level == block.level), None)
        carries = use is not None and use.use is HeadingUse.STATEMENT and bool(code)
        # A heading that carries a statement stands below one that is a heading by its looks, whatever their levels.
        self.above = [each for each in self.above if each[0] < block.level or (carries and each[0] >= LOOKED)]
        if folded(title) in self.recipe.skip or folded(block.text) in self.recipe.skip:
            self.skipping = block.level
            return self.leave(at, None, block.place, block.text, "its section is left out")
        if use is not None and use.use is HeadingUse.TITLE and not self.title and not self.entries:
            self.title = block.text
        elif carries:
            self.open = self.add(at, None, block, code=code, text="", title=title)
        elif use is not None and use.use is HeadingUse.IGNORE:
            self.leave(at, None, block.place, block.text, "headings of this level are not read")
        else:
            self.group(at, block, code, title, use)
        return None

    def group(self, at: int, block: Block, code: str, title: str, use: Heading | None) -> None:
        entry = self.entry(at, None, block.place, group=True, code=code, text=title or block.text, kind=use.kind if use else "group")
        entry.page = block.page
        if use is None:
            entry.doubt("stands under a heading of a level that the settings do not name")
        if code and shape(code) in self.asked and use is not None and use.use is HeadingUse.GROUP:
            entry.doubt("the heading above has a code like those of statements")
        if len(block.text) > LONG or codes_within(block.text[len(code) + 1 :], self.asked):
            entry.doubt("the heading above is long or names a code; a statement may have run into it")
        if set(block.marks) - _BY_NATURE:
            entry.doubt("the heading above is not certain: it " + next(mark.says for mark in block.marks if mark not in _BY_NATURE))
        self.above.append((block.level, entry))

    def coded(self, block: Block) -> tuple[str, str]:
        """Code and title of a heading: by its drawn number, or by what it begins with."""
        if block.label and label_code(block.label):
            return label_code(block.label), block.text
        code, rest = leading_code(block.text)
        if code and (any(sign.isdigit() for sign in code) or len(code) == 1):
            return code, rest
        found = re.match(r"\A([A-Z])[.:)]? +(?=[A-Z])", block.text)  # "C Clinical practice", but not "A good start"
        if found and block.text[found.end()] == found[1]:
            return found[1], block.text[found.end() :]
        return "", block.text

    def text(self, at: int, block: Block) -> None:
        if self.open is not None and not self.open.text and not self.statement_code(block)[0]:
            self.open.text, self.open.page = block.text, block.page
            self.open.notes = "\n".join(block.notes)
            self.mark(self.open, block.marks)
            self.last = self.open
            return
        self.end()
        code, rest = self.statement_code(block)
        if code and self.recipe.paragraphs:
            self.last = self.add(at, None, block, code=code, text=rest)
        elif block.kind is Kind.ENTRY and self.recipe.uncoded and self.recipe.paragraphs:
            self.last = self.add(at, None, block, code="", text=block.text)
            self.last.doubt("has no code")
        elif self.heads(block):
            code, title = self.coded(block)
            self.last, self.loose = None, ""
            self.above = [each for each in self.above if each[0] < BELOW]
            self.group(at, block, code, title, Heading(level=BELOW, use=HeadingUse.GROUP, kind="group"))
        else:
            self.unread(at, block)

    def heads(self, block: Block) -> bool:
        """Whether a short line with a code is a heading, because the codes of statements begin with its own."""
        code, title = self.coded(block)
        if not code or len(title) > SHORT or title.endswith((".", ";", ",", ":")):
            return False
        runs = parts(code)
        return any(len(each) > len(runs) and each[: len(runs)] == runs for each in self.runs)

    def unread(self, at: int, block: Block) -> None:
        """A text that is no statement. It may be the end of the one before it, or a heading that was not seen as one."""
        if self.last is not None:
            self.last.doubt("the text after it was left out")
        if len(block.text) < SHORT and not block.text.endswith((".", ";", ",", ":")) and not _CAPTION.match(block.text):
            self.loose = block.text
        self.leave(at, None, block.place, block.text, "it has no code")
        self.last = None

    def statement_code(self, block: Block) -> tuple[str, str]:
        """The code of a statement and its words; ("", text) where it has none of the shapes asked for."""
        drawn = label_code(block.label)
        if drawn and shape(drawn) in self.asked:
            return drawn, block.text
        code, rest = leading_code(block.text)
        return (code, rest) if code and shape(code) in self.asked else ("", block.text)

    def add(self, at: int, row: int | None, block: Block, *, code: str, text: str, title: str = "") -> Entry:
        entry = self.entry(at, row, block.place, group=False, code=code, text=text, kind=self.kind(code))
        entry.title, entry.page, entry.notes = title, block.page, "\n".join(block.notes)
        self.mark(entry, block.marks)
        return entry

    def entry(self, at: int, row: int | None, place: str, *, group: bool, code: str, text: str, kind: str) -> Entry:
        parent = next((each for _, each in reversed(self.above) if each is not None), None)
        entry = Entry(number=len(self.entries), group=group, code=code, text=text, kind=kind, place=place, block=at, row=row)
        entry.parent = parent.number if parent else None
        if not group:
            for said in parent.doubts if parent else ():
                entry.doubt(said)
            if self.loose:
                entry.doubt(f"the line “{self.loose[:40]}” above it may be a heading")
            if parent is None:
                entry.doubt("stands under no heading")
        self.entries.append(entry)
        return entry

    def mark(self, entry: Entry, marks: tuple[Mark, ...]) -> None:
        for mark in marks:
            if mark is not Mark.LOOKS:
                entry.doubt(mark.says)

    def leave(self, at: int, row: int | None, place: str, text: str, why: str) -> None:
        if text.strip():
            self.left.append(LeftOut(block=at, row=row, place=place, text=text, why=why))

    def end(self) -> None:
        """A heading that was to carry a statement, and no paragraph came: its title is all there is."""
        if self.open is not None and not self.open.text:
            self.open.text, self.open.title = self.open.title, ""
            self.open.doubt("has no text of its own; its heading is taken")
        self.open = None

    def kind(self, code: str) -> str:
        return next((each.kind for each in self.recipe.kinds if each.prefix and code.startswith(each.prefix)), self.recipe.kind)


def _used(entries: list[Entry]) -> list[Entry]:
    """Statements, and groups that hold some, numbered anew."""
    by_number = {each.number: each for each in entries}
    wanted: set[int] = set()
    for each in entries:
        here: int | None = each.number if not each.group else None
        while here is not None and here not in wanted:
            wanted.add(here)
            here = by_number[here].parent
    kept = [each for each in entries if each.number in wanted]
    numbers = {each.number: at for at, each in enumerate(kept)}
    for each in kept:
        each.number = numbers[each.number]
        each.parent = None if each.parent is None else numbers[each.parent]
    return kept


def _name(entries: list[Entry]) -> None:
    """Keys and pillars."""
    seen: dict[str, int] = {}
    for each in entries:
        above = entries[each.parent] if each.parent is not None else None
        if each.group:
            each.pillar = (pillar_of(each.text) if len(each.text) <= 60 else "") or (above.pillar if above else "")
        elif not each.pillar:
            each.pillar = above.pillar if above else ""
        key = key_of(each.code, each.text, above.text if above else "")
        seen[key] = seen.get(key, 0) + 1
        each.key = key if seen[key] == 1 else f"{key}-{seen[key]}"


def _version(document: Document) -> str:
    for block in document.blocks[:12]:
        found = _VERSION.search(block.text) if len(block.text) < 200 else None
        if found:
            return found[1]
    return ""
