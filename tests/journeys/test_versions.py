"""A reader follows what a new version changes; an editor decides a doubtful pair; a crosswalk is made by keyboard, and without scripts."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import openpyxl

from curricle.core.alignment import mappable_items
from world import demo_framework

OLD, NEW = demo_framework("schema-paramedicine"), demo_framework("schema-paramedicine-2")
POD, PHYSIO = demo_framework("schema-podiatry"), demo_framework("schema-physiotherapy")

TARGET = mappable_items(PHYSIO)[7]


def rewritten():
    """A later podiatry schema in which one capability has a new identifier and half its words."""
    first = next(item for item in POD.items if item.code == "A6")
    words = first.statement.split()
    new = replace(first, id="11111111-1111-4111-8111-111111111111", title="", statement=" ".join(words[: -len(words) // 3]) + " elsewhere")
    old = replace(first, title="")
    items = tuple(new if item is first else item for item in POD.items)
    links = tuple(replace(link, source=new.id) if link.source == first.id else link for link in POD.links)
    before = replace(
        POD, id="44444444-4444-4444-8444-444444444444", version="7", items=tuple(old if item is first else item for item in POD.items)
    )
    return before, replace(POD, id="55555555-5555-4555-8555-555555555555", version="8", items=items, links=links)


def keep_both():
    from curricle.frameworks import actions
    from curricle.people.queries import actor_by_email

    editor = actor_by_email("ffion.abernathy@national.example.org", "NAT")
    for framework in rewritten():
        actions.keep(by=editor, framework=framework)


def test_a_reader_follows_what_a_new_version_changes(walk):
    reader = walk().open(f"/frameworks/{NEW.id}/").follow("What changed since 1.0")
    assert reader.heading == f"{NEW.title}: what changed from 1.0 to 2.0", reader.heading
    reader.fair("difference")
    whole = reader.part(".cu-change").count()
    reader.follow("1 split")
    assert (whole > 8, reader.part(".cu-change").count(), reader.part("[aria-current=page]").inner_text()) == (True, 1, "1 split")
    reader.fair("difference-split")
    assert "Changes" in openpyxl.load_workbook(io.BytesIO(reader.download("Excel"))).sheetnames
    assert json.loads(reader.download("JSON"))["counts"]["split"] == 1
    reader.follow("What these changes touch")
    assert "Podiatry to paramedicine (demonstration)" in reader.text
    reader.fair("touches")
    reader.follow("Podiatry to paramedicine")
    reader.fair("crosswalk")
    reader.open("/crosswalks/").fair("crosswalks")


def test_a_lead_sees_which_programmes_are_touched(walk):
    standard = [demo_framework(f"standard-enhanced-practice{end}").id for end in ("-2", "")]
    ffion = walk("ffion").open(f"/frameworks/{standard[0]}/touches/{standard[1]}/")
    ffion.page.get_by_text("claim items that changed").wait_for()
    ffion.fair("touches-national")
    imogen = walk("imogen").open(f"/touched/{NEW.id}/{OLD.id}/")
    assert "No programme of your organisation claims an item that changed." in imogen.text
    imogen.fair("touched")


def test_an_editor_decides_a_doubtful_pair_without_scripts(walk):
    keep_both()
    before, after = rewritten()
    address = f"/frameworks/{after.id}/changes/{before.id}/"
    ffion = walk("ffion").open(address)
    ffion.fair("doubtful")
    ffion = walk("ffion", java_script_enabled=False).open(address)
    assert "1 pair may be one item each." in ffion.text
    ffion.press("Same item")
    assert "A6 and A6 are the same item. Ffion Abernathy" in ffion.text
    assert "1 reworded" in ffion.text
    ffion.press("Take back")
    assert "1 pair may be one item each." in ffion.text


def test_a_crosswalk_is_made_by_keyboard(walk):
    ffion = walk("ffion").open("/crosswalks/").follow("Make a crosswalk")
    ffion.fair("crosswalk-new")
    ffion.press("Make it and link items")
    assert ffion.status == 422
    ffion.fair("crosswalk-new-wrong")
    ffion.fill("Title", "Feet and joints").choose("From", _name(ffion, "From", POD.title)).choose("To", _name(ffion, "To", PHYSIO.title))
    ffion.press("Make it and link items")
    ffion.fair("linking-empty")
    ffion.open(ffion.page.url)
    ffion.tab_to("q")
    ffion.page.keyboard.type(TARGET.statement[:20])
    ffion.enter()
    ffion.tab_to(f"to-{TARGET.id}")
    ffion.page.keyboard.press("Space")
    ffion.tab_to("note-new")
    ffion.page.keyboard.type("By keyboard")
    ffion.tab_to("Add the link").enter()
    assert "1 link" in ffion.text
    assert "By keyboard" in ffion.text
    ffion.fair("linking")
    ffion.open(ffion.page.url.partition("#")[0]).tab_to("Undo it").enter()
    assert "The last change was undone" in ffion.part(".cu-notice").inner_text()


def test_links_are_brought_and_mended_without_scripts(walk):
    ffion = walk("ffion", java_script_enabled=False).open("/crosswalks/new/")
    ffion.fill("Title", "Pasted").choose("From", _name(ffion, "From", POD.title)).choose("To", _name(ffion, "To", PHYSIO.title))
    ffion.press("Make it and link items").follow("Paste or bring many links")
    ffion.fill("Paste rows from a spreadsheet", f"from code\trelation\tto code\nA1\texact\t{TARGET.code}\nA2\texact\tNOWHERE")
    ffion.press("Bring the links")
    assert (ffion.status, "line 3, column 3" in ffion.text) == (422, True)
    ffion.fill("Paste rows from a spreadsheet", f"from code\trelation\tto code\nA1\texact\t{TARGET.code}").press("Bring the links")
    assert "Brought 1 link" in ffion.part(".cu-notice").inner_text()


def test_page_for_bringing_links_is_fair(walk):
    ffion = walk("ffion").open("/crosswalks/new/")
    ffion.fill("Title", "Fair").choose("From", _name(ffion, "From", POD.title)).choose("To", _name(ffion, "To", PHYSIO.title))
    ffion.press("Make it and link items").follow("Paste or bring many links")
    ffion.press("Bring the links").fair("bring-links-wrong")
    ffion.open("/frameworks/compare/").fair("compare")


def _name(walker, label: str, title: str) -> str:
    options = walker.page.get_by_label(label, exact=True).first.locator("option").all_inner_texts()
    return next(each for each in options if each.startswith(title))
