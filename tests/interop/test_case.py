import json
import os
from pathlib import Path

import pytest

from case_package import BASE, DOC, A, B, C, association, item, package
from curricle.core.framework import Framework, Item
from curricle.core.graph import tree_of
from curricle.door.limits import Limits
from curricle.door.problems import Problem, Refused, Weight
from curricle.interop.case import read, write

shared = os.environ.get("CURRICLE_SHARED_DATA")
needs_data = pytest.mark.skipif(not shared, reason="CURRICLE_SHARED_DATA is not set")


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


@needs_data
def test_read_real_package_of_1_0_gives_28_items_to_the_byte():
    data = (Path(str(shared)) / "frameworks/act-holistic-math.case-v1p0.json").read_bytes()
    reading = read(data)
    assert [each.statement for each in reading.value.items] == [each["fullStatement"] for each in json.loads(data)["CFItems"]]
    assert (len(reading.value.items), reading.format) == (28, "case")
    assert read(write(reading.value)).value == reading.value
