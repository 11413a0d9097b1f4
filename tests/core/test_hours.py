"""The hours balance sheet."""

from datetime import date
from fractions import Fraction

from curricle.core.framework import Facts
from curricle.core.hours import balance_sheet
from curricle.core.terms import Delivery, HoursKind
from draw import draw_framework

PICTURE = """
    M1  20 credits  60 h scheduled live online paid  20 h guided independent face to face paid  100 h
    M2  20 credits  optional on PA  50 h work-based workplace paid
"""
STANDARD = draw_framework("K1", kind="standard", facts=Facts(minimum_off_the_job=439 * 60, minimum_confidence="C", months=18))


def test_balance_sheet_compares_credits_with_hours(draw):
    sheet = balance_sheet(draw(PICTURE).programme)
    assert [(line.needed, line.planned, line.difference) for line in sheet.lines] == [(12000, 10800, -1200), (12000, 3000, -9000)]
    assert (sheet.needed, sheet.planned, sheet.off_the_job) == (24000, 13800, None)


def test_balance_sheet_tells_kinds_and_delivery_apart(draw):
    sheet = balance_sheet(draw(PICTURE).programme)
    assert dict(sheet.by_kind) == {
        HoursKind.SCHEDULED: 3600,
        HoursKind.GUIDED: 1200,
        HoursKind.INDEPENDENT: 6000,
        HoursKind.WORK_BASED: 3000,
    }
    assert dict(sheet.by_delivery)[Delivery.LIVE_ONLINE] == 3600


def test_blended_share_is_online_of_scheduled_and_guided(draw):
    sheet = balance_sheet(draw(PICTURE).programme)
    assert (sheet.blended, sheet.lines[1].blended) == (Fraction(3, 4), None)


def test_balance_sheet_of_one_pathway(draw):
    drawn = draw(PICTURE, pathways="PA PB")
    assert [line.module.code for line in balance_sheet(drawn.programme, pathway="PB").lines] == ["M1"]


def off_the_job(draw, **fields):
    return balance_sheet(draw(PICTURE, apprenticeship=True, **fields).programme, fields.pop("standard", STANDARD)).off_the_job


def test_off_the_job_is_the_paid_time_against_the_minimum(draw):
    sheet = off_the_job(draw, first_intake=date(2026, 9, 21))
    assert (sheet.planned, sheet.required, sheet.short, sheet.confidence) == (130 * 60, 439 * 60, 309 * 60, "C")


def test_off_the_job_less_prior_learning_never_falls_below_the_floor(draw):
    assert off_the_job(draw, prior_learning=100 * 60).required == 339 * 60
    assert off_the_job(draw, prior_learning=400 * 60).required == 187 * 60


def test_off_the_job_without_a_standard_is_held_to_the_floor(draw):
    sheet = balance_sheet(draw(PICTURE, apprenticeship=True).programme).off_the_job
    assert (sheet.minimum, sheet.required, sheet.standard) == (None, 187 * 60, "")


def test_off_the_job_in_2024_counts_by_the_week(draw):
    assert off_the_job(draw, first_intake=date(2024, 9, 16)).required == 6 * 78 * 60


def test_off_the_job_before_the_known_rules_asks_for_nothing(draw):
    assert off_the_job(draw, first_intake=date(2020, 9, 14)).required == 0
