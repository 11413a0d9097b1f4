"""Names that we give to what CASE wants named and a framework only says: kinds, subjects, keywords, licences, unnamed links.

The same words of one line give the same identifier in every version, so that a reader can tell ours from other people's.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from curricle.door.assembly import steady_id

BETWEEN = "|"


@lru_cache(maxsize=4_096)
def item_type_id(line: str, title: str) -> str:
    """The identifier of the CFItemType that we write for a kind of item."""
    return steady_id("case item type", line, title)


@lru_cache(maxsize=4_096)
def subject_id(line: str, title: str) -> str:
    """The identifier of the CFSubject that we write for a subject."""
    return steady_id("case subject", line, title)


@lru_cache(maxsize=4_096)
def concept_id(line: str, keywords: str) -> str:
    """The identifier of the CFConcept that we write for the keywords of an item, which stand between strokes."""
    return steady_id("case concept", line, keywords)


def licence_id(document: str, title: str) -> str:
    """The identifier of the licence entry that we write for a framework whose licence is only a title."""
    return steady_id("case licence", document, title)


def link_id(source: str, type: str, target: str, group: str) -> str:
    """The identifier of an association that has none of its own."""
    return steady_id("case association", source, type, target, group)


def is_ours(name: str, entry: Any, line: str) -> bool:
    """Whether an entry of CFDefinitions is one that we wrote, and would write again."""
    if type(entry) is not dict or type(entry.get("identifier")) is not str:
        return False
    id, title, keywords = entry["identifier"], entry.get("title"), entry.get("keywords")
    if name == "CFAssociationGroupings":
        return id == title and not set(entry) - {"identifier", "uri", "title"}
    if id[14:15] != "5":  # only a UUID of version 5 can be ours
        return False
    known = {
        "CFItemTypes": type(title) is str and id == item_type_id(line, title),
        "CFSubjects": type(title) is str and id == subject_id(line, title),
        "CFConcepts": type(keywords) is str and id == concept_id(line, keywords),
    }
    return known.get(name, False)


def points_to_ours(name: str, entry: dict[str, Any], line: str) -> bool:
    """Whether a field of an item or document that names definitions names only those that we wrote for its own words."""
    got = entry.get(name)
    if name == "CFItemTypeURI":
        return _named(got) == (item_type_id(line, str(entry.get("CFItemType"))),)
    if name == "conceptKeywordsURI":
        words = entry.get("conceptKeywords")
        return type(words) is list and _named(got) == (concept_id(line, BETWEEN.join(map(str, words))),)
    if name == "subjectURI":
        words = entry.get("subject")
        return type(words) is list and _named(got) == tuple(subject_id(line, str(each)) for each in words)
    return False


def _named(got: Any) -> tuple[Any, ...]:
    entries = got if type(got) is list else [got]
    return tuple(each.get("identifier") if type(each) is dict else None for each in entries)
