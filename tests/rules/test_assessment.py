"""Assessments: weights, what they assess, how many and how much."""

import pytest

from curricle.core.checks.limits import words_of
from curricle.core.policyset import PolicySet


def test_weights_100_when_the_sum_is_off(draw):
    """60 and 30 come to 90."""
    drawn = draw("""
        M1  essay 60%: LO1  exam 30%: LO1
          LO1
    """)
    finding = drawn.finding("weights-100")
    assert (finding.says, finding.severity, finding.confidence) == ("The assessments of M1 come to 90 per cent.", "blocks", "P")
    assert (finding.at[0].label, finding.at[0].field) == ("M1 A2", "weight")


def test_weights_100_with_a_negative_weight(draw):
    """120 and -20 come to 100 and are wrong all the same."""
    drawn = draw("""
        M1  essay 120%: LO1  exam -20%: LO1
          LO1
    """)
    assert drawn.finding("weights-100").says == "An assessment of M1 has a weight below nought."


def test_weights_100_when_all_are_pass_or_fail(draw):
    """Pass or fail needs no weight."""
    drawn = draw("""
        M1  portfolio pass/fail: LO1  viva pass/fail: LO1
          LO1
    """)
    assert (drawn.findings("weights-100"), drawn.findings("weights-missing")) == ((), ())


def test_weights_missing(draw):
    """Neither a weight nor pass or fail is given."""
    drawn = draw("""
        M1  essay: LO1
          LO1
    """)
    assert drawn.finding("weights-missing").says == "The assessments of one module have no weights: M1."


def test_outcome_assessed(draw):
    """The essay assesses LO1; nothing assesses LO2."""
    drawn = draw("""
        M1  essay 100%: LO1
          LO1
          LO2
    """)
    finding = drawn.finding("outcome-assessed")
    assert (finding.says, finding.severity) == ("One outcome is assessed by nothing: M1 LO2.", "warns")


def test_a_without_assessment(draw):
    """LO2 claims an A, and no assessment of its module assesses it."""
    drawn = draw(
        """
        M1  essay 100%: LO1
          LO1 -> C1 A
          LO2 -> C1 A
        """,
        items="C1",
    )
    assert drawn.finding("a-without-assessment").says == "One outcome claims an A with no assessment behind it: M1 LO2."


def test_module_without_assessment(draw):
    """M1 has an outcome and nothing to assess it by."""
    drawn = draw("""
        M1
          LO1
    """)
    assert drawn.finding("module-without-assessment").says == "One module has no assessment: M1."


def test_assessment_of_nothing(draw):
    """The exam names no outcome."""
    drawn = draw("""
        M1  essay 50%: LO1  exam 50%
          LO1
    """)
    assert drawn.finding("assessment-of-nothing").says == "One assessment assesses no outcome: M1 A2."


def test_assessment_of_unknown(draw):
    """The module has no LO9."""
    drawn = draw("""
        M1  essay 100%: LO1 LO9
          LO1
    """)
    assert drawn.finding("assessment-of-unknown").says == "One assessment names an outcome that the module does not have: M1 A1."


def test_elements_per_module(draw):
    """The usual limit is two for 20 credits; a module of 40 may have four."""
    drawn = draw("""
        M1  20 credits  essay 40%: LO1  exam 30%: LO1  viva 30%: LO1
          LO1
        M2  40 credits  essay 40%: LO1  exam 30%: LO1  viva 30%: LO1
          LO1
    """)
    finding = drawn.finding("elements-per-module")
    assert (finding.says, finding.policy) == ("M1 has three assessments; the limit for 20 credits is two.", True)
    assert drawn.findings("elements-per-module", policy=PolicySet(elements_per_unit=3)) == ()


def test_assessment_load(draw):
    """250 words a credit make 5,000 for 20 credits; the module asks for 6,000."""
    drawn = draw("""
        M1  20 credits  essay 50% of 2,500-3,000 words: LO1  report 50% of 3000 words: LO1  viva of 20 minutes: LO1
          LO1
    """)
    finding = drawn.finding("assessment-load")
    assert (finding.says, finding.advice) == ("M1 asks for 6,000 words; 5,000 would be usual for 20 credits.", True)


@pytest.mark.parametrize(
    ("size", "words"),
    [("3,000 words", 3000), ("2,000 to 2,500 words", 2500), ("1500-word report", 1500), ("20 minutes", 0), ("", 0), ("words", 0)],
)
def test_words_of_a_size(size, words):
    assert words_of(size) == words
