"""Claims made on pages: one outcome against the items, one item against the outcomes; coverage follows, undo restores."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse

from curricle.core.alignment import coverage, mappable_items
from curricle.core.findings import Place
from curricle.core.module import Claim
from curricle.core.terms import Letter
from curricle.design import actions, queries
from curricle.design.cells_form import read_cells
from curricle.people.policy import Forbidden, Hidden
from form_of import form_of, ids_of

LENS = "3ae23856-31ce-5be3-928f-f208624815c0"
MAP = f"/programmes/WU-POD/modules/PODI701/outcomes/LO1/map/?lens={LENS}"


def lens_of(desk):
    return next(each for each in queries.lenses_of(desk.row, desk.first) if each.id == LENS)


def claims_of(value, outcome: str) -> dict[str, Claim]:
    return {claim.item: claim for module in value.modules for claim in module.claims if (claim.outcome, claim.framework) == (outcome, LENS)}


def free_item(desk, outcome: str) -> str:
    held = claims_of(desk.first, outcome)
    return next(item.id for item in mappable_items(lens_of(desk)) if item.id not in held)


def test_saving_what_the_page_shows_changes_nothing(desk):
    assert (desk.send(MAP).status_code, desk.now == desk.first, len(desk.changes)) == (302, True, 1)


def test_claim_is_made_changed_and_taken_out_in_one_change(desk):
    outcome = desk.first.modules[0].outcomes[0].id
    before = claims_of(desk.first, outcome)
    one, two, *_ = before
    new = free_item(desk, outcome)
    answer = desk.send(MAP, **{f"c-{one}": "", f"c-{two}": "I", f"r-{two}": "Seen in clinic.", f"c-{new}": "D"})
    after = claims_of(desk.now, outcome)
    assert (answer.status_code, answer["Location"].partition("?")[2]) == (302, f"lens={LENS}")
    assert after.keys() == before.keys() - {one} | {new}
    assert (after[two].letter, after[two].reason, after[new].letter) == (Letter.I, "Seen in clinic.", Letter.D)
    assert desk.changes == ["Mapped PODI701 LO1 to DEMO-POD", "Brought a workbook"]
    actions.undo(by=desk.alice, programme=desk.row, revision=2)
    assert desk.now == desk.first


def test_cells_that_a_search_hides_stay(desk):
    outcome = desk.first.modules[0].outcomes[0].id
    one = next(iter(claims_of(desk.first, outcome)))
    item = next(each for each in mappable_items(lens_of(desk)) if each.id == one)
    answer = desk.send(f"{MAP}&q={item.code}", **{f"c-{one}": ""})
    assert answer["Location"].endswith(f"q={item.code}")
    assert claims_of(desk.now, outcome).keys() == claims_of(desk.first, outcome).keys() - {one}


def test_save_and_next_goes_to_the_next_outcome_and_from_the_last_to_the_gaps(desk):
    second = desk.first.modules[0].outcomes[1].id
    assert f"outcomes/{second}/map/?lens={LENS}" in desk.send(MAP, do="next")["Location"]
    last = desk.first.modules[-1]
    address = f"/programmes/WU-POD/modules/{last.code}/outcomes/{last.outcomes[-1].id}/map/?lens={LENS}"
    assert desk.send(address, do="next")["Location"] == f"/programmes/WU-POD/gaps/?lens={LENS}"


def test_assessed_without_an_assessment_is_warned_of_at_once(desk):
    module = desk.first.modules[0]
    bare = replace(module, assessments=())
    actions.change_module(by=desk.alice, programme=desk.row, module=bare, revision=1, what="Took the assessments out")
    client = desk.browser(desk.alice)
    data = form_of(client.get(MAP).content.decode())
    html = client.post(MAP, data | {f"c-{free_item(desk, module.outcomes[0].id)}": "A"}, follow=True).content.decode()
    assert "No assessment assesses PODI701 LO1, so an A there does not stand." in html
    assert reverse("design:edit_assessments", args=["WU-POD", "PODI701"]) in html


def test_one_missed_item_is_claimed_by_several_outcomes_at_once_and_is_no_gap_any_more(desk):
    item = desk.missed
    gaps = desk.browser(desk.alice).get(f"/programmes/WU-POD/gaps/?lens={LENS}").content.decode()
    address = f"/programmes/WU-POD/map/{LENS}/{item}/"
    assert (address in gaps, "Map it now" in gaps) == (True, True)
    one, two = desk.first.modules[0].outcomes[0].id, desk.first.modules[1].outcomes[0].id
    answer = desk.send(address, **{f"c-{one}": "A", f"c-{two}": "I"})
    assert answer["Location"] == f"/programmes/WU-POD/gaps/?lens={LENS}"
    uses = coverage(desk.now, lens_of(desk)).by_id[item].uses
    assert [(use.outcome, use.letter) for use in uses] == [(one, Letter.A), (two, Letter.I)]
    assert (len(desk.changes), desk.row.roll_up.taught) == (2, 1 + sum(coverage(desk.first, each).totals.taught for each in lenses(desk)))


def lenses(desk):
    return queries.lenses_of(desk.row, desk.first)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [("c", "Z", "Choose –, I, D or A"), ("r", "x" * 2001, "Shorten the reason to 2,000 characters; it has 2,001")],
)
def test_cell_that_cannot_be_read_is_told_in_words(desk, field, value, words):
    one, two, *_ = claims_of(desk.first, desk.first.modules[0].outcomes[0].id)
    answer = desk.send(MAP, **{f"{field}-{one}": value, f"r-{two}": "typed"})
    html = answer.content.decode()
    assert (answer.status_code, words in html, form_of(html)[f"r-{two}"], desk.now) == (422, True, ["typed"], desk.first)


def test_cells_of_unknown_items_are_not_read():
    assert read_cells({"c-a": "A", "r-a": " why ", "c-other": "A", "c-b": ""}, ["a", "b", "c"]).cells == {
        "a": (Letter.A, "why"),
        "b": (None, ""),
    }


def test_stale_mapping_shows_what_stands_and_what_was_entered(desk):
    outcome = desk.first.modules[0].outcomes[0].id
    item, client = free_item(desk, outcome), desk.browser(desk.alice)
    data = form_of(client.get(MAP).content.decode()) | {f"c-{item}": "A"}
    desk.send(MAP, **{f"c-{item}": "I"})
    answer = client.post(MAP, data)
    html = answer.content.decode()
    assert (answer.status_code, claims_of(desk.now, outcome)[item].letter) == (409, Letter.I)
    assert ("You entered" in html, form_of(html)[f"c-{item}"]) == (True, ["A"])
    assert client.post(MAP, form_of(html)).status_code == 302
    assert claims_of(desk.now, outcome)[item].letter is Letter.A


def test_tutor_maps_the_module_that_is_assigned_and_no_other(desk):
    item = desk.missed
    assert desk.browser(desk.bob).get(MAP).status_code == 403
    assert desk.browser(desk.bob).get(f"/programmes/WU-POD/map/{LENS}/{item}/").status_code == 403
    desk.give(desk.bob, desk.first.modules[0].id)
    one, other = desk.first.modules[0].outcomes[0].id, desk.first.modules[1].outcomes[0].id
    address = f"/programmes/WU-POD/map/{LENS}/{item}/"
    assert f"c-{other}" not in form_of(desk.browser(desk.bob).get(address).content.decode())
    assert desk.send(address, by=desk.bob, **{f"c-{one}": "D", f"c-{other}": "D"}).status_code == 302
    assert [use.outcome for use in coverage(desk.now, lens_of(desk)).by_id[item].uses] == [one]


def test_tutor_of_a_whole_programme_maps_all_of_it_but_changes_nothing_else(desk):
    desk.give(desk.bob, desk.first.id)
    assert desk.send(MAP, by=desk.bob).status_code == 302
    assert desk.browser(desk.bob).get("/programmes/WU-POD/modules/PODI701/outcomes/").status_code == 403


def test_action_refuses_modules_that_are_not_theirs(desk):
    cells = {(desk.first.modules[1].outcomes[0].id, desk.missed): (Letter.I, "")}
    desk.give(desk.bob, desk.first.modules[0].id)
    bob = replace(desk.bob, assigned=frozenset({desk.first.modules[0].id}))
    for actor, refusal in ((bob, Forbidden), (desk.charlie, Hidden)):
        with pytest.raises(refusal):
            actions.change_mapping(by=actor, programme=desk.row, lens=LENS, cells=cells, revision=1)
    assert desk.now == desk.first


@pytest.mark.parametrize(("outcome", "item", "lens"), [("nobody", "", LENS), ("", "not-an-item", LENS), ("", "", "another")])
def test_action_refuses_cells_that_are_not_there(desk, outcome, item, lens):
    cells = {(outcome or desk.first.modules[0].outcomes[0].id, item or desk.missed): (Letter.I, "")}
    with pytest.raises((actions.NotWritable, Forbidden)):
        actions.change_mapping(by=desk.alice, programme=desk.row, lens=lens, cells=cells, revision=1)


def test_another_university_sees_no_page_and_nobody_a_heading(desk):
    heading = next(item.id for item in lens_of(desk).items if item.id not in {each.id for each in mappable_items(lens_of(desk))})
    for address in (MAP, f"/programmes/WU-POD/map/{LENS}/{desk.missed}/"):
        assert desk.browser(desk.charlie).get(address).status_code == 404
    assert desk.browser(desk.alice).get(f"/programmes/WU-POD/map/{LENS}/{heading}/").status_code == 404


def test_claim_on_a_heading_is_shown_and_taken_out(desk):
    module, outcome = desk.first.modules[0], desk.first.modules[0].outcomes[0].id
    heading = next(item.id for item in lens_of(desk).items if item.id not in {each.id for each in mappable_items(lens_of(desk))})
    astray = replace(module, claims=(*module.claims, Claim(outcome=outcome, framework=LENS, item=heading, letter=Letter.D)))
    actions.change_module(by=desk.alice, programme=desk.row, module=astray, revision=1, what="Astray")
    assert b"Claims that cover nothing" in desk.browser(desk.alice).get(MAP).content
    desk.send(MAP, **{f"c-{heading}": ""})
    assert desk.now == desk.first


def places(desk):
    module = desk.first.modules[0]
    outcome, assessment, claim = module.outcomes[1].id, module.assessments[0].id, module.claims[0]
    yield Place(kind="module", id=module.id, label="", field="credits")
    yield Place(kind="module", id=module.id, label="", field="outcomes")
    yield Place(kind="module", id=module.id, label="", field="assessments")
    yield Place(kind="module", id=module.id, label="", field="hours")
    yield Place(kind="module", id=module.id, label="", field="aims")
    yield Place(kind="outcome", id=outcome, label="", field="text")
    yield Place(kind="outcome", id=outcome, label="", field="assessments")
    yield Place(kind="assessment", id=assessment, label="", field="weight")
    yield Place(kind="assessment", id=assessment, label="", field="outcomes")
    yield Place(kind="hours", id=module.id, label="", field="paid")
    yield Place(kind="claim", id=f"{claim.outcome}:{claim.item}", label="", field="item")
    yield Place(kind="award", id=desk.first.id, label="", field="credits")


def test_remedies_land_on_fields_that_are_there(desk):
    from curricle.design.pages.frame import Addresses
    from curricle.design.pages.remedies import Remedies
    from curricle.design.policy import rights

    client, first = desk.browser(desk.alice), desk.first
    may = rights(
        desk.alice, organisation=desk.alice.organisation, programme=first.id, modules=[each.id for each in first.modules], state="draft"
    )
    remedies, seen, lost = Remedies(first, Addresses(first), may), {}, []
    for place in places(desk):
        address, _, anchor = remedies.of(place).partition("#")
        seen[address] = seen.get(address) or ids_of(client.get(address).content.decode())
        lost += [(place, address, anchor)] if not anchor or anchor not in seen[address] else []
    assert lost == []


def test_remedies_of_an_empty_module_land_on_something_that_is_there(desk):
    module = desk.first.modules[0]
    bare = replace(module, assessments=(), hours=())
    actions.change_module(by=desk.alice, programme=desk.row, module=bare, revision=1, what="Emptied")
    client, page = desk.browser(desk.alice), "/programmes/WU-POD/modules/PODI701/"
    assert all("add" in ids_of(client.get(f"{page}{part}/").content.decode()) for part in ("assessments", "hours"))
    findings = client.get("/programmes/WU-POD/findings/").content.decode()
    assert (f"{page}assessments/#add" in findings, f"{page}hours/#add" in findings) == (True, True)


def test_remedies_of_those_who_may_not_change_lead_to_the_reading_page(desk):
    page = desk.browser(desk.bob).get("/programmes/WU-POD/findings/").content.decode()
    assert "/facts/#" not in page
    assert "/facts/#" in desk.browser(desk.alice).get("/programmes/WU-POD/findings/").content.decode()
