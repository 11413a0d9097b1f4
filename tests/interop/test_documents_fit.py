"""Columns give way to the longest word, and only then."""

from __future__ import annotations

from curricle.core.papers.tree import Row, text
from curricle.interop.documents.fit import fitted
from curricle.interop.documents.glyphs import breakable


def rows(*cells: tuple[str, ...]) -> list[Row]:
    return [Row(cells=tuple(text(cell) for cell in each)) for each in cells]


def test_widths_stay_where_every_word_fits():
    assert fitted((20, 80), ("Code", "Text"), rows(("M1", "words " * 40))) == (20, 80)


def test_column_of_codes_grows_at_the_cost_of_the_text():
    fit = fitted((6, 94), ("Code", "Text"), rows(("POD7001", "words " * 40)))
    assert fit == (112, 888)  # 3 capitals and 4 figures: 14.8 mm, and 4.2 mm beside them


def test_wider_type_asks_for_more():
    assert fitted((6, 94), ("Code", "Text"), rows(("POD7001", "x")), scale=1.2)[0] == 129


def test_words_too_long_to_keep_and_groups_change_nothing():
    held = [*rows(("x" * 30, "y")), Row(cells=(text("A group of rows with an Extraordinarily"),), group=True)]
    assert fitted((10, 90), ("A", "B"), held) == (10, 90)


def test_columns_that_cannot_all_fit_keep_their_shares():
    many = tuple("Assessed" for _ in range(12))
    assert fitted((1,) * 12, many, rows(many)) == (1,) * 12


def test_file_names_keep_their_letters_together():
    assert breakable("modules/module-descriptor-drad701.docx", 20) == "modules/module-descriptor-drad701.docx"
    assert breakable("a-" + "b" * 5, 3) == "a-bbb\u200bbb"
