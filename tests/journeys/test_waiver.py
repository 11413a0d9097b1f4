"""A limit of the institution's own is departed from, with a reason that the papers print, until the facts change."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pypdf
import pytest

from journeys.test_podiatry_lead import XLSX, work_off

PAGE = "/programmes/WU-RAD/"
REASON = "Every module of this award meets people at risk, and each assesses it in its own setting."


@pytest.mark.slow
def test_a_limit_is_waived_with_a_reason_printed_and_void_when_the_facts_change(walk):
    lead = walk("imogen").open(PAGE + "findings/")
    letter = lead.part(".cu-finding").filter(has_text="assessed more than four times: S18").first
    letter.locator("summary").click()
    letter.get_by_label("Reason, which the papers print").fill("  ")
    with lead.page.expect_navigation():
        letter.get_by_role("button", name="Waive").click()
    assert lead.status == 422
    lead.fair("waiver-without-reason")
    if not letter.get_by_label("Reason, which the papers print").is_visible():
        letter.locator("summary").click()
    letter.get_by_label("Reason, which the papers print").fill(REASON)
    with lead.page.expect_navigation():
        letter.get_by_role("button", name="Waive").click()
    assert lead.part(".cu-notice").inner_text() == "The limit is waived for this finding. The papers print the reason."
    assert REASON in lead.text
    lead.fair("waiver-given")

    lead.open(PAGE + "papers/").press("Make the papers")
    work_off(lead).open(PAGE + "papers/")
    with zipfile.ZipFile(io.BytesIO(lead.download("Download all papers as one ZIP"))) as held:
        report = next(name for name in held.namelist() if "rule" in name.lower() and name.endswith(".pdf"))
        words = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(held.read(report))).pages)
    assert "Every module of this award meets people at risk" in " ".join(words.split())

    sheet = one_claim_fewer(lead.open(PAGE).download("ownload the workbook"), "S18")
    lead.open("/bring/").give({"name": "back.xlsx", "mimeType": XLSX, "buffer": sheet}).press("See what is understood")
    lead.press("Replace the draft").open(PAGE + "findings/")
    assert lead.page.get_by_text("Void:").count() == 1
    lead.fair("waiver-void")


def one_claim_fewer(data: bytes, item: str) -> bytes:
    """The workbook without the first assessed claim on the item."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["Claims"]
    at = next(row[0].row for row in sheet.iter_rows(min_row=2) if row[3].value == item and row[4].value == "A")
    sheet.cell(at, 5).value = None
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
