import csv
import io
import os
import random
from pathlib import Path

import pytest

from curricle.core.canonical import digest
from curricle.core.framework import Item
from curricle.core.graph import tree_of
from curricle.door.grid import Sheet, Workbook
from curricle.door.limits import Limits
from curricle.door.problems import Refused
from curricle.interop.opencase import from_workbook, read
from office_bytes import grid_cells, xlsx

HEAD = "Level,Human Coding Scheme,Full Statement,Item Type,Abbreviated Statement,Education Level,Subject,Notes\n"
shared = os.environ.get("CURRICLE_SHARED_DATA")


def refusal(text: str, **limits: int) -> str:
    with pytest.raises(Refused) as stop:
        read(text.encode(), name="x.csv", limits=Limits(**limits))
    return str(stop.value)


def test_rows_hang_under_the_nearest_higher_row_above():
    reading = read((HEAD + "1,A,One\n2,A.1,Two\n3,A.1.1,Three\n2,A.2,Four\n1,B,Five\n").encode(), name="folder/wound care.csv")
    tree = tree_of(reading.value)
    codes = {item.id: item.code for item in reading.value.items}
    assert [(codes[id], codes.get(tree.parent[id], "")) for id in tree.order] == [
        ("A", ""),
        ("A.1", "A"),
        ("A.1.1", "A.1"),
        ("A.2", "A"),
        ("B", ""),
    ]
    assert (reading.value.title, reading.value.code, reading.value.version) == ("wound care", "wound-care", "1.0")


def test_every_column_is_kept_to_the_byte():
    text = HEAD.strip() + ',Setting\n1,A,"two\r\nlines, “quoted” ",LearningOutcome,short,6;7,x; y,n,ward\n'
    reading = read(text.encode(), name="x.csv")
    assert reading.value.items == (
        Item(
            id=reading.value.items[0].id,
            kind="learningoutcome",
            statement="two\r\nlines, “quoted” ",
            code="A",
            title="short",
            notes="n",
            subjects=("x", "y"),
            education_levels=("6", "7"),
            extras=(("CFItemType", "LearningOutcome"), ("setting", "ward")),
        ),
    )
    assert reading.places == {reading.value.items[0].id: "line 2"}


def test_aliases_comments_and_other_delimiters_are_understood():
    reading = read(b"# made by hand\n\nDepth;Code;Statement;Type;Comments\n# a comment row\n1;A;One;Skill;c\n", name="x.csv")
    assert [(item.code, item.kind, item.statement, item.notes) for item in reading.value.items] == [("A", "skill", "One", "c")]


def test_workbook_reads_the_sheet_that_has_the_headings():
    rows = [["Level", "Full Statement"], ["1", "One"], ["2", "Two"]]
    reading = read(xlsx({"Read me": {"A1": "hello"}, "Items": grid_cells(rows)}), name="x.xlsx")
    assert [item.statement for item in reading.value.items] == ["One", "Two"]
    assert list(reading.places.values()) == ["sheet 'Items', row 2", "sheet 'Items', row 3"]
    assert [(each.says, each.left_out) for each in reading.problems] == [("only the sheet 'Items' is read", "Read me")]


def test_level_that_skips_one_is_a_note():
    reading = read((HEAD + "1,A,One\n3,B,Two\n").encode(), name="x.csv")
    assert [each.at for each in reading.problems if each.severity.value == "note"] == ["line 3, column 1"]


def test_equal_codes_get_different_ids_that_stay():
    data = (HEAD + "1,A,One\n1,A,Two\n2,A,Three\n").encode()
    first, again = read(data, name="x.csv").value, read(data, name="x.csv").value
    assert (len({item.id for item in first.items}), digest(first)) == (3, digest(again))


def test_pillars_come_from_the_headings_above():
    reading = read((HEAD + "1,A,Leadership & management,Domain\n2,A.1,Leads a clinical team,Capability\n").encode(), name="x.csv")
    assert [item.pillars for item in reading.value.items] == [(), ("leadership and management",)]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (HEAD + "one,A,x\n", "line 2, column 1: 'one' is not a level; 1 is the top, 2 the next …"),
        (HEAD + "²,A,x\n", "line 2, column 1: '²' is not a level; 1 is the top, 2 the next …"),
        (HEAD + ",A,x\n", "line 2, column 1: this row has no level"),
        (HEAD + "0,A,x\n", "line 2, column 1: '0' is not a level; 1 is the top, 2 the next …"),
        (HEAD + "101,A,x\n", "line 2, column 1: the level 101 is deeper than 100 (limit depth)"),
        (HEAD + "1,A,\n", "line 2, column 3: the item has no Full Statement"),
        (HEAD, "the file: no item was found; a framework has at least one"),
        ("a,b\n1,2\n", "the file: no sheet has a heading row with the columns Level and Full Statement"),
        ("Level,Statement,Description\n1,x,y\n", "line 1, column 3: the heading 'Description' means the same as that in column 2"),
    ],
)
def test_faults_are_refused_with_their_place(text, says):
    assert refusal(text) == says


def test_too_many_items_are_refused():
    assert refusal(HEAD + "1,A,x\n1,B,y\n", items=1) == "the file: the framework has more than 1 items (limit items)"


def test_error_cell_is_refused():
    sheet = Sheet(name="s", rows=(("Level", "Full Statement"), ("1", "#N/A")), errors=((1, 1),))
    with pytest.raises(Refused) as stop:
        from_workbook(Workbook(format="xlsx", sheets=(sheet,)))
    assert str(stop.value) == "sheet 's', cell B2: this cell holds the error #N/A instead of a value"


@pytest.mark.skipif(not shared, reason="CURRICLE_SHARED_DATA is not set")
def test_real_file_gives_40_items_to_the_byte():
    data = (Path(str(shared)) / "frameworks/community-forensic-services.csv").read_bytes()
    reading = read(data, name="community-forensic-services.csv")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [(item.statement, item.notes, item.code) for item in reading.value.items] == [
        (row["Full Statement"], row["Notes"], row["Human Coding Scheme"]) for row in rows
    ]
    assert len(rows) == 40
    assert [tree_of(reading.value).depth[item.id] for item in reading.value.items] == [int(row["Level"]) for row in rows]


def test_random_damage_gives_a_framework_or_a_refusal():
    whole = (HEAD + '1,A,"One, two",Domain\n2,A.1,Three,Skill,,6;7\n').encode()
    dice = random.Random(8)
    outcomes = set()
    for _ in range(400):
        spoilt = bytearray(whole)
        for _ in range(dice.randint(1, 3)):
            at = dice.randrange(len(spoilt))
            spoilt[at : at + dice.randint(0, 2)] = dice.choice([b'"', b"1", b"\n", b",", b";", b"\x00", b"\xff", b""])
        try:
            outcomes.add(read(bytes(spoilt), name="x.csv").format)
        except Refused as stop:
            outcomes.add(bool(stop.problems[0].at))
    assert outcomes == {"opencase", True}
