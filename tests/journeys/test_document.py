"""A national editor brings a Word document, goes through what is doubtful by keyboard, keeps it, and brings its next edition."""

from __future__ import annotations

import re

import pytest

import framework_documents as documents
from written_documents import docx, html
from written_pdf import pdf

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def file(name: str, data: bytes, kind: str = WORD) -> dict[str, object]:
    return {"name": name, "mimeType": kind, "buffer": data}


@pytest.fixture(scope="module")
def sample():
    return documents.sample(7, "tables")


def test_a_pdf_is_gone_through_by_keyboard_and_its_next_edition_asks_only_about_differences(walk, sample):
    from curricle.frameworks.models import RecipeRow, Version

    editor = walk("ffion").open("/frameworks/bring/").give(file("capabilities.pdf", pdf(sample, tags=False), "application/pdf"))
    editor.press("See what it would change")
    assert editor.heading == sample.title
    editor.fair("document")
    editor.part("summary:has-text('How it is read')").first.click()
    editor.part("summary:has-text('Keys for going')").first.click()
    editor.fair("document-settings")
    here = editor.page.url
    editor.open(f"{here}?show=all").fair("document-whole")
    editor.open(here)
    asked = editor.page.locator("[data-cu-statement]").count()
    assert asked > 0
    editor.page.keyboard.press("j")
    assert editor.page.evaluate("document.activeElement.dataset.cuStatement") == ""
    editor.page.keyboard.press("e")
    assert editor.page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    editor.page.keyboard.press("Escape")
    editor.page.evaluate("document.activeElement.blur()")
    editor.page.keyboard.press("k")
    with editor.page.expect_navigation():
        editor.page.keyboard.press("y")
    assert editor.page.locator("[data-cu-statement]").count() == min(asked - 1, 40) or asked >= 40
    editor.press(re.compile("Confirm all"))
    editor.fair("document-settled")
    editor.follow("Go on: what it is")
    editor.fill("Code", "NEW-CAP").press("Keep it as a draft")
    version = Version.objects.get(line__code="NEW-CAP")
    assert RecipeRow.objects.get().line == version.line
    assert version.items > len(sample.truth())

    later, changed = documents.next_edition(sample)
    editor.open("/frameworks/bring/").give(file("capabilities 2.docx", docx(later))).press("See what it would change")
    asking = editor.page.locator("[data-cu-statement] .cu-source__words strong").all_inner_texts()
    assert sorted(set(asking)) == sorted(changed)


def test_without_scripts_every_answer_is_a_button(walk, sample):
    editor = walk("ffion", java_script_enabled=False).open("/frameworks/bring/")
    editor.give(file("capabilities.html", html(sample), "text/html")).press("See what it would change")
    assert editor.heading == sample.title
    editor.follow("All statements").press(re.compile("^Skip"))
    assert editor.part(".cu-source__state").first.inner_text().lower().startswith("left out by you")
    editor.press(re.compile("^Ask again"))
    editor.part("details.nhsuk-details summary").first.click()
    editor.part("summary:has-text('How it is read')").first.click()
    editor.page.get_by_label("Statements are").first.select_option(label="Competency")
    editor.press("Read it again")
    assert "Competency" in editor.part(".cu-source__state").first.inner_text()
    editor.press("Leave it, and keep nothing")
    assert editor.heading == "Bring a framework"
