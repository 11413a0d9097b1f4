"""Pictures of programmes for every test here."""

import pytest

from draw import draw as picture


@pytest.fixture
def draw():
    """Text picture -> programme and frameworks."""
    return picture
