"""Every read of drafts worth a name. A draft is found through the reader's organisation; what they may see of it the rules say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, UUIDField
from django.utils import timezone

from curricle.core.terms import Stage
from curricle.frameworks.models import (
    ConsultationComment,
    ConsultationInvitation,
    Draft,
    DraftChange,
    DraftItem,
    DraftStageRow,
    ImportRecord,
    ItemRow,
    StageRow,
    VerdictRow,
    Version,
)
from curricle.frameworks.policy import TABLE, thing
from curricle.frameworks.queries import PUBLISHED
from curricle.people.policy import Actor, Thing, decide
from curricle.people.prepared import Prepared

BACK = 30  # days in which a discarded draft may be taken back
WHOLE = 400  # items up to which the tree is shown with every branch open
LEVEL = 200  # items of one level shown at once


def drafts_of(organisation: int | None) -> QuerySet[Draft]:
    """The drafts of an organisation, each with its `stage`; those that were discarded too."""
    return drafts_where(line__organisation=organisation)


def drafts_where(**asked: object) -> QuerySet[Draft]:
    """Drafts by their columns, whoever has them, each with its `stage`."""
    newest = DraftStageRow.objects.filter(draft=OuterRef("pk")).order_by("-id").values("stage")[:1]
    rows = Draft.objects.filter(**asked).select_related("line__organisation", "frozen")
    return rows.annotate(stage=Subquery(newest, output_field=CharField())).defer("about", "links", "frozen__document")


def open_drafts(actor: Actor) -> list[Draft]:
    """What is being written in the actor's organisation and may be read by them, with `count` of items; newest change first."""
    rows = drafts_of(actor.organisation).filter(frozen=None, discarded=None).annotate(count=Count("items")).order_by("-changed", "-pk")
    return [row for row in rows if decide(TABLE, actor, "v", about_draft(row, Stage(row.stage)))]


def discarded_drafts(actor: Actor) -> list[Draft]:
    """What the actor may take back, the newest first, each with `until`."""
    found = []
    for row in drafts_of(actor.organisation).filter(discarded__isnull=False).order_by("-discarded"):
        row.until = back_until(row)
        if row.until >= timezone.localdate() and decide(TABLE, actor, "r", about_draft(row, Stage(row.stage))):
            found.append(row)
    return found


def back_until(draft: Draft) -> date | None:
    """The last day on which a discarded draft may be taken back; None for any other."""
    return timezone.localdate(draft.discarded) + timedelta(days=BACK) if draft.discarded else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsAt:
    """What knows a draft: files that were brought into it, people who were asked to read it, what they said, decided pairs of items."""

    imports: int
    invitations: int
    comments: int
    decisions: int


def points_at(draft: Draft) -> PointsAt:
    """What a person should know who discards it."""
    decided = VerdictRow.objects.filter(Q(before_version=draft.uuid) | Q(after_version=draft.uuid), ended=None)
    return PointsAt(
        imports=ImportRecord.objects.filter(draft=draft, undone=None).count(),
        invitations=ConsultationInvitation.objects.filter(draft=draft, withdrawn=None, until__gte=timezone.localdate()).count(),
        comments=ConsultationComment.objects.filter(draft=draft).count(),
        decisions=decided.count(),
    )


def draft(organisation: int | None, uuid: str) -> Draft:
    """One draft of an organisation. Raises Draft.DoesNotExist."""
    try:
        wanted = UUID(uuid)
    except ValueError:
        raise Draft.DoesNotExist from None
    found = _NAMED.rows(organisation, wanted)
    if not found:
        raise Draft.DoesNotExist
    return found[0]


_NAMED = Prepared(
    lambda organisation, uuid: drafts_of(organisation).defer(None).defer("frozen__document").filter(uuid=uuid), IntegerField(), UUIDField()
)


def labels(version: Version) -> set[str]:
    """The labels that versions and drafts of its line have."""
    kept = Version.objects.filter(line=version.line_id).values_list("version", flat=True)
    return {*kept, *Draft.objects.filter(line=version.line_id, discarded=None).values_list("version", flat=True)}


class TreeRow(NamedTuple):
    """What the tree shows of an item; a page has hundreds, so they are no rows of the model."""

    uuid: str
    parent: str
    place: int
    code: str
    kind: str
    title: str
    statement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The part of a draft's tree that a page shows: rows by their parent, and of every shown item how many stand below it.

    `more`: levels of which not all is shown, with how many there are.
    """

    rows: Mapping[str, tuple[TreeRow, ...]]
    below: Mapping[str, int]
    more: Mapping[str, int]
    total: int


def shown(draft: Draft, at: str = "") -> Shown:
    """The tree: whole where it is small, else the top, the way to the item `at`, and what stands below it."""
    total = next((count for (count,) in _HOW_MANY.tuples(draft.pk)), 0)
    if total > WHOLE:
        return _shown(draft, ["", *path_to(draft, at), at] if at else [""], total)
    held = _by_parent(_ALL.tuples(draft.pk))
    return Shown(
        rows={up: tuple(down) for up, down in held.items()}, below={up: len(down) for up, down in held.items()}, more={}, total=total
    )


_HOW_MANY = Prepared(
    lambda draft: DraftItem.objects.filter(draft=draft).order_by().values("draft").annotate(count=Count("pk")).values_list("count"),
    IntegerField(),
)
_ALL = Prepared(lambda draft: DraftItem.objects.filter(draft=draft).order_by("place").values_list(*TreeRow._fields), IntegerField())


def level(draft: Draft, parent: str, start: int = 0) -> Shown:
    """One level, from a place on."""
    return _shown(draft, [parent], 0, start)


def _shown(draft: Draft, parents: list[str], total: int, start: int = 0) -> Shown:
    rows = DraftItem.objects.filter(draft=draft, parent__in=parents, place__gte=start, place__lt=start + LEVEL).order_by("place")
    held = _by_parent(rows.values_list(*TreeRow._fields))
    wanted = [row.uuid for down in held.values() for row in down]
    counts = dict(
        DraftItem.objects.filter(draft=draft, parent__in=[*wanted, *parents]).order_by().values_list("parent").annotate(count=Count("pk"))
    )
    more = {up: counts[up] for up in parents if counts.get(up, 0) > start + LEVEL}
    return Shown(rows={up: tuple(down) for up, down in held.items()}, below=counts, more=more, total=total)


def _by_parent(rows: Iterable[tuple[Any, ...]]) -> dict[str, list[TreeRow]]:
    held: dict[str, list[TreeRow]] = {}
    for row in map(TreeRow._make, rows):
        held.setdefault(row.parent, []).append(row)
    return held


def path_to(draft: Draft, id: str) -> list[str]:
    """The ids above an item, topmost first."""
    path: list[str] = []
    here = id
    while here and len(path) < 200:
        here = DraftItem.objects.filter(draft=draft, uuid=here).values_list("parent", flat=True).first() or ""
        path.append(here)
    return [each for each in reversed(path) if each]


def item_row(draft: Draft, id: str) -> DraftItem:
    """One item of a draft. Raises DraftItem.DoesNotExist."""
    return DraftItem.objects.get(draft=draft, uuid=id)


def in_draft(draft: Draft, ids: Iterable[str]) -> frozenset[str]:
    """Those of the items that stand in a draft."""
    return frozenset(DraftItem.objects.filter(draft=draft, uuid__in=list(ids)).values_list("uuid", flat=True))


def changes_of(draft: Draft) -> list[DraftChange]:
    """What was done to a draft, newest first, without the documents."""
    return list(DraftChange.objects.filter(draft=draft).select_related("by").defer("before", "after"))


def steps_of(draft: Draft) -> list[DraftStageRow]:
    """Its steps so far, oldest first."""
    return list(DraftStageRow.objects.filter(draft=draft).select_related("by"))


def stage_of(draft: Draft) -> Stage:
    """Where a draft stands in its life; that of a draft that was frozen is its version's affair."""
    newest = _STANDS.tuples(draft.pk)
    return Stage(newest[0][0]) if newest else Stage.DRAFT


_STANDS = Prepared(lambda draft: DraftStageRow.objects.filter(draft=draft).order_by("-id").values_list("stage")[:1], IntegerField())


def newest_version(draft: Draft) -> Version | None:
    """The version that the draft follows: the newest published one of its line, else the newest frozen one."""
    stages = StageRow.objects.filter(version=OuterRef("pk")).order_by("-id").values("stage")[:1]
    rows = Version.objects.filter(line=draft.line_id).exclude(uuid=draft.uuid).annotate(stage=Subquery(stages)).defer("document")
    return next(iter(sorted(rows, key=lambda row: (row.stage not in PUBLISHED, -row.pk))), None)


def known_items(draft: Draft, ids: Iterable[str]) -> frozenset[str]:
    """Those of the items that stand in a version of the draft's line: they are retired, never removed."""
    wanted = set(ids)
    rows = ItemRow.objects.filter(version__line=draft.line_id)
    named = rows.filter(uuid__in=wanted) if len(wanted) < 400 else rows
    return frozenset(named.values_list("uuid", flat=True)) & wanted


def earlier_codes(draft: Draft) -> Mapping[str, Mapping[str, str]]:
    """{code: {item id: what it said}} of all versions of the draft's line, the newest last."""
    found: dict[str, dict[str, str]] = {}
    rows = ItemRow.objects.filter(version__line=draft.line_id).exclude(code="").order_by("version", "place")
    for code, id, title, statement in rows.values_list("code", "uuid", "title", "statement"):
        found.setdefault(code, {})[id] = title or statement
    return found


def name_in_draft(draft: Draft, id: str) -> str:
    """What people call an item of a draft: its code, its title, or the beginning of what it says."""
    row = DraftItem.objects.filter(draft=draft, uuid=id).only("code", "title", "statement").first()
    return (row.code or row.title or row.statement)[:60] if row else "an item"


def last_done(draft: Draft) -> DraftChange | None:
    """The change that an undo takes back, without its documents: the newest that is not undone; None where the draft is as it began."""
    back = dict(_WAYS_BACK.tuples(draft.pk))
    at = draft.revision
    while back.get(at):
        at = back[at]
    return next(iter(_CHANGE.rows(draft.pk, at)), None) if at > 1 else None


_WAYS_BACK = Prepared(lambda draft: DraftChange.objects.filter(draft=draft).order_by().values_list("revision", "back_to"), IntegerField())
_CHANGE = Prepared(
    lambda draft, revision: DraftChange.objects.filter(draft=draft, revision=revision).defer("before", "after"),
    IntegerField(),
    IntegerField(),
)


def about_draft(draft: Draft, stage: Stage | None = None) -> Thing:
    """A draft as the rules see it; its line and organisation are read with it."""
    owner = draft.line.organisation
    stage = stage or stage_of(draft)
    about = {"framework_kind": draft.kind, "owner": owner.pk, "owner_kind": owner.kind, "id": str(draft.uuid)}
    return thing(**about, stage=stage.value, discarded=draft.discarded is not None)
