import json
import os
import random
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from case_package import DOC, A, B, C, association, item, package
from curricle.core.canonical import digest
from curricle.core.framework import AssessmentMethod, Facts, Figure, Framework, Item, Link, Rubric, RubricCriterion, RubricLevel
from curricle.door.problems import Refused
from curricle.interop.case import Profile, read, write

shared = os.environ.get("CURRICLE_SHARED_DATA")
R = [f"{place}1111111-2222-4111-8111-111111111111" for place in range(5)]
needs_data = pytest.mark.skipif(not shared, reason="CURRICLE_SHARED_DATA is not set")


def rubric() -> Rubric:
    """Every field filled; the second criterion is as bare as may be."""
    level = RubricLevel(id=R[2], quality="entry", description="Does it", score="2.5", feedback="f", position=7, extras=(("uri", '"u"'),))
    first = RubricCriterion(
        id=R[1],
        category="c",
        description="d",
        item=A,
        weight="3",
        position=5,
        levels=(level, RubricLevel(id=R[3])),
        extras=(("extensions", '{"x":1}'),),
    )
    return Rubric(id=R[0], title="Levels", description="d", criteria=(first, RubricCriterion(id=R[4])), extras=(("uri", '"r"'),))


def full() -> Framework:
    """Every field filled, ours and theirs."""
    first = Item(
        id=A,
        kind="capability",
        statement="Assess",
        code="A1",
        title="t",
        pillars=("clinical", "research"),
        professions=("podiatrist",),
        practice_level="enhanced",
        fheq_level="7",
        scope="generic",
        requirement="core",
        notes="n",
        language="en",
        enumeration="1",
        label="l",
        keywords=("k",),
        subjects=("s",),
        education_levels=("7",),
        extras=(("CFItemType", "CAPability"), ("uri", "https://x.example/A")),
    )
    links = (
        Link(source=A, target=DOC, type="isChildOf", order=1),
        Link(source=B, target=A, type="isChildOf", order=0, id=C, extras=(("uri", "https://x.example/link"),)),
        Link(source=B, target=A, type="our own type", note="why", group="22222222-1111-4111-8111-111111111111"),
        Link(source=B, target="https://e.example/esco", type="isRelatedTo", extras=(("destinationNodeURI.targetType", "ext:ESCO"),)),
    )
    method = AssessmentMethod(name="Report", grades=("pass",), items=(B,))
    return Framework(
        id=DOC,
        line=C,
        code="DEMO",
        title="Demonstration",
        version="1.2",
        kind="standard",
        items=(first, Item(id=B, kind="item", statement="y")),
        links=links,
        professions=("podiatrist",),
        creator="c",
        publisher="p",
        description="d",
        language="en",
        licence="CC BY 4.0",
        source_url="https://s.example",
        notes="n",
        subjects=("s",),
        mappable=("capability",),
        demonstration=True,
        facts=Facts(
            reference="ST0000",
            level=7,
            months=36,
            assessment_methods=(method,),
            figures=(Figure(name="f", amount=1, unit="h", source="s", confidence="A"),),
        ),
        rubrics=(rubric(),),
        extras=(("CFPackage.CFRubrics", '[{"uri":"u"}]'), ("extensions.theirs", "[1]")),
    )


def test_write_then_read_gives_the_same_framework():
    data = write(full(), changed=datetime(2027, 9, 20, 8, 30, tzinfo=UTC), adoption_status="Implemented", status_start="2027-09-20")
    reading = read(data)
    assert reading.value == full()
    assert digest(reading.value) == digest(full())
    document = json.loads(data)["CFDocument"]
    assert (document["lastChangeDateTime"], document["adoptionStatus"]) == ("2027-09-20T08:30:00Z", "Implemented")


def test_read_then_write_then_read_changes_nothing_for_foreign_packages():
    kept = {"CFItemTypes": [{"identifier": C, "uri": "u", "title": "T", "lastChangeDateTime": "2020-01-01T00:00:00Z"}]}
    foreign = json.loads(package(item(A, "x", uri="https://other.example/x"), links=[association(A, DOC)], licenseURI={"title": "L"}))
    once = read(json.dumps(foreign | {"CFDefinitions": kept, "extensions": {"z": None}}).encode()).value
    assert read(write(once)).value == once


@needs_data
@pytest.mark.parametrize("which", ["full", "act"])
def test_write_holds_to_the_official_schema(which):
    import jsonschema

    schema = json.loads((Path(str(shared)) / "case/cfpackage-v1p1.schema.json").read_bytes())
    act = Path(str(shared)) / "frameworks/act-holistic-math.case-v1p0.json"
    framework = replace(full(), extras=()) if which == "full" else read(act.read_bytes()).value
    jsonschema.Draft201909Validator(schema, format_checker=jsonschema.FormatChecker()).validate(json.loads(write(framework)))


def test_rubrics_with_something_of_their_own_are_kept_as_they_came():
    odd = {"identifier": R[0], "uri": "u", "CFRubricCriteria": [{"identifier": R[1], "uri": "v", "colour": "red"}]}
    data = json.loads(package(item(A, "x"))) | {"CFRubrics": [odd, {"identifier": R[2], "uri": "w", "title": "plain"}]}
    once = read(json.dumps(data).encode()).value
    assert [each.title for each in once.rubrics] == ["plain"]
    assert json.loads(dict(once.extras)["CFPackage.CFRubrics"]) == [odd]
    assert read(write(once)).value == once


def test_words_are_no_score_that_case_holds():
    level = RubricLevel(id=R[2], score="good")
    framework = replace(full(), rubrics=(Rubric(id=R[0], criteria=(RubricCriterion(id=R[1], levels=(level,)),)),))
    (criterion,) = json.loads(write(framework))["CFRubrics"][0]["CFRubricCriteria"]
    assert criterion["CFRubricCriterionLevels"] == [
        {
            "identifier": R[2],
            "uri": f"https://localhost/ims/case/v1p1/CFRubrics/{R[0]}#{R[2]}",
            "position": 1,
            "rubricCriterionId": R[1],
            "lastChangeDateTime": "1970-01-01T00:00:00Z",
        }
    ]


def test_what_a_framework_only_says_gets_definitions_with_the_same_identifiers_in_every_version():
    one = Framework(id=DOC, line=C, code="X", title="X", version="1", kind="schema", items=(replace(full().items[0], extras=()),))
    packages = [json.loads(write(each)) for each in (one, replace(one, id=B, version="2"))]
    definitions = [{name: [each["identifier"] for each in found] for name, found in each["CFDefinitions"].items()} for each in packages]
    assert definitions[0] == definitions[1]
    (entry,) = packages[0]["CFItems"]
    assert {name: entry[name]["identifier"] for name in ("CFItemTypeURI", "conceptKeywordsURI")} == {
        "CFItemTypeURI": definitions[0]["CFItemTypes"][0],
        "conceptKeywordsURI": definitions[0]["CFConcepts"][0],
    }
    assert [each["identifier"] for each in entry["subjectURI"]] == definitions[0]["CFSubjects"]


def test_friendly_packages_lead_to_their_document_from_inside():
    strict, friendly = (json.loads(write(full(), profile=each)) for each in Profile)
    added = {name: {key for part in parts for key in part} for name, parts in friendly.items() if name in ("CFItems", "CFAssociations")}
    known = {name: {key for part in parts for key in part} for name, parts in strict.items() if name in ("CFItems", "CFAssociations")}
    assert {name: added[name] - known[name] for name in added} == {"CFItems": {"CFDocumentURI"}, "CFAssociations": {"CFDocumentURI"}}
    assert friendly["CFDocument"].keys() - strict["CFDocument"].keys() == {"CFPackageURI"}
    assert read(write(full(), profile=Profile.FRIENDLY)).value == full()


def test_read_random_damage_gives_a_framework_or_a_refusal():
    more = {
        "CFDefinitions": {"CFItemTypes": [{"identifier": C, "title": "T"}], "CFLicenses": []},
        "CFRubrics": [{"identifier": C, "uri": "u"}],
    }
    entries = [
        item(A, "a", CFItemType="Pillar", extensions={"curricle": {"scope": "x"}}),
        item(B, "b", subject=["x"], licenseURI={"title": "L"}),
    ]
    links = [
        association(A, DOC, sequenceNumber=1),
        association(B, A, CFAssociationGroupingURI={"identifier": C}),
        association(B, DOC, "own"),
    ]
    head = {"licenseURI": {"title": "L", "identifier": C}, "extensions": {"curricle": {"kind": "own", "facts": {"level": 7}}, "x": 1}}
    whole = json.dumps(json.loads(package(*entries, links=links, **head)) | more)
    dice = random.Random(3)
    outcomes = set()
    for _ in range(250):
        document = json.loads(whole)
        for _ in range(dice.randint(1, 3)):
            _spoil(document, dice)
        try:
            framework = read(json.dumps(document).encode()).value
        except Refused as stop:
            outcomes.add(bool(stop.problems[0].at))
        else:
            outcomes.add(read(write(framework)).value == framework)
    assert outcomes == {True}


def _spoil(document: Any, dice: random.Random) -> None:
    """Replaces one value somewhere in the document by something that does not belong."""
    here, key = document, dice.choice(list(document))
    while isinstance(here[key], (dict, list)) and here[key] and dice.random() < 0.8:
        here = here[key]
        key = dice.choice(list(here)) if isinstance(here, dict) else dice.randrange(len(here))
    here[key] = dice.choice([None, 5, 1.5, "", "x", [], {}, [1], {"a": None}, True, A, DOC, "\x00"])
