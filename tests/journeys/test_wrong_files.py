"""Files that are no spreadsheet, or not the one that is asked for: the place, the remedy, and nothing kept."""

from __future__ import annotations

import io
import zipfile

import pytest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def file(name: str, data: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": XLSX, "buffer": data}


def hostile_zip() -> bytes:
    """A workbook whose parts unpack to far more than any sheet holds."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as held:
        held.writestr("[Content_Types].xml", "<Types/>")
        held.writestr("xl/workbook.xml", "<workbook/>")
        for sheet in range(4):
            held.writestr(f"xl/worksheets/sheet{sheet}.xml", b" " * (160 * 1024 * 1024))
    return out.getvalue()


def kept() -> list[str]:
    from curricle.design.models import ProgrammeRow

    return sorted(ProgrammeRow.objects.values_list("code", flat=True))


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("notes.xlsx", b"Dear all, the modules are as last year.", "notes.xlsx was not read, and nothing is kept"),
        ("half.xlsx", b"PK\x03\x04 and then nothing", "half.xlsx was not read, and nothing is kept"),
    ],
    ids=["a text with the name of a workbook", "a workbook cut short"],
)
def test_a_file_that_is_no_workbook_is_refused_with_its_place(walk, name, data, words):
    before = kept()
    lead = walk("imogen").open("/bring/").give(file(name, data)).press("See what is understood")
    assert (lead.status, lead.heading) == (422, words)
    assert lead.part(".cu-problems li strong").first.inner_text() != ""
    lead.fair("wrong-" + name.partition(".")[0])
    lead.follow("Choose another file")
    assert lead.heading == "Bring a programme"
    assert kept() == before


def test_an_empty_file_and_none_at_all_are_told_at_the_field(walk):
    lead = walk("imogen").open("/bring/").give(file("empty.xlsx", b"")).press("See what is understood")
    assert (lead.status, lead.page.title().startswith("Error: ")) == (422, True)
    lead.fair("wrong-empty")
    lead.open("/bring/").press("See what is understood")
    assert lead.status == 422
    lead.part(".nhsuk-error-summary a").first.click()
    assert lead.page.evaluate("document.activeElement.id") == "id_file"
    lead.fair("wrong-none")


def test_a_bomb_is_refused_before_it_unpacks(walk):
    before = kept()
    lead = walk("imogen").open("/bring/").give(file("bomb.xlsx", hostile_zip())).press("See what is understood")
    assert lead.status == 422
    assert "unpack" in lead.text
    lead.fair("wrong-bomb")
    assert kept() == before


def test_a_framework_brought_as_a_programme_is_told_where_it_belongs(walk):
    before = kept()
    lead = walk("imogen")
    lead.open("/frameworks/?kind=schema").follow("Podiatry enhanced")
    data = lead.download("CASE")
    lead.open("/bring/").give({"name": "schema.json", "mimeType": "application/json", "buffer": data}).press("See what is understood")
    assert lead.status == 422
    assert "framework" in lead.text
    lead.fair("wrong-framework")
    assert kept() == before


def test_a_sheet_in_which_nothing_is_understood_says_what_to_do(walk):
    import openpyxl

    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Shopping", "Apples", "Pears"])
    book.save(out)
    lead = walk("imogen").open("/bring/").give(file("shopping.xlsx", out.getvalue())).press("See what is understood")
    assert "Nothing was understood yet" in lead.text
    lead.fair("wrong-shopping")
    lead.press("Go on: see what it covers")
    assert lead.status == 422
    lead.fair("wrong-shopping-go-on")
