"""Registration numbers are doubted in words, never refused."""

from __future__ import annotations

import pytest

from curricle.core.registration import number_doubt, regulator_of, tidy
from curricle.core.registry import PROFESSIONS


def test_every_profession_we_know_has_a_regulator():
    assert {regulator_of(each) for each in PROFESSIONS} == {"HCPC", "GOsC"}
    assert [each for each in PROFESSIONS if regulator_of(each) == "GOsC"] == ["osteopath"]
    assert regulator_of("nurse") == ""


@pytest.mark.parametrize(
    ("profession", "typed"),
    [("podiatrist", "ch 12345"), ("operating department practitioner", "ODP1"), ("paramedic", "PA123456"), ("osteopath", "12/3456"),
     ("osteopath", "987"), ("physiotherapist", "")],
)  # fmt: skip
def test_numbers_as_registers_write_them_raise_no_doubt(profession: str, typed: str):
    assert number_doubt(regulator_of(profession), profession, tidy(typed)) == ""


@pytest.mark.parametrize(
    ("profession", "typed", "says"),
    [
        ("podiatrist", "PA12345", "HCPC numbers of this profession begin with CH, not PA."),
        ("podiatrist", "12345", "HCPC numbers are CH and up to six digits, such as CH12345."),
        ("podiatrist", "CH1234567", "HCPC numbers are CH and up to six digits, such as CH12345."),
        ("osteopath", "CH12345", "GOsC numbers are most often up to six digits."),
    ],
)
def test_other_numbers_are_doubted_in_words(profession: str, typed: str, says: str):
    assert number_doubt(regulator_of(profession), profession, tidy(typed)) == says


def test_a_profession_we_do_not_know_is_doubted_by_its_register_alone():
    assert number_doubt("HCPC", "orthoptist", "OR12345") == ""
    assert number_doubt("", "nurse", "12A3456E") == ""
