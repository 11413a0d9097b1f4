"""Reads for comparing two versions: the sides, what people decided about their items, and the difference itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from curricle.core.framework import Framework
from curricle.core.versions.compare import VersionDifference, difference
from curricle.core.versions.pairing import Decision, Verdict
from curricle.frameworks import queries
from curricle.frameworks.models import Line, VerdictRow, Version
from curricle.frameworks.policy import TABLE
from curricle.people.policy import Actor, Hidden, Thing, decide, require


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a difference. `id` stands in its address; `stamp` changes whenever its content does. Two sides are equal by these.

    `version` is the id by which decisions know it; `line` is its line's key, `owner` the organisation whose it is.
    """

    id: str
    stamp: str
    value: Framework = field(compare=False)
    line: int = field(compare=False)
    owner: int = field(compare=False)
    about: Thing = field(compare=False)
    published: bool = field(compare=False)
    label: str = field(compare=False)
    made: date = field(compare=False)


def side(row: Version) -> Side:
    """A frozen version, as queries.version gives it, as a side of a difference."""
    return Side(
        id=str(row.uuid),
        stamp=row.digest,
        value=queries.value(row),
        line=row.line_id,
        owner=row.owner_id,
        about=queries.about(row),
        published=row.stage in queries.PUBLISHED,
        label=f"{row.line_code} {row.version}",
        made=row.created.date(),
    )


def find_side(actor: Actor, id: str, *, action: str = "v") -> Side:
    """The version of this address that the person may view, or do this to, as a side. Raises Hidden (404) or Forbidden (403)."""
    try:
        row = queries.version(actor.organisation, id)
        if not decide(TABLE, actor, "v", queries.about(row)):
            row = queries.version(None, id)  # a draft copy of ours, which is not theirs to see, hides no published one
    except Version.DoesNotExist:
        raise Hidden("There is no such framework.") from None
    require(TABLE, actor, action, queries.about(row))
    return side(row)


def decisions(before: str, after: str) -> tuple[Decision, ...]:
    """What people decided about pairs of these two versions (UUIDs), in the order in which they did."""
    return tuple(as_decision(row) for row in _open(before, after))


def verdicts(before: str, after: str) -> tuple[VerdictRow, ...]:
    """The same with who and when, for those who may know."""
    return tuple(_open(before, after).select_related("by"))


def verdict(before: str, after: str, uuid: str) -> VerdictRow | None:
    """One decision about these two versions that stands, by its UUID."""
    return next((row for row in verdicts(before, after) if str(row.uuid) == uuid), None)


def as_decision(row: VerdictRow) -> Decision:
    return Decision(before=row.before_item, after=row.after_item, verdict=Verdict(row.verdict))


def difference_of(before: Side, after: Side) -> VersionDifference:
    """The difference of two sides under the decisions that stand; remembered in this process until one of them changes."""
    return _difference(before, after, decisions(before.id, after.id))


@lru_cache(maxsize=32)
def _difference(before: Side, after: Side, kept: tuple[Decision, ...]) -> VersionDifference:
    return difference(before.value, after.value, kept)


def previous(actor: Actor, row: Version) -> Version | None:
    """The version of the same line before this one that the person may view; None for the first."""
    earlier = queries.versions(actor.organisation).filter(line=row.line_id, pk__lt=row.pk).order_by("-id")
    return next((each for each in earlier if decide(TABLE, actor, "v", queries.about(each))), None)


def comparable(actor: Actor) -> list[Version]:
    """Every version that this person may view, those of a line together, newest first."""
    rows = queries.versions(actor.organisation).order_by("title", "line", "-id")
    return [row for row in rows if decide(TABLE, actor, "v", queries.about(row))]


def line_of(pk: int) -> Line:
    """A line by its key."""
    return Line.objects.get(pk=pk)


def _open(before: str, after: str) -> Iterable[VerdictRow]:
    return VerdictRow.objects.filter(before_version=before, after_version=after, ended__isnull=True).order_by("id")
