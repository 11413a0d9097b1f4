import json
import random
from datetime import date

import pytest

from curricle.core.framework import Facts, Framework, Item, Link
from curricle.core.module import Assessment, Claim, Hours, Module, Outcome
from curricle.core.programme import Award, Lens, Pathway, Placement, Programme
from curricle.core.terms import Delivery, HoursKind, Letter
from curricle.door.problems import Refused
from curricle.interop.curricle import read_framework, read_programme, write_framework, write_programme

FRAMEWORK = Framework(
    id="F",
    line="L",
    code="DEMO",
    title="Demonstration “schema”",
    version="1.0",
    kind="schema",
    items=(Item(id="A", kind="pillar", statement="Clinical"), Item(id="B", kind="capability", statement="x\r\ny")),
    links=(Link(source="A", target="F", type="isChildOf", order=1), Link(source="B", target="A", type="isChildOf", order=1)),
    facts=Facts(level=7),
)
MODULE = Module(
    id="M",
    code="M1",
    title="Wound care",
    credits=20,
    level=7,
    outcomes=(Outcome(id="O", code="LO1", text="Evaluate"),),
    assessments=(Assessment(id="E", code="A1", title="Essay", weight=100, outcomes=("O",)),),
    hours=(Hours(kind=HoursKind.SCHEDULED, delivery=Delivery.LIVE_ONLINE, minutes=600, paid=True),),
    claims=(Claim(outcome="O", framework="F", item="B", letter=Letter.A),),
)
PROGRAMME = Programme(
    id="P",
    code="PG1",
    title="Programme",
    award=Award(title="PgDip", credits=120),
    modules=(MODULE,),
    placements=(Placement(module="M"),),
    pathways=(Pathway(id="W", code="POD", title="Podiatry"),),
    lenses=(Lens(framework="F", code="DEMO"),),
    first_intake=date(2027, 9, 20),
)


def refusal(read, document: object) -> str:
    with pytest.raises(Refused) as stop:
        read(json.dumps(document).encode())
    return str(stop.value)


def changed(**changes: object) -> dict[str, object]:
    document = json.loads(write_framework(FRAMEWORK))
    document["framework"].update(changes)
    return document


@pytest.mark.parametrize("pretty", [False, True])
def test_framework_written_and_read_is_the_same(pretty):
    reading = read_framework(write_framework(FRAMEWORK, pretty=pretty))
    assert reading.value == FRAMEWORK
    assert (reading.format, reading.places, reading.problems) == (
        "curricle",
        {"A": "$.framework.items[0]", "B": "$.framework.items[1]"},
        (),
    )


@pytest.mark.parametrize("pretty", [False, True])
def test_programme_written_and_read_is_the_same(pretty):
    reading = read_programme(write_programme(PROGRAMME, pretty=pretty))
    assert reading.value == PROGRAMME
    assert reading.places == {
        "M": "$.programme.modules[0]",
        "O": "$.programme.modules[0].outcomes[0]",
        "E": "$.programme.modules[0].assessments[0]",
        "W": "$.programme.pathways[0]",
    }


def test_canonical_bytes_have_a_fixed_form():
    framework = Framework(id="F", line="L", code="c", title="t", version="1", kind="k")
    assert write_framework(framework) == (
        b'{"curricle":1,"framework":{"code":"c","id":"F","kind":"k","line":"L","title":"t","version":"1"}}'
    )


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ([], "$.curricle: this is not Curricle's own JSON"),
        ({"curricle": 2, "framework": {}}, "$.curricle: this program reads edition 1 of Curricle's JSON"),
        ({"curricle": True, "framework": {}}, "$.curricle: this program reads edition 1 of Curricle's JSON"),
        ({"curricle": 1, "programme": {}}, "$.framework: there is no framework in this file"),
        ({"curricle": 1, "framework": {}, "status": 1}, "$.status: nothing of this name belongs here"),
        ({"curricle": 1, "framework": {}}, "$.framework: the field 'code' is missing"),
        (changed(status="draft"), "$.framework.status: Framework has no field of this name"),
        (changed(items=[{"id": "A", "kind": "x", "statement": 5}]), "$.framework.items[0].statement: expected text, found a number"),
        (changed(items=[], links=[]), "the file: no item was found; a framework has at least one"),
        (
            changed(items=[{"id": "A", "kind": "x", "statement": "s"}] * 2, links=[]),
            "$.framework.items[1].id: the id A is already that of $.framework.items[0]",
        ),
        (
            changed(links=[{"source": "X", "target": "Y", "type": "isPeerOf"}]),
            "$.framework.links[0]: neither end of this link is in the framework",
        ),
        (
            changed(links=[{"source": "A", "target": "B", "type": "isChildOf"}, {"source": "B", "target": "A", "type": "isChildOf"}]),
            "$.framework.items[0]: items are each other's ancestor: Clinical → x y → Clinical",
        ),
    ],
)
def test_broken_framework_is_refused_with_its_path(document, says):
    assert refusal(read_framework, document) == says


def test_programme_with_equal_ids_is_refused():
    document = json.loads(write_programme(PROGRAMME))
    document["programme"]["modules"][0]["assessments"][0]["id"] = "O"
    assert refusal(read_programme, document) == (
        "$.programme.modules[0].assessments[0].id: the id O is already that of $.programme.modules[0].outcomes[0]"
    )


def test_number_with_a_fraction_is_refused():
    with pytest.raises(Refused) as stop:
        read_framework(b'{"curricle": 1.0}')
    assert str(stop.value) == "$.curricle: the number 1.0 is not a whole number"


def test_random_damage_gives_a_value_or_a_refusal():
    whole = write_framework(FRAMEWORK, pretty=True)
    dice = random.Random(2)
    outcomes = set()
    for _ in range(400):
        spoilt = bytearray(whole)
        for _ in range(dice.randint(1, 3)):
            at = dice.randrange(len(spoilt))
            spoilt[at : at + dice.randint(0, 2)] = dice.choice([b'"', b"1", b"[", b"}", b",", b"x", b""])
        try:
            outcomes.add(read_framework(bytes(spoilt)).format)
        except Refused as stop:
            outcomes.add(bool(stop.problems[0].at))
    assert outcomes == {"curricle", True}
