"""Which year's rules hold."""

from datetime import date

import pytest

from curricle.core.framework import Facts
from curricle.core.rulesets import FUNDING, for_intake


def test_intake_missing(draw):
    """Without a date the latest rules are used, and the report says so."""
    says = "The first intake has no date, so the rules of 2026/27 were used."
    assert draw(apprenticeship=True).finding("intake-missing").says == says


def test_intake_later_than_rules(draw):
    """September 2027 lies in a year whose rules are not known."""
    drawn = draw(apprenticeship=True, first_intake=date(2027, 9, 20))
    says = "The first intake is later than the last known rules, so those of 2026/27 were used."
    assert drawn.finding("intake-later-than-rules").says == says


def test_intake_earlier_than_rules(draw):
    """September 2023 lies before the first known year: nothing is pretended."""
    drawn = draw(apprenticeship=True, first_intake=date(2023, 9, 18))
    assert drawn.finding("intake-earlier-than-rules").says == "The first intake is earlier than the rules of 2024/25, the first known here."


def test_level_7_age(draw):
    """A level 7 apprenticeship from 2026 is funded only for starters under 22."""
    drawn = draw(items="K1", kind="standard", facts=Facts(level=7), apprenticeship=True, first_intake=date(2026, 9, 21))
    finding = drawn.finding("level-7-age")
    assert (finding.says, finding.severity) == (
        "The apprenticeship stands at level 7, which is funded only for starters under 22.",
        "warns",
    )


def test_level_7_age_of_a_level_6_apprenticeship(draw):
    """Level 6 is untouched, whatever the level of the award."""
    drawn = draw(items="K1", kind="standard", facts=Facts(level=6), apprenticeship=True, first_intake=date(2026, 9, 21))
    assert drawn.findings("level-7-age") == ()


@pytest.mark.parametrize(
    ("intake", "year"),
    [
        (date(2024, 8, 1), "2024/25"),
        (date(2025, 7, 31), "2024/25"),
        (date(2025, 8, 1), "2025/26"),
        (date(2026, 7, 31), "2025/26"),
        (date(2026, 8, 1), "2026/27"),
        (date(2030, 1, 1), "2026/27"),
        (None, "2026/27"),
    ],
)
def test_for_intake_on_the_edges_of_a_year(intake, year):
    assert [each.funding_year for each in for_intake(intake)] == [year, ""]


def test_for_intake_before_the_first_year_or_without_an_apprenticeship():
    assert [each.id for each in for_intake(date(2024, 7, 31))] == ["academic-practice"]
    assert [each.id for each in for_intake(date(2026, 9, 1), apprenticeship=False)] == ["academic-practice"]


def test_rule_sets_leave_no_day_between_them():
    assert [(later.starts - earlier.until).days for earlier, later in zip(FUNDING, FUNDING[1:], strict=False)] == [1, 1]
