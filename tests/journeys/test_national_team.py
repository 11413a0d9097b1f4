"""The national team: one brings a framework, another publishes it, and only then does anyone outside see it."""

from __future__ import annotations

import io

import openpyxl

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FACTS = {"Code": "DEMO-NEW", "Title": "A new list (demonstration)", "Version": "1.0", "Kind": "schema"}


def filled(data: bytes) -> bytes:
    """The template with its facts, and its example items made real."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for name, value in book["Framework"].iter_rows(max_col=2):
        value.value = FACTS.get(name.value, value.value)
    for row in book["Items"].iter_rows(min_row=2):
        for cell in row:
            cell.value = None if cell.value == "example" else cell.value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_framework_is_brought_by_one_and_published_by_another(walk):
    ffion, visitor = walk("ffion"), walk()
    data = ffion.open("/frameworks/bring/").download("Excel")
    ffion.fair("national-bring")
    ffion.give({"name": "empty.xlsx", "mimeType": XLSX, "buffer": data}).press("See what it would change")
    assert (ffion.status, ffion.part(".cu-problems li").first.inner_text()) == (
        422,
        "sheet 'Framework', cell B2: the framework has no code",
    )
    xlsx = {"name": "new.xlsx", "mimeType": XLSX, "buffer": filled(data)}
    ffion.open("/frameworks/bring/").give(xlsx).press("See what it would change")
    ffion.fair("national-preview")
    ffion.press("Keep it as a draft")
    assert ffion.status == 200, ffion.text
    assert ffion.part(".cu-notice").inner_text() == "The framework is kept as a draft."
    ffion.fair("national-draft")
    address = ffion.page.url
    assert visitor.open(address).status == 404
    ffion.press("Submit for publication")
    desmond = walk("desmond").open(address)
    desmond.fair("national-submitted")
    desmond.press("Publish, in force")
    desmond.fair("national-published")
    assert "Implemented" in desmond.text, desmond.text[:900]
    assert visitor.open(address).status == 200
    ffion.open("/frameworks/bring/").give(xlsx).press("See what it would change").press("Keep it as a draft")
    assert ffion.part(".cu-notice").inner_text() == "This very version is here already; nothing was changed."


def test_a_file_that_is_no_framework_is_refused_in_words(walk):
    ffion = walk("ffion").open("/frameworks/bring/")
    ffion.give({"name": "list.json", "mimeType": "application/json", "buffer": b'{"items": ['}).press("See what it would change")
    assert (ffion.status, ffion.heading) == (422, "list.json was not read, and nothing is kept")
    ffion.fair("national-wrong")
