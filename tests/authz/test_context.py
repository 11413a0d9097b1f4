"""The wrong context: a thing of theirs named inside a thing of ours, and the other way round. Theirs stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from authz.asking import Answer, answer_of, browser_of, send, undone
from authz.cast import Asker
from authz.doors import DOORS
from authz.doors_programme import page_form, revision, row_of
from authz.dump import Dump, dump
from authz.stage import Stage
from authz.test_questions import stable
from authz.things import Thing, id_of
from curricle.design.models import OutcomeRow
from curricle.design.snapshot import snapshot
from curricle.interop.curricle import write_programme
from form_of import form_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OURS, THEIRS = "north-uni programme draft", "south-uni programme draft"


@pytest.fixture
def lead(stage: Stage) -> Asker:
    return stage.who("north-uni lead")


@pytest.fixture
def ours(stage: Stage) -> Thing:
    return stage.things[OURS]


@pytest.fixture
def theirs(stage: Stage) -> Thing:
    return stage.things[THEIRS]


def put(asker: Asker, address: str, data: Mapping[str, Any] | None = None, look: Callable[[], Any] = dump) -> tuple[Answer, Any]:
    """The answer to a form (or, without one, of a page), and what `look` sees before it is undone."""
    client = browser_of(asker)
    with undone():
        answer = answer_of(send(client, "POST" if data is not None else "GET", address, data), set())
        return answer, look()


def of_south(rows: Dump) -> dict[str, list[dict[str, Any]]]:
    """What is the southern tenant's, found by its organisations and downwards."""
    places = {row["id"] for row in rows["people_organisation"] if row["code"].startswith("south")}
    programmes = {row["id"] for row in rows["design_programmerow"] if row["organisation_id"] in places}
    modules = {row["id"] for row in rows["design_modulerow"] if row["organisation_id"] in places}
    lines = {row["id"] for row in rows["frameworks_line"] if row["organisation_id"] in places}
    owners = {"organisation_id": places, "programme_id": programmes, "module_id": modules, "line_id": lines}
    held = ("people_auditevent", "people_membership", "people_assignment", "people_job", "people_storedfile", "frameworks_version")
    tables = (*(name for name in rows if name.startswith("design_")), *held)
    return {name: [row for row in rows[name] if any(row.get(key) in ids for key, ids in owners.items())] for name in tables}


@pytest.mark.parametrize(
    "path",
    [
        "/programmes/{ours}/modules/{their_module}/",
        "/programmes/{ours}/modules/{their_module}/change/",
        "/programmes/{ours}/modules/{their_module_id}/change/",
        "/programmes/{ours}/modules/{their_module_id}/people/",
        "/programmes/{ours}/modules/{module}/outcomes/{their_outcome_id}/map/",
        "/programmes/{ours}/map/{their_framework}/{their_item}/",
        "/programmes/{ours}/map/{lens}/{their_item}/",
        "/programmes/{theirs}/modules/{module}/",
        "/programmes/{theirs}/modules/{module_id}/change/",
        "/programmes/{programme_id}/",
        "/frameworks/{lens}/items/{their_item}/",
        "/frameworks/{their_framework}/items/{item}/",
        "/programmes/{ours}/modules/{in_review_module}/",
    ],
)
def test_a_thing_of_theirs_in_the_path_is_not_there(stage: Stage, lead: Asker, ours: Thing, theirs: Thing, path: str):
    framework = stage.things["south-uni own framework"]
    names = dict(ours.at) | {"ours": ours.at["code"], "theirs": theirs.at["code"], "programme_id": theirs.at["programme_id"]}
    names |= {"their_module": theirs.at["module"], "their_module_id": theirs.at["module_id"]}
    names |= {"their_framework": framework.id, "their_item": framework.at["item"]}
    names["their_outcome_id"] = str(OutcomeRow.objects.filter(module__uuid=theirs.at["module_id"]).first().uuid)
    names["in_review_module"] = stage.things["north-uni programme in_review"].at["module"]
    assert put(lead, path.format(**names))[0].status == 404


def test_a_branch_below_an_item_of_theirs_is_empty(stage: Stage, lead: Asker, ours: Thing):
    item = stage.things["south-uni own framework"].at["item"]
    answer, _ = put(lead, f"/frameworks/{ours.at['lens']}/branch/?parent={item}")
    assert (answer.status, "Works well" in answer.text) == (200, False)


def bodies(stage: Stage, lead: Asker, ours: Thing, theirs: Thing) -> list[tuple[str, Mapping[str, Any], int]]:
    """(address within our programme, a form that names something of theirs, the status it must have)."""
    code, module = ours.at["code"], ours.at["module"]
    their_outcome = str(OutcomeRow.objects.filter(module__uuid=theirs.at["module_id"]).first().uuid)
    framework = stage.things["south-uni own framework"]
    here, form = f"/programmes/{code}/", page_form("edit_assessments")(stage, lead, ours)
    chosen = next(name for name in form if name.endswith("-outcomes"))
    outcome = page_form("edit_outcomes")(stage, lead, ours)
    letters = page_form("map_outcome")(stage, lead, ours)
    return [
        (f"{here}facts/", page_form("facts", lenses=[framework.id])(stage, lead, ours), 422),
        (f"{here}add-module/", page_form("add_module", existing=theirs.at["module"], core="core")(stage, lead, ours), 422),
        (f"{here}modules/{module}/people/", {"person": str(stage.who("south-uni tutor").person)}, 422),
        (f"{here}modules/{module}/people/", {"person": str(stage.who("south-uni tutor assigned").person), "do": "end"}, 302),
        (f"{here}modules/{module}/assessments/", form | {"do": "save", chosen: [their_outcome]}, 422),
        (
            f"{here}modules/{module}/outcomes/",
            outcome | {"do": "save", "row": [their_outcome], f"outcome-{their_outcome}-code": "LO1", f"outcome-{their_outcome}-text": "x"},
            302,
        ),
        (f"{here}modules/{module}/outcomes/LO1/map/", letters | {f"c-{framework.at['item']}": "A"}, 302),
        (f"{here}map/{ours.at['lens']}/{ours.at['item']}/", {**revision(stage, lead, ours), f"c-{their_outcome}": "A"}, 302),
        (f"{here}changes/undo/", {**revision(stage, lead, ours), "programme": theirs.at["code"], "to": "1"}, 302),
        ("/account/organisation/", {"code": "south-uni"}, 404),
    ]


def test_a_thing_of_theirs_in_a_form_of_ours_is_refused_or_passed_over(stage: Stage, lead: Asker, ours: Thing, theirs: Thing):
    before, wrong = of_south(dump()), []
    for address, data, status in bodies(stage, lead, ours, theirs):
        answer, after = put(lead, address, data)
        if answer.status != status or of_south(after) != before or str(theirs.id) in answer.text:
            wrong.append((address, answer.status, [name for name, rows in of_south(after).items() if rows != before[name]]))
    assert wrong == []


def test_a_programme_of_theirs_that_is_brought_becomes_one_of_ours(stage: Stage, lead: Asker, theirs: Thing):
    """A file that carries their ids and codes: ours gets ids of its own, theirs keeps every row."""
    before = of_south(dump())
    data = write_programme(snapshot(row_of(theirs)))
    client = browser_of(lead)
    with undone():
        where = client.post("/bring/", {"file": SimpleUploadedFile("theirs.json", data)})["Location"]
        shown = client.get(where)
        done = client.post(f"{where.partition('?')[0]}confirm/", form_of(shown.content.decode()))
        after = dump()
    assert (shown.status_code, done.status_code, of_south(after) == before) == (200, 302, True)
    held = [row for row in after["design_programmerow"] if row["code"] == theirs.at["code"]]
    assert len({row["uuid"] for row in held}) == 2


def test_one_who_has_two_organisations_sees_the_one_they_act_for(stage: Stage, ours: Thing, theirs: Thing):
    """A lead in the north who is a reviewer in the south: acting there, she is no lead, and the north is not there."""
    both = stage.who("north-uni lead colleague")
    client = browser_of(both)
    pages = [f"/programmes/{each.at['code']}/" for each in (ours, theirs)]
    with undone():
        found = [client.get(page).status_code for page in pages]
        assert client.post("/account/organisation/", {"code": "south-uni"}).status_code == 302
        found += [client.get(page).status_code for page in pages]
    assert found == [200, 404, 404, 404]


def test_an_assigned_module_opens_no_other(stage: Stage, ours: Thing):
    """A tutor maps the module that is theirs; a letter for another module's outcome in the same form is passed over."""
    tutor, item = stage.who("north-uni tutor assigned"), f"/programmes/{ours.at['code']}/map/{ours.at['lens']}/{ours.at['item']}/"
    value = snapshot(row_of(ours))
    mine, other = (module.outcomes[1].id for module in value.modules)
    data = {**revision(stage, tutor, ours), f"c-{mine}": "D", f"c-{other}": "D"}
    answer, after = put(tutor, item, data, look=lambda: snapshot(row_of(ours)))
    claimed = {claim.outcome for _, claim in after.claims()} - {claim.outcome for _, claim in value.claims()}
    assert (answer.status, claimed) == (302, {mine})
    assert put(tutor, f"/programmes/{ours.at['code']}/modules/{ours.at['other']}/outcomes/LO1/map/")[0].status == 403


def test_the_same_answer_for_what_is_theirs_and_what_is_nowhere(stage: Stage):
    """Whether something exists is not to be told from a refusal: neither by its status nor by its words."""
    wrong = []
    for name in ("north-uni lead", "north-uni tutor"):
        asker = stage.who(name)
        for door in DOORS:
            for theirs in [each for each in door.things(stage, asker) if each.place.startswith("south") and each.at][:1]:
                if door.expected(asker, theirs).lets_in or "published" in theirs.kind or "published" in theirs.state or theirs.link:
                    continue
                nowhere = replace(theirs, at={key: not_there(value) for key, value in theirs.at.items()})
                data = door.form(stage, asker, theirs) if door.method == "POST" else None
                told = [answered(asker, door.address(each), data) for each in (theirs, nowhere)]
                wrong += [] if told[0] == told[1] else [(name, str(door), told[0][0], told[1][0])]
    assert wrong == []


def not_there(part: str) -> str:
    """Of the same form, and nobody's."""
    return "999999999" if part.isdigit() else id_of("nowhere", part)


def answered(asker: Asker, address: str, data: Mapping[str, Any] | None) -> tuple[int, bytes | int]:
    """Status and words of an answer, without the address itself, which stands in the foot of a printed page."""
    answer, _ = put(asker, address, data, look=lambda: None)
    return answer.status, stable(answer.body.replace(address.encode(), b""))
