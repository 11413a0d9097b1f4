"""Off-the-job training, prior learning and duration, by the funding rules of the first intake's year."""

from datetime import date

import pytest

from curricle.core.framework import Facts
from curricle.core.hours import months_of
from curricle.core.programme import Award

IN_2024, IN_2025, IN_2026 = date(2024, 9, 16), date(2025, 9, 15), date(2026, 9, 21)


def standard(minimum=439, confidence="C", **facts):
    return {
        "items": "K1",
        "kind": "standard",
        "apprenticeship": True,
        "first_intake": facts.pop("intake", IN_2026),
        "facts": Facts(
            minimum_off_the_job=minimum and minimum * 60,
            minimum_confidence=confidence,
            minimum_source="Annex C, version 1 (SR-OTJ)",
            **facts,
        ),
    }


def test_otj_not_planned(draw):
    """Nothing is planned yet."""
    assert draw("M1  20 credits", **standard()).finding("otj-not-planned").says == "No off-the-job time is planned yet."


def test_otj_floor(draw):
    """150 paid hours stay below the floor of 187, which no prior learning lowers."""
    finding = draw("M1  20 credits  150 h paid  50 h", **standard(minimum=200)).finding("otj-floor")
    assert (finding.says, finding.severity) == ("150 h of off-the-job time are planned; the floor is 187 h.", "blocks")
    assert finding.source == "Apprenticeship funding rules 2026/27 (EM), paragraph 86.2"


def test_otj_floor_of_another_year(draw):
    """The paragraph is that of the year of the first intake; 2024/25 has no floor."""
    drawn = draw("M1  20 credits  150 h paid", **standard(intake=IN_2025))
    assert drawn.finding("otj-floor").source == "Apprenticeship funding rules 2025/26 (EM), paragraph 81.2"
    assert draw("M1  20 credits  150 h paid", **standard(intake=IN_2024)).findings("otj-floor") == ()


def test_otj_minimum_with_an_unconfirmed_figure(draw):
    """439 hours rest on one unofficial copy (C), so falling short of them warns."""
    finding = draw("M1  20 credits  400 h paid", **standard()).finding("otj-minimum")
    assert finding.says == "400 h of off-the-job time are planned; the standard's minimum is 439 h."
    assert (finding.severity, finding.confidence, finding.source) == ("warns", "C", "Annex C, version 1 (SR-OTJ)")


def test_otj_minimum_with_an_official_figure(draw):
    """A figure read on the publisher's own page (A) blocks; 60 hours of prior learning lower it."""
    drawn = draw("M1  20 credits  370 h paid", **standard(confidence="A"), prior_learning=60 * 60)
    finding = drawn.finding("otj-minimum")
    assert finding.says == "370 h of off-the-job time are planned; the standard's minimum less 60 h of prior learning is 379 h."
    assert finding.severity == "blocks"


def test_otj_minimum_when_reached(draw):
    """Just enough is enough."""
    assert draw("M1  20 credits  439 h paid", **standard()).findings("otj-minimum") == ()


def test_otj_weekly(draw):
    """A start in 2024/25 counts by the week: 18 months are 78 weeks of six hours."""
    drawn = draw("M1  20 credits  400 h paid", **standard(intake=IN_2024, months=18))
    finding = drawn.finding("otj-weekly")
    assert finding.says == "400 h of off-the-job time are planned; 18 months at 6 h a week come to 468 h."
    assert drawn.findings("otj-minimum") == ()


def test_otj_no_figure(draw):
    """The standard at hand holds no minimum, so only the floor was checked."""
    drawn = draw("M1  20 credits  200 h paid", **standard(minimum=None))
    assert drawn.finding("otj-no-figure").says == "The standard gives no minimum of off-the-job hours."


def test_otj_month(draw):
    """Months 1, 2 and 4 have paid hours, month 3 none."""
    drawn = draw("M1  20 credits  150 h paid month 1  150 h paid month 2  150 h paid month 4", **standard())
    assert drawn.finding("otj-month").says == "One month has no off-the-job time: month 3."


def test_otj_month_without_months(draw):
    """Where no month is given, nothing is said."""
    assert draw("M1  20 credits  450 h paid", **standard()).findings("otj-month") == ()


def test_prior_learning_cap(draw):
    """439 less 187 leaves at most 252 hours to take off."""
    drawn = draw("M1  20 credits  187 h paid", **standard(confidence="B"), prior_learning=300 * 60)
    finding = drawn.finding("prior-learning-cap")
    assert (finding.says, finding.severity) == ("Prior learning takes off 300 h; at most 252 h may be taken off.", "blocks")


def test_prior_learning_documented(draw):
    """Only a documented reduction may lower the hours."""
    drawn = draw("M1  20 credits  439 h paid", **standard(), prior_learning=90)
    says = "Prior learning takes off 1 h 30 min, and nothing says how it is recognised."
    assert drawn.finding("prior-learning-documented").says == says


def test_duration(draw):
    """Six months are too few in every year."""
    finding = draw("M1  20 credits", **standard(), length="6 months full time").finding("duration")
    assert (finding.says, finding.severity) == ("The practical period is six months; at least eight are needed.", "blocks")


def test_duration_in_2024(draw):
    """Ten months are enough from August 2025 and too few before."""
    assert draw("M1  20 credits", **standard(), length="10 months").findings("duration") == ()
    drawn = draw("M1  20 credits", **standard(intake=IN_2024), length="10 months")
    assert drawn.finding("duration").says == "The practical period is ten months; at least 12 are needed."


@pytest.mark.parametrize(
    ("text", "months"),
    [("18 months", 18), ("1.5 years", 18), ("1 year 6 months", 18), ("78 weeks", 18), ("2-year part-time", 24), ("part time", 0), ("", 0)],
)
def test_months_of_a_length(text, months):
    assert months_of(text) == months


def test_month_outside(draw):
    """The programme lasts 18 months; month 19 lies behind its end."""
    drawn = draw("M1  20 credits  200 h month 19", length="18 months")
    assert drawn.finding("month-outside").says == "One module plans hours outside the 18 months of the programme: M1."


def test_otj_month_of_a_month_that_nobody_means(draw):
    """A slip of the pen does not make thousands of empty months."""
    drawn = draw("M1  20 credits  450 h paid month 999999999", **standard())
    assert len(drawn.findings("month-outside")) == 1
    assert drawn.finding("otj-month").says == "120 months have no off-the-job time: month 1, month 2, month 3 and 117 more."


def test_otj_floor_on_the_thinnest_pathway(draw):
    """Together the modules plan 300 paid hours, and nobody on PB gets more than 100 of them."""
    drawn = draw(
        """
        M1  20 credits  core  100 h paid  100 h
        M2  20 credits  core on PA  200 h paid
        """,
        pathways="PA PB",
        **standard(),
    )
    assert drawn.finding("otj-floor").says == "100 h of off-the-job time are planned on PB; the floor is 187 h."


def test_otj_floor_with_the_thinnest_choice(draw):
    """The award needs one of M2 and M3; whoever chooses M3 has 150 paid hours."""
    drawn = draw(
        """
        M1  20 credits  core  100 h paid  100 h
        M2  20 credits  optional  200 h paid
        M3  20 credits  optional  50 h paid  150 h
        """,
        award=Award(credits=40),
        **standard(),
    )
    assert drawn.finding("otj-floor").says == "150 h of off-the-job time are planned; the floor is 187 h."


def test_otj_block(draw):
    """Two empty months between blocks are allowed, three are not."""
    picture = "M1  20 credits  250 h paid month 1  250 h paid month {}"
    drawn = draw(picture.format(5), **standard(), mode="Block release")
    finding = drawn.finding("otj-block")
    assert finding.says == "From month 2 to month 4 there is no off-the-job time."
    assert finding.source == "Apprenticeship funding rules 2026/27 (EM), paragraph 93"
    assert drawn.findings("otj-month") == ()
    assert draw(picture.format(4), **standard(), mode="Block release").findings("otj-block") == ()
