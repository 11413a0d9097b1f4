"""One canonical form, one digest, strict reading."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from curricle.core.canonical import DocumentError, canonical, digest, from_document, to_document
from curricle.core.framework import Facts, Framework, Item, Rubric, RubricCriterion, RubricLevel
from curricle.core.module import Hours, Module
from curricle.core.programme import Programme
from curricle.core.terms import Delivery, HoursKind
from draw import draw_framework

ITEM = {"id": "i", "kind": "capability", "statement": "Treat"}
HOURS = {"kind": "scheduled", "delivery": "live online", "minutes": 60}
MODULE = {"id": "m", "code": "M", "title": "M", "credits": 20, "level": 7}


def test_canonical_is_utf8_with_sorted_keys_and_no_spaces():
    assert canonical({"b": 1, "a": "é"}) == '{"a":"é","b":1}'.encode()


def test_canonical_leaves_empty_defaults_out():
    assert to_document(Item(id="i", kind="capability", statement="Treat")) == ITEM


def test_canonical_keeps_false_apart_from_nought():
    row = Hours(kind=HoursKind.SCHEDULED, delivery=Delivery.LIVE_ONLINE, minutes=0)
    assert to_document(row) == {**HOURS, "minutes": 0}


def test_canonical_writes_dates():
    programme = Programme(id="p", code="P", title="T", first_intake=date(2026, 9, 21))
    assert to_document(programme)["first_intake"] == "2026-09-21"
    assert from_document(Programme, to_document(programme)) == programme


def test_canonical_refuses_a_float():
    with pytest.raises(TypeError, match="float"):
        to_document(1.5)


def test_digest_is_the_same_on_every_machine():
    """A literal: a change of this line means that every kept digest is void."""
    assert digest(Item(id="i", kind="capability", statement="Treat")) == digest(dict(reversed(ITEM.items())))
    assert digest(ITEM) == "58414453f0a65b8455fe3bbc0fa64c9aa09cf888d3bfd53b4070c54ef461d002"


def test_digest_changes_with_a_single_letter():
    framework = draw_framework("C1 C2")
    changed = replace(framework, items=(replace(framework.items[0], statement="Statement of c1"), *framework.items[1:]))
    assert digest(framework) != digest(changed)


def test_framework_without_rubrics_keeps_the_digest_it_had_before_there_were_any():
    framework = Framework(id="f", line="l", code="F", title="T", version="1.0", kind="schema", items=(from_document(Item, ITEM),))
    assert "rubrics" not in to_document(framework)
    assert digest(framework) == digest(
        {"id": "f", "line": "l", "code": "F", "title": "T", "version": "1.0", "kind": "schema", "items": [ITEM]}
    )


def test_framework_with_rubrics_comes_back():
    level = RubricLevel(id="l1", quality="entry", score="2.5")
    rubric = Rubric(id="r", title="Levels", criteria=(RubricCriterion(id="c", item="i", levels=(level,)),))
    framework = replace(draw_framework("C1"), rubrics=(rubric,))
    assert from_document(Framework, to_document(framework)) == framework


def test_framework_with_everything_comes_back():
    framework = draw_framework(
        "[H1] C1:clinical C2*", facts=Facts(level=6, months=18, minimum_off_the_job=1, modules=(from_document(Module, MODULE),))
    )
    assert from_document(Framework, to_document(framework)) == framework


@dataclass(frozen=True, kw_only=True)
class Even:
    """A value with a rule of its own."""

    number: int

    def __post_init__(self):
        if self.number % 2:
            raise ValueError(f"{self.number} is odd")


def test_from_document_tells_what_the_value_itself_refuses():
    assert from_document(Even, {"number": 2}) == Even(number=2)
    with pytest.raises(DocumentError) as stop:
        from_document(Even, {"number": 3})
    assert str(stop.value) == "$: 3 is odd"


def test_from_document_reads_pairs():
    item = from_document(Item, {**ITEM, "extras": [["uri", "urn:1"]]})
    assert (item.extras, to_document(item)["extras"]) == ((("uri", "urn:1"),), [["uri", "urn:1"]])


@pytest.mark.parametrize(
    ("kind", "document", "says"),
    [
        (Item, {**ITEM, "colour": "red"}, "$.colour: Item has no field of this name"),
        (Item, {"id": "i", "kind": "k"}, "$: the field 'statement' is missing"),
        (Item, {**ITEM, "statement": 3}, "$.statement: expected text, found a number"),
        (Item, {**ITEM, "statement": "a\x00b"}, "$.statement: the text holds a NUL character"),
        (Item, {**ITEM, "pillars": "clinical"}, "$.pillars: expected a list, found text"),
        (Item, {**ITEM, "pillars": [None]}, "$.pillars[0]: expected text, found nothing"),
        (Item, {**ITEM, "extras": [["a"]]}, "$.extras[0]: expected 2 entries, found 1"),
        (Item, [], "$: expected an object, found a list"),
        (Hours, {**HOURS, "minutes": True}, "$.minutes: expected a whole number, found true or false"),
        (Hours, {**HOURS, "minutes": 1.5}, "$.minutes: expected a whole number, found something else"),
        (Hours, {**HOURS, "paid": 1}, "$.paid: expected true or false, found a number"),
        (Programme, {"id": "p", "code": "P", "title": "T", "first_intake": "soon"}, "$.first_intake: expected a date such as 2027-09-20"),
        (Module, {**MODULE, "hours": [{**HOURS, "month": {}}]}, "$.hours[0].month: expected a whole number, found an object"),
    ],
)
def test_from_document_names_the_place(kind, document, says):
    with pytest.raises(DocumentError) as stop:
        from_document(kind, document)
    assert str(stop.value) == says


def test_from_document_lists_what_a_closed_list_holds():
    with pytest.raises(DocumentError) as stop:
        from_document(Hours, {**HOURS, "kind": "lecture"})
    assert stop.value.says == "'lecture' is not known here; expected one of scheduled, guided independent, independent, work-based"
