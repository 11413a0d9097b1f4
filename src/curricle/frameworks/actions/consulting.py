"""A draft in consultation: ask others to read it, take that back, say something of it, and mark what was said as answered."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from curricle.core.terms import Stage
from curricle.frameworks.actions.life import NotAllowedNow
from curricle.frameworks.consultations import about_comment, about_invitation, seen_by
from curricle.frameworks.drafts import name_in_draft, stage_of
from curricle.frameworks.models import ConsultationComment, ConsultationInvitation, Draft, DraftItem
from curricle.frameworks.policy import READER, TABLE, comment_thing
from curricle.people import queries as people
from curricle.people.actions import record
from curricle.people.policy import Actor, require

LONGEST = 366  # days that a consultation may last
MOST = 20_000  # characters of a comment


class BadInvitation(ValueError):
    """It cannot be made as it was asked for; the words say why. `field`: the entry it is about."""

    def __init__(self, says: str, *, field: str = "") -> None:
        super().__init__(says)
        self.field = field


@transaction.atomic
def invite_to_consultation(
    *, by: Actor, draft: Draft, until: date, organisation: int | None = None, email: str = ""
) -> ConsultationInvitation:
    """Ask an organisation (all of its people whom the rules let read), or one person by their address, to read a draft until a day.

    Raises BadInvitation; policy's Forbidden or Hidden.
    """
    row, here = _locked(draft)
    require(TABLE, by, "c", about_invitation(row, here))
    today = timezone.localdate()
    if not 0 <= (until - today).days <= LONGEST:
        raise BadInvitation("The last day must be today or later, and within a year.", field="until")
    places = {each.id for each in people.organisations_with(READER)}
    person = people.holder(email, READER) if email and organisation is None else None
    if organisation is not None and organisation not in places:
        raise BadInvitation("Nobody in this organisation is a reviewer or administers a professional body.", field="organisation")
    if organisation is None and person is None:
        says = (
            "No reviewer and no administrator of a professional body has an account with this address. They need one of these roles first."
        )
        raise BadInvitation(says, field="email")
    open_ones = ConsultationInvitation.objects.filter(draft=row, withdrawn=None, until__gte=today)
    if open_ones.filter(organisation=organisation, person=person).exists():
        raise BadInvitation("They are invited already. Withdraw that invitation first, to give it another last day.")
    made = ConsultationInvitation.objects.create(draft=row, organisation_id=organisation, person_id=person, by_id=by.person, until=until)
    _record(by, "invited to read", row, invitation=str(made.uuid), until=until.isoformat())
    return made


@transaction.atomic
def withdraw_from_consultation(*, by: Actor, invitation: ConsultationInvitation) -> None:
    """They may not read it any more. Once is enough. Raises policy's Forbidden or Hidden."""
    row, here = _locked(invitation.draft)
    require(TABLE, by, "w", about_invitation(row, here))
    mine = ConsultationInvitation.objects.get(pk=invitation.pk)
    if mine.withdrawn is None:
        mine.withdrawn, mine.withdrawn_by_id = timezone.now(), by.person
        mine.save(update_fields=["withdrawn", "withdrawn_by"])
        _record(by, "withdrew the invitation to read", row, invitation=str(mine.uuid))


@transaction.atomic
def comment_on_draft(*, by: Actor, draft: Draft, text: str, item: str = "") -> ConsultationComment:
    """Say something of a draft, or of one of its items. Raises NotAllowedNow; policy's Forbidden or Hidden."""
    row, here = _locked(draft)
    require(TABLE, by, "v", seen_by(by, row, here))
    require(TABLE, by, "c", about_comment(by, row, here))
    if item and not DraftItem.objects.filter(draft=row, uuid=item).exists():
        raise NotAllowedNow("This item is not in the draft any more. You can still comment on the draft as a whole.")
    if not text.strip() or len(text) > MOST:
        raise NotAllowedNow(f"A comment needs 1 to {MOST:,} characters.")
    name = name_in_draft(row, item) if item else ""
    made = ConsultationComment.objects.create(
        draft=row, item=item, item_name=name, by_id=by.person, organisation_id=by.organisation, text=text
    )
    _record(by, "commented on", row, comment=str(made.uuid))
    return made


@transaction.atomic
def mark_comment(*, by: Actor, comment: ConsultationComment, answered: bool, reply: str = "") -> ConsultationComment:
    """Say that a comment is answered, with or without words for whoever wrote it; or is not. Raises policy's Forbidden or Hidden."""
    row, here = _locked(comment.draft)
    about = comment_thing(owner=row.line.organisation_id, organisation=comment.organisation_id, stage=here.value)
    require(TABLE, by, "e", about)
    mine = ConsultationComment.objects.select_for_update().get(pk=comment.pk)
    mine.answered, mine.answered_by_id = (timezone.now(), by.person) if answered else (None, None)
    mine.reply = reply.strip()[:MOST] if answered else ""
    mine.save(update_fields=["answered", "answered_by", "reply"])
    _record(by, "answered a comment on" if answered else "opened a comment again on", row, comment=str(mine.uuid))
    return mine


def _locked(draft: Draft) -> tuple[Draft, Stage]:
    row = Draft.objects.select_for_update(of=("self",)).select_related("line__organisation").get(pk=draft.pk)
    return row, stage_of(row)


def _record(by: Actor, verb: str, row: Draft, **detail: str) -> None:
    """In the record of whoever did it. That of readers is read by colleagues who are not invited, so it does not name the draft."""
    label = f"{row.title} {row.version}" if by.organisation == row.line.organisation_id else "a draft in consultation"
    record(by=by, verb=verb, kind="framework", id=str(row.uuid), label=label, detail=detail)
