"""The demonstration's files as the tests read them: each once, by name."""

import json
import re
from functools import cache
from pathlib import Path

import curricle.cli
from curricle.core.canonical import from_document
from curricle.core.framework import Framework
from curricle.core.programme import Programme

DEMO = Path(curricle.cli.__file__).parent / "demo"
KINDS = {"framework": Framework, "programme": Programme}
WORLD = json.loads((DEMO / "world.json").read_text("utf-8"))
OLDER = {each["file"]: each["of"] for each in WORLD["next versions"]}  # a second version -> the first
FRAMEWORKS = [*WORLD["frameworks"], *OLDER]
PROGRAMMES = WORLD["programmes"]
FILES = {**dict.fromkeys(FRAMEWORKS, "framework"), **dict.fromkeys(PROGRAMMES, "programme")}
SCHEMAS = [name for name in FRAMEWORKS if name.startswith("schema-")]
CURRICULA = [name for name in FRAMEWORKS if name.startswith("curriculum-")]
ARTICLES = (
    "a an and as at by for from has in into is it its no not of on one or so than that the their them they to was what when which who with"
)
SMALL = frozenset(re.findall(r"\w+", ARTICLES))


@cache
def document(name):
    return json.loads((DEMO / name).read_text("utf-8"))


@cache
def value(name):
    return from_document(KINDS[FILES[name]], document(name)[FILES[name]])


@cache
def by_id():
    return {value(name).id: value(name) for name in FRAMEWORKS}


def mappable(framework):
    return [item for item in framework.items if item.kind in framework.mappable]


def words(text):
    return frozenset(re.findall(r"[a-z]+", text.casefold())) - SMALL
