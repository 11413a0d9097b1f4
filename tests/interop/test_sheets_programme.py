"""The programme workbook: out and in again, edited on either side, and every problem at its cell."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import curricle.cli
from curricle.core.canonical import digest, from_document
from curricle.core.framework import Framework, Item, Link
from curricle.core.module import Assessment, Claim, Hours, Module, Outcome
from curricle.core.programme import Award, Lens, Pathway, Placement, Programme
from curricle.core.terms import Delivery, HoursKind, Letter
from curricle.door.problems import Refused
from curricle.door.workbook import read_workbook
from curricle.interop.sheets.programme_read import is_programme_workbook, programme_of, read_programme
from curricle.interop.sheets.programme_write import programme_template, write_programme

FRAMEWORK = Framework(
    id="f-1",
    line="f",
    code="DEMO",
    title="Demonstration schema",
    version="1.0",
    kind="schema",
    items=tuple(Item(id=f"i{n}", kind="capability", code=f"C{n}", statement=f"Demonstration statement {n}") for n in range(1, 5)),
    links=tuple(Link(source=f"i{n}", target="f-1", type="isChildOf", order=n) for n in range(1, 5)),
)


def claim(outcome: str, item: str, letter: Letter, reason: str = "") -> Claim:
    return Claim(outcome=outcome, framework="f-1", item=item, letter=letter, reason=reason)


PROGRAMME = Programme(
    id="p-1",
    code="EP1",
    title="=Enhanced practice",
    award=Award(title="PgCert", type="PgCert", credits=60, minimum_at_level=45),
    first_intake=date(2027, 9, 20),
    prior_learning=100,
    apprenticeship=False,
    professions=("podiatrist", "paramedic"),
    demonstration=True,
    aims="First line\nsecond line ✓",
    pathways=(Pathway(id="w-1", code="POD", title="Podiatry", profession="podiatrist"),),
    lenses=(Lens(framework="f-1", code="DEMO", title="Demonstration schema", version="1.0", digest=digest(FRAMEWORK), pathways=("w-1",)),),
    modules=(
        Module(
            id="m-1",
            code="PM701",
            title="Assessing the foot",
            credits=20,
            level=7,
            aims="@SUM(1)",
            outcomes=(
                Outcome(id="o-1", code="LO1", text="Judge a foot", group="cognitive"),
                Outcome(id="o-2", code="LO2", text="Plan care"),
            ),
            assessments=(Assessment(id="a-1", code="A1", title="Essay", weight=100, outcomes=("o-1", "o-2"), pass_fail=True),),
            hours=(
                Hours(kind=HoursKind.SCHEDULED, delivery=Delivery.LIVE_ONLINE, minutes=1_234, paid=True, month=2),
                Hours(kind=HoursKind.INDEPENDENT, delivery=Delivery.SELF_PACED_ONLINE, minutes=9_600, note="reading"),
            ),
            claims=(claim("o-2", "i3", Letter.A, "through the essay"), claim("o-1", "i1", Letter.D)),
        ),
        Module(id="m-2", code="PM702", title="Second", credits=20, level=7, outcomes=(Outcome(id="o-3", code="LO1", text="Lead"),)),
    ),
    placements=(Placement(module="m-2", core=False, pathways=("w-1",), period="Year 2"), Placement(module="m-1")),
)


def edited(data: bytes, edits: dict[tuple[str, str], object]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    for (sheet, at), value in edits.items():
        book[sheet][at] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(data: bytes):
    return read_programme(data, frameworks=[FRAMEWORK])


def test_workbook_round_trip_keeps_the_digest() -> None:
    reading = read(write_programme(PROGRAMME, [FRAMEWORK]))
    assert reading.value == PROGRAMME
    assert digest(reading.value) == digest(PROGRAMME)
    assert reading.problems == ()
    assert reading.places["o-2"] == "sheet 'Outcomes', row 3"


def test_workbook_is_the_same_bytes_twice() -> None:
    assert write_programme(PROGRAMME, [FRAMEWORK]) == write_programme(PROGRAMME, [FRAMEWORK])


def test_workbook_holds_no_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_programme(PROGRAMME, [FRAMEWORK])))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}


def test_workbook_without_the_framework_keeps_claims_and_warns() -> None:
    reading = read_programme(write_programme(PROGRAMME))
    assert reading.value == PROGRAMME
    assert [(problem.at, problem.severity.value) for problem in reading.problems] == [("sheet 'Lenses', row 2", "warning")]


MATRIX = "Matrix DEMO"


@pytest.mark.parametrize(
    ("edits", "letters"),
    [
        ({(MATRIX, "E4"): "A"}, {"i1": "A", "i3": "A"}),
        ({("Claims", "E3"): "I"}, {"i1": "I", "i3": "A"}),
        ({("Claims", "E3"): None}, {"i3": "A"}),
        ({(MATRIX, "E4"): None}, {"i3": "A"}),
        ({(MATRIX, "H4"): "I"}, {"i1": "D", "i3": "A", "i4": "I"}),
        ({(MATRIX, "E4"): "A", ("Claims", "E3"): "A"}, {"i1": "A", "i3": "A"}),
    ],
)
def test_claims_edited_on_either_side(edits: dict, letters: dict) -> None:
    module = read(edited(write_programme(PROGRAMME, [FRAMEWORK]), edits)).value.modules[0]
    assert {claim.item: claim.letter.value for claim in module.claims} == letters


def test_claims_that_disagree_name_both_cells() -> None:
    with pytest.raises(Refused) as stop:
        read(edited(write_programme(PROGRAMME, [FRAMEWORK]), {(MATRIX, "E4"): "A", ("Claims", "E3"): "I"}))
    assert [(problem.at, problem.says) for problem in stop.value.problems] == [
        (
            "sheet 'Claims', cell E3",
            f"this cell says I and sheet '{MATRIX}', cell E4 says A; make them the same, or clear one of them",
        )
    ]


def test_every_problem_is_found_at_once() -> None:
    edits = {
        ("Modules", "C2"): "twenty",
        ("Outcomes", "A4"): "PM799",
        ("Claims", "D2"): "C9",
        ("Claims", "E3"): "X",
        ("Assessments", "I2"): "LO1; LO7",
        ("Hours", "C2"): "by post",
        ("Programme", "B2"): None,
        ("Programme", "B10"): "soon",
    }
    with pytest.raises(Refused) as stop:
        read(edited(write_programme(PROGRAMME, [FRAMEWORK]), edits))
    assert {problem.at for problem in stop.value.problems} == {
        "sheet 'Modules', cell C2",
        "sheet 'Outcomes', cell A4",
        "sheet 'Claims', cell D2",
        "sheet 'Claims', cell E3",
        "sheet 'Assessments', cell I2",
        "sheet 'Hours', cell C2",
        "sheet 'Programme', cell B2",
        "sheet 'Programme', cell B10",
        "sheet 'Matrix DEMO', cell B6",
    }


def test_new_rows_get_the_same_ids_each_time() -> None:
    edits = {("Modules", "A4"): "PM703", ("Modules", "B4"): "New", ("Modules", "C4"): 20, ("Modules", "D4"): 7}
    data = edited(write_programme(PROGRAMME, [FRAMEWORK]), edits)
    first, second = read(data).value, read(data).value
    assert first == second
    assert len({module.id for module in first.modules}) == 3
    assert first.modules[:2] == PROGRAMME.modules


def test_copied_row_with_the_same_id_is_a_problem() -> None:
    data = edited(write_programme(PROGRAMME, [FRAMEWORK]), {("Outcomes", "E3"): "o-1"})
    with pytest.raises(Refused) as stop:
        read(data)
    assert stop.value.problems[0].at == "sheet 'Outcomes', row 3"


def test_template_reads_as_empty_once_it_has_a_name() -> None:
    data = programme_template([FRAMEWORK])
    with pytest.raises(Refused) as stop:
        read(data)
    assert [problem.says for problem in stop.value.problems] == ["the programme has no code", "the programme has no title"]
    programme = read(edited(data, {("Programme", "B2"): "EP2", ("Programme", "B3"): "Title"})).value
    assert (programme.modules, [lens.framework for lens in programme.lenses]) == ((), ["f-1"])


def test_template_example_row_counts_once_its_id_is_cleared() -> None:
    edits = {("Programme", "B2"): "EP2", ("Programme", "B3"): "Title", ("Modules", "Z2"): None}
    assert [module.code for module in read(edited(programme_template([FRAMEWORK]), edits)).value.modules] == ["EXAMPLE1"]


def test_is_programme_workbook_tells_ours_from_others() -> None:
    assert is_programme_workbook(read_workbook(programme_template()))
    assert not is_programme_workbook(read_workbook(b"Code,Title\nPM701,Feet\n"))


def test_lens_by_code_alone_is_filled_from_the_framework_at_hand() -> None:
    edits = {("Lenses", at): None for at in ("B2", "C2", "F2", "G2")}
    assert read(edited(write_programme(PROGRAMME, [FRAMEWORK]), edits)).value == PROGRAMME


codes = st.text("ABCxyz019-. ,=+@", min_size=1, max_size=5).map(str.strip).filter(bool)
texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=30).filter(lambda text: text == text.strip())


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    modules = []
    for at, code in enumerate(draw(st.lists(codes, max_size=3))):
        outcomes = tuple(Outcome(id=f"o{at}.{n}", code=each, text=draw(texts)) for n, each in enumerate(draw(st.lists(codes, max_size=3))))
        ids = [outcome.id for outcome in outcomes]
        pairs = [(outcome, item.id) for outcome in ids for item in FRAMEWORK.items]
        chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=6)) if pairs else []
        claims = tuple(claim(outcome, item, draw(st.sampled_from(list(Letter))), draw(texts)) for outcome, item in chosen)
        hours = tuple(
            Hours(kind=HoursKind.GUIDED, delivery=Delivery.SIMULATION, minutes=minutes, paid=draw(st.booleans()))
            for minutes in draw(st.lists(st.integers(0, 30_000), max_size=2))
        )
        essay = Assessment(id=f"a{at}", code="A1", title="Essay", outcomes=tuple(ids[:2]), weight=draw(st.integers(0, 100)))
        modules.append(
            Module(
                id=f"m{at}",
                code=code,
                title=draw(texts),
                credits=draw(st.integers(0, 120)),
                level=7,
                outcomes=outcomes,
                hours=hours,
                assessments=(essay,),
                claims=claims,
                syllabus=draw(texts),
            )
        )
    lenses = (Lens(framework="f-1", code="DEMO", digest=digest(FRAMEWORK)),)
    return replace(PROGRAMME, modules=tuple(modules), placements=(), lenses=lenses, aims=draw(texts))


@pytest.mark.slow
@settings(max_examples=15, deadline=None, derandomize=True)
@given(programmes())
def test_any_programme_comes_back_as_it_went(programme: Programme) -> None:
    reading = programme_of(read_workbook(write_programme(programme, [FRAMEWORK])), frameworks=[FRAMEWORK])
    assert digest(reading.value) == digest(programme)


DEMO = Path(curricle.cli.__file__).parent / "demo"


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(path.stem for path in DEMO.glob("programme-*.json")))
def test_demonstration_programme_comes_back_with_the_same_digest(name: str) -> None:
    documents = [json.loads(path.read_bytes()) for path in sorted(DEMO.glob("*.json"))]
    frameworks = [from_document(Framework, each["framework"]) for each in documents if "framework" in each]
    programme = from_document(Programme, json.loads((DEMO / f"{name}.json").read_bytes())["programme"])
    reading = read_programme(write_programme(programme, frameworks), frameworks=frameworks)
    assert digest(reading.value) == digest(programme)
    assert reading.problems == ()


def test_outcome_renamed_on_its_own_sheet_keeps_its_claims() -> None:
    reading = read(edited(write_programme(PROGRAMME, [FRAMEWORK]), {("Outcomes", "B3"): "LO9", ("Assessments", "I2"): "LO1; LO9"}))
    assert reading.value.modules[0].claims == PROGRAMME.modules[0].claims
    assert [problem.at for problem in reading.problems] == ["sheet 'Claims', cell B2"]


def test_lens_with_another_code_beside_its_grey_id_is_a_problem() -> None:
    with pytest.raises(Refused) as stop:
        read(edited(write_programme(PROGRAMME, [FRAMEWORK]), {("Lenses", "A2"): "OTHER"}))
    assert stop.value.problems[0].at == "sheet 'Lenses', cell A2"
