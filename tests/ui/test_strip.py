from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser as HTMLParser

from curricle.ui.strip import Strip, StripCell, as_text, markup, summary
from ui.kit import sample_strip

STRIP = Strip(
    label="Coverage",
    cells=(
        StripCell(code="C1", letter="A", group="Clinical", title="C1 <b>", href="/c1"),
        StripCell(code="C2", letter="", group="Clinical", gap=True),
        StripCell(code="R1", letter="I", group="Research", gap=True),
    ),
)


def drawn(strip: Strip, small: bool = False) -> HTMLParser:
    return HTMLParser(str(markup(strip, small)))


def test_text_has_one_letter_per_item_and_a_dash_for_none():
    assert as_text(STRIP) == "Clinical A-  Research I"


def test_summary_counts_letters_and_gaps():
    assert summary(STRIP) == "3 items: 1 assessed, 1 introduced, 1 not covered; 2 gaps."
    assert summary(Strip(cells=())) == "0 items: none; no gaps."


def test_cells_stand_in_order_with_letter_class_and_title():
    cells = drawn(STRIP).css(".cu-cell")
    assert [cell.css_first("text").text() for cell in cells] == ["A", "–", "I"]
    assert [cell.attributes["class"] for cell in cells] == [
        "cu-cell cu-cell--A",
        "cu-cell cu-cell--none cu-cell--gap",
        "cu-cell cu-cell--I cu-cell--gap",
    ]
    assert [cell.css_first("title").text() for cell in cells] == ["C1 <b>", "C2: not covered", "R1: introduced"]


def test_only_cells_with_an_address_are_links_and_none_in_a_small_strip():
    assert [link.attributes["href"] for link in drawn(STRIP).css("a")] == ["/c1"]
    assert drawn(STRIP, small=True).css("a") == []


def test_groups_are_pictures_that_say_their_letters():
    labels = [picture.attributes["aria-label"] for picture in drawn(STRIP, small=True).css("svg[role=img]")]
    assert labels == ["Clinical: 1 of 2 covered. A-", "Research: 1 of 1 covered. I"]


def test_no_picture_is_wider_than_a_small_phone():
    widths = [int(picture.attributes["width"]) for picture in drawn(sample_strip(300)).css("svg")]
    assert widths == [288] * 4


def test_empty_strip_says_so():
    assert drawn(Strip(cells=())).css_first("figcaption").text() == "0 items: none; no gaps."
