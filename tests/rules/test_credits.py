"""Credits, levels and the award."""

from dataclasses import replace

from curricle.core.framework import Facts
from curricle.core.programme import Award

PGCERT = Award(title="PgCert Enhanced Practice", type="PgCert", credits=60)


def test_credits_10_when_hours_are_short(draw):
    """20 credits need 200 hours; 180 are planned."""
    drawn = draw("M1  20 credits  180 h")
    finding = drawn.finding("credits-10")
    assert (finding.says, finding.severity) == ("M1 plans 180 h: 20 h fewer than its 20 credits need.", "blocks")
    assert finding.at[0].kind == "hours"


def test_credits_10_when_the_sum_is_right(draw):
    """The rows come to 200 hours, whatever their kind."""
    assert draw("M1  20 credits  60 h scheduled  140 h work-based workplace").findings("credits-10") == ()


def test_hours_missing(draw):
    """Nothing is planned yet: that is pointed out, and is not called a wrong sum."""
    drawn = draw("M1  20 credits")
    assert drawn.finding("hours-missing").says == "One module has no planned hours: M1."
    assert drawn.findings("credits-10") == ()


def test_credits_missing(draw):
    """A module of no credits counts nowhere."""
    assert draw("M1  0 credits").finding("credits-missing").says == "One module carries no credits: M1."


def test_usual_size(draw):
    """25 is none of 10, 15, 20, 30, 40 and 60."""
    finding = draw("M1  25 credits").finding("usual-size")
    assert (finding.says, finding.policy) == ("M1 carries 25 credits, which is an unusual size.", True)


def test_largest_module(draw):
    """The usual limit is 120 credits."""
    assert draw("M1  130 credits").finding("largest-module").says == "M1 carries 130 credits; the limit is 120."


def test_level_tags(draw):
    """Level 3 is not a level of higher education."""
    finding = draw("M1  level 3").finding("level-tags")
    assert (finding.says, finding.severity) == ("One module has no level between 4 and 8: M1.", "blocks")


def test_level_of_modules(draw):
    """In a level 7 award a level 6 module is usual, a level 5 one stands apart."""
    drawn = draw(
        """
        M1  20 credits  level 5
        M2  40 credits  level 6
        """,
        award=PGCERT,
    )
    assert drawn.finding("level-of-modules").says == "One module stands apart from the award's level 7: M1 at level 5."


def test_award_credits(draw):
    """A postgraduate diploma of 100 credits promises more than it gives."""
    drawn = draw("M1  100 credits", award=replace(PGCERT, type="Postgraduate Diploma", credits=100))
    finding = drawn.finding("award-credits")
    assert finding.says == "The award is a PgDip of 100 credits; 120 would be expected."
    assert (finding.severity, finding.confidence) == ("warns", "D")


def test_award_credits_of_another_award(draw):
    """Of other awards nothing is known, so nothing is said."""
    assert draw("M1  20 credits", award=Award(type="Short course", credits=20)).findings("award-credits") == ()


def test_award_level_credits(draw):
    """A PgCert needs 40 credits at level 7; one module of 20 stands there."""
    drawn = draw(
        """
        M1  20 credits  level 7
        M2  40 credits  level 6
        """,
        award=PGCERT,
    )
    assert drawn.finding("award-level-credits").says == "The modules give at most 20 credits at level 7; 40 are needed."


def test_award_level_credits_by_its_own_rule(draw):
    """The award itself states a higher minimum of 60."""
    drawn = draw(
        """
        M1  40 credits  level 7
        M2  20 credits  level 6
        """,
        award=replace(PGCERT, minimum_at_level=60),
    )
    finding = drawn.finding("award-level-credits")
    assert (finding.says, finding.confidence) == ("The modules give at most 40 credits at level 7; 60 are needed.", "P")


def test_modules_make_award_with_a_choice(draw):
    """40 core credits and one of two optional modules of 20 make 60."""
    drawn = draw(
        """
        M1  40 credits  core
        M2  20 credits  optional
        M3  20 credits  optional
        """,
        award=PGCERT,
    )
    assert drawn.findings("modules-make-award") == ()


def test_modules_make_award_when_short(draw):
    """On pathway PB only 40 credits can be reached."""
    drawn = draw(
        """
        M1  40 credits  core
        M2  20 credits  core on PA
        """,
        award=PGCERT,
        pathways="PA PB",
    )
    assert drawn.finding("modules-make-award").says == "The modules come to 40 credits at best on PB; the award has 60."


def test_modules_make_award_when_the_core_is_too_large(draw):
    """80 core credits overshoot 60."""
    drawn = draw("M1  80 credits", award=PGCERT)
    assert drawn.finding("modules-make-award").says == "The core modules carry 80 credits; the award has 60."


def test_level_confusion(draw):
    """A level 6 apprenticeship may carry a level 7 award; both are to be said."""
    drawn = draw("M1  60 credits", items="K1", kind="standard", facts=Facts(level=6), award=PGCERT, apprenticeship=True)
    finding = drawn.finding("level-confusion")
    assert (finding.says, finding.severity) == ("The apprenticeship stands at level 6 and the award at level 7.", "informs")


def test_modules_make_award_of_a_size_that_nobody_means(draw):
    """Counting stays quick whatever stands in the cell."""
    picture = "\n".join(f"M{at}  {2**at} credits  optional" for at in range(30))
    drawn = draw(picture, award=replace(PGCERT, credits=10**12))
    assert len(drawn.findings("modules-make-award")) == 1
