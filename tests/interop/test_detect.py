import json
import os
import random
import sys
from pathlib import Path

import pytest

from curricle.core.framework import Framework, Item
from curricle.core.module import Module
from curricle.core.programme import Programme
from curricle.door.limits import Limits
from curricle.door.problems import Refused
from curricle.interop import FORMATS, detect, read_framework, read_programme
from curricle.interop.curricle import write_framework, write_programme
from office_bytes import grid_cells, xlsx, zipped

FRAMEWORK = Framework(id="F", line="F", code="c", title="t", version="1", kind="schema", items=(Item(id="A", kind="skill", statement="s"),))
PROGRAMME = Programme(id="P", code="P1", title="t", modules=(Module(id="M", code="M1", title="m", credits=20, level=7),))
CASE = json.dumps({"CFDocument": {"identifier": "F", "title": "t"}, "CFItems": [{"identifier": "A", "fullStatement": "s"}]}).encode()
STANDARD = json.dumps({"referenceNumber": "ST9999", "title": "t", "skills": [{"skillId": "A", "detail": "s"}]}).encode()
OPENCASE = b"Level,Full Statement\n1,s\n"
OPENSALT = b"fullStatement,humanCodingScheme\ns,A\n"
SHEETS = {"CF Doc": grid_cells([["identifier"], ["F", "", "t"]]), "CF Item": grid_cells([["identifier"], ["A", "s"]])}
SLIDES = zipped([("[Content_Types].xml", "<Types/>"), ("ppt/presentation.xml", "<p/>")])
shared = os.environ.get("CURRICLE_SHARED_DATA")


def refusal(data: bytes, **options: object) -> str:
    with pytest.raises(Refused) as stop:
        read_framework(data, **options)
    return str(stop.value)


@pytest.mark.parametrize(
    ("data", "format"),
    [
        (CASE, "case"),
        (b'{"CFPackage":' + CASE + b"}", "case"),
        (b"\xef\xbb\xbf \n" + CASE, "case"),
        (CASE.decode().encode("utf-16"), "case"),
        (write_framework(FRAMEWORK), "curricle"),
        (write_programme(PROGRAMME), "curricle programme"),
        (STANDARD, "standard"),
        (b"[" + STANDARD + b"]", "standard"),
        (b'{"a": 1}', "json"),
        (OPENCASE, "opencase"),
        (OPENSALT, "opensalt"),
        (xlsx(SHEETS), "opensalt"),
        (xlsx({"x": grid_cells([["Level", "Full Statement"], ["1", "s"]])}), "opencase"),
        (b"Module,K1,K2\nM1,X,\n", "workbook"),
        (xlsx({"x": {"A1": "hello"}}), "workbook"),
        (b"%PDF-1.7 x", "pdf"),
        (b"\xef\xbb\xbf <!DOCTYPE html><p>", "html"),
        (zipped([("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w/>")]), "docx"),
    ],
)
def test_detect_goes_by_content_whatever_the_name(data, format):
    assert format in FORMATS
    assert detect(data, "lies.docx") == format


@pytest.mark.parametrize("data", [CASE, STANDARD, OPENCASE, OPENSALT, write_framework(FRAMEWORK)])
def test_read_framework_chooses_the_reader(data):
    reading = read_framework(data, name="list.csv")
    assert reading.format == detect(data)
    assert [item.statement for item in reading.value.items] == ["s"]


@pytest.mark.parametrize(
    ("data", "start"),
    [
        (b"%PDF-1.7 x", "the PDF "),
        (b"  <!DOCTYPE html><p>", "no text was found"),
        (b"<?xml version='1.0'?><x/>", "this is XML; a framework is read from a CASE 1.0 or 1.1 package (JSON), Curricle's own JSON, "),
        (b'{"a": 1}', "this is other JSON; a framework is read from "),
        (b"Module,K1,K2\nM1,X,\n", "no sheet has headings that are known here; a framework is read from "),
        (write_programme(PROGRAMME), "this is a programme, not a framework"),
        (
            zipped([("[Content_Types].xml", "<Types/>"), ("ppt/presentation.xml", "<p/>")]),
            "the file is an office file of another kind (pptx)",
        ),
        (b"PK\x03\x04 cut", "the file is cut short or is no zip or office file"),
        (b"", "the file is empty"),
    ],
)
def test_what_is_not_known_is_refused_in_words(data, start):
    assert refusal(data).startswith(f"the file: {start}")


def test_picture_is_refused_as_no_text():
    assert refusal(b"\x89PNG\r\n\x1a\n\x00").startswith("line 1, column 1: the byte 0x89 is not UTF-8 text")


def test_broken_json_is_refused_with_its_place_and_not_taken_for_a_sheet():
    assert refusal(CASE[:-1]) == f"line 1, column {len(CASE)}: this is not JSON: a comma is expected here"


def test_format_can_be_chosen_but_not_against_the_kind_of_file():
    assert read_framework(b"Level,Full Statement,Human Coding Scheme\n1,s,A\n", format="opencase").format == "opencase"
    assert refusal(OPENCASE, format="case") == f"the file: the file is a spreadsheet, not {FORMATS['case']}"
    assert refusal(CASE, format="opensalt") == f"the file: the file is JSON, not {FORMATS['opensalt']}"
    assert refusal(CASE, format="standard").startswith("$: this is not the JSON of a standard")
    assert refusal(CASE, format="tablets").startswith("the file: this is tablets; a framework is read from ")


def test_read_programme_reads_our_json_and_refuses_the_rest():
    assert read_programme(write_programme(PROGRAMME)).value == PROGRAMME
    with pytest.raises(Refused) as stop:
        read_programme(CASE)
    assert str(stop.value).startswith("the file: this is a CASE 1.0 or 1.1 package (JSON); a programme is read from ")


@pytest.mark.slow
def test_our_own_sheets_are_read_by_content():
    from curricle.interop.sheets import framework_write, programme_write

    template = framework_write.write_framework_template(FRAMEWORK)
    assert (detect(template), read_framework(template).value.code) == ("template", "c")
    assert read_framework(framework_write.write_framework_csv(FRAMEWORK)).value.code == "c"
    workbook = programme_write.write_programme(PROGRAMME)
    assert (detect(workbook), read_programme(workbook).value.code) == ("programme workbook", "P1")
    assert refusal(workbook) == "the file: this is a programme, not a framework"


def test_limits_reach_every_reader():
    for data in (CASE, STANDARD, OPENCASE, OPENSALT, write_framework(FRAMEWORK)):
        assert refusal(data, limits=Limits(file_bytes=5)) == "the file: the file is longer than 5 bytes (limit file_bytes)"
        assert "(limit cell_length)" in refusal(
            data.replace(b'"s"', b'"sss"').replace(b"s\n", b"sss\n").replace(b"s,A", b"sss,A"), limits=Limits(cell_length=2)
        )


def test_importing_the_formats_reads_none_of_them():
    import subprocess

    code = "import sys, curricle.interop as i; print(sorted(n for n in sys.modules if n.startswith('curricle.interop.')))"
    root = str(Path(sys.modules["curricle.interop"].__file__ or "").parents[2])
    done = subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": root}, capture_output=True, check=True, timeout=20)
    assert done.stdout == b"[]\n"


def test_random_damage_gives_a_framework_or_a_refusal():
    dice = random.Random(9)
    outcomes = set()
    for _ in range(500):
        spoilt = bytearray(dice.choice([CASE, STANDARD, OPENCASE, OPENSALT, write_framework(FRAMEWORK)]))
        for _ in range(dice.randint(1, 4)):
            at = dice.randrange(len(spoilt))
            spoilt[at : at + dice.randint(0, 3)] = dice.randbytes(dice.randint(0, 3))
        if spoilt.startswith(b"PK"):
            continue
        try:
            outcomes.add(bool(read_framework(bytes(spoilt)).format))
        except Refused as stop:
            outcomes.add(bool(stop.problems[0].at))
    assert outcomes == {True}


@pytest.mark.skipif(not shared, reason="CURRICLE_SHARED_DATA is not set")
@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("act-holistic-math.case-v1p0.json", 28),
        ("community-forensic-services.csv", 40),
        ("opensalt-items.csv", 99),
        ("opensalt-sample.xlsx", 4),
    ],
)
def test_real_files_give_their_items(name, count):
    data = (Path(str(shared)) / "frameworks" / name).read_bytes()
    assert len(read_framework(data, name=name).value.items) == count
