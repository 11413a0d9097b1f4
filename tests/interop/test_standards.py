import json
import random
from typing import Any

import pytest

from curricle.core.canonical import digest
from curricle.core.framework import Facts, Figure, Item, Link
from curricle.door.problems import Refused, Weight
from curricle.interop.standards import is_standard, read

K1, K2, S1, B1, D1, D2, OPTION = (f"{number:08}-0000-4000-8000-000000000000" for number in range(1, 8))


def standard(**changes: Any) -> dict[str, Any]:
    """A demonstration standard in the published shape; the wording is ours."""
    return {
        "title": "Demonstration practitioner",
        "referenceNumber": "ST9999",
        "larsCode": 999,
        "level": 7,
        "version": "1.1",
        "versionNumber": "1.1",
        "status": "Approved for delivery",
        "route": "Health and science",
        "maxFunding": 12000,
        "typicalDuration": 36,
        "overviewOfRole": "<p>Leads&nbsp;care.</p><script>alert(1)</script><ul><li>One</li></ul>",
        "standardPageUrl": "https://standards.example/ST9999",
        "knowledges": [{"knowledgeId": K1, "detail": "How wounds “heal”.\n"}, {"knowledgeId": K2, "detail": "Second."}],
        "skills": [{"skillId": S1, "detail": "Assess."}],
        "behaviours": [{"behaviourId": B1, "detail": "Be kind."}],
        "duties": [
            {"dutyID": "filler", "dutyDetail": ".", "mappedKnowledge": [K2]},
            {
                "dutyID": D1,
                "dutyDetail": "Treat.",
                "isThisACoreDuty": 1,
                "mappedKnowledge": [K1],
                "mappedSkills": [S1],
                "mappedBehaviour": [B1],
            },
            {"dutyID": D2, "dutyDetail": "Choose.", "isThisACoreDuty": 0, "mappedKnowledge": [K1, "gone"], "mappedOptions": [OPTION]},
        ],
        "options": [{"optionId": OPTION, "title": "Foot care"}],
    } | changes


def got(**changes: Any):
    return read(json.dumps(standard(**changes)).encode())


def refusals(**changes: Any) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as stop:
        got(**changes)
    return [(each.at, each.says) for each in stop.value.problems if each.severity is Weight.ERROR]


def test_ksbs_keep_their_guid_and_get_labels_by_position():
    assert got().value.items == (
        Item(id=K1, kind="knowledge", statement="How wounds “heal”.\n", code="K1"),
        Item(id=K2, kind="knowledge", statement="Second.", code="K2"),
        Item(id=S1, kind="skill", statement="Assess.", code="S1"),
        Item(id=B1, kind="behaviour", statement="Be kind.", code="B1"),
        Item(id=D1, kind="duty", statement="Treat.", code="D1", requirement="core"),
        Item(id=D2, kind="duty", statement="Choose.", code="D2", requirement="optional"),
    )


def test_duties_are_linked_to_their_ksbs_and_options_group_the_links():
    framework = got().value
    assert [link for link in framework.links if link.type != "isChildOf"] == [
        Link(source=D1, target=K1, type="isRelatedTo"),
        Link(source=D1, target=S1, type="isRelatedTo"),
        Link(source=D1, target=B1, type="isRelatedTo"),
        Link(source=D2, target=K1, type="isRelatedTo", group=OPTION, note="Foot care"),
    ]
    assert [(link.source, link.target, link.order) for link in framework.links if link.type == "isChildOf"] == [
        (item.id, framework.id, order) for order, item in enumerate(framework.items, 1)
    ]


def test_filler_duty_unknown_ksb_and_status_are_told():
    reading = got()
    assert [(each.at, each.severity.value, each.left_out) for each in reading.problems] == [
        ("$.duties[0]", "note", ""),
        ("$.duties[2].mappedKnowledge[1]", "warning", "D2 → gone"),
        ("$", "note", ""),
    ]
    assert reading.places[D1] == "$.duties[1]"


def test_facts_and_the_rest_are_kept():
    framework = got().value
    assert framework.facts == Facts(reference="ST9999", level=7, months=36, funding_band=12000)
    assert (framework.code, framework.kind, framework.version, framework.subjects) == ("ST9999", "standard", "1.1", ("Health and science",))
    assert framework.mappable == ("knowledge", "skill", "behaviour")
    assert framework.description == "Leads care.\nOne"
    assert [name for name, _ in framework.extras] == ["larsCode", "options", "overviewOfRole", "typicalDuration"]


def test_reading_twice_gives_one_digest_and_a_version_stays_on_its_line():
    first, again, later = got().value, got().value, got(version="1.2", versionNumber="1.2").value
    assert digest(first) == digest(again)
    assert (first.line == later.line, first.id == later.id) == (True, False)


def test_foundation_and_unit_have_their_own_labels():
    unit = {
        "referenceNumber": "AU0001",
        "title": "Unit",
        "version": 1.0,
        "level": 4,
        "typicalDuration": 60,
        "minimumHoursForCompliance": 30,
    }
    lists = {
        "technicalKnowledges": [{"id": K1, "detail": "k"}],
        "technicalSkills": [{"id": S1, "detail": "s"}],
        "employabilitySkillsAndBehaviours": [{"id": B1, "detail": "b"}],
    }
    framework = read(json.dumps(unit | lists).encode()).value
    assert [(item.code, item.kind) for item in framework.items] == [("TK1", "knowledge"), ("TS1", "skill"), ("ESB1", "behaviour")]
    figure = Figure(name="minimum hours for compliance", amount=30, unit="hours", source="the standard's published file", confidence="A")
    assert framework.facts == Facts(reference="AU0001", level=4, figures=(figure,))
    assert framework.version == "1.0"


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"skills": [{"skillId": K1, "detail": "x"}]}, ("$.skills[0].skillId", f"the id {K1} is already that of $.knowledges[0]")),
        ({"skills": [{"skillId": "", "detail": "x"}]}, ("$.skills[0].skillId", "this entry has no id")),
        ({"skills": [{"skillId": S1, "detail": " "}]}, ("$.skills[0].detail", "this entry has no text")),
        ({"skills": {}, "behaviours": {"a": 1}}, ("$.behaviours", "expected a list here")),
        ({"duties": [{"dutyID": D1}]}, ("$.duties[0].dutyDetail", "this duty has no text")),
        ({"duties": [{"dutyDetail": "x"}]}, ("$.duties[0].dutyID", "this duty has no id")),
        ({"duties": [{"dutyID": K1, "dutyDetail": "x"}]}, ("$.duties[0].dutyID", f"the id {K1} is already that of $.knowledges[0]")),
        ({"title": ""}, ("$.title", "the standard has no title")),
    ],
)
def test_broken_standard_is_refused_with_its_path(changes, found):
    assert found in refusals(**changes)


def test_odd_reference_version_and_numbers_are_warnings():
    reading = got(referenceNumber="X1", version="one", versionNumber="1.1", level="seven", duties=[], status=None)
    assert [each.at for each in reading.problems] == ["$.referenceNumber", "$.version", "$.versionNumber", "$.level"]


def test_list_of_one_is_read_and_of_two_refused():
    assert read(json.dumps([standard()]).encode()).places[K1] == "$[0].knowledges[0]"
    with pytest.raises(Refused) as stop:
        read(json.dumps([standard(), standard()]).encode())
    assert str(stop.value) == "$: the file holds 2 standards; bring one at a time"


def test_other_json_is_no_standard():
    assert [is_standard(each) for each in ([], {}, {"referenceNumber": "x"}, standard(), 5)] == [False, False, False, True, False]
    with pytest.raises(Refused) as stop:
        read(b"{}")
    assert str(stop.value) == "$: this is not the JSON of a standard: it has no referenceNumber with knowledge, skills or duties"


def test_random_damage_gives_a_standard_or_a_refusal():
    dice = random.Random(4)
    outcomes = set()
    for _ in range(400):
        document = standard()
        here: Any = document
        key: Any = dice.choice(list(document))
        while isinstance(here[key], (dict, list)) and here[key] and dice.random() < 0.8:
            here = here[key]
            key = dice.choice(list(here)) if isinstance(here, dict) else dice.randrange(len(here))
        here[key] = dice.choice([None, 5, 1.5, "", "x", [], {}, [1], {"a": None}, True, K1, [[]]])
        try:
            outcomes.add(read(json.dumps(document).encode()).format)
        except Refused as stop:
            outcomes.add(bool(stop.problems[0].at))
    assert outcomes == {"standard", True}
