"""Level descriptors: what an item looks like at each level. They stand in the framework's rubrics, one criterion an item."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from curricle.core.drafting.outline import CannotEdit, Outline
from curricle.core.framework import Framework, Rubric, RubricCriterion, RubricLevel

TITLE = "Level descriptors"


def levels_of(about: Framework, item: str) -> tuple[RubricLevel, ...]:
    """The levels that are described for an item, in their order; of the first rubric that speaks of it."""
    return next((each.levels for rubric in about.rubrics for each in rubric.criteria if each.item == item), ())


def describe(outline: Outline, item: str, levels: Sequence[RubricLevel], *, rubric: str, criterion: str) -> Outline:
    """The outline in which an item has these levels, none to take them away. `rubric`, `criterion`: identifiers for what is new."""
    held = outline.item(item)
    if any(not each.quality.strip() or not each.description.strip() for each in levels):
        raise CannotEdit("Give each level its name and its words, or leave both empty.")
    if levels_of(outline.about, item):
        return _with(outline, (_described(each, item, levels) for each in outline.about.rubrics))
    if not levels:
        return outline
    made = RubricCriterion(id=criterion, category=held.code, description=held.title or held.statement, item=item, levels=tuple(levels))
    ours = next((each for each in outline.about.rubrics if each.title == TITLE), None)
    if ours is None:
        return _with(outline, (*outline.about.rubrics, Rubric(id=rubric, title=TITLE, criteria=(made,))))
    more = replace(ours, criteria=(*ours.criteria, made))
    return _with(outline, (more if each is ours else each for each in outline.about.rubrics))


def carried(about: Framework, old: str, new: Sequence[str]) -> Framework:
    """Levels of an item that goes are those of the first that comes in its place; with none they go too."""
    if not any(each.item == old for rubric in about.rubrics for each in rubric.criteria):
        return about
    rubrics = []
    for rubric in about.rubrics:
        kept = [replace(each, item=new[0]) if each.item == old else each for each in rubric.criteria if new or each.item != old]
        rubrics.append(replace(rubric, criteria=tuple(kept)))
    return replace(about, rubrics=tuple(each for each in rubrics if each.criteria))


def _described(rubric: Rubric, item: str, levels: Sequence[RubricLevel]) -> Rubric:
    mended = (replace(each, levels=tuple(levels)) if each.item == item else each for each in rubric.criteria)
    return replace(rubric, criteria=tuple(each for each in mended if each.item != item or each.levels))


def _with(outline: Outline, rubrics: Iterable[Rubric]) -> Outline:
    return replace(outline, about=replace(outline.about, rubrics=tuple(each for each in rubrics if each.criteria)))
