"""Words in the items of many frameworks at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from curricle.frameworks import queries
from curricle.frameworks.models import ItemRow
from curricle.frameworks.policy import TABLE
from curricle.people.policy import Actor, decide

if TYPE_CHECKING:
    from curricle.frameworks.models import Version

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Items of one framework: those of this page, and how many match in all."""

    version: Version
    rows: tuple[ItemRow, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`frameworks` of `searched` hold something; `number` is the page, of `count`."""

    groups: tuple[Group, ...] = ()
    total: int = 0
    frameworks: int = 0
    searched: int = 0
    number: int = 1
    count: int = 1


def search(actor: Actor, *, q: str, kind: str = "", older: bool = False, number: int = 1) -> Found:
    """Items that hold the words, by title of their framework and in its order; without `older` in the newest version of each line."""
    versions = searched(actor, kind=kind, older=older)
    words = queries.fold(q)
    if not words:
        return Found(searched=len(versions))
    hits = ItemRow.objects.filter(version__in=list(versions), search__contains=words)
    totals = dict(hits.order_by().values_list("version").annotate(count=Count("pk")))
    total = sum(totals.values())
    count = max(1, -(-total // ON_A_PAGE))
    number = min(number, count)
    page = hits.order_by("version__title", "-version", "place")[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    held: dict[int, list[ItemRow]] = {}
    for row in page:
        held.setdefault(row.version_id, []).append(row)
    groups = tuple(Group(version=versions[pk], rows=tuple(rows), total=totals[pk]) for pk, rows in held.items())
    return Found(groups=groups, total=total, frameworks=len(totals), searched=len(versions), number=number, count=count)


def searched(actor: Actor, *, kind: str = "", older: bool = False) -> dict[int, Version]:
    """The versions that this person may see, of each line the newest one unless `older`."""
    rows = queries.versions(actor.organisation).order_by("id")
    if kind:
        rows = rows.filter(kind=kind)
    seen = [row for row in rows if decide(TABLE, actor, "v", queries.about(row))]
    newest = seen if older else {row.line_id: row for row in seen}.values()
    return {row.pk: row for row in newest}
