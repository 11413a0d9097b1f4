from __future__ import annotations

from pathlib import Path

import pytest

from curricle.config.environment import ENVIRONMENT, BadSetting, Environment


def test_setting_has_the_type_of_its_default():
    read = Environment({"CURRICLE_A": "7", "CURRICLE_B": "Yes", "CURRICLE_C": "x, y z", "CURRICLE_D": "/tmp/x"}).read
    assert (read("A", 1, ""), read("B", False, ""), read("C", (), ""), read("D", Path(), "")) == (7, True, ("x", "y", "z"), Path("/tmp/x"))


def test_setting_not_given_is_its_default():
    assert Environment({}).read("A", 1, "") == 1


@pytest.mark.parametrize(("raw", "default"), [("many", 1), ("perhaps", False)])
def test_setting_of_another_type_is_refused_by_name(raw: str, default: object):
    with pytest.raises(BadSetting, match=f"CURRICLE_A is '{raw}'"):
        Environment({"CURRICLE_A": raw}).read("A", default, "")


def test_settings_remember_where_they_come_from_and_hide_secrets():
    environment = Environment({"CURRICLE_A": "7", "CURRICLE_KEY": "secret"})
    environment.read("A", 1, "first")
    environment.read("B", True, "second")
    environment.read("KEY", "", "third", secret=True)
    shown = [(each.name, each.shown, each.source, each.help) for each in environment.settings]
    assert shown == [
        ("CURRICLE_A", "7", "environment", "first"),
        ("CURRICLE_B", "yes", "default", "second"),
        ("CURRICLE_KEY", "(set, not shown)", "environment", "third"),
    ]


def test_settings_that_nobody_reads_are_named():
    environment = Environment({"CURRICLE_HOSST": "x", "HOME": "/"})
    environment.read("HOSTS", (), "")
    assert environment.unknown == ("CURRICLE_HOSST",)


def test_every_setting_says_what_it_is():
    assert [each.name for each in ENVIRONMENT.settings if len(each.help) < 10] == []
