"""What the page of somebody's sheet offers as answers."""

from __future__ import annotations

import pytest

from curricle.design.pages.sheet import AXIS_WORDS, MEANING_WORDS, PART_WORDS


@pytest.mark.parametrize("words", [PART_WORDS, AXIS_WORDS, MEANING_WORDS])
def test_every_answer_that_a_recipe_may_hold_can_be_chosen(words):
    """An answer without words would be shown as the first one, and sent back as it."""
    assert set(words) == set(type(next(iter(words))))
