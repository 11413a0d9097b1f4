"""The rule book is current, whole and disciplined."""

import importlib.util
import sys
from pathlib import Path

import pytest

from curricle.core.checks import RULES, book
from curricle.core.checks.rule import facts_digest, rule
from curricle.core.rulesets import ALL
from curricle.core.terms import Confidence, Severity

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def rule_book():
    spec = importlib.util.spec_from_file_location("rule_book", ROOT / "tools/rule_book.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_book_is_current(rule_book):
    assert rule_book.BOOK.read_text(encoding="utf-8") == rule_book.text(), "run tools/rules"
    assert rule_book.HELP.read_text(encoding="utf-8") == rule_book.help_text(), "run tools/rules"


def test_every_rule_is_drawn(rule_book):
    drawn = rule_book.drawn(book())
    assert [id for id, its in drawn.items() if not any(each.says for each in its)] == []


def test_only_sound_sources_block():
    """A and B, and two rules of house arithmetic: weights and codes (meanings, 14)."""
    blocking = {id: each for id, each in RULES.items() if each.severity is Severity.BLOCKS}
    unsound = {id for id, each in blocking.items() if each.confidence not in (Confidence.A, Confidence.B)}
    assert unsound == {"weights-100", "codes-unique"}
    assert [id for id, each in blocking.items() if each.advice or each.policy] == []


def test_advice_is_our_own():
    assert [id for id, each in RULES.items() if each.advice and each.confidence is not Confidence.P] == []


def test_every_citation_belongs_to_a_rule():
    assert sorted({id for each in ALL for id in each.citations} - set(RULES)) == []


def test_rule_without_a_sound_source_cannot_block():
    register = rule("new-rule", topic="T", severity=Severity.BLOCKS, source="S", confidence=Confidence.D, why="W.")
    with pytest.raises(ValueError, match="no source that may block"):
        register(_finds_nothing)


def test_rule_with_a_taken_id_is_refused():
    register = rule("credits-10", topic="T", severity=Severity.WARNS, source="S", confidence=Confidence.D, why="W.")
    with pytest.raises(ValueError, match="an id of its own"):
        register(_finds_nothing)


def test_facts_digest_is_the_same_whatever_the_order_of_keys():
    assert facts_digest({"a": 1, "b": 2}) == facts_digest({"b": 2, "a": 1})


def _finds_nothing(programme, context):
    """Nothing."""
    yield from ()
