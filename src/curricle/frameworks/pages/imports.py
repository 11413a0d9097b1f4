"""Pages of what was brought: the list of imports, and one with its report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from curricle.core.imports import Act
from curricle.frameworks.pages.plan_words import ACTS, FIELD_WORDS, act_words, counted
from curricle.interop import FORMATS
from curricle.ui.parts import Cell, Column, Link, Pages, SummaryRow
from curricle.ui.words import moment, plural

if TYPE_CHECKING:
    from curricle.frameworks.models import ImportRecord

SHOWN = 100
EACH = 50
COLUMNS = (Column(text="File"), Column(text="Into"), Column(text="When"), Column(text="Who"), Column(text="What it changed"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportsPage:
    rows: tuple[tuple[Cell | str, ...], ...]
    total: str
    pages: Pages
    columns: tuple[Column, ...] = COLUMNS


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    what: str
    code: str
    statement: str
    more: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPage:
    """`undo` is empty where the reader may not take it back; `cannot` says why it can no longer be."""

    title: str
    into: Link
    facts: tuple[SummaryRow, ...]
    counts: tuple[Link, ...]
    rows: tuple[ReportLine, ...]
    shown: str
    pages: Pages
    problems: tuple[tuple[str, str], ...]
    undo: str
    cannot: str
    undone: bool
    problem: tuple[Link, ...] = ()


def imports_page(records: Iterable[ImportRecord], total: int, number: int) -> ImportsPage:
    count = max(1, -(-total // EACH))
    address = reverse("frameworks:imports")

    def at(page: int) -> str:
        return f"{address}?page={page}" if 1 <= page <= count and page != number else ""

    return ImportsPage(
        rows=tuple(_line(each) for each in records),
        total=plural(total, "import"),
        pages=Pages(number=min(number, count), count=count, previous=at(number - 1), next=at(number + 1)),
    )


def _line(row: ImportRecord) -> tuple[Cell | str, ...]:
    said = "taken back" if row.undone else ", ".join(told(row.counts)) or "nothing"
    name = Cell(text=row.name, href=reverse("frameworks:import", args=[row.uuid]))
    return (name, row.label, moment(row.at), row.by.name if row.by else "–", said)


def told(counts: dict[str, int]) -> list[str]:
    """ "3 new", "1 moved" …"""
    return [counted(act, counts[act.value]) for act in ACTS if counts.get(act.value)]


def import_page(row: ImportRecord, *, act: str, number: int, into: str, may_undo: bool, cannot: str, problem: str = "") -> ImportPage:
    """One import. `into`: the address of what it went into, where the reader may see it."""
    said = row.report.get("rows", [])
    wanted = [each for each in said if not act or act in each[0]]
    count = max(1, -(-len(wanted) // SHOWN))
    number = min(number, count)
    address = reverse("frameworks:import", args=[row.uuid])

    def at(page: int) -> str:
        inside = 1 <= page <= count and page != number
        return f"{address}?{urlencode({key: value for key, value in (('act', act), ('page', page)) if value})}" if inside else ""

    return ImportPage(
        title=f"Import of {row.name}",
        into=Link(text=row.label, href=into),
        facts=tuple(_facts(row, into)),
        counts=tuple(
            Link(text=counted(each, row.counts[each.value]), href=f"{address}?act={each.value}", current=each.value == act)
            for each in ACTS
            if row.counts.get(each.value)
        )
        + ((Link(text="All rows", href=address),) if act else ()),
        rows=tuple(_report_line(*each) for each in wanted[(number - 1) * SHOWN : number * SHOWN]),
        shown=plural(len(wanted), "row"),
        pages=Pages(number=number, count=count, previous=at(number - 1), next=at(number + 1)),
        problems=tuple((place, says) for place, says, _ in row.report.get("problems", [])),
        undo=reverse("frameworks:import_undo", args=[row.uuid]) if may_undo and not cannot and not row.undone else "",
        cannot="" if row.undone else cannot,
        undone=row.undone is not None,
        problem=(Link(text=problem),) if problem else (),
    )


def _facts(row: ImportRecord, into: str) -> Iterable[SummaryRow]:
    yield SummaryRow(key="Into", value=row.label, value_href=into)
    yield SummaryRow(key="Read as", value=FORMATS.get(row.format, row.format))
    yield SummaryRow(key="Brought by", value=row.by.name if row.by else "")
    yield SummaryRow(key="Digest of the file", value=row.digest)
    stay = row.counts.get("same", 0) + row.counts.get("kept", 0)
    yield SummaryRow(key="Stayed as they were", value=plural(stay, "item"))
    if row.undone_by:
        yield SummaryRow(key="Taken back by", value=row.undone_by.name)


def _report_line(acts: list[str], code: str, words: str, names: list[str], place: str, says: str) -> ReportLine:
    changed = ", ".join(FIELD_WORDS.get(each, each) for each in names)
    return ReportLine(
        what=act_words(Act(each) for each in acts),
        code=code,
        statement=words,
        more=tuple(each for each in (says, changed) if each),
        place=place,
    )
