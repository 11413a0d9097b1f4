"""Small things that values say of themselves."""

import pytest

from curricle.core.checks.words import count, hours, names, number
from curricle.core.framework import Item
from curricle.core.programme import Placement, Programme
from curricle.core.registry import kind_label, pillar_of
from curricle.core.terms import Confidence, Delivery, Letter, Role, Stage


@pytest.mark.parametrize(
    ("item", "name"),
    [
        (Item(id="i", kind="skill", statement="Treat", code="S1", title="T"), "S1"),
        (Item(id="i", kind="skill", statement="Treat", title="Treating"), "Treating"),
        (Item(id="i", kind="skill", statement="Treat"), "Treat"),
        (Item(id="i", kind="skill", statement="x" * 60), "x" * 57 + "…"),
    ],
)
def test_item_is_called_by_code_title_or_start(item, name):
    assert item.name == name


@pytest.mark.parametrize(
    ("text", "pillar"),
    [
        ("Clinical practice", "clinical"),
        ("Leadership & management", "leadership and management"),
        ("Research", "research"),
        ("Domain A", ""),
    ],
)
def test_pillar_of_a_heading(text, pillar):
    assert pillar_of(text) == pillar


def test_kind_label_of_an_unknown_kind_is_its_own():
    assert [kind_label("indicative content"), kind_label("proficiency"), kind_label("")] == ["Indicative content", "Proficiency", ""]


def test_letters_are_ordinal():
    assert [(letter.rank, letter.word) for letter in Letter] == [(1, "introduced"), (2, "developed"), (3, "assessed")]


def test_published_is_the_last_three_stages():
    assert [stage.value for stage in Stage if stage.published] == ["pending implementation", "implemented", "retired"]


def test_every_member_of_a_closed_list_has_words():
    assert [role for role in Role if not role.label] == []
    assert [confidence for confidence in Confidence if not confidence.says] == []
    assert [delivery for delivery in Delivery if delivery.online] == [Delivery.LIVE_ONLINE, Delivery.SELF_PACED_ONLINE]


def test_placement_of_a_module_without_one_is_core_everywhere():
    placed = Placement(module="M1", core=False)
    programme = Programme(id="p", code="P", title="T", placements=(placed,))
    assert (programme.placement_of("M1"), programme.placement_of("M2")) == (placed, Placement(module="M2"))
    assert list(programme.claims()) == []


@pytest.mark.parametrize(("minutes", "text"), [(0, "0 h"), (30, "30 min"), (60, "1 h"), (90, "1 h 30 min"), (120000, "2,000 h")])
def test_hours_in_words(minutes, text):
    assert hours(minutes) == text


def test_numbers_and_names_in_words():
    assert [number(0), number(10), number(11), number(1200), number(-1)] == ["no", "ten", "11", "1,200", "-1"]
    assert [count(1, "lens", "lenses"), count(2, "lens", "lenses"), count(3, "claim")] == ["one lens", "two lenses", "three claims"]
    assert [names([]), names(["A"]), names(["A", "B", "C"]), names(list("ABCDE"))] == ["", "A", "A, B and C", "A, B, C and two more"]


def test_claims_come_with_their_module(draw):
    programme = draw("M1\n  LO1 -> K1 A, K2 D\nM2\n  LO1 -> K1 I").programme
    assert [(module.code, claim.item) for module, claim in programme.claims()] == [("M1", "K1"), ("M1", "K2"), ("M2", "K1")]
