"""A podiatry lead, her spreadsheet, the panel on Tuesday: from the sheet to the papers, and round again with one cell changed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pytest

from journeys.walk import Walker

LEAD_SHEET = Path(__file__).resolve().parents[2] / "src/curricle/cli/demo/podiatry-lead-sheet.xlsx"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HERE = "/programmes/POD-2027/"


def bring_the_sheet(lead: Walker) -> Walker:
    lead.follow("Bring a programme").give(LEAD_SHEET).press("See what is understood")
    lead.fill("Code of the programme", "POD-2027").fill("Title", "PgCert Enhanced Podiatric Practice (demonstration)")
    return lead


def work_off(lead: Walker) -> Walker:
    """The worker's turn. The page goes away meanwhile: here both share one connection to the database."""
    from curricle.people.worker import Worker

    address = lead.page.url
    lead.open("about:blank")
    worker = Worker(pause=0)
    while worker.turn():
        pass
    return lead.open(address)


@pytest.fixture
def brought(walk: Any) -> Walker:
    """The lead on the overview of the programme that her sheet became."""
    lead = bring_the_sheet(walk("imogen").open("/"))
    return lead.press("Go on: see what it covers").press("Bring it as a new draft")


def test_a_lead_signs_in_and_meets_her_programmes(walk, stage):
    lead = walk().open("/").follow("Sign in", within="main")
    email = "imogen.thwaite@wharfedale.example.org"
    lead.fair("lead-sign-in")
    lead.fill("E-mail address", email).fill("Password", stage["passwords"][email]).press("Sign in")
    assert lead.heading == "Good to see you, Imogen Thwaite"
    assert [one.inner_text()[:6] for one in lead.part(".cu-line h3").all()] == ["WU-RAD", "WU-POD", "WU-MPE"]
    lead.fair("lead-home")


def test_she_shows_her_sheet_corrects_one_answer_and_brings_it(walk):
    lead = bring_the_sheet(walk("imogen").open("/bring/").fair("lead-bring").open("/"))
    assert lead.text.startswith("How podiatry-lead-sheet.xlsx is read Understood: 3 modules, 15 outcomes, 211 claims on 94 items")
    lead.fair("lead-sheet")
    lead.choose("(x) means", "D, developed").press("Read again with my answers")
    assert lead.page.get_by_label("(x) means", exact=True).input_value() == "D"
    lead.fair("lead-sheet-answered")
    lead.press("Go on: see what it covers")
    assert lead.heading == "PgCert Enhanced Podiatric Practice (demonstration)"
    lead.fair("lead-preview-new")
    lead.press("Bring it as a new draft")
    assert lead.page.url.endswith(HERE)
    assert lead.part(".cu-notice").inner_text() == "POD-2027 is here, revision 1. Under Changes you can take it away again."
    assert lead.part("a.cu-cell .cu-cell--I, a.cu-cell--I").count() == 0  # what was "touched on" counts as developed now
    lead.fair("lead-programme")


def test_a_sheet_without_a_title_is_kept_at_the_first_press(walk):
    lead = walk("imogen").open("/bring/").give(LEAD_SHEET).press("See what is understood")
    lead.press("Go on: see what it covers").press("Bring it as a new draft")
    assert (lead.status, lead.page.url.endswith("/programmes/PODIATRY-LEAD-SHEET/")) == (200, True)


def test_she_reads_gaps_findings_hours_matrix_and_modules(brought):
    brought.follow("See the gaps")
    assert brought.heading.startswith("Gaps against")
    brought.fair("lead-gaps")
    brought.open(HERE + "gaps/?show=all").fair("lead-items")
    brought.open(HERE + "findings/").fair("lead-findings")
    assert brought.part("article.cu-finding, .cu-finding").count() > 0
    brought.open(HERE + "hours/").fair("lead-hours")
    brought.open(HERE + "matrix/").fair("lead-matrix")
    brought.open(HERE + "modules/").fair("lead-modules")
    brought.follow("POD7001")
    assert brought.heading == "POD7001 Assessing the Complex Foot"
    brought.fair("lead-module")
    brought.open(HERE + "changes/").fair("lead-changes")


def test_every_number_of_the_overview_opens_what_it_counts(brought):
    for link in brought.part("section[aria-labelledby=lenses] table a").filter(has_text="gap").all()[:3]:
        count = int(link.inner_text().split()[0])
        there = brought.page.context.new_page()
        there.goto(link.get_attribute("href"))
        assert there.locator("#results .cu-item[id^=missed], #results .cu-item[id^=never]").count() == count
        there.close()


def test_a_remedy_lands_on_the_very_field(brought):
    brought.open(HERE + "findings/")
    links = brought.part(".cu-finding a[href*='#']").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    broken = []
    for link in sorted(set(links)):
        brought.open(link)
        if brought.status != 200 or not brought.part(f"[id='{link.partition('#')[2]}']").count():
            broken.append(link)
    assert broken == [], broken


@pytest.mark.slow
def test_she_has_the_papers_made_and_opens_the_zip(brought):
    brought.open(HERE + "papers/").fair("lead-papers-none")
    brought.press("Make the papers")
    brought.fair("lead-job-waiting")
    work_off(brought)
    brought.fair("lead-job-done")
    brought.follow("See the papers")
    brought.fair("lead-papers")
    with zipfile.ZipFile(io.BytesIO(brought.download("Download all papers as one ZIP"))) as held:
        assert held.testzip() is None
        names = held.namelist()
        specification = next(name for name in names if "specification" in name.lower() and name.endswith(".pdf"))
        pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(held.read(specification))).pages]
    assert {Path(name).suffix for name in names} >= {".pdf", ".docx", ".xlsx"}
    assert "PgCert Enhanced Podiatric Practice" in pages[0]


@pytest.mark.slow
def test_one_changed_cell_changes_preview_coverage_findings_and_papers_and_can_be_undone(brought):
    before = numbers(brought)
    papers_before = papers(brought)
    sheet, item = without_the_only_claim(brought.open(HERE).download("ownload the workbook"))
    brought.open(HERE + "modules/").follow("Bring a workbook").give({"name": "back.xlsx", "mimeType": XLSX, "buffer": sheet})
    brought.press("See what is understood")
    assert [[what, becomes] for _, what, _, becomes in brought.rows("[aria-label='What would change'] table")] == [["Claim removed", "–"]]
    assert item in brought.rows("[aria-label='What would change'] table")[0][0]
    brought.fair("lead-preview-change")
    brought.press("Replace the draft")
    brought.fair("lead-programme-after-edit")
    after = numbers(brought)
    assert after["taught"] == before["taught"] - 1
    assert after["missed"] == before["missed"] + 1
    assert papers(brought) != papers_before
    brought.open(HERE + "gaps/").fair("lead-gaps-after-edit")
    brought.open(HERE + "changes/").fair("lead-changes-two")
    brought.page.locator("main form button").first.click()
    brought.part(".cu-notice").wait_for()
    assert numbers(brought) == before
    assert papers(brought) == papers_before


def numbers(lead: Walker) -> dict[str, int]:
    """Taught and assessed on the first lens, and its missed items, as the pages say."""
    says = lead.open(HERE).part("section[aria-labelledby=lenses] > p").first.inner_text().split()
    lead.follow("See the gaps")
    missed = lead.part("#results .cu-counts li").all_inner_texts()
    return {"taught": int(says[0]), "missed": next((int(one.split()[0]) for one in missed if "missed" in one), 0)}


def papers(lead: Walker) -> str:
    """The words of the mapping in the pack, made anew."""
    lead.open(HERE + "papers/")
    lead.page.locator("main form button").first.click()
    lead.page.wait_for_url("**/jobs/**")
    work_off(lead)
    lead.open(HERE + "papers/")
    with zipfile.ZipFile(io.BytesIO(lead.download("Download all papers as one ZIP"))) as held:
        report = next(name for name in held.namelist() if "rule" in name.lower() and name.endswith(".pdf"))
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(held.read(report))).pages)


def without_the_only_claim(data: bytes) -> tuple[bytes, str]:
    """The workbook without the claim of an item that is claimed once; and that item's code."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["Claims"]
    items = [row[3].value for row in sheet.iter_rows(min_row=2)]
    at, item = next((at, item) for at, item in enumerate(items, 2) if items.count(item) == 1)
    sheet.cell(at, 5).value = None
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), item
