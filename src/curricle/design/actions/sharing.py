"""Share a programme's draft with somebody who has no account."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from curricle.design.models import ProgrammeRow
from curricle.design.policy import ANSWER_ABOUT_PROGRAMME, READ_PROGRAMME, TABLE
from curricle.design.policy import programme as thing
from curricle.people import actions as people
from curricle.people.policy import Actor, Forbidden, require


@transaction.atomic
def share_programme(
    *, by: Actor, programme: ProgrammeRow, name: str, email: str, base: str, question: str = "", ends: date | None = None
) -> str:
    """A link to read the draft, or with a question to answer it too; the link's uuid.

    Raises BadEntry (people.entries) for what cannot be sent so; policy's Forbidden or Hidden.
    """
    require(TABLE, by, "v", thing(programme.organisation_id, id=str(programme.uuid), state=programme.state))
    if programme.state != "draft":
        raise Forbidden("Only a draft is shown to people outside.")
    return people.make_link(
        by=by,
        purpose=(ANSWER_ABOUT_PROGRAMME if question else READ_PROGRAMME).name,
        thing=str(programme.uuid),
        organisation=programme.organisation_id,
        name=name,
        email=email,
        question=question,
        ends=ends,
        base=base,
    )
