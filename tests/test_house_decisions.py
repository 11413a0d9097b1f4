"""Decisions name tests that exist, and every library that runs has its line."""

from __future__ import annotations

import re
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from house.tree import ROOT

DECISIONS = ROOT / "docs/decisions"


def test_tests_that_decisions_name_exist():
    named = {
        (path.name, each)
        for path in DECISIONS.glob("*.md")
        for each in re.findall(r"`((?:tests|src|docs|tools)/[^`\s]*)`", path.read_text("utf-8"))
    }
    assert sorted((file, each) for file, each in named if not (ROOT / each).exists()) == []


def test_every_meaning_is_numbered_and_names_an_example():
    rows = re.findall(r"^\| (\d+) \| .+ \| (.+) \|$", (DECISIONS / "0000-meanings.md").read_text("utf-8"), re.MULTILINE)
    assert [int(number) for number, _ in rows] == list(range(1, 29))
    assert [number for number, example in rows if "tests/" not in example] == []


def test_every_library_that_runs_says_what_it_replaces():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {canonicalize_name(Requirement(each).name) for each in project["dependencies"]}
    rows = re.findall(r"^\| ([a-z0-9, -]+) \|", (DECISIONS / "0019-what-we-depend-on.md").read_text("utf-8"), re.MULTILINE)
    assert {name for row in rows for name in row.split(", ")} == wanted
