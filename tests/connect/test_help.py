"""The help page for programs says what the API knows."""

from __future__ import annotations

import re

from curricle.connect.problems import WORDS
from curricle.connect.scopes import SCOPES
from curricle.ui.help_pages import page

SOURCE = page("api").source


def test_help_says_what_to_do_at_every_refusal_that_a_program_can_mend():
    told = [int(status) for row in re.findall(r"^\| (\d{3}[\d, ]*) \|", SOURCE, re.MULTILINE) for status in row.split(", ")]
    assert sorted(told) == sorted(set(WORDS) - {500})


def test_help_names_every_scope_in_the_words_of_its_page():
    told = re.findall(r"^\| `(\w+:\w+)` \| (.+) \|$", SOURCE, re.MULTILINE)
    assert [(name, says.lower()) for name, says in told] == [(scope.name, scope.says.lower()) for scope in SCOPES]


def test_help_leaves_the_variables_of_a_shell_alone():
    assert {"HOME", "PATH", "USER"} & set(re.findall(r"^([A-Z]+)=", SOURCE, re.MULTILINE)) == set()
