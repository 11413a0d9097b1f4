"""What pointed at an item when it goes and others come in its place: links, level descriptors, the assessment methods of a standard.

A ── replacedBy ──► B        B becomes C (its meaning changed)        A ── replacedBy ──► C
B ── isRelatedTo ──► D                                                B ── replacedBy ──► C ── isRelatedTo ──► D
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from curricle.core.drafting.levels import carried
from curricle.core.drafting.outline import Outline
from curricle.core.framework import Framework, Link
from curricle.core.versions.pairing import REPLACED_BY

#: Relations that a changed meaning ends.
SAME_MEANING = frozenset({"exactMatchOf", "isTranslationOf"})


def followed(outline: Outline, old: str, new: Sequence[str], *, known: bool) -> Outline:
    """The outline in which `new` items (none, where it just goes) stand in for `old`. `known`: old stands in a version, so it is said."""
    if list(new) == [old]:
        return outline
    links = [each for link in outline.links for each in _link(link, old, new)]
    links += [Link(source=old, target=each, type=REPLACED_BY) for each in new if known]
    return replace(outline, links=tuple(dict.fromkeys(links)), about=_about(outline.about, old, new))


def _link(link: Link, old: str, new: Sequence[str]) -> Iterator[Link]:
    if old not in (link.source, link.target):
        yield link
    elif link.type == REPLACED_BY and link.target == old:
        for at, each in enumerate(new):
            yield replace(link, target=each, id="" if at else link.id)
    elif new and link.type != REPLACED_BY and link.type not in SAME_MEANING:
        ends = [new[0] if each == old else each for each in (link.source, link.target)]
        if ends[0] != ends[1]:
            yield replace(link, source=ends[0], target=ends[1])


def _about(about: Framework, old: str, new: Sequence[str]) -> Framework:
    about = carried(about, old, new)
    methods = about.facts.assessment_methods
    if not any(old in each.items for each in methods):
        return about
    mended = tuple(
        replace(each, items=tuple(dict.fromkeys(id for item in each.items for id in (new if item == old else (item,))))) for each in methods
    )
    return replace(about, facts=replace(about.facts, assessment_methods=mended))
