"""Two leads, one programme: the second is told in words, and sees what their file would change now."""

from __future__ import annotations

import io

import openpyxl

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGE = "/programmes/WU-POD/"


def with_title(data: bytes, title: str) -> dict[str, object]:
    """The workbook with another title for its first module."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["Modules"]
    heads = [cell.value for cell in sheet[1]]
    sheet.cell(2, heads.index("Title") + 1).value = title
    out = io.BytesIO()
    book.save(out)
    return {"name": f"{title}.xlsx", "mimeType": XLSX, "buffer": out.getvalue()}


def shown(walker) -> list[list[str]]:
    return [[what, after] for _, what, _, after in walker.rows("[aria-label='What would change'] table")]


def test_the_second_of_two_editors_sees_what_would_change_now_and_decides(walk):
    imogen, ines = walk("imogen"), walk("ines")
    data = imogen.open(PAGE).download("ownload the workbook")
    for who, title in ((imogen, "Feet first"), (ines, "Feet last")):
        who.open("/bring/").give(with_title(data, title)).press("See what is understood")
        assert [after for _, after in shown(who)] == [title]
    ines.press("Replace the draft")
    assert ines.status == 200
    imogen.press("Replace the draft")
    assert imogen.status == 409
    assert "was changed by somebody else since you opened it (revision 2)" in imogen.part("[role=alert]").inner_text()
    assert imogen.rows("[aria-label='What would change'] table")[0][2:] == ["Feet last", "Feet first"]
    imogen.fair("stale-409")
    imogen.press("Replace the draft")
    assert imogen.status == 200
    assert "revision 3" in imogen.part(".cu-notice").inner_text()


def test_undo_of_a_change_that_is_no_longer_the_newest_is_refused(walk):
    imogen, ines = walk("imogen"), walk("ines")
    data = imogen.open(PAGE).download("ownload the workbook")
    imogen.open("/bring/").give(with_title(data, "Feet first")).press("See what is understood").press("Replace the draft")
    imogen.open(PAGE + "changes/")
    data = ines.open(PAGE).download("ownload the workbook")
    ines.open("/bring/").give(with_title(data, "Feet last")).press("See what is understood").press("Replace the draft")
    imogen.press("Undo")
    assert imogen.status == 409
    assert "was changed by somebody else" in imogen.part(".nhsuk-error-summary").inner_text()
    imogen.fair("stale-undo")
