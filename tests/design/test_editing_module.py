"""Facts and texts of a module, a module more, a module less."""

from __future__ import annotations

from dataclasses import replace

import pytest

from curricle.design import actions, queries
from form_of import form_of

DRAFT = "/programmes/WU-POD/"
MODULE = f"{DRAFT}modules/PODI701/"


def test_module_is_renamed_and_stays_the_same_module(desk):
    answer = desk.send(f"{MODULE}change/", code="PODI/711", credits="30", aims="To see more.")
    assert (answer.status_code, answer["Location"]) == (302, f"{DRAFT}modules/PODI~711/")
    module = desk.first.modules[0]
    assert desk.now.modules[0] == replace(module, code="PODI/711", credits=30, aims="To see more.")
    assert list(queries.module_titles(desk.alice.organisation)) == ["EPAH700", "PODI/711", "PODI702"]
    actions.undo(by=desk.alice, programme=desk.row, revision=2)
    assert desk.now == desk.first


def test_module_is_held_as_entered(desk):
    desk.send(f"{MODULE}change/", core="optional", period="Year 2")
    held = desk.now.placement_of(desk.first.modules[0].id)
    assert (held.core, held.period, desk.changes) == (False, "Year 2", ["Changed module PODI701", "Brought a workbook"])


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("code", "", "Enter the module&#39;s code"),
        ("code", "PODI702", "Your university has a module PODI702 already"),
        ("credits", "many", "Enter the credits as a whole number from 0 to 240, such as 20"),
        ("level", "9", "Enter the level as a whole number from 4 to 8, such as 7"),
    ],
)
def test_module_that_cannot_be_kept_is_told_in_words(desk, field, value, words):
    answer = desk.send(f"{MODULE}change/", **{field: value, "aims": "typed"})
    html = answer.content.decode()
    assert (answer.status_code, words in html, form_of(html)["aims"], desk.now) == (422, True, ["typed"], desk.first)


def test_stale_module_shows_both_texts(desk):
    client = desk.browser(desk.alice)
    data = form_of(client.get(f"{MODULE}change/").content.decode()) | {"title": "Mine"}
    desk.send(f"{MODULE}change/", title="Theirs")
    answer = client.post(f"{MODULE}change/", data)
    html = answer.content.decode()
    assert (answer.status_code, desk.now.modules[0].title) == (409, "Theirs")
    assert ">Theirs<" in html
    assert ">Mine<" in html


def test_new_module_is_added_at_the_end(desk):
    entered = {"code": "PODI799", "title": "Project", "credits": "40", "level": "7", "core": "optional"}
    answer = desk.send(f"{DRAFT}add-module/", **entered)
    assert answer["Location"] == f"{DRAFT}modules/PODI799/"
    made = desk.now.modules[-1]
    assert (made.code, made.credits, desk.now.placement_of(made.id).core, desk.changes[0]) == ("PODI799", 40, False, "Added module PODI799")


def test_code_of_another_module_of_the_university_is_not_taken_over(desk):
    desk.send(f"{MODULE}take-out/")
    entered = {"code": "PODI701", "title": "Mine", "credits": "5", "level": "7"}
    answer = desk.send(f"{DRAFT}add-module/", **entered)
    assert (answer.status_code, b"Your university has a module PODI701 already" in answer.content) == (422, True)


def test_module_taken_out_stays_the_universitys_and_comes_back_whole(desk):
    module = desk.first.modules[0]
    page = desk.browser(desk.alice).get(f"{MODULE}take-out/").content.decode()
    assert "PODI701 stays a module of your university" in page
    desk.send(f"{MODULE}take-out/")
    assert [each.code for each in desk.now.modules] == ["PODI702", "EPAH700"]
    assert desk.now.placements == tuple(each for each in desk.first.placements if each.module != module.id)
    desk.send(f"{DRAFT}add-module/", existing="PODI701", core="core")
    assert desk.now.modules[-1] == module


def test_undo_brings_a_module_back_to_its_place(desk):
    desk.send(f"{MODULE}take-out/")
    actions.undo(by=desk.alice, programme=desk.row, revision=2)
    assert desk.now == desk.first


def test_stale_removal_changes_nothing(desk):
    client = desk.browser(desk.alice)
    data = form_of(client.get(f"{MODULE}take-out/").content.decode())
    desk.send(f"{MODULE}change/", title="Theirs")
    assert client.post(f"{MODULE}take-out/", data).status_code == 409
    assert len(desk.now.modules) == 3


def test_only_the_lead_decides_which_modules_there_are(desk):
    desk.give(desk.mira, desk.first.modules[0].id)
    client = desk.browser(desk.mira)
    assert [client.get(address).status_code for address in (f"{DRAFT}add-module/", f"{MODULE}take-out/")] == [403, 403]
    assert "core" not in form_of(client.get(f"{MODULE}change/").content.decode())
    assert desk.send(f"{MODULE}change/", by=desk.mira, aims="Hers").status_code == 302
    assert desk.now.modules[0].aims == "Hers"


def test_shared_module_changes_the_other_programme_too_and_the_page_says_so(desk):
    second = replace(desk.first, id="", code="SECOND", title="Second (demonstration)", modules=desk.first.modules[:1], placements=())
    actions.replace_draft(by=desk.alice, programme=second)
    assert b"Also in SECOND: a change here changes it there." in desk.browser(desk.alice).get(f"{MODULE}change/").content
    desk.send(f"{MODULE}change/", code="PODI711")
    other = queries.programme(desk.alice.organisation, "SECOND")
    assert [change.what for change in queries.changes(other)] == ["A shared module changed with WU-POD", "Brought a workbook"]
