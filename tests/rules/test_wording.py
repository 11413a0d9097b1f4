"""How outcomes are worded: our own advice, marked P."""

from dataclasses import replace

import pytest

from curricle.core.checks.wording import opening, two_demands


def test_outcome_without_text(draw):
    """LO1 is a code and nothing else."""
    drawn = draw("""
        M1  essay 100%: LO1
          LO1
    """)
    module = drawn.programme.modules[0]
    drawn = drawn.changed(modules=(replace(module, outcomes=(replace(module.outcomes[0], text=""),)),))
    assert drawn.finding("outcome-without-text").says == "One outcome has no text: M1 LO1."


def test_measurable_verb(draw):
    """Nobody can watch a learner understand."""
    drawn = draw("""
        M1  essay 100%: LO1 LO2
          LO1 By the end, the learner will be able to understand gait
          LO2 Explain how gait changes with age
    """)
    finding = drawn.finding("measurable-verb")
    assert finding.says == "One outcome opens with a verb that cannot be assessed: M1 LO1."
    assert (finding.advice, finding.confidence, finding.severity) == (True, "P", "informs")


def test_one_demand(draw):
    """To evaluate and to lead are two demands; evidence and practice are two objects of one."""
    drawn = draw("""
        M1  essay 100%: LO1 LO2
          LO1 Critically evaluate the evidence and lead a change of the service
          LO2 Critically evaluate the evidence and practice of wound care
    """)
    assert drawn.finding("one-demand").says == "One outcome makes two demands: M1 LO1."


def test_level_wording(draw):
    """At level 7 describe is too little; at level 6 nothing is said."""
    drawn = draw("""
        M1  level 7  essay 100%: LO1
          LO1 Describe the anatomy of the foot
        M2  level 6  essay 100%: LO1
          LO1 Describe the anatomy of the hand
    """)
    assert drawn.finding("level-wording").says == "One outcome at level 7 opens with a verb of a lower level: M1 LO1."


def test_outcome_length(draw):
    """41 words are more than 40."""
    drawn = draw("M1  essay 100%: LO1\n  LO1 Evaluate " + "word " * 40)
    assert drawn.finding("outcome-length").says == "One outcome is longer than 40 words: M1 LO1."


def test_outcome_twice(draw):
    """Capitals and a full stop make no difference."""
    drawn = draw("""
        M1  essay 100%: LO1
          LO1 Evaluate a plan of care
        M2  essay 100%: LO1
          LO1 Evaluate a Plan of care.
    """)
    assert drawn.finding("outcome-twice").says == "Two outcomes have the same words as another: M1 LO1 and M2 LO1."


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Critically evaluate evidence", "evaluate evidence"),
        ("On completion of the module, students should be able to independently plan care", "plan care"),
        ("The apprentice can lead a team", "lead a team"),
        ("To work safely", "work safely"),
        ("", ""),
    ],
)
def test_opening_of_an_outcome(text, verb):
    assert opening(text) == verb


@pytest.mark.parametrize(
    ("text", "two"),
    [
        ("Design and deliver teaching", True),
        ("Assess, diagnose and treat", True),
        ("Understand and apply theory", False),
        ("Evaluate plan and practice", False),
        ("Plan care and to review it", True),
    ],
)
def test_two_demands_of_an_outcome(text, two):
    assert two_demands(text) is two
