"""What does not fit into the rows of a draft is refused in words, before any database sees it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from curricle.design.actions.fitting import misfit
from world import demo_programme

VALUE = demo_programme("programme-podiatry")
MODULE = VALUE.modules[0]


def changed(**fields: object):
    return replace(VALUE, modules=(replace(MODULE, **fields), *VALUE.modules[1:]))


def test_demonstration_fits():
    assert misfit(VALUE) == ""


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (replace(VALUE, prior_learning=-1), "WU-POD: prior learning is -1; a whole number from 0 to 2,147,483,647 is expected."),
        (changed(credits=10**12), f"{MODULE.code}: credits is 1000000000000; a whole number from 0 to 2,147,483,647 is expected."),
        (changed(level=40_000), f"{MODULE.code}: level is 40000; a whole number from 0 to 32,767 is expected."),
        (changed(title="t" * 501), f"{MODULE.code}: the title has 501 characters; 500 is the most."),
        (replace(VALUE, code=""), "The programme: a code is needed, in printable characters and without spaces around it."),
        (changed(code="A\n1"), "A\n1: a code is needed, in printable characters and without spaces around it."),
    ],
)
def test_misfit_names_the_place_and_what_is_expected(value, says):
    assert misfit(value) == says
