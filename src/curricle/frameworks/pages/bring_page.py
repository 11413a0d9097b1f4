"""The page on which a file is chosen: what can be read, and what each format keeps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from curricle.interop import FORMATS, FRAMEWORK_FORMATS, PROSE

if TYPE_CHECKING:
    from curricle.frameworks.forms import BringForm
    from curricle.frameworks.models import ReadingRow

#: What a person should know of a format before they bring a file of it.
NOTES = {
    "case": "Everything is read; adoption status and its dates are not content.",
    "curricle": "Everything comes back as it went.",
    "standard": "Duties, knowledge, skills and behaviours by their identifiers; K1 and S1 are where they stand in this version.",
    "template": "The tree by parent code or by level; columns you leave out are left as they are.",
    "opensalt": "The three-sheet workbook or the CSV of items.",
    "opencase": "The tree by level; items are found again by their codes.",
    "compeito": "Parents by identifier, or by the indentation of the statement.",
    "moodle": "Items are found again by their ID numbers.",
    "dls": "One level of groups; items are found again by their names.",
    "openedx": "Values become statements.",
    "docx": "You go through what was understood, statement by statement; headings, lists and tables are read.",
    "pdf": "The same; tags first, then ruled tables. What is not certain says why.",
    "html": "The same; scripts and what is hidden are left out.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A document that was begun and is not ended."""

    name: str
    href: str
    begun: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BringPage:
    """`formats`: (what people call it, what to know of it); `readings`: documents to go on with."""

    form: BringForm
    formats: tuple[tuple[str, str], ...]
    readings: tuple[Begun, ...]


def bring_page(form: BringForm, readings: Iterable[ReadingRow]) -> BringPage:
    return BringPage(
        form=form,
        formats=tuple((_capital(FORMATS[each]), NOTES.get(each, "")) for each in (*FRAMEWORK_FORMATS, *PROSE)),
        readings=tuple(Begun(name=row.name, href=reverse("frameworks:prose", args=[row.token]), begun=row.begun) for row in readings),
    )


def _capital(words: str) -> str:
    words = words.removeprefix("an ").removeprefix("a ")
    return words[:1].upper() + words[1:]
