"""A model curriculum is begun from nothing by keyboard alone, stopped where it is not complete, published, and taken up by a programme."""

from __future__ import annotations

import uuid
from dataclasses import replace

from playwright.sync_api import expect

from curricle.core.canonical import digest
from curricle.core.checks import run
from curricle.core.drafting.adopting import as_programme
from curricle.design import actions as design
from curricle.design.snapshot import snapshot
from curricle.frameworks import queries
from curricle.people.queries import actor_by_email
from journeys.test_authoring import Hands


class Author(Hands):
    """Selects are typed into, radios and boxes are pressed with Space."""

    def select(self, id, words):
        self.walker.tab_to(id)
        self.page.keyboard.type(words)
        return self

    def tick(self, id):
        self.walker.tab_to(id)
        self.page.keyboard.press("Space")
        return self

    def row_field(self, name, text):
        """A field of the first row, whose id holds the row's; a new row has the focus in its first field already."""
        id = self.page.locator(f"[id$='-{name}']").first.get_attribute("id")
        if self.page.evaluate("document.activeElement.id") == id:
            self.page.keyboard.type(text)
            return self
        return self.field(id, text)


def begun(hands):
    hands.field("id_title", "Model curriculum of feet").field("id_code", "MC-FEET").select("id_kind", "Model").go("Begin the draft")
    assert (hands.walker.status, "Choose the schema whose items the modules claim" in hands.walker.text) == (422, True)
    hands.walker.fair("curriculum-begin-error")
    hands.select("id_stands_on", "Podiatry enhanced practice schema (demonstration) 1").go("Begin the draft").said("Nobody outside sees it")
    hands.go("Modules")
    hands.walker.fair("curriculum-empty")


def written(hands):
    """One module with everything in it."""
    hands.go("Add the first module").field("id_code", "F1").go("Add the module")
    assert (hands.walker.status, "Enter the module's title" in hands.walker.text) == (422, True)
    hands.walker.fair("curriculum-module-error")
    hands.field("id_title", "Feet that walk").field("id_credits", "20").go("Add the module").said("The module is added")
    hands.walker.fair("curriculum-begun")
    hands.go("Outcomes").row_field("code", "LO1").row_field("text", "Evaluate a gait with the person who walks.")
    hands.walker.fair("curriculum-outcomes")
    hands.go("Save").said("The outcomes of F1 are saved")
    hands.go("Hours").row_field("minutes", "150").go("Save").said("The hours of F1 are saved")
    hands.go("Assessments").row_field("code", "A1").row_field("title", "Case report").row_field("weight", "60")
    hands.walker.fair("curriculum-assessments")
    hands.go("Save").said("The assessments of F1 are saved")


def mended(hands):
    """What stops it is told where it stands, and each finding leads to where it is put right."""
    walker = hands.walker
    assert "4 things stop it from being published" in walker.text
    walker.fair("curriculum-findings")
    hands.go("Change the hours").row_field("minutes", "200")
    walker.fair("curriculum-hours")
    hands.go("Save").said("The hours of F1 are saved")
    hands.go("Change the weights").row_field("weight", "100").tick(walker.page.locator("[id$='-outcomes']").first.get_attribute("id"))
    hands.go("Save").said("The assessments of F1 are saved")
    hands.go("Claim what each module")
    walker.fair("curriculum-claims-empty")
    hands.field("q", "gait").key("Enter")
    walker.fair("curriculum-claims-found")
    hands.select(walker.page.locator("#found select").first.get_attribute("id"), "A,").go("Save the claims").said(
        "The claims of LO1 are saved"
    )
    walker.fair("curriculum-claims")
    hands.go("Back to the modules")
    assert "Nothing stops it from being published" in walker.text
    walker.fair("curriculum-complete")


def test_curriculum_is_written_from_nothing_by_keyboard_published_and_adopted(walk):
    ffion = walk("ffion").open("/frameworks/drafts/new/")
    hands = Author(ffion)
    begun(hands)
    hands.go("Items").go("Submit for publication")
    assert (ffion.status, "has no items yet" in ffion.text) == (422, True)
    hands.go("Modules")
    written(hands)
    hands.back("Items")
    ffion.fair("curriculum-draft")
    hands.go("Submit for publication")
    assert (ffion.status, "4 things stop" in ffion.text) == (422, True)
    hands.go("4 things stop")
    mended(hands)
    hands.back("Add a module").field("id_code", "F2").field("id_title", "One too many").go("Add the module").said("The module is added")
    hands.go("Move up").said("is moved")
    assert [each.split()[0] for each in ffion.page.locator("section.cu-item h2").all_inner_texts()] == ["F2", "F1"]
    hands.back("Undo").said("undone").go("Remove").go("Leave it as it was")
    hands.back("Undo").said("undone").go("Items").go("Submit for publication").said("It is submitted")
    adopted(walk, ffion.page.url)


def adopted(walk, address):
    desmond = walk("desmond").open(address)
    Author(desmond).go("See what it changes, and publish").go("Publish, in force").said("It is published")
    visitor = walk().open(desmond.page.url)
    visitor.fair("curriculum-published")
    expect(visitor.page.locator("main")).to_contain_text("Feet that walk")
    curriculum = queries.published("MC-FEET")
    schemas = queries.by_ids(None, curriculum.facts.stands_on)
    taken = as_programme(curriculum, schemas.values())
    lenses = tuple(replace(each, digest=digest(schemas[each.framework])) for each in taken.lenses)
    lead = actor_by_email("ines.marlow@wharfedale.example.org")
    row = design.replace_draft(by=lead, programme=replace(taken, id=str(uuid.uuid4()), lenses=lenses))
    assert snapshot(row).modules == curriculum.facts.modules
    assert [each.rule for each in run(snapshot(row), schemas.values()).blocking] == []


def test_next_version_is_written_without_scripts_and_told_module_by_module(walk):
    ffion = walk("ffion", java_script_enabled=False).open("/frameworks/?q=model curriculum for enhanced podiatry")
    ffion.follow("^Model curriculum for enhanced podiatry").follow("New version of this").press("Begin the draft").follow("^Modules$")
    address = ffion.page.url.split("#")[0]
    ffion.follow("^Hours$").press("Add another row")
    ffion.page.get_by_label("Hours", exact=True).last.fill("10")
    ffion.press("Add up, without saving")
    assert "10 h too many" in ffion.text
    ffion.press("Save").follow("^Facts$", within="section.cu-item").fill("Credits", "21").press("Save")
    ffion.follow("^Claims$", within="section.cu-item").fill("Words or code", "foot").press("Find")
    ffion.page.locator("#found select").first.select_option("I")
    ffion.press("Save the claims")
    stale(walk, ffion, address)
    told = walk("ffion").open(address).follow("What it changes")
    assert [each for each in ("Changed: MP1", "Credits", "Hours, scheduled, face to face", "Claim LO1 on") if each not in told.text] == []
    told.fair("curriculum-difference")


def stale(walk, ffion, address):
    """Somebody was faster at the same module: both texts, and what was entered."""
    slow = walk("ffion").open(address).follow("^Outcomes$", within="section.cu-item")
    ffion.open(address).follow("^Facts$", within="section.cu-item").fill("Title", "Another title").press("Save")
    slow.page.get_by_label("What a learner will be able to do", exact=True).first.fill("Judge what is said.")
    slow.press("Save")
    assert (slow.status, "Another title" in slow.text) == (409, True)
    slow.fair("curriculum-stale")
