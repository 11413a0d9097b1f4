"""Who sees what: one look through the eyes of each role. The rules themselves are tried against the whole matrix elsewhere."""

from __future__ import annotations

import pytest

POD = "/programmes/WU-POD/"
PAGES = {
    "programmes": "/programmes/",
    "overview": POD,
    "gaps": POD + "gaps/",
    "modules": POD + "modules/",
    "papers": POD + "papers/",
    "bring": "/bring/",
    "people": "/people/",
    "record": "/record/",
    "frameworks/bring": "/frameworks/bring/",
}


SEES = {
    "imogen": "programmes overview gaps modules papers bring frameworks/bring",
    "samir": "programmes overview gaps modules",
    "beatrix": "programmes overview gaps modules papers",
    "colm": "programmes overview gaps modules papers people record",
    "yusuf": "people record",
    "marguerite": "",
    "rosalind": "people",
    "ffion": "frameworks/bring",
    "desmond": "people record",
}


@pytest.mark.parametrize("name", SEES)
def test_each_role_opens_its_own_pages_and_no_others(walk, name):
    walker = walk(name)
    answers = {words: walker.open(address).status for words, address in PAGES.items()}
    assert " ".join(words for words, status in answers.items() if status == 200) == SEES[name]
    assert {status for status in answers.values() if status != 200} <= {403, 404}
    walker.open("/").fair(f"role-{name}-home")
