"""Programmes by the API: what is read is what was brought, and nobody's work is overwritten unseen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from curricle.connect.forms.asked import Cell
from curricle.connect.problems import Problem
from curricle.connect.views.found import Found
from curricle.core.alignment import coverage
from curricle.core.canonical import digest, to_document
from curricle.core.gaps import gaps
from curricle.core.terms import Letter
from curricle.design import actions, queries
from curricle.design.models import Change, ProgrammeRow
from curricle.design.snapshot import snapshot
from curricle.people.models import OnceRow

pytestmark = pytest.mark.django_db


def row(stage) -> ProgrammeRow:
    return queries.programme(stage.alice.organisation, stage.programme.code)


def envelope(programme) -> dict:
    return {"curricle": 1, "programme": to_document(programme)}


def test_document_is_the_programme_and_summary_its_sums(stage, program):
    document, summary = program.get(f"{stage.at}/document"), program.get(stage.at).json()
    assert document.json() == envelope(snapshot(row(stage)))
    assert (summary["revision"], summary["digest"], summary["modules"]) == (1, digest(snapshot(row(stage))), 1)
    assert [(lens["framework"], lens["at_hand"]) for lens in summary["lenses"]] == [
        (each.framework, each.framework == stage.schema.id) for each in stage.programme.lenses
    ]


def test_results_are_those_of_the_core(stage, program):
    value = snapshot(row(stage))
    seen = coverage(value, stage.schema)
    [told] = program.get(f"{stage.at}/coverage").json()
    assert (told["items"], told["taught"], told["assessed"], told["claims"]) == (
        seen.totals.items,
        seen.totals.taught,
        seen.totals.assessed,
        seen.totals.claims,
    )
    items = program.get(f"{stage.at}/coverage/{stage.schema.id}?limit=200").json()
    assert [(each["id"], each["letter"]) for each in items] == [
        (each.item.id, each.letter.value if each.letter else None) for each in seen.items
    ]
    listed = program.get(f"{stage.at}/gaps?limit=200").json()
    assert [(each["kind"], each["item"]) for each in listed] == [(gap.kind.value, gap.coverage.item.id) for gap in gaps(seen)]
    assert {each["kind"] for each in program.get(f"{stage.at}/gaps?kind=missed").json()} == {"missed"}


def test_lists_are_given_in_parts(stage, program):
    first = program.get(f"frameworks/{stage.schema.id}/items?limit=20")
    assert (len(first.json()), first["X-Total-Count"]) == (20, "52")
    assert first["Link"] == f'</api/v1/frameworks/{stage.schema.id}/items?limit=20&offset=20>; rel="next"'
    last = program.get(f"frameworks/{stage.schema.id}/items?limit=20&offset=40")
    assert (len(last.json()), last["Link"]) == (12, f'</api/v1/frameworks/{stage.schema.id}/items?limit=20&offset=20>; rel="prev"')


def test_etag_spares_an_answer_that_one_has(stage, program):
    for path in (stage.at, f"{stage.at}/document", f"frameworks/{stage.schema.id}", "programmes"):
        tag = program.get(path)["ETag"]
        again = program.get(path, If_None_Match=f'"other", W/{tag}')
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    head = program.ask("HEAD", stage.at)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", program.get(stage.at)["ETag"])


def test_create_needs_a_free_code_and_makes_one_thing(stage, program):
    value = replace(stage.programme, id="", code="NEW/1", title="New")
    first = program.ask("POST", "programmes", envelope(value), Idempotency_Key="a")
    again = program.ask("POST", "programmes", envelope(value), Idempotency_Key="a")
    assert (first.status_code, first["Location"], first.json()["revision"]) == (201, "/api/v1/programmes/NEW~1", 1)
    assert (again.status_code, again["Location"], again.json(), again["Idempotent-Replayed"]) == (
        201,
        first["Location"],
        first.json(),
        "true",
    )
    taken = program.ask("POST", "programmes", envelope(replace(value, title="Other")), Idempotency_Key="b")
    assert (taken.status_code, taken.json()["current"]["title"], taken.json()["yours"]["title"]) == (409, "New", "Other")
    assert Change.objects.filter(programme__code="NEW/1").count() == 1
    assert program.get(first["Location"]).json()["title"] == "New"


def test_create_without_a_key_of_its_own_is_400(stage, program):
    answer = program.ask("POST", "programmes", envelope(replace(stage.programme, code="NEW")))
    assert (answer.status_code, answer.json()["errors"]) == (400, [{"at": "Idempotency-Key", "says": "it is missing"}])


def test_same_key_with_another_body_is_422(stage, program):
    value = replace(stage.programme, id="", code="NEW", modules=(), placements=())
    program.ask("POST", "programmes", envelope(value), Idempotency_Key="a")
    answer = program.ask("POST", "programmes", envelope(replace(value, code="NEW2")), Idempotency_Key="a")
    assert (answer.status_code, answer.json()["errors"][0]["at"]) == (422, "Idempotency-Key")
    assert not ProgrammeRow.objects.filter(code="NEW2").exists()


def test_key_of_a_repeat_is_bound_to_who_asks(stage, program):
    value = replace(stage.programme, id="", code="NEW", modules=(), placements=())
    for asker in (program, stage.program(by=stage.dora)):
        answer = asker.ask("POST", "programmes", envelope(value), Idempotency_Key="a")
        assert (answer.status_code, answer.get("Idempotent-Replayed")) == (201, None)


def test_refused_request_frees_its_key(stage, program):
    assert program.ask("POST", "programmes", {"curricle": 1}, Idempotency_Key="a").status_code == 422
    value = replace(stage.programme, id="", code="NEW", modules=(), placements=())
    assert program.ask("POST", "programmes", envelope(value), Idempotency_Key="a").status_code == 201
    assert OnceRow.objects.count() == 1


def test_replace_names_the_revision_that_was_seen(stage, program):
    before = program.get(f"{stage.at}/document")
    value = replace(snapshot(row(stage)), title="Renamed")
    saved = program.ask("PUT", f"{stage.at}/document", envelope(value), If_Match=before["ETag"])
    assert (saved.status_code, saved.json()["revision"], saved["ETag"], row(stage).title) == (200, 2, '"2"', "Renamed")
    stale = program.ask("PUT", f"{stage.at}/document", envelope(replace(value, title="Late")), If_Match=before["ETag"])
    told = stale.json()
    assert (stale.status_code, told["revision"], told["current"]["title"], told["yours"]["title"]) == (409, 2, "Renamed", "Late")
    assert (row(stage).title, row(stage).revision) == ("Renamed", 2)


@pytest.mark.parametrize(("method", "path"), [("PUT", "/document"), ("PATCH", "/mappings/{lens}"), ("DELETE", "")])
def test_change_without_if_match_is_428_and_with_a_strange_one_400(stage, program, method, path):
    at = stage.at + path.replace("{lens}", stage.schema.id)
    body = {"PUT": envelope(stage.programme), "PATCH": {"cells": [{"outcome": "o", "item": "i", "letter": None}]}, "DELETE": None}[method]
    given = [None, "*", '"x"', '"7', "W/7", '"1", "2"', '"-1"', '"99999999999999999999"']
    answers = [program.ask(method, at, body, **({"If_Match": each} if each else {})).status_code for each in given]
    assert answers == [428, *[400] * 7]
    assert row(stage).revision == 1


@pytest.mark.parametrize("form", ['"1"', 'W/"1"', "1", '"1-0123456789abcdef"', 'W/"1-0123456789abcdef"', "1-0123456789abcdef"])
def test_revision_may_be_named_by_a_weak_etag_or_bare(stage, program, form):
    saved = program.ask("PUT", f"{stage.at}/document", envelope(replace(snapshot(row(stage)), title="Renamed")), If_Match=form)
    assert (saved.status_code, saved["ETag"], row(stage).title) == (200, '"2"', "Renamed")


def test_replace_under_another_code_is_refused(stage, program):
    answer = program.ask("PUT", f"{stage.at}/document", envelope(replace(stage.programme, code="OTHER")), If_Match='"1"')
    assert (answer.status_code, answer.json()["errors"][0]["at"]) == (422, "$.programme.code")


def cell(stage, letter: str | None = "I") -> dict:
    module = stage.programme.modules[0]
    used = {(claim.outcome, claim.item) for claim in module.claims}
    outcome = module.outcomes[0].id
    item = next(each.id for each in stage.schema.items if each.kind == "capability" and (outcome, each.id) not in used)
    return {"outcome": outcome, "item": item, "letter": letter, "reason": "by a program"}


def test_cells_change_and_others_stay(stage, program):
    at, one = f"{stage.at}/mappings/{stage.schema.id}", cell(stage)
    before = program.get(f"{at}?limit=200").json()
    saved = program.ask("PATCH", at, {"cells": [one]}, If_Match='"1"')
    after = program.get(f"{at}?limit=200").json()
    assert (saved.status_code, saved.json()["revision"], len(after)) == (200, 2, len(before) + 1)
    [new] = [each for each in after if each not in before]
    assert (new["outcome"], new["item"], new["letter"], new["reason"]) == (one["outcome"], one["item"], "I", "by a program")
    stale = program.ask("PATCH", at, {"cells": [one | {"letter": "A"}]}, If_Match='"1"').json()
    mine = [claim["letter"] for claim in stale["yours"]["modules"][0]["claims"] if claim["item"] == one["item"]]
    assert (stale["status"], stale["revision"], "A" in mine) == (409, 2, True)
    gone = program.ask("PATCH", at, {"cells": [one | {"letter": None}]}, If_Match='"2"')
    assert (gone.status_code, program.get(f"{at}?limit=200").json()) == (200, before)


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"letter": "X"}, "$.cells[0].letter"),
        ({"letter": 1}, "$.cells[0].letter"),
        ({"outcome": ""}, "$.cells[0].outcome"),
        ({"colour": "red"}, "$.cells[0].colour"),
        ({"item": "i" * 81}, "$.cells[0].item"),
        ({"reason": None}, "$.cells[0].reason"),
    ],
)
def test_wrong_cell_is_named_by_its_place(stage, program, wrong, place):
    answer = program.ask("PATCH", f"{stage.at}/mappings/{stage.schema.id}", {"cells": [cell(stage) | wrong]}, If_Match='"1"')
    assert (answer.status_code, answer.json()["errors"][0]["at"]) == (422, place)


def test_wrong_cells_are_all_named_in_our_words(stage, program):
    wrong = [cell(stage) | {"letter": "X"}, cell(stage) | {"item": ""}, {"outcome": "o" * 81, "letter": "A"}, {"more": 1} | cell(stage), 5]
    told = program.ask("PATCH", f"{stage.at}/mappings/{stage.schema.id}", {"cells": wrong}, If_Match='"1"').json()
    assert told["errors"] == [
        {"at": "$.cells[0].letter", "says": "write I, D, A or null"},
        {"at": "$.cells[1].item", "says": "it is too short: at least 1"},
        {"at": "$.cells[2].outcome", "says": "it is too long: at most 80 characters"},
        {"at": "$.cells[2].item", "says": "it is missing"},
        {"at": "$.cells[3].more", "says": "there is no field of this name"},
        {"at": "$.cells[4]", "says": "write an object, in curly brackets"},
    ]
    assert told["detail"] == "$.cells[0].letter: write I, D, A or null (and 5 more, see errors)"


@pytest.mark.parametrize("ask", ["mappings/{}", "coverage/{}", "gaps?lens={}"])
def test_lens_is_named_by_its_id_or_its_code(stage, program, ask):
    by_id, by_code = (program.get(f"{stage.at}/{ask.format(name)}") for name in (stage.schema.id, stage.schema.code))
    assert (by_code.status_code, by_code.json(), bool(by_id.json())) == (200, by_id.json(), True)
    assert program.get(f"{stage.at}/{ask.format('NO-CODE')}").status_code == 404


def test_cells_change_under_the_code_of_the_lens(stage, program):
    saved = program.ask("PATCH", f"{stage.at}/mappings/{stage.schema.code}", {"cells": [cell(stage)]}, If_Match='"1"')
    assert (saved.status_code, row(stage).revision) == (200, 2)


def test_code_of_two_lenses_is_no_name_and_a_stroke_in_it_is_a_tilde(stage):
    older, newer, other = (replace(stage.schema, id=each, code=code) for each, code in (("1", "S"), ("2", "S"), ("3", "T/1")))
    found = Found(row=row(stage), value=stage.programme, lenses=(older, newer, other))
    assert [found.lens(name).id for name in ("1", "2", "T~1", "T/1")] == ["1", "2", "3", "3"]
    with pytest.raises(Problem, match="mapped to 2 versions of S; name one of them by its id"):
        found.lens("S")


def test_cell_that_there_is_not_and_cell_named_twice_are_refused(stage, program):
    at, one = f"{stage.at}/mappings/{stage.schema.id}", cell(stage)
    twice = program.ask("PATCH", at, {"cells": [one, one]}, If_Match='"1"')
    assert (twice.status_code, twice.json()["errors"][0]["at"]) == (422, "$.cells[1]")
    assert program.ask("PATCH", at, {"cells": [one | {"item": "nothing"}]}, If_Match='"1"').status_code == 422
    assert row(stage).revision == 1


def test_take_away_names_the_revision_that_was_seen(stage, program):
    stale = program.ask("DELETE", stage.at, If_Match='"7"')
    assert (stale.status_code, stale.json()["revision"], stale.json()["current"]["code"]) == (409, 1, stage.programme.code)
    assert [program.ask("DELETE", stage.at, If_Match='"1"').status_code, program.get(stage.at).status_code] == [204, 404]


def test_change_by_a_program_can_be_undone_by_a_person(stage, program):
    before = snapshot(row(stage))
    program.ask("PATCH", f"{stage.at}/mappings/{stage.schema.id}", {"cells": [cell(stage)]}, If_Match='"1"')
    assert Change.objects.get(revision=2, programme=row(stage)).what.startswith("A program mapped to")
    actions.undo(by=stage.alice, programme=row(stage), revision=2)
    assert snapshot(row(stage)) == before


def test_value_that_no_column_holds_is_422(stage, program):
    module = stage.programme.modules[0]
    for changed in ({"credits": -1}, {"credits": 10**30}, {"level": 99999}, {"title": "t" * 501}, {"code": ""}, {"code": "\u0085"}):
        value = replace(stage.programme, modules=(replace(module, **changed),))
        answer = program.ask("PUT", f"{stage.at}/document", envelope(value), If_Match='"1"')
        assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert row(stage).revision == 1


def test_letters_of_the_shape_are_those_of_the_core():
    assert [letter.value for letter in Letter] == ["I", "D", "A"]
    assert Cell.model_json_schema()["properties"]["letter"]["enum"] == ["I", "D", "A", None]
