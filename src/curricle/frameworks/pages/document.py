"""The page on which a person goes through a document: its text on the left, what was understood of it on the right."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse

from curricle.core.registry import kind_label
from curricle.frameworks.document import Opened
from curricle.frameworks.pages.recipe import RecipePart, recipe_part
from curricle.interop.prose.blocks import Block, Kind
from curricle.interop.prose.decisions import Settled
from curricle.interop.prose.recipe import Verdict
from curricle.interop.prose.statements import Entry, Understanding
from curricle.ui.words import plural

ROWS = 40  # on one page
SHORT = 400  # letters of a source text
FILTERS = {
    "ask": "Statements that ask",
    "doubtful": "Doubtful only",
    "statements": "All statements",
    "all": "The whole document",
    "left": "What was left out",
}
SAID = {Verdict.CONFIRMED: "confirmed", Verdict.EDITED: "edited by you", Verdict.SKIPPED: "left out by you"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    value: str
    text: str
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A statement as it was understood. `colour` goes with the words `state`; `asks`: somebody must look."""

    key: str
    anchor: str
    code: str
    text: str
    kind: str
    above: str
    path: str
    state: str
    colour: str
    asks: bool
    decided: bool
    skipped: bool
    doubts: tuple[str, ...]
    more: tuple[tuple[str, str], ...]
    was: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A part of the document: where, what it is, its words; and on the right a card, a group, or why it is nothing."""

    place: str
    what: str
    text: str
    card: Card | None = None
    group: str = ""
    left_out: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    text: str
    href: str
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage:
    name: str
    title: str
    says: str
    like: str
    gone: tuple[str, ...]
    tabs: tuple[Tab, ...]
    rows: tuple[SourceRow, ...]
    groups: tuple[Choice, ...]
    notices: tuple[tuple[str, str], ...]
    reasons: tuple[tuple[str, int], ...]
    open: int
    action: str
    again: str
    leave: str
    onward: str
    before: str
    after: str
    counted: str
    show: str
    page: int
    revision: int
    recipe: RecipePart
    errors: tuple[str, ...] = ()
    problem: str = ""


def document_page(held: Opened, *, show: str = "", page: int = 1, error: str = "") -> DocumentPage:
    """The page. `show` is one of FILTERS; what asks comes first, as long as anything does."""
    token = str(held.row.token)
    show = show if show in FILTERS else ("ask" if held.open else "statements")
    rows = _rows(held, show)
    pages = max(1, -(-len(rows) // ROWS))
    page = min(max(page, 1), pages)
    here = reverse("frameworks:prose", args=[token])
    counts = Counter(reason for each in held.statements if each.open for reason in each.entry.doubts)

    def link(number: int) -> str:
        return f"{here}?{urlencode({'show': show, 'page': number})}"

    return DocumentPage(
        name=held.row.name,
        title=held.read.title or held.row.name,
        says=_says(held),
        like=held.row.like,
        gone=held.read.gone[:40],
        tabs=tuple(Tab(text=text, href=f"{here}?show={name}", here=name == show) for name, text in FILTERS.items()),
        rows=tuple(rows[(page - 1) * ROWS : page * ROWS]),
        groups=tuple(Choice(value=each.key, text=_path(held.read, each)) for each in held.read.entries if each.group),
        notices=tuple((each.at, each.says) for each in held.document.notices),
        reasons=tuple(counts.most_common(8)),
        open=held.open,
        action=reverse("frameworks:decide_statement", args=[token]),
        again=reverse("frameworks:prose_recipe", args=[token]),
        leave=reverse("frameworks:prose_leave", args=[token]),
        onward=reverse("frameworks:preview", args=[token]),
        before=link(page - 1) if page > 1 else "",
        after=link(page + 1) if page < pages else "",
        counted=f"{plural(len(rows), 'part')}, page {page} of {pages}" if rows else "",
        show=show,
        page=page,
        revision=held.row.revision,
        recipe=recipe_part(held.recipe, held.document),
        problem=error,
        errors=(error,) if error else (),
    )


def _says(held: Opened) -> str:
    total = len(held.statements)
    known = sum(each.entry.known for each in held.statements)
    sure = sum(each.entry.sure for each in held.statements)
    parts = [f"{plural(total, 'statement')} understood", f"{sure} sure"]
    if known:
        parts.append(f"{known} as in the last edition")
    parts.append(f"{plural(held.open, 'statement')} still ask{'s' if held.open == 1 else ''}" if held.open else "nothing asks any more")
    return ", ".join(parts) + "."


def _rows(held: Opened, show: str) -> list[SourceRow]:
    by_number = {each.entry.number: each for each in held.statements}
    found: list[tuple[tuple[int, int, int], SourceRow]] = []
    seen: set[tuple[int, int | None]] = set()
    for entry in held.read.entries:
        at = (entry.block, -1 if entry.row is None else entry.row, entry.number)
        source = _source(held, entry.block, entry.row, whole=not entry.group)
        seen.add((entry.block, entry.row))
        if entry.group:
            if show == "all":
                found.append(
                    (at, SourceRow(place=entry.place, what=source[0], text=source[1], group=f"{kind_label(entry.kind)}: {_name(entry)}"))
                )
        elif _shown(by_number[entry.number], show):
            card = _card(held.read, by_number[entry.number])
            found.append((at, SourceRow(place=entry.place, what=source[0], text=source[1], card=card)))
    if show in {"all", "left"}:
        for each in held.read.left_out:
            at = (each.block, -1 if each.row is None else each.row, -1)
            what = "" if each.row is not None else held.document.blocks[each.block].kind.value
            seen.add((each.block, each.row))
            found.append((at, SourceRow(place=each.place, what=what, text=each.text[:SHORT], left_out=each.why)))
    if show == "all":
        told = {block for block, _ in seen}
        for number, block in enumerate(held.document.blocks):
            if number not in told and block.kind is not Kind.TABLE:
                found.append(((number, -1, -1), _untold(held, number, block)))
    return [row for _, row in sorted(found, key=lambda each: each[0])]


def _untold(held: Opened, number: int, block: Block) -> SourceRow:
    """A part that became no item and was not left out either."""
    row = SourceRow(place=block.place, what=block.kind.value, text=block.text[:SHORT])
    if block.text == held.read.title:
        return replace(row, group="The title of the document")
    if _carried(held, number):
        return replace(row, group="The words of the statement above")
    return replace(row, left_out="it holds no statements")


def _carried(held: Opened, number: int) -> bool:
    """Whether a paragraph is the text of the heading before it."""
    text = held.document.blocks[number].text
    return any(each.block == number - 1 and each.text == text for each in held.read.statements)


def _shown(each: Settled, show: str) -> bool:
    return {"ask": each.open, "doubtful": bool(each.entry.doubts)}.get(show, show != "left")


def _source(held: Opened, number: int, row: int | None, *, whole: bool) -> tuple[str, str]:
    """What a part is and its words; `whole`: of a heading that carries a statement, the paragraph below it too."""
    block: Block = held.document.blocks[number]
    if row is None:
        text = f"{block.label} {block.text}" if block.label and block.label != "•" else block.text
        after = held.document.blocks[number + 1] if number + 1 < len(held.document.blocks) else None
        if whole and block.kind is Kind.HEADING and after is not None and after.kind is Kind.PARAGRAPH:
            text = f"{text}\n{after.text}"
        return block.kind.value, text[:SHORT]
    line = held.grids[number].rows[row][1] if number in held.grids else ()
    return "", " | ".join(spot.text for spot in line if spot.text)[:SHORT]


def _card(read: Understanding, each: Settled) -> Card:
    entry, decision = each.entry, each.decision
    if decision is not None and not (entry.known and decision.verdict is Verdict.CONFIRMED):
        state, colour = SAID[decision.verdict], "grey" if each.skipped else "green"
    elif entry.known:
        state, colour = "as in the last edition", "green"
    else:
        state, colour = ("doubtful", "orange") if entry.doubts else ("sure", "green")
    above = read.entries[each.parent] if each.parent is not None else None
    more = (("Title", entry.title), ("Level", entry.level), ("Notes", entry.notes))
    return Card(
        key=entry.key,
        anchor=f"s-{entry.key}",
        code=each.code,
        text=each.text,
        kind=kind_label(entry.kind),
        above=above.key if above else "",
        path=_path(read, above) if above else "no heading",
        state=state,
        colour=colour,
        asks=each.open,
        decided=decision is not None,
        skipped=each.skipped,
        doubts=tuple(entry.doubts),
        more=tuple((name, text) for name, text in more if text),
        was=entry.text if each.text != entry.text else "",
    )


def _path(read: Understanding, entry: Entry) -> str:
    names = [_name(entry)]
    while entry.parent is not None and len(names) < 6:
        entry = read.entries[entry.parent]
        names.append(_name(entry))
    return " › ".join(reversed(names))


def _name(entry: Entry) -> str:
    return f"{entry.code} {entry.text}".strip()[:120]
