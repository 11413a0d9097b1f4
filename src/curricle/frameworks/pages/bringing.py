"""What a brought framework would change, before anything is kept: the plan, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from curricle.core.canonical import digest
from curricle.core.framework import Framework, Item
from curricle.core.graph import tree_of
from curricle.core.imports import Act, Row
from curricle.core.registry import kind_label
from curricle.core.versions.words import Span, spans
from curricle.door.problems import Problem, Reading, Weight
from curricle.frameworks.bases import Base
from curricle.frameworks.pages.plan_words import ACTS, FIELD_WORDS, act_words, counted
from curricle.frameworks.planning import Planned, question
from curricle.interop import FORMATS
from curricle.ui.parts import Link, Pages, SummaryRow
from curricle.ui.words import plural

if TYPE_CHECKING:
    from curricle.frameworks.forms import FactsForm

SHOWN = 100
FACTS = ("title", "code", "version", "kind", "professions", "publisher", "licence")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLine:
    """One row of the plan: `words` is the wording, word by word where it changes; `more` what else changes."""

    what: str
    code: str
    kind: str
    words: tuple[Span, ...]
    statement: str
    more: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtLine:
    """Two items that may be one, with the name of the field that asks."""

    name: str
    before: str
    after: str
    place: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the address says: the key of the base, whether what the file lacks is retired, which rows are shown."""

    onto: str = ""
    retire: bool = False
    act: str = ""
    page: int = 1

    def address(self, token: str, *, route: str = "frameworks:preview", **other: str) -> str:
        said = {"onto": self.onto, "retire": "1" if self.retire else "", "act": self.act} | other
        query = urlencode({key: value for key, value in said.items() if value})
        return reverse(route, args=[token]) + (f"?{query}" if query else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    """`confirm` is empty where the file was refused. `onto`: (key, words, chosen) of what it may be compared with.

    `read` is the revision of a document's reading, as `seen` is that of what is here.
    """

    name: str
    again: str
    title: str = ""
    base: str = ""
    onto: tuple[tuple[str, str, bool], ...] = ()
    retire: bool = False
    address: str = ""
    facts: tuple[SummaryRow, ...] = ()
    counts: tuple[Link, ...] = ()
    changed: tuple[tuple[str, str, str], ...] = ()
    rows: tuple[RowLine, ...] = ()
    shown: str = ""
    pages: Pages = Pages()
    doubts: tuple[DoubtLine, ...] = ()
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    confirm: str = ""
    download: str = ""
    digest: str = ""
    seen: str = ""
    key: str = ""
    changes: bool = True
    draft: bool = False
    new: bool = True
    large: bool = False
    unread: bool = False
    stale: tuple[str, ...] = ()
    read: str = ""
    names: tuple[str, ...] = FACTS
    form: FactsForm | None = None


def plan_page(
    name: str,
    token: str,
    found: Planned,
    asked: Asked,
    *,
    onto: Iterable[tuple[str, str]],
    form: FactsForm,
    stale: tuple[str, ...] = (),
    read: str = "",
) -> PlanPage:
    """The page of a file that was read."""
    made, reading, base = found.made, found.reading, found.base
    wanted = [row for row in made.rows if not asked.act or asked.act in row.acts]
    count = max(1, -(-len(wanted) // SHOWN))
    number = min(asked.page, count)

    def at(page: int) -> str:
        return asked.address(token, page=str(page)) if 1 <= page <= count and page != number else ""

    return PlanPage(
        name=name,
        again=reverse("frameworks:bring"),
        title=reading.value.title if base.framework is None else base.framework.title,
        base=base.label,
        onto=tuple((key, words, key == (base.key or asked.onto)) for key, words in onto),
        retire=asked.retire,
        address=reverse("frameworks:preview", args=[token]),
        facts=tuple(_facts(reading)),
        counts=tuple(_counts(found, token, asked)),
        changed=tuple((_fact(each), was, now) for each, was, now in made.facts),
        rows=tuple(_row(row, reading.places) for row in wanted[(number - 1) * SHOWN : number * SHOWN]),
        shown=plural(len(wanted), "row"),
        pages=Pages(number=number, count=count, previous=at(number - 1), next=at(number + 1)),
        doubts=tuple(_doubts(found)),
        warnings=tuple(each for each in reading.problems if each.severity is not Weight.NOTE),
        confirm=reverse("frameworks:confirm", args=[token]),
        download=asked.address(token, act="", route="frameworks:plan_book"),
        digest=digest(made.result),
        seen=base.seen,
        key=base.key,
        changes=made.changes,
        draft=base.draft is not None,
        new=base.framework is None,
        large=found.large,
        unread=made.unread,
        stale=stale,
        read=read,
        form=form,
    )


def refused(name: str, problems: Iterable[Problem]) -> PlanPage:
    """The page of a file that was not let in."""
    return PlanPage(name=name, again=reverse("frameworks:bring"), errors=tuple(problems), changes=False)


def _facts(reading: Reading[Framework]) -> Iterable[SummaryRow]:
    framework = reading.value
    kinds = Counter(item.kind for item in framework.items)
    named = ", ".join(f"{kind_label(kind).lower()} {count:,}" for kind, count in kinds.most_common(6))
    yield SummaryRow(key="Read as", value=FORMATS.get(reading.format, reading.format))
    yield SummaryRow(key="Items in the file", value=f"{len(framework.items):,}: {named}")
    yield SummaryRow(key="Levels", value=str(max(tree_of(framework).depth.values(), default=0)))


def _fact(name: str) -> str:
    """What a fact of the framework is called; its title is no short title, as that of an item is."""
    return "Title" if name == "title" else FIELD_WORDS.get(name, name.replace("_", " ")).capitalize()


def _counts(found: Planned, token: str, asked: Asked) -> Iterable[Link]:
    """How many of each sort; each count leads to the rows counted."""
    for act in ACTS:
        count = found.made.count(act)
        if count:
            yield Link(text=counted(act, count), href=asked.address(token, act=act.value), current=asked.act == act.value)
    if asked.act:
        yield Link(text="All rows", href=asked.address(token, act=""))
    for count, words in ((found.made.same, "stay as they are"), (found.made.kept, "not in the file, and stay")):
        if count:
            yield Link(text=f"{count:,} {words}")
    if found.made.links:
        yield Link(text=f"{plural(found.made.links, 'link')} beside the tree come or go")


def _row(row: Row, places: Mapping[str, str]) -> RowLine:
    item = row.after or row.before
    assert item is not None
    reworded = row.before is not None and row.after is not None and "statement" in row.fields
    return RowLine(
        what=act_words(row.acts),
        code=item.code,
        kind=kind_label(item.kind),
        words=spans(row.before.statement, row.after.statement) if reworded and row.before and row.after else (),
        statement=item.statement,
        more=tuple(_more(row)),
        place=places.get(row.source, ""),
    )


def _more(row: Row) -> Iterable[str]:
    if row.says:
        yield row.says
    if row.under_after:
        yield f"moves from under {row.under_before} to under {row.under_after}"
    elif Act.MOVE in row.acts:
        yield "changes places among its neighbours"
    if row.before and row.after:
        for name in row.fields:
            if name != "statement":
                was, now = _value(row.before, name) or "nothing", _value(row.after, name) or "nothing"
                yield f"{FIELD_WORDS.get(name, name)}: {was} becomes {now}"
    if row.by and row.by.value != "identifier":
        yield f"found by {row.by.value}"


def _doubts(found: Planned) -> Iterable[DoubtLine]:
    old = {item.id: item for item in found.base.framework.items} if found.base.framework else {}
    new = {item.id: item for item in found.reading.value.items}
    for doubt in found.doubts:
        why = "They have the same code" if doubt.code else "Their words are alike"
        yield DoubtLine(
            name=question(doubt),
            before=_named(old[doubt.before]),
            after=_named(new[doubt.after]),
            place=found.reading.places.get(doubt.after, ""),
            says=f"{why} ({round(doubt.likeness * 100)} of 100).",
        )


def _named(item: Item) -> str:
    return f"{item.code} {item.statement}".strip()


def _value(item: Item, name: str) -> str:
    value = getattr(item, name)
    if isinstance(value, tuple):
        return ", ".join(each if isinstance(each, str) else f"{each[0]} {each[1]}" for each in value)[:200]
    return str(value)[:200]


def base_code(base: Base) -> str:
    """The code that all versions share, where the framework is here."""
    return base.framework.code if base.framework else ""
