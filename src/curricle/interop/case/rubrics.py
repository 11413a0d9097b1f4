"""CFRubrics to typed rubrics and back. What has a shape of its own is kept as it is, beside them."""

from __future__ import annotations

import json
from typing import Any

from curricle.core.framework import Rubric, RubricCriterion, RubricLevel
from curricle.door.report import Report
from curricle.interop.case.shape import as_text

Extras = tuple[tuple[str, str], ...]


class _NotOurs(ValueError):
    """This part holds something that a typed value would lose."""


def read_rubrics(entries: list[Any], home: str) -> tuple[tuple[Rubric, ...], list[Any]]:
    """(typed rubrics, those that would lose something if they were); `entries` without times and without what is empty."""
    typed, others = [], []
    for entry in entries:
        try:
            typed.append(_rubric(entry, home))
        except _NotOurs:
            others.append(entry)
    return tuple(typed), others


def rubric_list(package: dict[str, Any], report: Report) -> list[Any]:
    """The package's rubrics; anything but a list of objects is an error with its path."""
    got = package.get("CFRubrics") or []
    if type(got) is list and all(type(each) is dict for each in got):
        return got
    report.error("$.CFRubrics", "expected a list of rubrics here")
    return []


def _rubric(entry: dict[str, Any], home: str) -> Rubric:
    part = _Part(entry)
    id = part.text("identifier", needed=True)
    uri = f"{home}CFRubrics/{id}"
    criteria = tuple(_criterion(each, place, id, uri) for place, each in enumerate(part.parts("CFRubricCriteria"), 1))
    title, description = part.text("title"), part.text("description")
    return Rubric(id=id, title=title, description=description, criteria=criteria, extras=part.rest(uri=uri))


def _criterion(entry: Any, place: int, rubric: str, above: str) -> RubricCriterion:
    part = _Part(entry)
    id = part.text("identifier", needed=True)
    levels = tuple(_level(each, at, id, above) for at, each in enumerate(part.parts("CFRubricCriterionLevels"), 1))
    link = part.entry.pop("CFItemURI", None)
    item, extras = _item(link, above.rpartition("CFRubrics/")[0]) if link is not None else ("", ())
    return RubricCriterion(
        id=id,
        category=part.text("category"),
        description=part.text("description"),
        item=item,
        weight=part.number("weight"),
        position=part.position(place),
        levels=levels,
        extras=tuple(sorted(part.rest(uri=f"{above}#{id}", rubricId=rubric) + extras)),
    )


def _level(entry: Any, place: int, criterion: str, above: str) -> RubricLevel:
    part = _Part(entry)
    id = part.text("identifier", needed=True)
    return RubricLevel(
        id=id,
        quality=part.text("quality"),
        description=part.text("description"),
        score=part.number("score"),
        feedback=part.text("feedback"),
        position=part.position(place),
        extras=part.rest(uri=f"{above}#{id}", rubricCriterionId=criterion),
    )


def _item(link: Any, home: str) -> tuple[str, Extras]:
    """(identifier, its address where that is elsewhere); the title is written anew."""
    if type(link) is not dict or type(link.get("identifier")) is not str or set(link) - {"title", "identifier", "uri"}:
        raise _NotOurs
    uri = link.get("uri", "")
    known = not uri or uri == f"{home}CFItems/{link['identifier']}"
    return link["identifier"], () if known else (("CFItemURI.uri", as_text(uri)),)


class _Part:
    """One object of a rubric whose fields are taken out one by one; what is left over at the end must be known too."""

    def __init__(self, entry: Any) -> None:
        if type(entry) is not dict:
            raise _NotOurs
        self.entry = dict(entry)

    def text(self, name: str, *, needed: bool = False) -> str:
        got = self.entry.pop(name, "")
        if type(got) is not str or (needed and not got):
            raise _NotOurs
        return got

    def number(self, name: str) -> str:
        got = self.entry.pop(name, None)
        if got is not None and type(got) not in (int, float):
            raise _NotOurs
        return "" if got is None else repr(got)

    def position(self, place: int) -> int | None:
        got = self.entry.pop("position", place)
        if type(got) is not int:
            raise _NotOurs
        return None if got == place else got

    def parts(self, name: str) -> list[Any]:
        got = self.entry.pop(name, [])
        if type(got) is not list:
            raise _NotOurs
        return got

    def rest(self, **ours: str) -> Extras:
        """What is left, without what is written anew; an address elsewhere and other people's extensions stay."""
        left = {name: value for name, value in self.entry.items() if ours.get(name) != value}
        if set(left) - {*ours, "extensions"}:
            raise _NotOurs
        return tuple(sorted((name, as_text(value)) for name, value in left.items()))


def write_rubric(rubric: Rubric, local: str, when: str, names: dict[str, str]) -> dict[str, Any]:
    """One CFRubric; `names` are titles of items by id."""
    uri = f"{local}CFRubrics/{rubric.id}"
    criteria = [_write_criterion(each, place, rubric.id, uri, when, names) for place, each in enumerate(rubric.criteria, 1)]
    texts = {"identifier": rubric.id, "uri": uri, "title": rubric.title, "description": rubric.description}
    return _written(texts | {"lastChangeDateTime": when, "CFRubricCriteria": criteria}, rubric.extras)


def _write_criterion(one: RubricCriterion, place: int, rubric: str, above: str, when: str, names: dict[str, str]) -> dict[str, Any]:
    item = {"title": names.get(one.item) or one.item, "identifier": one.item, "uri": _item_uri(one, above)} if one.item else None
    levels = [_write_level(each, at, one.id, above, when) for at, each in enumerate(one.levels, 1)]
    parts = {
        "identifier": one.id,
        "uri": f"{above}#{one.id}",
        "category": one.category,
        "description": one.description,
        "CFItemURI": item,
        "weight": _number(one.weight),
        "position": one.position if one.position is not None else place,
        "rubricId": rubric,
        "lastChangeDateTime": when,
        "CFRubricCriterionLevels": levels,
    }
    return _written(parts, tuple(pair for pair in one.extras if pair[0] != "CFItemURI.uri"))


def _write_level(one: RubricLevel, place: int, criterion: str, above: str, when: str) -> dict[str, Any]:
    parts = {
        "identifier": one.id,
        "uri": f"{above}#{one.id}",
        "description": one.description,
        "quality": one.quality,
        "score": _number(one.score),
        "feedback": one.feedback,
        "position": one.position if one.position is not None else place,
        "rubricCriterionId": criterion,
        "lastChangeDateTime": when,
    }
    return _written(parts, one.extras)


def _item_uri(one: RubricCriterion, above: str) -> str:
    kept = dict(one.extras).get("CFItemURI.uri")
    return str(json.loads(kept)) if kept else f"{above.rpartition('CFRubrics/')[0]}CFItems/{one.item}"


def _written(parts: dict[str, Any], extras: Extras) -> dict[str, Any]:
    got = parts | {name: json.loads(value) for name, value in extras}
    return {name: value for name, value in got.items() if value not in (None, "", [], {})}


def _number(text: str) -> int | float | None:
    """The number that a text is; words are no score that CASE could hold, and are left out."""
    try:
        got = json.loads(text) if text else None
    except ValueError:
        return None
    return got if type(got) in (int, float) else None
