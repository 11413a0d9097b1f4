"""Outcomes, assessments and hours as rows: add, remove and move keep what was typed; saving is one change that can be undone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from curricle.core.canonical import digest
from curricle.core.module import Hours
from curricle.core.terms import Delivery, HoursKind
from curricle.design import actions
from curricle.frameworks.module_parts import TimeField
from form_of import form_of, ids_of

PART = "/programmes/WU-POD/modules/PODI701/"


@pytest.mark.parametrize("part", ["change", "outcomes", "assessments", "hours"])
def test_saving_what_the_page_shows_changes_nothing(desk, part):
    answer = desk.send(f"{PART}{part}/")
    assert (answer.status_code, desk.now == desk.first, desk.changes) == (302, True, ["Brought a workbook"])


def test_outcome_is_reworded_and_undo_takes_it_back(desk):
    [first, *_] = desk.first.modules[0].outcomes
    answer = desk.send(f"{PART}outcomes/", **{f"outcome-{first.id}-text": "Weigh the evidence.\r\nDecide."})
    assert (answer.status_code, answer["Location"]) == (302, f"{PART}#outcomes")
    assert desk.now.modules[0].outcomes[0] == replace(first, text="Weigh the evidence.\nDecide.")
    assert desk.changes[0] == "Changed the outcomes of PODI701"
    actions.undo(by=desk.alice, programme=desk.row, revision=2)
    assert digest(desk.now) == digest(desk.first)


def rows(answer) -> list[str]:
    return form_of(answer.content.decode())["row"]


def test_rows_are_added_moved_and_removed_and_keep_what_was_typed(desk):
    one, two, *rest = (outcome.id for outcome in desk.first.modules[0].outcomes)
    typed = {f"outcome-{one}-text": "Typed, not saved"}
    assert rows(desk.send(f"{PART}outcomes/", do=f"down {one}", **typed)) == [two, one, *rest]
    assert rows(desk.send(f"{PART}outcomes/", do=f"up {one}")) == [one, two, *rest]
    assert rows(desk.send(f"{PART}outcomes/", do=f"remove {two}")) == [one, *rest]
    added = desk.send(f"{PART}outcomes/", do="add", **typed)
    assert rows(added)[:-1] == [one, two, *rest]
    assert form_of(added.content.decode())[f"outcome-{one}-text"] == ["Typed, not saved"]
    assert (added.status_code, desk.now) == (200, desk.first)


def test_new_outcome_is_kept_under_the_id_its_row_had(desk):
    client = desk.browser(desk.alice)
    page = client.post(f"{PART}outcomes/", form_of(client.get(f"{PART}outcomes/").content.decode()) | {"do": "add"})
    data = form_of(page.content.decode())
    id = data["row"][-1]
    client.post(f"{PART}outcomes/", data | {f"outcome-{id}-code": "LO9", f"outcome-{id}-text": "Lead a service."})
    assert [(each.id, each.code) for each in desk.now.modules[0].outcomes][-1] == (id, "LO9")


def test_empty_new_row_is_left_out(desk):
    client = desk.browser(desk.alice)
    page = client.post(f"{PART}assessments/", form_of(client.get(f"{PART}assessments/").content.decode()) | {"do": "add"})
    assert client.post(f"{PART}assessments/", form_of(page.content.decode())).status_code == 302
    assert desk.now == desk.first


def test_removed_outcome_takes_its_claims_and_is_assessed_no_more(desk):
    module = desk.first.modules[0]
    gone = module.outcomes[0].id
    client = desk.browser(desk.alice)
    data = form_of(client.get(f"{PART}outcomes/").content.decode())
    client.post(f"{PART}outcomes/", data | {"row": data["row"][1:]})
    now = desk.now.modules[0]
    assert {claim.outcome for claim in now.claims} == {claim.outcome for claim in module.claims} - {gone}
    assert now.assessed_outcomes == module.assessed_outcomes - {gone}


def test_outcomes_that_change_places_and_codes_keep_their_claims(desk):
    module = desk.first.modules[0]
    one, two = (outcome.id for outcome in module.outcomes[:2])
    desk.send(f"{PART}outcomes/", **{f"outcome-{one}-code": "LO2", f"outcome-{two}-code": "LO1"})
    now = desk.now.modules[0]
    assert [(each.id, each.code) for each in now.outcomes[:2]] == [(one, "LO2"), (two, "LO1")]
    assert now.claims == module.claims


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("outcome-{}-text", "", "Enter the outcome, or remove the row"),
        ("outcome-{}-code", "LO2", "LO2 is used twice. Give each row a code of its own."),
        ("outcome-{}-code", "L" * 61, "Ensure this value has at most 60 characters"),
    ],
)
def test_outcome_that_cannot_be_kept_is_told_in_words_and_keeps_what_was_typed(desk, field, value, words):
    first = desk.first.modules[0].outcomes[0].id
    answer = desk.send(f"{PART}outcomes/", **{field.format(first): value, f"outcome-{first}-group": "typed"})
    html = answer.content.decode()
    assert (answer.status_code, words in html, desk.now) == (422, True, desk.first)
    assert form_of(html)[f"outcome-{first}-group"] == ["typed"]


def test_assessment_says_which_outcomes_it_assesses(desk):
    module = desk.first.modules[0]
    [first, *_] = module.assessments
    wanted = [module.outcomes[1].id, module.outcomes[4].id]
    fields = {"outcomes": wanted, "weight": "60", "pass_rule": "Pass at 50%."}
    desk.send(f"{PART}assessments/", **{f"assessment-{first.id}-{name}": value for name, value in fields.items()})
    assert desk.now.modules[0].assessments[0] == replace(first, outcomes=tuple(wanted), weight=60, pass_rule="Pass at 50%.")


def test_weights_are_added_up_without_saving(desk):
    first = desk.first.modules[0].assessments[0].id
    answer = desk.send(f"{PART}assessments/", do="sum", **{f"assessment-{first}-weight": "60"})
    assert (b"The weights add up to 110%." in answer.content, desk.now) == (True, desk.first)


@pytest.mark.parametrize(("typed", "minutes"), [("12", 720), ("12.5", 750), ("12:30", 750), ("0:45", 45), (" 12.33 ", 740)])
def test_hours_are_read_as_people_write_them(typed, minutes):
    assert TimeField().clean(typed) == minutes


@pytest.mark.parametrize("typed", ["twelve", "1:75", "12:3", "-4", "1e9", "٣", "1.2.3", "."])
def test_hours_that_are_no_time_are_refused_in_words(typed):
    with pytest.raises(ValidationError, match="is not a time. Write hours such as 12, 12.5 or 12:30"):
        TimeField().clean(typed)


@pytest.mark.parametrize("typed", ["0", "0:00", "99999999999999", "9999999999:00"])
def test_hours_out_of_bounds_are_refused_in_words(typed):
    with pytest.raises(ValidationError, match="more than nothing and less than"):
        TimeField().clean(typed)


def test_hours_are_kept_row_by_row(desk):
    desk.send(f"{PART}hours/", row=["1"], **{"hours-1-minutes": "12:30", "hours-1-month": "3", "hours-1-note": ""})
    wanted = Hours(kind=HoursKind.SCHEDULED, delivery=Delivery.FACE_TO_FACE, minutes=750, paid=True, month=3)
    assert desk.now.modules[0].hours == (wanted,)


def test_hours_that_cannot_be_read_are_shown_with_what_was_typed(desk):
    answer = desk.send(f"{PART}hours/", row=["1"], **{"hours-1-minutes": "twelve"})
    assert (answer.status_code, form_of(answer.content.decode())["hours-1-minutes"], desk.now) == (422, ["twelve"], desk.first)


def test_hours_page_adds_up_against_the_credits(desk):
    html = desk.send(f"{PART}hours/", do="sum", row=["1"], **{"hours-1-minutes": "12:30"}).content.decode()
    assert "12 h 30 min planned; 20 credits need 200 h. Blended share 0%" in html
    assert "In paid time: 12 h 30 min" in html


def test_stale_rows_are_shown_beside_what_stands_and_nothing_is_lost(desk):
    client, first = desk.browser(desk.alice), desk.first.modules[0].outcomes[0]
    data = form_of(client.get(f"{PART}outcomes/").content.decode()) | {f"outcome-{first.id}-text": "Mine"}
    desk.send(f"{PART}outcomes/", **{f"outcome-{first.id}-text": "Theirs"})
    answer = client.post(f"{PART}outcomes/", data)
    html = answer.content.decode()
    assert (answer.status_code, desk.now.modules[0].outcomes[0].text) == (409, "Theirs")
    assert ("Theirs" in html, form_of(html)[f"outcome-{first.id}-text"]) == (True, ["Mine"])
    assert client.post(f"{PART}outcomes/", form_of(html)).status_code == 302
    assert (desk.now.modules[0].outcomes[0].text, len(desk.changes)) == ("Mine", 3)


def test_ids_on_a_page_are_those_that_findings_name(desk):
    module = desk.first.modules[0]
    seen = ids_of(desk.browser(desk.alice).get(f"{PART}outcomes/").content.decode())
    assert {f"outcome-{each.id}-{field}" for each in module.outcomes for field in ("code", "text", "group")} <= seen


@pytest.mark.parametrize("part", ["change", "outcomes", "assessments", "hours", "take-out"])
def test_tutor_may_not_and_another_university_sees_nothing(desk, part):
    assert desk.browser(desk.bob).get(f"{PART}{part}/").status_code == 403
    assert desk.browser(desk.mira).get(f"{PART}{part}/").status_code == 403
    assert desk.browser(desk.charlie).get(f"{PART}{part}/").status_code == 404


def test_module_lead_changes_the_module_that_is_theirs_and_no_other(desk):
    desk.give(desk.mira, desk.first.modules[0].id)
    first = desk.first.modules[0].outcomes[0]
    answer = desk.send(f"{PART}outcomes/", by=desk.mira, **{f"outcome-{first.id}-text": "Hers"})
    assert (answer.status_code, desk.now.modules[0].outcomes[0].text) == (302, "Hers")
    assert desk.browser(desk.mira).get("/programmes/WU-POD/modules/PODI702/outcomes/").status_code == 403
