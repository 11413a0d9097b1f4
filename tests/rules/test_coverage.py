"""Coverage: what the mapping leaves open."""

from curricle.core.framework import AssessmentMethod, Facts
from curricle.core.policyset import PolicySet
from curricle.core.programme import Award


def test_ksb_taught_when_nothing_claims_a_ksb(draw):
    """K2 stands in the standard and no outcome claims it. A heading never counts."""
    drawn = draw(
        """
        M1  essay 100%: LO1
          LO1 -> K1 A
        """,
        items="[H1] K1 K2",
        kind="standard",
    )
    assert drawn.finding("ksb-taught").says == "One KSB is taught nowhere: K2."


def test_ksb_taught_with_any_letter(draw):
    """An I is enough to be taught."""
    drawn = draw(
        """
        M1  essay 100%: LO1
          LO1 -> K1 A, K2 I
        """,
        items="K1 K2",
        kind="standard",
    )
    assert drawn.findings("ksb-taught") == ()


def test_ksb_assessed_when_the_letter_stays_below_a(draw):
    """K2 is developed and nothing assesses it."""
    drawn = draw(
        """
        M1  essay 100%: LO1
          LO1 -> K1 A, K2 D
        """,
        items="K1 K2",
        kind="standard",
    )
    assert drawn.finding("ksb-assessed").says == "One KSB is taught but never assessed: K2."


def test_ksb_assessed_by_a_portfolio(draw):
    """The standard's own plan evidences K2 by a portfolio, so the modules need not assess it."""
    drawn = draw(
        """
        M1  essay 100%: LO1
          LO1 -> K1 A, K2 D
        """,
        items="K1 K2",
        kind="standard",
        facts=Facts(assessment_methods=(AssessmentMethod(name="Discussion underpinned by a portfolio", items=("K2",)),)),
    )
    assert drawn.findings("ksb-assessed") == ()
    assert drawn.finding("ksb-portfolio-only").says == "One KSB rests on the portfolio alone: K2."


def test_ksb_portfolio_only_counts_what_no_module_assesses(draw):
    """K2 is left to the portfolio; K1 is assessed in a module besides."""
    plan = AssessmentMethod(name="Discussion underpinned by a portfolio", items=("K1", "K2"))
    drawn = draw(
        """
        M1  essay 100%: LO1
          LO1 -> K1 A, K2 D
        """,
        items="K1 K2",
        kind="standard",
        facts=Facts(assessment_methods=(plan,)),
    )
    assert drawn.finding("ksb-portfolio-only").says == "One KSB rests on the portfolio alone: K2."


def test_capability_taught_when_nothing_claims_one(draw):
    """The finding names the first three and counts the rest."""
    drawn = draw(
        """
        M1  essay 100%: LO1
          LO1 -> C1 A
        """,
        items="C1 C2 C3 C4 C5",
    )
    finding = drawn.finding("capability-taught")
    assert finding.says == "Four capabilities are taught nowhere: C2, C3, C4 and one more."
    assert [place.label for place in finding.at] == ["The schema", "C2", "C3", "C4", "C5"]


def test_capability_assessed_when_no_assessment_stands_behind_the_a(draw):
    """An A without an assessment of that module behind it counts as taught only."""
    drawn = draw(
        """
        M1  essay 100%: LO1
          LO1 -> C1 A
          LO2 -> C2 A
        """,
        items="C1 C2",
    )
    assert drawn.finding("capability-assessed").says == "One capability is taught but never assessed: C2."


def test_single_thread_when_assessed_once(draw):
    """C1 is assessed in one module; C2 in two."""
    drawn = draw(
        """
        M1  essay 100%: LO1
          LO1 -> C1 A, C2 A
        M2  exam 100%: LO1
          LO1 -> C2 A
        """,
        items="C1 C2",
    )
    assert drawn.finding("single-thread").says == "One capability hangs by a single assessment: C1."


def test_optional_only_on_a_core_capability(draw):
    """The schema marks C1 as core (*), and only an optional module claims it: on some route it is never met."""
    drawn = draw(
        """
        M1  core  essay 100%: LO1
          LO1 -> C2 A
        M2  optional  essay 100%: LO1
          LO1 -> C1 A
        """,
        items="C1* C2",
    )
    finding = drawn.finding("optional-only")
    assert (finding.says, finding.severity) == ("One capability is missing on at least one route: C1.", "warns")


def test_optional_only_on_one_pathway(draw):
    """M2 is core, but stands on one of two pathways; C2 is no core item, so it is only pointed out."""
    drawn = draw(
        """
        M1  core  essay 100%: LO1
          LO1 -> C1 A
        M2  core on PA  essay 100%: LO1
          LO1 -> C2 A
        """,
        items="C1 C2",
        pathways="PA PB",
    )
    finding = drawn.finding("optional-only")
    assert (finding.says, finding.severity) == ("One capability is missing on at least one route: C2.", "informs")


def test_over_covered_beyond_the_limit(draw):
    """The institution allows two assessed claims on an item; C1 has three."""
    drawn = draw(
        """
        M1  essay 100%: LO1 LO2 LO3
          LO1 -> C1 A
          LO2 -> C1 A
          LO3 -> C1 A
        """,
        items="C1",
    )
    finding = drawn.finding("over-covered", policy=PolicySet(over_covered=2))
    assert (finding.says, finding.policy) == ("One capability is assessed more than two times: C1.", True)
    assert drawn.findings("over-covered") == ()


def test_behaviours_verified_under_the_reformed_model(draw):
    """Under the reformed model the employer verifies B1, so nothing has to assess it."""
    drawn = draw(
        """
        M1  essay 100%: LO1
          LO1 -> K1 A, B1 D
        """,
        items="K1 B1",
        kind="standard",
        facts=Facts(assessment_model="AAP"),
        apprenticeship=True,
    )
    assert drawn.finding("behaviours-verified").says == "One KSB is for the employer to verify: B1."
    assert drawn.findings("ksb-assessed") == ()


def test_pillar_without_a_when_nothing_of_it_is_assessed(draw):
    """C2 belongs to research and is only introduced."""
    drawn = draw(
        """
        M1  essay 100%: LO1
          LO1 -> C1 A, C2 I
        """,
        items="C1:clinical C2:research",
    )
    assert drawn.finding("pillar-without-a").says == "In The schema, nothing of research is assessed."


def test_pillar_balance_when_one_pillar_is_thin(draw):
    """Of twelve taught items one belongs to research: a twelfth is less than ten per cent. An item of two pillars counts half."""
    drawn = draw(
        "M1  essay 100%: LO1\n  LO1 -> " + ", ".join(f"C{at} A" for at in range(1, 13)),
        items=" ".join(f"C{at}:clinical" for at in range(1, 12)) + " C12:research",
    )
    finding = drawn.finding("pillar-balance")
    assert finding.says == "One pillar of The schema holds less than 10 per cent of what is taught: research."
    assert finding.advice is True


CHOICE = """
    M1  20 credits  core  essay 100%: LO1
      LO1 -> C2 A
    M2  20 credits  optional  essay 100%: LO1
      LO1 -> C1 A
    M3  20 credits  optional  essay 100%: LO1
      LO1 -> {} A
"""


def test_optional_only_when_every_choice_meets_it(draw):
    """The award of 40 credits needs M2 or M3, and both assess C1: nobody can miss it."""
    assert draw(CHOICE.format("C1"), items="C1 C2", award=Award(credits=40)).findings("optional-only") == ()


def test_optional_only_when_one_choice_misses_it(draw):
    """Whoever chooses M3 never meets C1."""
    drawn = draw(CHOICE.format("C2"), items="C1 C2", award=Award(credits=40))
    assert drawn.finding("optional-only").says == "One capability is missing on at least one route: C1."
