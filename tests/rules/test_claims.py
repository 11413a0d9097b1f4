"""Claims that point nowhere, and outcomes that claim nothing."""

from dataclasses import replace


def test_claim_on_heading(draw):
    """H1 is a heading: a claim on it covers neither C1 nor C2."""
    drawn = draw(
        """
        M1  essay 100%: LO1
          LO1 -> H1 A
        """,
        items="[H1] C1 C2",
    )
    assert drawn.finding("claim-on-heading").says == "One claim on The schema points to a heading: M1 LO1."
    assert drawn.finding("capability-taught").says == "Two capabilities are taught nowhere: C1 and C2."


def test_claim_on_unknown(draw):
    """C9 is not in this version of the schema."""
    drawn = draw(
        """
        M1  essay 100%: LO1
          LO1 -> C1 A, C9 A
        """,
        items="C1",
    )
    assert drawn.finding("claim-on-unknown").says == "One claim on The schema points to an item it does not hold: M1 LO1."


def test_claim_without_outcome(draw):
    """The outcome was taken out of the module and its claim stayed behind."""
    drawn = draw(
        """
        M1  essay 100%: LO1
          LO1 -> C1 A
          LO2 -> C1 D
        """,
        items="C1",
    )
    module = drawn.programme.modules[0]
    drawn = drawn.changed(modules=(replace(module, outcomes=module.outcomes[:1]),))
    assert drawn.finding("claim-without-outcome").says == "M1 holds claims of one outcome that it does not have."


def test_orphan_outcome(draw):
    """LO2 meets nothing in any lens."""
    drawn = draw(
        """
        M1  essay 100%: LO1 LO2
          LO1 -> C1 A
          LO2
        """,
        items="C1",
    )
    assert drawn.finding("orphan-outcome").says == "One outcome claims nothing: M1 LO2."
