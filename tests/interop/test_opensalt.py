import csv
import os
import random
from pathlib import Path

import pytest

from curricle.core.canonical import digest
from curricle.core.framework import Item, Link
from curricle.core.graph import tree_of
from curricle.door.grid import Sheet, Workbook, read_csv
from curricle.door.limits import DEFAULT, Limits
from curricle.door.problems import Problem, Reading, Refused, Weight
from curricle.interop.opensalt import from_workbook, is_opensalt, read
from office_bytes import grid_cells, xlsx

DOC = "11111111-1111-4111-8111-111111111111"
A, B, C, FAR = (f"{letter * 8}-1111-4111-8111-111111111111" for letter in "abcf")
DOCUMENT = [
    "identifier",
    "creator",
    "title",
    "lastChangeDate",
    "officialSourceURL",
    "publisher",
    "description",
    "subject",
    "language",
    "version",
    "adoptionStatus",
    "statusStartDate",
    "statusEndDate",
    "licenseTitle",
    "licenseText",
    "notes",
]
ITEM = [
    "identifier",
    "fullStatement",
    "humanCodingScheme",
    "smartLevel",
    "listEnumeration",
    "abbreviatedStatement",
    "conceptKeywords",
    "notes",
    "language",
    "educationLevel",
    "CFItemType",
    "license",
    "setting",
]
LINK = [
    "identifier",
    "originNodeURI",
    "originNodeIdentifier",
    "originNodeHumanCodingScheme",
    "associationType",
    "destinationNodeURI",
    "destinationNodeIdentifier",
    "destinationNodeHumanCodingScheme",
    "associationGroupIdentifier",
    "associationGroupName",
]
shared = os.environ.get("CURRICLE_SHARED_DATA")
needs_data = pytest.mark.skipif(not shared, reason="CURRICLE_SHARED_DATA is not set")


def item(id: str, text: str, code: str = "", level: str = "", kind: str = "") -> list[str]:
    return [id, text, code, level, *[""] * 6, kind]


def link(source: str, type: str, target: str, group: str = "") -> list[str]:
    return ["id-" + type, "", source, "", type, "", target, "", group]


def sheets(*items: list[str], links: list[list[str]] | None = None, document: list[str] | None = None) -> dict[str, list[list[str]]]:
    head = document or [
        DOC,
        "Us",
        "Demonstration",
        "",
        "https://s.example",
        "P",
        "d",
        "s|t",
        "en",
        "2.0",
        "Draft",
        "",
        "",
        "CC",
        "text",
        "n",
    ]
    return {"CF Doc": [[*DOCUMENT], head], "CF Item": [[*ITEM], *items], "CF Association": [[*LINK], *(links or [])]}


def workbook(made: dict[str, list[list[str]]]) -> Workbook:
    """The sheets as the door gives them; one test goes through bytes and the child process."""
    return Workbook(format="xlsx", sheets=tuple(Sheet(name=name, rows=tuple(tuple(row) for row in rows)) for name, rows in made.items()))


def got(*items: list[str], limits: Limits = DEFAULT, **more) -> Reading:
    return from_workbook(workbook(sheets(*items, **more)), limits=limits)


def refusals(*items: list[str], **more) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as stop:
        got(*items, **more)
    return [(each.at, each.says) for each in stop.value.problems if each.severity is Weight.ERROR]


def from_text(text: str, name: str = "items.csv") -> Reading:
    return from_workbook(read_csv(text.encode(), name=name), name=name)


def test_three_sheets_read_through_the_child_process():
    full = [A, " First “x” ", "S", "1", "i", "Short", "k1|k2", "note", "en", "4,5", "Major Strand", "", "ward"]
    data = xlsx({name: grid_cells(rows) for name, rows in sheets(full, item(B, "Second", "S.1", "1.1")).items()})
    reading = read(data)
    assert reading.value.items == (
        Item(
            id=A,
            kind="major strand",
            statement=" First “x” ",
            code="S",
            title="Short",
            enumeration="i",
            keywords=("k1", "k2"),
            notes="note",
            language="en",
            education_levels=("4", "5"),
            extras=(("CFItemType", "Major Strand"), ("setting", "ward")),
        ),
        Item(id=B, kind="item", statement="Second", code="S.1"),
    )
    assert (reading.value.id, reading.value.version, reading.value.subjects, reading.value.licence) == (DOC, "2.0", ("s", "t"), "CC")
    assert (reading.places, reading.problems) == ({A: "sheet 'CF Item', row 2", B: "sheet 'CF Item', row 3"}, ())


def test_smart_level_gives_the_tree_and_the_order():
    reading = got(item(A, "a", level="1"), item(C, "c", level="1.10"), item(B, "b", level="1.9"))
    assert tree_of(reading.value).order == (A, B, C)


def test_hierarchy_rows_that_repeat_smart_level_are_skipped():
    links = [link(A, "Is Child Of", DOC), link(B, "is child of", A), link(B, "IsRelatedTo", A)]
    reading = got(item(A, "a", level="1"), item(B, "b", level="1.1"), links=links)
    assert [(each.source, each.type, each.target) for each in reading.value.links] == [
        (A, "isChildOf", DOC),
        (B, "isChildOf", A),
        (B, "isRelatedTo", A),
    ]
    assert reading.problems == ()


def test_without_smart_level_the_association_sheet_gives_the_tree():
    reading = got(item(A, "a"), item(B, "b"), links=[link(B, "Is Child Of", A), link(A, "Is Child Of", DOC)])
    assert tree_of(reading.value).parent == {A: "", B: A}


def test_links_that_lead_nowhere_double_or_contradict_are_told():
    links = [
        link(B, "Is Child Of", DOC),
        link(A, "Is Child Of", FAR),
        link(FAR, "Is Peer Of", FAR),
        link(A, "Exact Match Of", FAR),
        link(A, "Exact Match Of", FAR),
    ]
    reading = got(item(A, "a"), item(B, "b", level="1"), item(C, "c", level="2.1"), links=links)
    assert [(each.at, each.left_out) for each in reading.problems] == [
        ("sheet 'CF Item', cell D4", "2.1 under 2"),
        ("sheet 'CF Association', row 3", f"isChildOf {A} → {FAR}"),
        ("sheet 'CF Association', row 4", f"isPeerOf {FAR} → {FAR}"),
        ("sheet 'CF Association', row 5", ""),
        ("sheet 'CF Association', row 6", f"exactMatchOf {A} → {FAR}"),
    ]
    other = got(item(A, "a", level="1"), item(B, "b", level="1.1"), links=[link(B, "Is Child Of", DOC)])
    assert other.problems[0].says == "smartLevel gives this item another parent; smartLevel holds"


@pytest.mark.parametrize(
    ("items", "found"),
    [
        ([item(A, " ")], ("sheet 'CF Item', cell B2", "the item has no fullStatement")),
        ([item(A, "a"), item(A, "b")], ("sheet 'CF Item', cell A3", f"the identifier {A} is already that of sheet 'CF Item', row 2")),
        ([item(A, "a", level="1.x")], ("sheet 'CF Item', cell D2", "'1.x' is not a smartLevel such as 1.2.3")),
        (
            [item(A, "a", level="1.1"), item(B, "b", level="1.1")],
            (
                "sheet 'CF Item', cell D3",
                "the smartLevel 1.1 is already that of sheet 'CF Item', cell D2; format the column as text (1.10 is not 1.1)",
            ),
        ),
        ([], ("the file", "no item was found; a framework has at least one")),
    ],
)
def test_broken_rows_are_refused_with_their_cell(items, found):
    assert refusals(*items) == [found]


def test_ring_is_refused_by_name():
    links = [link(A, "Is Child Of", B), link(B, "Is Child Of", A)]
    says = "items are each other's ancestor: A1 → B1 → A1"
    assert refusals(item(A, "a", "A1"), item(B, "b", "B1"), links=links) == [("sheet 'CF Item', row 2", says)]


def test_error_cell_is_refused():
    made = workbook(sheets(item(A, "#REF!")))
    spoilt = Sheet(name="CF Item", rows=made.sheets[1].rows, errors=((1, 1),))
    with pytest.raises(Refused) as stop:
        from_workbook(Workbook(format="xlsx", sheets=(made.sheets[0], spoilt)))
    assert str(stop.value) == "sheet 'CF Item', cell B2: this cell holds the error #REF! instead of a value"


def test_missing_identifiers_are_made_the_same_each_time():
    once, twice = (got(item("", "a", "A1"), item("", "b"), document=["", "", "T"]) for _ in range(2))
    assert digest(once.value) == digest(twice.value)
    assert [each.at for each in once.problems] == [
        "sheet 'CF Doc', cell A2",
        "sheet 'CF Doc', cell J2",
        "sheet 'CF Item', cell A2",
        "sheet 'CF Item', cell A3",
    ]


def test_other_workbook_is_refused_in_words():
    with pytest.raises(Refused) as stop:
        from_workbook(workbook({"Sheet1": [["a"]]}))
    assert str(stop.value) == "the file: an OpenSALT workbook has the sheets CF Doc and CF Item"


def test_csv_parent_is_named_by_its_code():
    head = "CF Item Type,Full Statement,Human Coding Scheme,is Child Of,is Related To\n"
    text = head + "Domain,One,A,,\nSkill,Two,A.1,A,A|A.2\nSkill,Three,A.2,A,\n"
    reading = from_text(text)
    a, one, two = (each.id for each in reading.value.items)
    assert tree_of(reading.value).parent == {a: "", one: a, two: a}
    assert [link for link in reading.value.links if link.type != "isChildOf"] == [
        Link(source=one, target=a, type="isRelatedTo"),
        Link(source=one, target=two, type="isRelatedTo"),
    ]
    assert (reading.value.title, reading.value.code, reading.places[one]) == ("items", "items", "line 3")


def test_csv_unknown_parent_is_a_warning_and_double_code_an_error():
    reading = from_text("fullStatement,humanCodingScheme,parent,replacedBy\nOne,A,Z,Y\n")
    assert reading.problems == (
        Problem(
            at="line 2, column 3",
            says="no item has the code 'Z', so this one stands at the top",
            severity=Weight.WARNING,
            left_out="under Z",
        ),
        Problem(at="line 2, column 4", says="no item has the code 'Y'", severity=Weight.WARNING, left_out="replacedBy Y"),
    )
    with pytest.raises(Refused) as stop:
        from_text("fullStatement,humanCodingScheme,parent\nOne,A,\nTwo,A,\nThree,B,A\n")
    assert str(stop.value) == "line 4, column 3: 2 items have the code 'A', so the parent is not clear"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("fullStatement,identifier\n,x\n", "line 2, column 1: the item has no fullStatement"),
        ("fullStatement,identifier\na,x\nb,x\n", "line 3, column 2: the identifier x is already that of line 2"),
        ("fullStatement,sequenceNumber\na,first\n", "line 2, column 2: 'first' is not a whole number"),
        (
            "fullStatement,humanCodingScheme,Full-Statement\na,b,c\n",
            "line 1, column 3: the heading 'Full-Statement' means the same as that in column 1",
        ),
        ("code,identifier\na,b\n", "the file: there is no column fullStatement"),
        ("fullStatement,identifier\n", "the file: no item was found; a framework has at least one"),
        ("fullStatement,humanCodingScheme,parent\na,A,B\nb,B,A\n", "line 2: items are each other's ancestor: A → B → A"),
    ],
)
def test_csv_faults_are_refused_with_their_place(text, says):
    with pytest.raises(Refused) as stop:
        from_text(text)
    assert str(stop.value) == says


def test_detection_is_by_headings():
    texts = ["fullStatement,humanCodingScheme", "Full Statement,Level,Human Coding Scheme", "a,b"]
    assert [is_opensalt(read_csv(text.encode())) for text in texts] == [True, False, False]


@needs_data
def test_real_files_give_4_and_99_items_to_the_byte():
    folder = Path(str(shared)) / "frameworks"
    workbook_reading = read((folder / "opensalt-sample.xlsx").read_bytes())
    assert [each.statement for each in workbook_reading.value.items] == ["Statement 1", "Statement 2", "Statement 3", "Statement 4"]
    assert list(tree_of(workbook_reading.value).depth.values()) == [1, 2, 2, 3]
    data = (folder / "opensalt-items.csv").read_bytes()
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines(keepends=True)))
    assert [each.statement for each in read(data).value.items] == [row["fullStatement"] for row in rows]
    assert len(rows) == 99


def test_random_damage_gives_a_framework_or_a_refusal():
    dice = random.Random(6)
    outcomes = set()
    for _ in range(300):
        made = sheets(item(A, "a", "A", "1"), item(B, "b", "B", "1.1"), links=[link(B, "Is Child Of", A), link(A, "Precedes", B)])
        for _ in range(dice.randint(1, 3)):
            row = dice.choice(dice.choice(list(made.values())))
            row[dice.randrange(len(row))] = dice.choice(["", " ", "x", A, B, "1", "1.1", "Is Child Of", "9" * 30, "²"])
        try:
            outcomes.add(from_workbook(workbook(made)).format)
        except Refused as stop:
            outcomes.add(bool(stop.problems[0].at))
    assert outcomes == {"opensalt", True}
