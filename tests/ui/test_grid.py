from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from curricle.ui.grid import Grid, GridHead, rows_markup


def grid(**changes: object) -> Grid:
    shape = {
        "label": "Outcomes against items",
        "rows": (GridHead(code="LO1", text='Says "so"', group="M1", href="/lo1"), GridHead(code="LO2", group="M1")),
        "columns": (GridHead(code="K1", group="Knowledge"), GridHead(code="K2", group="Knowledge"), GridHead(code="S1", group="Skills")),
        "cells": (("A", "", "I"), ("", "D", "")),
    }
    return Grid(**shape | changes)


def test_letters_stand_in_the_cells_in_order():
    body = HTMLParser(f"<table>{rows_markup(grid())}</table>")
    assert [cell.text() for cell in body.css("td")] == ["A", "", "I", "", "D", ""]
    assert body.css_first("th[scope=row]").attributes["data-text"] == 'Says "so"'


def test_one_cell_is_reached_by_tab():
    body = HTMLParser(f"<table>{rows_markup(grid())}</table>")
    assert [cell.attributes["tabindex"] for cell in body.css("td")] == ["0", "-1", "-1", "-1", "-1", "-1"]


def test_column_groups_count_their_columns():
    assert grid().column_groups == (("Knowledge", 2), ("Skills", 1))


def test_each_group_of_rows_has_one_band():
    body = HTMLParser(f"<table>{rows_markup(grid())}</table>")
    assert [band.text() for band in body.css(".cu-grid__band")] == ["M1"]


def test_cells_that_do_not_fit_the_heads_are_refused():
    with pytest.raises(ValueError, match="one cell per column"):
        grid(cells=(("A",), ("",)))
