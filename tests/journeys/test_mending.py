"""A lead mends on pages what the checks say: from the finding to the very field, and from a missed item to the claims."""

from __future__ import annotations

import pytest

PART = "/programmes/WU-POD/modules/PODI701/"
LENS = "3ae23856-31ce-5be3-928f-f208624815c0"
F2 = f"/programmes/WU-POD/map/{LENS}/e051f823-e8cb-5535-a8ea-20483e66411a/"


@pytest.mark.parametrize(
    "address",
    [
        *(PART + page for page in ("change/", "outcomes/", "assessments/", "hours/", "take-out/", f"outcomes/LO1/map/?lens={LENS}")),
        "/programmes/WU-POD/add-module/",
        F2,
    ],
)
def test_every_page_that_changes_is_fair(walk, address):
    imogen = walk("imogen").open(address)
    assert imogen.status == 200
    imogen.fair("edit-" + address.strip("/").replace("/", "-").partition("?")[0])


def test_the_remedy_of_a_finding_lands_on_the_very_field_and_mends_it(walk):
    imogen = walk("imogen").open(PART + "assessments/")
    imogen.fill("Weight in per cent", "30").press("Add up, without saving")
    assert "The weights add up to 80%." in imogen.text
    imogen.press("Save").open("/programmes/WU-POD/findings/")
    letter = imogen.part(".cu-finding").filter(has_text="come to 80 per cent").first
    with imogen.page.expect_navigation():
        letter.locator("dd a").last.click()
    focused = "document.activeElement.id"
    assert imogen.page.evaluate(focused).endswith("-weight")
    imogen.page.keyboard.press("Control+A")
    imogen.page.keyboard.type(str(100 - sum_of_others(imogen)))
    imogen.enter().open("/programmes/WU-POD/findings/")
    assert "come to 80 per cent" not in imogen.text


def sum_of_others(walker) -> int:
    """The weights of the other assessments on the page."""
    here = walker.page.evaluate("document.activeElement.id")
    boxes = walker.part("input[id$=-weight]").all()
    return sum(int(box.input_value()) for box in boxes if box.get_attribute("id") != here)


def test_a_missed_item_is_mapped_from_the_gap_list(walk):
    imogen = walk("imogen").open(F2)
    for cell in imogen.part(".cu-choose").all():
        cell.locator("input").first.check(force=True)
    imogen.press("Save")
    assert "F2" in imogen.part("section").filter(has_text="Missed").first.inner_text()
    imogen.fair("gaps-with-map-it-now").follow("Map it now")
    imogen.part(".cu-choose").first.locator("input[value=A]").check(force=True)
    imogen.press("Save")
    assert "Map it now" not in imogen.text


def test_rows_are_added_moved_and_saved_without_script(walk):
    imogen = walk("imogen", java_script_enabled=False).open(PART + "outcomes/")
    imogen.fill("What a learner will be able to do", "Typed without script.").press("Add another outcome")
    new = imogen.part("fieldset").last
    new.get_by_label("Code").fill("LO6")
    new.get_by_label("What a learner will be able to do").fill("Lead a service.")
    with imogen.page.expect_navigation():
        new.get_by_role("button", name="Move up").click()
    imogen.press("Save")
    assert imogen.part("section.cu-item h3").all_inner_texts() == ["LO1", "LO2", "LO3", "LO4", "LO6", "LO5"]
    assert "Typed without script." in imogen.text


def test_the_keyboard_reaches_every_cell_and_the_bar_never_covers_it(walk):
    walk("imogen").open(F2).tab_to("Save").enter()
