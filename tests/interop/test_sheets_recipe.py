"""A recipe travels to a page and back, so what comes back is read as strictly as any file."""

from __future__ import annotations

import pytest

from curricle.core.canonical import DocumentError
from curricle.interop.sheets.recipe import Recipe, from_json, to_json


def test_a_recipe_comes_back_as_it_went() -> None:
    recipe = from_json('{"sheets":[]}')
    assert isinstance(recipe, Recipe)
    assert from_json(to_json(recipe)) == recipe


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[" * 100_000, id="nested too deep"),
        pytest.param('{"sheets":[],"name":"\ud800"}', id="half of a sign"),
        pytest.param('{"sheets":[],"sheets":[]}', id="a key twice"),
        pytest.param("not json", id="not JSON"),
    ],
)
def test_a_recipe_that_was_tampered_with_is_refused(text: str) -> None:
    with pytest.raises(DocumentError):
        from_json(text)
