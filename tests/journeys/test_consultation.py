"""A body is asked to read a draft, comments, is answered, and is shut out again; a draft is discarded and taken back."""

from __future__ import annotations

from playwright.sync_api import expect

NEXT = "/frameworks/?q=osteopathy"
BODY = "College of Foot Health (fictional)"


def begun(walk, name="ffion", **options):
    """The next version of the schema for osteopaths, as a draft, on the page of its items."""
    editor = walk(name, **options).open(NEXT).follow("Osteopathy|Osteopath")
    return editor.follow("New version of this").press("Begin the draft")


def invited(ffion, organisation):
    ffion.choose("Organisation", organisation).press("Invite them")
    expect(ffion.part(".cu-notice").first).to_contain_text("They are invited")
    return ffion


def test_body_is_asked_to_read_comments_and_is_answered(walk):
    ffion = begun(walk)
    address = ffion.page.url
    rosalind = walk("rosalind").open(address)
    assert rosalind.status == 404
    ffion.follow("Consultation").fair("consultation-not-open")
    ffion.open(address).press("Open for consultation").follow("Consultation").fair("consultation-empty")
    ffion.tab_to("Invite them").enter()
    assert (ffion.status, "one of the two" in ffion.text) == (422, True)
    ffion.fair("consultation-errors")
    invited(ffion, BODY).fair("consultation-invited")

    rosalind.open("/").fair("consultation-home")
    assert "In consultation: you are asked to read" in rosalind.text
    rosalind.open("/frameworks/").fair("consultation-list")
    rosalind.page.locator("table").first.get_by_role("link").first.click()
    rosalind.page.wait_for_load_state()
    rosalind.fair("consultation-draft")
    assert rosalind.page.url == address
    rosalind.page.locator("[data-cu-row]").nth(3).focus()
    rosalind.enter().fair("consultation-item")
    rosalind.tab_to("Comment on it").enter()
    rosalind.tab_to("id_text").page.keyboard.type("Say in which setting.")
    rosalind.tab_to("Send the comment").enter()
    rosalind.fair("consultation-commented")
    assert "Say in which setting." in rosalind.text
    rosalind.open(address).follow("What it changes").fair("consultation-changes")

    ffion.open(address).follow("Consultation").fair("consultation-comments")
    ffion.page.locator("textarea").first.fill("It says so now.")
    ffion.press("Mark as answered").fair("consultation-answered")
    rosalind.open(f"{address}consultation/")
    assert ("It says so now." in rosalind.text, "Answered on" in rosalind.text) == (True, True)
    ffion.press("Withdraw").fair("consultation-withdrawn")
    assert rosalind.open(address).status == 404
    assert "asked to read" not in rosalind.open("/frameworks/").text


def test_draft_is_discarded_by_keyboard_and_taken_back(walk):
    ffion = begun(walk)
    address = ffion.page.url
    ffion.tab_to("Discard this draft").enter()
    ffion.fair("discard")
    ffion.tab_to("Discard the draft").enter()
    assert "You can take it back until" in ffion.text
    ffion.fair("discarded")
    assert ffion.page.get_by_role("button", name="Add an item").count() == 0
    ffion.open("/frameworks/").fair("discarded-list")
    ffion.tab_to("Discarded, and can be taken back").page.keyboard.press("Enter")
    ffion.page.keyboard.press("Tab")
    ffion.enter()
    assert ffion.page.url == address
    ffion.tab_to("Take the draft back").enter()
    assert "The draft is there again" in ffion.text
    assert ffion.page.get_by_role("button", name="Add an item").count() == 1


def test_pages_of_links_and_of_merging_far_items_are_fair(walk):
    ffion = begun(walk)
    ffion.page.locator("[data-cu-row]").nth(2).focus()
    ffion.enter().follow("Link it to others").fair("draft-links")
    ffion.choose("This item", "comes before").fill("Find the other item", "care").press("Find")
    ffion.page.get_by_role("radio").last.check(force=True)
    ffion.press("Link them").follow("^Links$").fair("draft-linked")
    ffion.press("Take it away").follow("Leave it as it was").follow("^Merge$")
    ffion.fill("Find items of the draft", "care").press("Find").fair("draft-merge-found")


def test_draft_is_linked_merged_discarded_and_read_by_invitation_without_scripts(walk):
    ffion = begun(walk, java_script_enabled=False)
    address = ffion.page.url
    ffion.page.locator("[data-cu-row]").nth(2).click()
    ffion.follow("^Links$")
    ffion.choose("This item", "comes before").fill("Find the other item", "care").press("Find")
    ffion.page.get_by_role("radio").last.check()
    ffion.press("Link them")
    assert "They are linked." in ffion.text
    ffion.follow("^Links$")
    ffion.press("Take it away")
    assert "The link is taken away." in ffion.text
    ffion.open(address).page.locator("[data-cu-row]").nth(2).click()
    ffion.follow("^Merge$").fill("Find items of the draft", "care").press("Find")
    ffion.page.get_by_role("checkbox").last.check()
    ffion.press("Merge them")
    assert "They are one item now." in ffion.text
    ffion.press("Open for consultation").follow("Consultation")
    ffion.page.get_by_label("Organisation", exact=True).select_option(index=1)
    ffion.press("Invite them").press("Withdraw")
    ffion.open(address).press("Take back to draft").follow("Discard this draft")
    ffion.press("Discard the draft").press("Take the draft back")
    assert "The draft is there again" in ffion.text
