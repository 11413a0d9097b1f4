import pytest

from curricle.core.framework import Framework, Item, Link
from curricle.door.assembly import NO_VERSION, SteadyIds, child_links, finish, is_uuid, short_code, steady_id, title_from
from curricle.door.limits import DEFAULT
from curricle.door.problems import Problem, Refused, Weight
from curricle.door.report import MOST, Report


def framework(*items: Item, links: tuple[Link, ...] = ()) -> Framework:
    return Framework(id="F", line="F", code="c", title="t", version=NO_VERSION, kind="framework", items=items, links=links)


def item(id: str, statement: str = "x", kind: str = "capability", **more) -> Item:
    return Item(id=id, kind=kind, statement=statement, **more)


def pillars(*items: Item, links: tuple[Link, ...]) -> list[tuple[str, ...]]:
    reading = finish(framework(*items, links=links), format="f", report=Report(), places={}, limits=DEFAULT)
    return [each.pillars for each in reading.value.items]


def test_pillar_is_that_of_the_nearest_heading_above():
    items = (item("R", "Research", "domain"), item("P", "Our own pillar", "pillar"), item("A"), item("B", pillars=("education",)))
    links = child_links([("R", "F", 1), ("P", "R", 1), ("A", "P", 1), ("B", "R", 2)])
    assert pillars(*items, links=links) == [(), ("research",), ("our own pillar",), ("education",)]


def test_statements_that_only_mention_a_pillar_name_none():
    long = "Leads the clinical governance of a service for people with long-term conditions"
    items = (item("H", long, "domain"), item("A"), item("C", "Clinical reasoning"), item("D"))
    assert pillars(*items, links=child_links([("A", "H", 1), ("D", "C", 1)])) == [(), (), (), ()]


def test_equal_ids_are_refused():
    with pytest.raises(Refused) as stop:
        finish(framework(item("A"), item("A")), format="f", report=Report(), places={}, limits=DEFAULT)
    assert str(stop.value) == "the file: two items have the same identifier"


def test_long_ring_is_shown_in_part():
    names = [f"N{at:02}" for at in range(15)]
    links = child_links((name, names[(at + 1) % 15], None) for at, name in enumerate(names))
    with pytest.raises(Refused) as stop:
        finish(framework(*(item(name, code=name) for name in names), links=links), format="f", report=Report(), places={}, limits=DEFAULT)
    assert str(stop.value) == "the file: items are each other's ancestor: " + " → ".join([*names[:12], "…", "N00"])


def test_steady_ids_are_the_same_each_time_and_never_equal():
    made, again = SteadyIds("a", "b"), SteadyIds("a", "b")
    first = [made.of("x"), made.of("x"), made.of("x", "2")]
    assert first == [again.of("x"), again.of("x"), again.of("x", "2")]
    assert len(set(first)) == 3
    assert steady_id("opensalt", "t") == "b4a6bb3f-15d5-5b36-8d0e-15321be4cb8f"


@pytest.mark.parametrize(
    ("name", "title"),
    [("a/b c.csv", "b c"), ("C:\\x\\list.xlsx", "list"), ("", "Untitled framework"), (".csv", ".csv"), ("plain", "plain")],
)
def test_title_comes_from_the_name(name, title):
    assert title_from(name) == title


def test_short_code_is_made_of_the_title():
    assert [short_code(text) for text in ("ACT Holistic Framework, Math", "Soin & santé", "???")] == [
        "act-holistic-framework-math",
        "soin-santé",
        "framework",
    ]


@pytest.mark.parametrize(
    ("text", "is_one"), [("A33FC64E-5c40-11e7-82c4-3d54268aa9ee", True), ("a33fc64e5c4011e782c43d54268aa9ee", False), ("x", False)]
)
def test_is_uuid_knows_the_usual_form(text, is_one):
    assert is_uuid(text) is is_one


def test_report_keeps_errors_first_and_counts_what_is_too_much():
    report = Report()
    for at in range(MOST + 5):
        report.warn(f"line {at}", "odd")
    report.error("line 999", "wrong")
    report.error("line 1000", "wrong")
    assert (len(report.problems), report.problems[0]) == (MOST + 2, Problem(at="line 999", says="wrong"))
    assert report.problems[-1] == Problem(at="the file", says="and 6 more problems", severity=Weight.NOTE)
    with pytest.raises(Refused):
        report.stop()
