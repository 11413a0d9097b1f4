from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from curricle.ui.text import markdown
from curricle.ui.words import day, fraction, hours, moment, plural


@pytest.mark.parametrize(
    ("minutes", "said"), [(750, "12 h 30 min"), (120, "2 h"), (45, "45 min"), (0, "0 h"), (72_000, "1,200 h"), (-90, "-1 h 30 min")]
)
def test_hours_are_said_in_hours_and_minutes(minutes, said):
    assert hours(minutes) == said


def test_days_are_written_out():
    assert day(date(2027, 9, 2)) == "2 September 2027"
    assert moment(datetime(2027, 9, 20, 14, 5, tzinfo=UTC)) == "20 September 2027 at 14:05"
    assert (day(None), moment(None)) == ("", "")


def test_counts_take_the_right_word():
    assert [plural(n, "module") for n in (0, 1, 2)] == ["0 modules", "1 module", "2 modules"]
    assert plural(1200, "capability", "capabilities") == "1,200 capabilities"
    assert fraction(29, 34) == "29 of 34"


def test_markdown_starts_at_h2_and_names_its_headings():
    assert markdown("# What it says\n\ntext") == '<h2 id="what-it-says">What it says</h2>\n<p>text</p>\n'


@pytest.mark.parametrize("hostile", ["<script>x</script>", "[a](javascript:x)", "<img src=x onerror=y>", "<p style='x'>a</p>"])
def test_markdown_makes_no_element_or_address_that_could_run(hostile):
    made = HTMLParser(str(markdown(hostile)))
    assert [node.tag for node in made.css("script, img, a, [style], [onerror]")] == []


def test_markdown_table_scrolls_by_itself_and_has_heads():
    made = HTMLParser(str(markdown("| Letter | Word |\n|---|--:|\n| I | introduced |")))
    assert [(head.text(), head.attributes["scope"]) for head in made.css("div[tabindex] th")] == [("Letter", "col"), ("Word", "col")]
