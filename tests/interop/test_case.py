import json
import os
import random
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from curricle.core.canonical import digest
from curricle.core.framework import AssessmentMethod, Facts, Figure, Framework, Item, Link
from curricle.core.graph import tree_of
from curricle.door.limits import Limits
from curricle.door.problems import Problem, Refused, Weight
from curricle.interop.case import read, write

DOC = "11111111-1111-4111-8111-111111111111"
A, B, C = (f"{letter * 8}-1111-4111-8111-111111111111" for letter in "abc")
BASE = "https://case.example/ims/case/v1p1"
shared = os.environ.get("CURRICLE_SHARED_DATA")
needs_data = pytest.mark.skipif(not shared, reason="CURRICLE_SHARED_DATA is not set")


def item(id: str, text: str, **more: Any) -> dict[str, Any]:
    return {"identifier": id, "uri": f"{BASE}/CFItems/{id}", "fullStatement": text, "lastChangeDateTime": "2027-01-01T00:00:00Z", **more}


def association(source: str, target: str, type: str = "isChildOf", **more: Any) -> dict[str, Any]:
    id = str(uuid.uuid5(uuid.NAMESPACE_URL, source + type + target + repr(more)))
    ends = {name: {"title": "x", "identifier": end, "uri": f"{BASE}/CFItems/{end}"} for name, end in (("o", source), ("d", target))}
    return {
        "identifier": id,
        "uri": f"{BASE}/CFAssociations/{id}",
        "associationType": type,
        "originNodeURI": ends["o"],
        "destinationNodeURI": ends["d"],
        "lastChangeDateTime": "2027-01-01T00:00:00Z",
        **more,
    }


def package(*items: Any, links: Any = (), **document: Any) -> bytes:
    head = {"identifier": DOC, "uri": f"{BASE}/CFDocuments/{DOC}", "title": "Demonstration", "creator": "Us", "version": "2.1"} | document
    return json.dumps({"CFDocument": head, "CFItems": list(items), "CFAssociations": list(links)}).encode()


def refusals(data: bytes, **limits: int) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as stop:
        read(data, limits=Limits(**limits))
    return [(each.at, each.says) for each in stop.value.problems if each.severity is Weight.ERROR]


def test_read_keeps_text_to_the_byte_and_every_field():
    text = " naïve “care”\r\n\t*marked* $x^2$ "
    entry = item(
        A,
        text,
        humanCodingScheme="A.1",
        abbreviatedStatement="Care",
        CFItemType="Learning Outcome",
        listEnumeration="1",
        alternativeLabel="a",
        conceptKeywords=["k"],
        subject=["s"],
        educationLevel=["7"],
        language="en-GB",
        notes="n",
        extensions={"theirs": {"x": 1}},
        licenseURI={"title": "CC", "identifier": B, "uri": "https://l.example"},
        statusStartDate="2027-01-01",
    )
    reading = read(package(entry))
    assert reading.value.items == (
        Item(
            id=A,
            kind="learning outcome",
            statement=text,
            code="A.1",
            title="Care",
            notes="n",
            language="en-GB",
            enumeration="1",
            label="a",
            keywords=("k",),
            subjects=("s",),
            education_levels=("7",),
            extras=(
                ("CFItemType", "Learning Outcome"),
                ("extensions.theirs", '{"x":1}'),
                ("licenseURI", json.dumps({"identifier": B, "title": "CC", "uri": "https://l.example"}, separators=(",", ":"))),
            ),
        ),
    )
    assert reading.places == {A: "$.CFItems[0]"}
    says = "1 items carry status dates, which are not part of a framework's content"
    assert reading.problems == (Problem(at="$.CFItems", says=says, severity=Weight.NOTE),)


def test_read_document_becomes_the_framework():
    reading = read(
        package(item(A, "x"), frameworkType="TrainingSchema", publisher="P", subject=["s"], officialSourceURL="https://s.example")
    )
    assert reading.value == Framework(
        id=DOC,
        line=DOC,
        code="demonstration",
        title="Demonstration",
        version="2.1",
        kind="schema",
        creator="Us",
        publisher="P",
        subjects=("s",),
        source_url="https://s.example",
        items=(Item(id=A, kind="item", statement="x"),),
        extras=(("uri", f"{BASE}/CFDocuments/{DOC}"),),
    )


def test_read_wrapped_parts_reads_the_same():
    flat = json.loads(package(item(A, "x"), item(B, "y"), links=[association(A, DOC), association(B, A)]))
    wrapped = {
        "CFPackage": {
            "CFDocument": {"CFDocument": flat["CFDocument"]},
            "CFItems": [{"CFItem": each} for each in flat["CFItems"]],
            "CFAssociations": [{"CFAssociation": each} for each in flat["CFAssociations"]],
        }
    }
    assert read(json.dumps(wrapped).encode()).value == read(json.dumps(flat).encode()).value


def test_read_tree_follows_sequence_numbers_and_unknown_types_are_kept():
    links = [
        association(A, DOC, sequenceNumber=2),
        association(B, DOC, sequenceNumber=1),
        association(C, B, sequenceNumber=5.0),
        association(C, A, "ext:assesses", notes="why"),
    ]
    framework = read(package(item(A, "a"), item(B, "b"), item(C, "c"), links=links)).value
    assert tree_of(framework).order == (B, C, A)
    assert [(link.type, link.order, link.note) for link in framework.links] == [
        ("isChildOf", 2, ""),
        ("isChildOf", 1, ""),
        ("isChildOf", 5, ""),
        ("ext:assesses", None, "why"),
    ]


def test_read_doubled_links_are_dropped_with_a_warning():
    reading = read(package(item(A, "a"), links=[association(A, DOC), association(A, DOC, sequenceNumber=9)]))
    assert len(reading.value.links) == 1
    assert reading.problems == (
        Problem(
            at="$.CFAssociations[1]",
            says="this link stands already at $.CFAssociations[0]",
            severity=Weight.WARNING,
            left_out=f"isChildOf {A} → {DOC}",
        ),
    )


def test_read_same_parent_in_another_group_is_no_double():
    group = {"title": "g", "identifier": C, "uri": f"{BASE}/CFAssociationGroupings/{C}"}
    framework = read(package(item(A, "a"), links=[association(A, DOC), association(A, DOC, CFAssociationGroupingURI=group)])).value
    assert [link.group for link in framework.links] == ["", C]


def test_read_second_parent_is_kept_with_a_warning_and_the_first_is_the_place():
    reading = read(package(item(A, "a"), item(B, "b"), links=[association(B, DOC), association(B, A)]))
    assert tree_of(reading.value).parent == {A: "", B: ""}
    assert [(each.at, each.says) for each in reading.problems] == [
        (
            "$.CFAssociations[1]",
            "this item has a parent already at $.CFAssociations[0], which is its place in the tree; both links are kept",
        )
    ]


def test_read_links_that_lead_nowhere_are_left_out_and_links_elsewhere_kept():
    far = "99999999-1111-4111-8111-111111111111"
    links = [association(A, far), association(far, A), association(far, far, "isPeerOf"), association(A, far, "exactMatchOf")]
    reading = read(package(item(A, "a"), links=links))
    assert [(link.type, link.target) for link in reading.value.links] == [("exactMatchOf", far)]
    assert [(each.at, bool(each.left_out)) for each in reading.problems] == [
        ("$.CFAssociations[0]", True),
        ("$.CFAssociations[1]", True),
        ("$.CFAssociations[2]", True),
        ("$.CFAssociations[3]", False),
    ]


def test_read_ring_of_parents_is_refused_by_name():
    links = [association(A, B), association(B, C), association(C, A)]
    entries = [item(each, "text", humanCodingScheme=name) for each, name in ((A, "A1"), (B, "B1"), (C, "C1"))]
    assert refusals(package(*entries, links=links)) == [("$.CFItems[0]", "items are each other's ancestor: A1 → B1 → C1 → A1")]
    assert refusals(package(entries[0], links=[association(A, A)])) == [("$.CFItems[0]", "items are each other's ancestor: A1 → A1")]


def test_read_tells_every_error_at_once():
    broken = package(
        item(A, "x"), item(A, "y"), item(B, " "), {"fullStatement": "z"}, "no", item(C, 5, notes=[], subject="s", conceptKeywords=[1])
    )
    assert refusals(broken) == [
        ("$.CFItems[1].identifier", f"the identifier {A} is already that of $.CFItems[0]"),
        ("$.CFItems[2].fullStatement", "the item has no fullStatement"),
        ("$.CFItems[3].identifier", "the item has no identifier"),
        ("$.CFItems[4]", "expected an item here"),
        ("$.CFItems[5].fullStatement", "expected text here"),
        ("$.CFItems[5].fullStatement", "the item has no fullStatement"),
        ("$.CFItems[5].notes", "expected text here"),
        ("$.CFItems[5].conceptKeywords", "expected a list of texts here"),
    ]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"{}", ("$.CFDocument", "a CASE package has a CFDocument; there is none here")),
        (b'{"CFDocument": []}', ("$.CFDocument", "a CASE package has a CFDocument; there is none here")),
        (b"[]", ("$.CFDocument", "a CASE package has a CFDocument; there is none here")),
        (package(), ("the file", "no item was found; a framework has at least one")),
        (package(item(A, "x"), identifier=""), ("$.CFDocument.identifier", "the document has no identifier")),
        (package(item(A, "x"), extensions={"curricle": 1}), ("$.CFDocument.extensions.curricle", "expected an object here")),
        (package(item(A, "x"), extensions=[1]), ("$.CFDocument.extensions", "expected an object here")),
        (package(item(A, "x"))[:-1] + b', "CFRubrics": {"a": 1}}', ("$.CFRubrics", "expected a list of rubrics here")),
        (package(item(A, "x"))[:-1] + b', "CFDefinitions": [1]}', ("$.CFDefinitions", "expected an object here")),
        (
            package(item(A, "x"))[:-1] + b', "CFDefinitions": {"CFConcepts": ["a"]}}',
            ("$.CFDefinitions.CFConcepts", "expected a list of objects here"),
        ),
        (package(item(A, "x"))[:-1] + b', "extensions": [1]}', ("$.extensions", "expected an object here")),
        (b'{"CFDocument": {}, "CFItems": {"a": 1}}', ("$.CFItems", "expected a list of items here")),
        (package(item(A, "x"), links=["x"]), ("$.CFAssociations[0]", "expected an association here")),
        (
            package(item(A, "x"), extensions={"curricle": {"facts": {"level": "7"}}}),
            ("$.CFDocument.extensions.curricle.facts.level", "expected a whole number, found text"),
        ),
    ],
)
def test_read_broken_packages_are_refused_with_their_path(data, found):
    assert refusals(data) == [found]


def test_read_limits_are_named():
    entries = [item(each, "x") for each in (A, B, C)]
    assert refusals(package(*entries), items=2) == [("$.CFItems", "the package has more than 2 items (limit items)")]
    deep = package(*entries, links=[association(B, A), association(C, B)])
    assert refusals(deep, depth=2) == [("$.CFItems[2]", "this item stands deeper than 2 levels (limit depth)")]
    long = "this item holds a text longer than 10 characters (limit cell_length)"
    assert refusals(package(item(A, "x" * 11)), cell_length=10) == [("$.CFItems[0]", long)]


def test_read_bad_uuid_and_missing_creator_are_warnings():
    reading = read(package(item("A-1", "x"), creator=None))
    assert [(each.at, each.says, each.severity) for each in reading.problems] == [
        ("$.CFDocument.creator", "the document has no creator, which CASE requires", Weight.WARNING),
        ("$.CFItems[0].identifier", "'A-1' is not a UUID", Weight.WARNING),
    ]


def test_read_pillars_come_from_the_headings_above():
    entries = [item(A, "Clinical practice", CFItemType="Pillar"), item(B, "Manages wounds", CFItemType="Capability"), item(C, "Alone")]
    framework = read(package(*entries, links=[association(A, DOC), association(B, A), association(C, DOC)])).value
    assert [each.pillars for each in framework.items] == [(), ("clinical",), ()]


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
        extras=(("CFPackage.CFRubrics", json.dumps([{"identifier": C, "uri": "u"}], separators=(",", ":"))), ("extensions.theirs", "[1]")),
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
    framework = full() if which == "full" else read(act.read_bytes()).value
    jsonschema.Draft201909Validator(schema, format_checker=jsonschema.FormatChecker()).validate(json.loads(write(framework)))


@needs_data
def test_read_real_package_of_1_0_gives_28_items_to_the_byte():
    data = (Path(str(shared)) / "frameworks/act-holistic-math.case-v1p0.json").read_bytes()
    reading = read(data)
    assert [each.statement for each in reading.value.items] == [each["fullStatement"] for each in json.loads(data)["CFItems"]]
    assert (len(reading.value.items), reading.format) == (28, "case")
    assert read(write(reading.value)).value == reading.value


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
