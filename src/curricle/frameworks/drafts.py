"""Every read of drafts worth a name. A draft is found through the reader's organisation; what they may see of it the rules say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import OuterRef, Subquery

from curricle.core.terms import Stage
from curricle.frameworks.models import Draft, DraftChange, DraftItem, DraftStageRow, ItemRow, StageRow, Version
from curricle.frameworks.policy import thing
from curricle.frameworks.queries import PUBLISHED
from curricle.people.policy import Thing


def stage_of(draft: Draft) -> Stage:
    """Where a draft stands in its life; that of a draft that was frozen is its version's affair."""
    newest = DraftStageRow.objects.filter(draft=draft).order_by("-id").values_list("stage", flat=True).first()
    return Stage(newest) if newest else Stage.DRAFT


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
    """The change that an undo takes back: the newest that is not undone; None where the draft is as it began."""
    back = dict(DraftChange.objects.filter(draft=draft).order_by().values_list("revision", "back_to"))
    at = draft.revision
    while back.get(at):
        at = back[at]
    return DraftChange.objects.filter(draft=draft, revision=at).first() if at > 1 else None


def about_draft(draft: Draft, stage: Stage | None = None) -> Thing:
    """A draft as the rules see it; its line and organisation are read with it."""
    owner = draft.line.organisation
    stage = stage or stage_of(draft)
    return thing(framework_kind=draft.kind, owner=owner.pk, owner_kind=owner.kind, stage=stage.value, id=str(draft.uuid))
