"""How papers write numbers, dates and names."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from curricle.core.papers.tree import plain
from curricle.core.papers.wording import amount, day, file_word, hours, listed, months, per_cent, prose


@pytest.mark.parametrize(("minutes", "says"), [(0, "0 h"), (450, "7 h 30 min"), (20, "20 min"), (-90, "−1 h 30 min"), (72000, "1,200 h")])
def test_hours_are_written_in_hours_and_minutes(minutes, says):
    assert hours(minutes) == says


@pytest.mark.parametrize(("share", "says"), [(None, "–"), (Fraction(1, 8), "13%"), (Fraction(1), "100%")])
def test_share_is_rounded_half_up(share, says):
    assert per_cent(share) == says


@pytest.mark.parametrize(("number", "says"), [(Fraction(3), "3"), (Fraction(7, 2), "3½"), (Fraction(1, 2), "½"), (Fraction(1, 3), "0.33")])
def test_amounts_show_halves(number, says):
    assert amount(number) == says


@pytest.mark.parametrize(("numbers", "says"), [([], ""), ([3], "month 3"), ([2, 1, 3, 3], "months 1–3"), ([1, 2, 5], "months 1, 2 and 5")])
def test_months_are_joined(numbers, says):
    assert months(numbers) == says


def test_lists_and_days_read_as_english():
    assert [listed(()), listed("a"), listed("abc")] == ["", "a", "a, b and c"]
    assert day(date(2027, 9, 20)) == "20 September 2027"


def test_prose_is_cut_at_blank_lines_and_keeps_single_ones():
    assert [plain(each) for each in prose("One\r\ntwo\n\n \n\nThree\n")] == ["One\ntwo", "Three"]


@pytest.mark.parametrize(
    ("code", "word"), [("PO701", "po701"), ("../../etc/passwd", "etc-passwd"), ("ÄÖ*", ""), ("a" * 90, "a" * 40), ("CON:", "con")]
)
def test_file_words_hold_nothing_a_file_system_minds(code, word):
    assert file_word(code) == word
