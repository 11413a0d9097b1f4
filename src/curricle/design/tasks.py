"""Long work of the design part: making the papers."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from curricle.core.canonical import digest
from curricle.core.papers import pack
from curricle.design import actions, queries
from curricle.design.models import ProgrammeRow
from curricle.design.snapshot import current
from curricle.interop.documents import write_pack, zip_pack
from curricle.people.work import Done, Work, job


@job("papers")
def papers(work: Work) -> Done:
    """Make every paper of one programme and keep them together. Run twice it makes the same bytes again."""
    try:
        row = queries.programme(work.by.organisation, str(work.arguments["programme"]))
    except ProgrammeRow.DoesNotExist:
        raise LookupError("The programme is not there any more.") from None
    value = current(row)
    lenses = queries.lenses_of(row, value)
    work.step(1, 4, "Checking the rules")
    report = queries.report(row, value, lenses)
    today = timezone.localdate()
    work.step(2, 4, "Writing the papers")
    held = pack(value, lenses, report, prepared=today)
    files = write_pack(held)
    work.step(3, 4, "Keeping them")
    made = {"digest": digest(value), "prepared": today, "files": (*files, zip_pack(held, files))}
    return Done(
        says=f"{len(files)} files, and all of them as one ZIP.",
        link=reverse("design:papers", args=[row.code]),
        keep=lambda: actions.keep_papers(by=work.by, programme=row, **made),
    )
