"""Items of another framework taken over into a draft, by keyboard, and without scripts."""

from __future__ import annotations

from playwright.sync_api import expect


def begun(walk, **options):
    ffion = walk("ffion", **options).open("/frameworks/?q=osteopathy").follow("Osteopathy|Osteopath")
    return ffion.follow("New version of this").press("Begin the draft")


def test_items_are_taken_over_by_keyboard_and_an_item_that_is_here_is_not_offered_again(walk):
    ffion = begun(walk)
    ffion.tab_to("Take items over").enter()
    ffion.fair("adopting-frameworks")
    ffion.follow("Podiatry")
    ffion.fair("adopting-items")
    ffion.tab_to("Take them over").enter()
    assert (ffion.status, "Choose at least one item" in ffion.text) == (422, True)
    ffion.fair("adopting-error")
    chosen = ffion.page.locator("input[name=items]").nth(2)
    words = chosen.locator("xpath=following-sibling::label").inner_text().strip("– ")
    ffion.tab_to(chosen.get_attribute("id"), most=200)
    ffion.page.keyboard.press("Space")
    ffion.tab_to("Take them over", most=200).enter()
    expect(ffion.page.locator(".cu-notice").first).to_contain_text("They stand in the draft now.")
    ffion.fair("adopting-after")
    assert ffion.page.locator("[data-cu-row]").filter(has_text=words.split()[0]).count() >= 1


def test_items_are_taken_over_without_scripts(walk):
    ffion = begun(walk, java_script_enabled=False)
    ffion.follow("Take items over").follow("Podiatry")
    ffion.page.locator("input[name=items]").nth(1).check()
    ffion.press("Take them over")
    assert "They stand in the draft now." in ffion.text
