"""A second version of a schema, written by keyboard alone, with every kind of change; published by another, and read by everybody."""

from __future__ import annotations

from playwright.sync_api import expect


class Hands:
    """Somebody who works with the keys alone. A row is known by the code that it begins with."""

    def __init__(self, walker):
        self.walker, self.page = walker, walker.page

    def row(self, code):
        """The focus on a row of the outline: Home, then down."""
        listed = codes(self.page)
        for _ in range(60):
            if self.page.evaluate("document.activeElement.matches('[data-cu-row]')"):
                break
            self.page.keyboard.press("Tab")
        self.page.keyboard.press("Home")
        for _ in range(listed.index(code)):
            self.page.keyboard.press("ArrowDown")
        assert self.page.evaluate("document.activeElement.innerText").split()[0] == code
        return self

    def current(self):
        return self.page.locator("[data-cu-row][aria-current=true]").inner_text().split()[0]

    def key(self, key):
        """A key that leads to another page."""
        self.walker.enter(key)
        return self

    def field(self, id, text):
        """Tab to a field and type over it."""
        self.walker.tab_to(id)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)
        return self

    def meaning(self, stays):
        """Radios are one stop; Space chooses the first, an arrow the next."""
        self.walker.tab_to("id_meaning")
        self.page.keyboard.press("Space")
        if not stays:
            self.page.keyboard.press("ArrowDown")
        return self

    def go(self, words):
        """Tab to a link or a button and press Enter."""
        self.walker.tab_to(words).enter()
        return self

    def back(self, words):
        """The same, backwards: what stands before the list."""
        for _ in range(40):
            self.page.keyboard.press("Shift+Tab")
            if self.page.evaluate("document.activeElement.innerText").startswith(words):
                self.walker.enter()
                return self
        raise AssertionError(f"Shift and Tab never came to {words}")

    def said(self, words):
        expect(self.page.locator(".cu-notice").first).to_contain_text(words)
        return self


def codes(page):
    return [text.split()[0] for text in page.locator("[data-cu-row]").all_inner_texts()]


def published(walk, ffion, address):
    """Another person looks at what it changes, says that reworded items keep their meaning, and publishes; a visitor reads it."""
    assert ffion.open(address).page.get_by_role("button", name="Undo").count() == 0
    desmond = walk("desmond").open(address)
    desmond.fair("authoring-submitted")
    publisher = Hands(desmond).go("See what it changes, and publish")
    desmond.fair("authoring-publish")
    publisher.go("Publish, in force")
    assert (desmond.status, "Say of each reworded item that its meaning stays" in desmond.text) == (422, True)
    for box in desmond.page.locator("input[name=same]").all():
        desmond.tab_to(box.get_attribute("id"))
        desmond.page.keyboard.press("Space")
    publisher.go("Publish, in force").said("It is published")
    visitor = walk().open(desmond.page.url)
    visitor.ask("Words or code", "clearer words")
    expect(visitor.page.locator("#results")).to_contain_text("Says the same in clearer words.")
    expect(visitor.page.locator("#results")).to_contain_text("1 item")


def test_second_version_with_every_kind_of_change_is_written_by_keyboard_and_published(walk):
    ffion = walk("ffion").open("/frameworks/")
    ffion.fair("authoring-list")
    ffion.open("/frameworks/?q=osteopathy").follow("Osteopathy|Osteopath")
    ffion.fair("authoring-version")
    hands = Hands(ffion)
    hands.go("New version of this")
    ffion.fair("authoring-begin")
    hands.go("Begin the draft").said("Nobody outside sees it")
    ffion.fair("authoring-outline")
    one, two, three, four, five, six = codes(ffion.page)[2:8]
    hands.row(one).key("Enter")
    ffion.fair("authoring-item")
    hands.field("id_statement", "Says the same in clearer words.").meaning(stays=True).go("Save").said("is saved")
    hands.row(two).key("Enter").field("id_statement", "Means another thing altogether.").meaning(stays=False).go("Save").said("is saved")
    hands.row(three).key("Alt+ArrowUp")
    assert hands.current() == three
    hands.key("Alt+ArrowDown").key("Alt+ArrowRight").key("Alt+ArrowLeft")
    ffion.fair("authoring-chosen")
    hands.row(three).key("n").field("id_code", "NEW1").field("id_statement", "Plans care with a person who speaks by signs.")
    ffion.fair("authoring-add")
    hands.go("Add it").said("The item is added")
    hands.row(four).key("Enter").go("Split it").field("id_part1", "First half.").field("id_code2", "HALF2").field(
        "id_part2", "Second half."
    )
    ffion.fair("authoring-split")
    hands.go("Split it").said("is split")
    hands.row("NEW1").key("Enter").go("Merge it with others")
    ffion.fair("authoring-merge")
    ffion.tab_to("id_others-3")
    ffion.page.keyboard.press("Space")
    hands.go("Merge them").said("They are one item now")
    hands.row(five).key("Enter").go("Put it under another item")
    ffion.fair("authoring-under")
    ffion.tab_to("id_parent")
    ffion.page.keyboard.press("Home")
    hands.go("Put it there").said("stands there now")
    hands.row(six).key("Enter").go("Retire or remove it")
    ffion.fair("authoring-retire")
    hands.go("Retire it").said("is retired")
    assert six not in codes(ffion.page)
    hands.back("Undo").said("undone")
    assert six in codes(ffion.page)
    hands.row(six).key("Enter").go("Retire or remove it").go("Retire it").said("is retired").back("Look again")
    ffion.fair("authoring-checks")
    for words, name in (("Changes", "authoring-changes"), ("Facts", "authoring-facts")):
        hands.go(words)
        ffion.fair(name)
    hands.go("Items").go("Submit for publication").said("It is submitted")
    published(walk, ffion, ffion.page.url)


def test_outline_is_worked_without_scripts(walk):
    ffion = walk("ffion", java_script_enabled=False).open("/frameworks/drafts/new/")
    ffion.fill("Title", "A list by links").fill("Code", "NOJS").press("Begin the draft")
    for code in ("A", "B"):
        ffion.follow("Add (an|the first) item").fill("Code", code).fill("Kind", "capability").fill("Statement", f"Does {code}.")
        ffion.press("Add it")
    assert codes(ffion.page) == ["A", "B"]
    ffion.follow("^B ").press("Move up")
    assert codes(ffion.page) == ["B", "A"]
    ffion.follow("^A ").press("Indent")
    assert ffion.page.locator("li li [data-cu-row]").inner_text().split()[0] == "A"
    ffion.press("Undo")
    assert ffion.page.locator("li li [data-cu-row]").count() == 0
