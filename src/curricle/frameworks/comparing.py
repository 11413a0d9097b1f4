"""Reads for comparing two versions: the sides, what people decided about their items, and the difference itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from curricle.core.drafting.modules import stands_on
from curricle.core.framework import Framework
from curricle.core.terms import Stage
from curricle.core.versions.compare import VersionDifference, difference
from curricle.core.versions.pairing import Decision, Verdict
from curricle.frameworks import consultations, drafts, queries
from curricle.frameworks.models import Draft, VerdictRow, Version
from curricle.frameworks.policy import TABLE
from curricle.frameworks.snapshot import draft_value
from curricle.frameworks.standing import names_of
from curricle.people.policy import Actor, Hidden, Thing, decide, require

DRAFT = "draft:"  # before the UUID of a draft in an address


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a difference. `id` stands in its address; `stamp` changes whenever its content does. Two sides are equal by these.

    `version` is the UUID by which decisions and claims know it, a draft's too; `line` is its line's key, `owner` the organisation's.
    """

    id: str
    stamp: str
    version: str = field(compare=False)
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
        version=str(row.uuid),
        value=queries.value(row),
        line=row.line_id,
        owner=row.owner_id,
        about=queries.about(row),
        published=row.stage in queries.PUBLISHED,
        label=f"{row.line_code} {row.version}",
        made=row.created.date(),
    )


def draft_side(row: Draft) -> Side:
    """A draft, as drafts.draft gives it, as a side: what it says at its present revision."""
    return Side(
        id=f"{DRAFT}{row.uuid}",
        stamp=f"revision {row.revision}",
        version=str(row.uuid),
        value=draft_value(row),
        line=row.line_id,
        owner=row.line.organisation_id,
        about=drafts.about_draft(row),
        published=False,
        label=f"{row} (draft)",
        made=row.changed.date(),
    )


def find_side(actor: Actor, id: str, *, action: str = "v") -> Side:
    """The version of this address that the person may view, or do this to, as a side; "draft:" and a UUID name a draft.

    Raises Hidden (404) or Forbidden (403).
    """
    try:
        if id.startswith(DRAFT):
            found = consultations.draft_for(actor, id.removeprefix(DRAFT))
            require(TABLE, actor, action, consultations.seen_by(actor, found, Stage(found.stage)))
            return draft_side(found)
        row = queries.version(actor.organisation, id)
        if not decide(TABLE, actor, "v", queries.about(row)):
            row = queries.version(None, id)  # a draft copy of ours, which is not theirs to see, hides no published one
    except (Version.DoesNotExist, Draft.DoesNotExist):
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
    return _difference(before, after, decisions(before.version, after.version))


@lru_cache(maxsize=32)
def _difference(before: Side, after: Side, kept: tuple[Decision, ...]) -> VersionDifference:
    stands = queries.by_ids(None, [*stands_on(before.value), *stands_on(after.value)])  # claims name what everybody may read
    return difference(before.value, after.value, kept, names_of(stands.values()))


def previous(actor: Actor, row: Version) -> Version | None:
    """The version of the same line before this one that the person may view; None for the first."""
    earlier = queries.earlier(actor.organisation, row)
    return next((each for each in earlier if decide(TABLE, actor, "v", queries.about(each))), None)


def before(actor: Actor, side: Side) -> Version | None:
    """The version that a side follows: of a draft the newest published one of its line that the person may view, else the newest."""
    if not side.id.startswith(DRAFT):
        row = queries.versions(actor.organisation).filter(line=side.line, uuid=side.version).first()
        return previous(actor, row) if row else None
    found = list(queries.versions(actor.organisation).filter(line=side.line).exclude(uuid=side.version).order_by("-id"))
    found = [each for each in found if decide(TABLE, actor, "v", queries.about(each))]
    return next((each for each in found if each.stage in queries.PUBLISHED), next(iter(found), None))


def comparable(actor: Actor) -> list[Version]:
    """Every version that this person may view, those of a line together, newest first."""
    rows = queries.versions(actor.organisation).order_by("title", "line", "-id")
    return [row for row in rows if decide(TABLE, actor, "v", queries.about(row))]


def _open(before: str, after: str) -> Iterable[VerdictRow]:
    return VerdictRow.objects.filter(before_version=before, after_version=after, ended__isnull=True).order_by("id")
