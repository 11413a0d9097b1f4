"""Every fault in every format in which it can occur has exactly the answer that faults_by_format.csv says, with its place.

refused: nothing is read. warned: read, and a person is told (of a code that stands twice by the plan of the import). noted: the same, for
information. read: nothing is wrong, so many items came of it. cannot occur: why the format has no room for the fault.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

import outside
from curricle.core.imports import Act, plan
from curricle.door.problems import Refused, Weight
from curricle.interop import FRAMEWORK_FORMATS, PROSE, read_framework
from faulty_files import FAULTS, NAMES, faulty, name_of

TABLE = list(csv.DictReader(Path(__file__).with_name("faults_by_format.csv").open(encoding="utf-8")))
MADE = [row for row in TABLE if row["answer"] != "cannot occur"]
_CHILD = (".xlsx", ".docx", ".pdf", ".html")  # these are read by a child process
PLACE = re.compile(
    r"the file|the end|line \d+|\$|sheet '[^']+'(, (row \d+|column [A-Z]+|cell [A-Z]+\d+))?\Z|the part |(after )?(page|paragraph|table) \d+"
)


def case(row):
    slow = NAMES[row["format"]].endswith(_CHILD) or row["fault"] in {"wide", "mislabelled"}
    return pytest.param(row, id=f"{row['fault']}-{row['format']}".replace(" ", "_"), marks=[pytest.mark.slow] if slow else [])


def answers(fault, format):
    """(answer, place, words) of everything that is said; and how many items there are, None where it is refused."""
    try:
        reading = read_framework(faulty(fault, format), name=name_of(fault, format))
    except Refused as stop:
        return [("refused", each.at, each.says) for each in stop.problems if each.severity is Weight.ERROR], None
    said = [("warned" if each.severity is Weight.WARNING else "noted", each.at, each.says) for each in reading.problems]
    twice = [row for row in plan(reading.value, says=reading.says).rows if Act.CONFLICT in row.acts]
    return said + [("warned", reading.places[row.source], row.says) for row in twice], len(reading.value.items)


@pytest.mark.parametrize("row", [case(row) for row in MADE])
def test_fault_has_the_answer_of_the_table(row):
    said, items = answers(row["fault"], row["format"])
    if row["answer"] == "read":
        assert f"{items} items" == row["says"]
    else:
        assert (row["answer"], row["at"], row["says"]) in said
        assert (items is None) == (row["answer"] == "refused")
    assert [at for _, at, _ in said if not PLACE.match(at)] == []
    assert outside.ATTEMPTS == []


def test_table_has_every_fault_of_every_format_once():
    assert Counter((row["fault"], row["format"]) for row in TABLE) == Counter((fault, format) for fault in FAULTS for format in NAMES)


def test_every_format_that_is_read_is_in_the_table():
    known = {"template", "opensalt", "opencase", "compeito", "moodle", "dls", "openedx", "case", "curricle", "standard", *PROSE}
    assert known == {*FRAMEWORK_FORMATS, *PROSE}
    assert len(NAMES) == 18


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['fault']}-{row['format']}".replace(" ", "_"))
def test_words_are_for_people(row):
    """A pair that cannot occur says why; no words of a library, no type of a program."""
    assert row["says"]
    assert row["answer"] in {"refused", "warned", "noted", "read", "cannot occur"}
    assert re.search(r"Error|Exception|Traceback|<string>|None\b|xml[A-Z]", row["says"]) is None
