"""What a client says that it takes."""

from __future__ import annotations

import pytest

from curricle.ui.accept import best, takes_gzip

HTML, JSON, OURS = OFFERED = ("text/html", "application/json", "application/vnd.curricle+json")


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("", HTML),
        ("*/*", HTML),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", HTML),
        ("application/json", JSON),
        ("application/json;q=0.5, application/vnd.curricle+json;q=0.6", OURS),
        ("application/json, text/html", HTML),
        ("application/*", JSON),
        ("application/*;q=0.5, text/html;q=0.4", JSON),
        ("*/*;q=0.1, application/json", JSON),
        ("text/html;q=0, */*", JSON),
        ("image/png", None),
        ("text/html;q=0", None),
        ("text/html;q=nan", None),
        ("text/html;q=5", None),
        (",;q=1,", HTML),
        ("APPLICATION/JSON", JSON),
        ("application/json;charset=utf-8;q=0.9, text/html;q=0.8", JSON),
    ],
)
def test_the_type_that_is_wanted_most_is_given(header, wanted):
    assert best(header, OFFERED) == wanted


@pytest.mark.parametrize(
    ("header", "taken"),
    [
        ("", False),
        ("gzip", True),
        ("br, gzip;q=0.1", True),
        ("gzip;q=0", False),
        ("*", True),
        ("gzip;q=0, *", False),
        ("identity", False),
    ],
)
def test_compressed_answers_go_to_who_takes_them(rf, header, taken):
    assert takes_gzip(rf.get("/", headers={"Accept-Encoding": header})) is taken
