"""The help page of words and the glossary say the same."""

from __future__ import annotations

import re
from pathlib import Path

from curricle.ui.help_pages import page

GLOSSARY = Path(__file__).resolve().parents[2] / "GLOSSARY.md"


def glossary(text: str) -> list[tuple[str, str]]:
    """(word, meaning) of the rows of a table."""
    rows = re.findall(r"^\| (.+?) \| (.+) \|$", text, re.MULTILINE)
    return [row for row in rows if row[0] != "Word"]


def test_help_holds_every_word_of_the_glossary_with_its_meaning():
    shared, _, _ = GLOSSARY.read_text("utf-8").partition("## Words of the code")
    shown = re.findall(r"^- \*\*(.+?)\*\*: (.+)$", page("words").source, re.MULTILINE)
    assert sorted((word.casefold(), meaning) for word, meaning in shown) == sorted(
        (word.casefold(), meaning) for word, meaning in glossary(shared)
    )


def test_glossary_is_in_the_order_of_the_alphabet_without_twins():
    parts = GLOSSARY.read_text("utf-8").partition("## Words of the code")
    lists = [[word.casefold() for word, _ in glossary(part)] for part in (parts[0], parts[2])]
    assert lists == [sorted(each) for each in lists]
    assert len({word for each in lists for word in each}) == sum(map(len, lists))
