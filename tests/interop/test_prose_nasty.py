"""Documents as people really make them: headings that are none, codes that are missing or swapped, rows that do not fit.

How much is right may fall; what is wrong must be marked.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import docx as library
import pytest

from curricle.interop.prose import read_document
from curricle.interop.prose.guess import guess
from curricle.interop.prose.understand import understand
from framework_documents import STYLES, sample
from reading_score import score
from written_documents import docx, html

pytestmark = pytest.mark.slow
ENTRY = re.compile(r"<li>(?:(?!</li>).)*</li>", re.DOTALL)
ROW = re.compile(r"<tr><td(?:(?!</tr>).)*</tr>", re.DOTALL)


def every(pattern: re.Pattern[str], number: int, change: Callable[[str], str]) -> Callable[[str], str]:
    """Changes each so-many-th match."""

    def work(page: str) -> str:
        seen = iter(range(1, 10_000))
        return pattern.sub(lambda found: change(found[0]) if next(seen) % number == 0 else found[0], page)

    return work


def spans(by: int) -> Callable[[str], str]:
    return lambda page: re.sub(r'rowspan="(\d+)"', lambda found: f'rowspan="{max(1, int(found[1]) + by)}"', page)


def halved(entry: str) -> str:
    middle = entry.index(" ", len(entry) // 2)
    return f"{entry[:middle]}</li><li>{entry[middle:].lstrip()}"


PAGES = {
    "headings in bold paragraphs": lambda page: re.sub(r"<h3>(.*?)</h3>", r"<p><b>\1</b></p>", page),
    "headings that nothing marks": lambda page: re.sub(r"<h3>(.*?)</h3>", r"<div>\1</div>", page),
    "every third heading a paragraph": every(re.compile(r"<h3>.*?</h3>"), 3, lambda held: held.replace("h3", "p")),
    "every third heading a level up": every(re.compile(r"<h3>.*?</h3>"), 3, lambda held: held.replace("h3", "h2")),
    "heads of tables as ordinary cells": lambda page: page.replace("<th>", "<td>").replace("</th>", "</td>"),
    "merged cells that end too early": spans(-1),
    "merged cells that reach too far": spans(1),
    "entries without a code": every(ENTRY, 7, lambda entry: re.sub(r"<span>.*?</span>", "", entry)),
    "rows without a code": every(ROW, 6, lambda row: re.sub(r"<td>[\w.-]*\d</td>", "<td></td>", row)),
    "entries in two": every(ENTRY, 5, halved),
    "two entries in one": every(ENTRY, 6, lambda entry: entry.replace("</li>", "").replace("<li>", "")),
    "entries cut short": every(ENTRY, 6, lambda entry: entry[: len(entry) // 2] + "</li>"),
    "rows that are gone": every(ROW, 5, lambda row: ""),
    "entries that are gone": every(ENTRY, 5, lambda entry: ""),
    "codes twice": every(ROW, 5, lambda row: f"{row}{row}"),
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", list(PAGES))
def test_what_is_wrong_in_a_spoilt_page_is_marked(style, name):
    one = sample(5, style)
    got = score(one, read_document(PAGES[name](html(one).decode()).encode()))
    assert got.unmarked == []
    assert not got.missed or got.doubtful


def bold(document) -> None:
    for each in document.paragraphs:
        if each.style.name == "Heading 2":
            each.style = document.styles["Normal"]
            for run in each.runs:
                run.bold = True


def plain(document) -> None:
    for each in document.paragraphs:
        if each.style.name == "Heading 2":
            each.style = document.styles["Normal"]


def merged(document) -> None:
    for table in document.tables:
        for at in range(3, len(table.rows) - 1, 9):
            if len(table.columns) > 2:
                table.cell(at, len(table.columns) - 2).merge(table.cell(at + 1, len(table.columns) - 2))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("spoil", [bold, plain, merged])
def test_what_is_wrong_in_a_spoilt_word_document_is_marked(style, spoil):
    one = sample(5, style)
    document = library.Document(io.BytesIO(docx(one)))
    spoil(document)
    out = io.BytesIO()
    document.save(out)
    got = score(one, read_document(out.getvalue()))
    assert got.unmarked == []


def test_a_list_without_codes_is_doubtful_throughout():
    page = "<!doctype html><h1>Capabilities</h1><h2>Clinical</h2><ul><li>Assesses need well.<li>Plans care with people.</ul>"
    document = read_document(page.encode())
    read = understand(document, guess(document))
    assert [(each.text, each.doubts[0]) for each in read.statements] == [
        ("Assesses need well.", "has no code"),
        ("Plans care with people.", "has no code"),
    ]


def test_the_title_is_what_readers_see_and_not_the_property_of_an_older_document():
    document = library.Document()
    document.core_properties.title = "Template of 2019"
    document.add_heading("Enhanced Practice Schema: Arts Therapies", 0)
    document.add_heading("Clinical practice", 1)
    for at in range(1, 7):
        document.add_paragraph(f"C1.{at} Keeps a record of the work that was made in session {at}.")
    file = io.BytesIO()
    document.save(file)
    read = read_document(file.getvalue())
    assert read.title == "Enhanced Practice Schema: Arts Therapies"
