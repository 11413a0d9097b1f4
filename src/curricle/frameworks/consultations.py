"""Every read of consultations worth a name: who is invited to read which draft, and what was said of it.

An invitation lets in while it is not withdrawn, up to its last day, and while its draft is in consultation.
Which roles read, the rules say.
"""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Q, QuerySet
from django.utils import timezone

from curricle.core.terms import Stage
from curricle.door.assembly import is_uuid
from curricle.frameworks.drafts import about_draft, draft, drafts_where
from curricle.frameworks.models import ConsultationComment, ConsultationInvitation, Draft
from curricle.frameworks.policy import READER, TABLE, comment_thing, invitation_thing
from curricle.people.policy import Actor, Hidden, Thing, decide


def draft_for(actor: Actor, uuid: str) -> Draft:
    """A draft of the actor's organisation, or one that they are invited to read. Raises Draft.DoesNotExist."""
    try:
        return draft(actor.organisation, uuid)
    except Draft.DoesNotExist:
        if not _ever_reads(actor):
            raise
        asked = drafts_where(uuid=uuid, pk__in=_open(actor).values("draft")) if is_uuid(uuid) else drafts_where(pk=None)
        row = asked.defer(None).defer("frozen__document").first()
    if row is None or not decide(TABLE, actor, "v", seen_by(actor, row, Stage(row.stage))):
        raise Draft.DoesNotExist
    row.outside = True
    return row


def seen_by(actor: Actor, row: Draft, stage: Stage) -> Thing:
    """A draft as the rules see it, with whether this person is invited to read it; asked only where nothing else lets them."""
    about = about_draft(row, stage)
    if stage is not Stage.IN_CONSULTATION or decide(TABLE, actor, "v", about):
        return about
    invited = _open(actor).filter(draft=row).exists()
    return replace(about, invited=frozenset({actor.person or 0})) if invited else about


def asked_to_read(actor: Actor) -> list[tuple[Draft, ConsultationInvitation]]:
    """The drafts in consultation that the actor is asked to read, each with the invitation that reaches furthest; its end first."""
    if not _ever_reads(actor):
        return []
    found: dict[int, ConsultationInvitation] = {}
    for each in _open(actor).order_by("until").select_related("by"):
        found[each.draft_id] = each
    rows = drafts_where(pk__in=list(found)).filter(stage=Stage.IN_CONSULTATION.value) if found else []
    invited = {actor.person or 0}
    seen = [row for row in rows if decide(TABLE, actor, "v", replace(about_draft(row, Stage(row.stage)), invited=frozenset(invited)))]
    return sorted(((row, found[row.pk]) for row in seen), key=lambda pair: (pair[1].until, pair[0].title))


def _ever_reads(actor: Actor) -> bool:
    """Whether this person may be invited at all; of others no invitation is looked for."""
    return any(actor.holds(role) for role in READER)


def invitations_of(row: Draft) -> list[ConsultationInvitation]:
    """Everybody who was ever asked to read a draft, newest first."""
    rows = ConsultationInvitation.objects.filter(draft=row).select_related("organisation", "person", "by", "withdrawn_by")
    return list(rows.order_by("-id"))


def invitation(row: Draft, uuid: str) -> ConsultationInvitation:
    """One of them. Raises Hidden."""
    found = ConsultationInvitation.objects.filter(draft=row, uuid=uuid).first() if is_uuid(uuid) else None
    if found is None:
        raise Hidden("There is no such invitation.")
    return found


def comments_for(actor: Actor, row: Draft) -> list[ConsultationComment]:
    """What was said of a draft, as far as this person may read it, oldest first."""
    rows = ConsultationComment.objects.filter(draft=row).select_related("by", "organisation", "answered_by")
    owner, stage = row.line.organisation_id, row.stage
    return [each for each in rows if decide(TABLE, actor, "v", comment_thing(owner=owner, organisation=each.organisation_id, stage=stage))]


def comment(row: Draft, uuid: str) -> ConsultationComment:
    """One of them. Raises Hidden."""
    found = ConsultationComment.objects.filter(draft=row, uuid=uuid).first() if is_uuid(uuid) else None
    if found is None:
        raise Hidden("There is no such comment.")
    return found


def about_invitation(row: Draft, stage: Stage) -> Thing:
    """An invitation to read this draft, as the rules see it."""
    return invitation_thing(owner=row.line.organisation_id, stage=stage.value)


def about_comment(actor: Actor, row: Draft, stage: Stage) -> Thing:
    """A comment of the actor's own on this draft, as the rules see it."""
    invited = seen_by(actor, row, stage).invited
    return comment_thing(owner=row.line.organisation_id, organisation=actor.organisation, stage=stage.value, invited=invited)


def _open(actor: Actor) -> QuerySet[ConsultationInvitation]:
    """The invitations that let this person, or the organisation for which they act, in today."""
    if actor.person is None:
        return ConsultationInvitation.objects.none()
    theirs = Q(person=actor.person)
    if actor.organisation is not None:
        theirs |= Q(organisation=actor.organisation)
    return ConsultationInvitation.objects.filter(
        theirs, withdrawn=None, until__gte=timezone.localdate(), draft__frozen=None, draft__discarded=None
    )
