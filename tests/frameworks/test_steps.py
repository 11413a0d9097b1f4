"""Whoever takes a step is told what it came to; crosswalks stand in the section of frameworks."""

from __future__ import annotations

import re

import pytest

from curricle.core.crosswalk import Step
from curricle.core.terms import Stage
from curricle.frameworks.pages.steps import CROSSWALK_REACHED, REACHED


def test_every_step_says_what_was_reached():
    assert (set(REACHED), set(CROSSWALK_REACHED)) == (set(Stage), set(Step))


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/frameworks/", "/crosswalks/"])
def test_section_of_frameworks_is_marked_in_the_head(client, address):
    page = client.get(address).content.decode()
    assert re.findall(r'aria-current="true"><strong[^>]*>([^<]+)<', page.split("<main")[0]) == ["Frameworks"]
