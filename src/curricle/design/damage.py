"""Looking for damage in programmes: rows against their sums and changes, owners, papers. Read only; `curricle doctor --data` asks."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F

from curricle.core.alignment import coverage
from curricle.core.canonical import digest
from curricle.core.programme import Programme
from curricle.design.models import Change, ClaimRow, PaperRow, PlacementRow, ProgrammeRow
from curricle.design.queries import lenses_of
from curricle.design.snapshot import snapshot
from curricle.people.damage import BRING_BACK, Damage
from curricle.people.queries import owners_of_files

SAVE_AGAIN = "Look at the programme; saving any change of it works the sums out anew. *Changes* on its page goes back to a revision."


def damage() -> Iterator[Damage]:
    """All damage in what this app keeps."""
    for row in ProgrammeRow.objects.select_related("organisation").order_by("pk"):
        yield from _sums(row, f"programme {row.organisation.code}/{row.code}")
    yield from _owners()
    yield from _papers()


def _sums(row: ProgrammeRow, at: str) -> Iterator[Damage]:
    """Modules, hours and claims are what the last change left, and the sums that lists show are theirs."""
    try:
        value = snapshot(row)
    except (ValueError, KeyError, TypeError) as stop:
        yield Damage(fault="sums", at=at, says=f"its rows do not make a programme ({stop})", remedy=f"{BRING_BACK}.")
        return
    now, last = digest(value), Change.objects.filter(programme=row).order_by("-revision").defer("before", "after").first()
    held = getattr(row, "roll_up", None)
    if last is None or last.digest_after != now or last.revision != row.revision:
        yield Damage(fault="sums", at=at, says="its modules, hours or claims are not what the last change left", remedy=SAVE_AGAIN)
    elif held is None or held.digest != now or not _adds_up(row, value):
        yield Damage(fault="sums", at=at, says="the sums that lists show are not those of its modules, hours and claims", remedy=SAVE_AGAIN)


def _adds_up(row: ProgrammeRow, value: Programme) -> bool:
    """Counts of the roll-up. Where another number of items is at hand than then, a framework came or went since: no damage."""
    held = row.roll_up
    totals = [coverage(value, lens).totals for lens in lenses_of(row, value)]
    if held.modules != len(value.modules) or held.items != sum(each.items for each in totals):
        return held.modules == len(value.modules)
    return (held.taught, held.assessed) == (sum(each.taught for each in totals), sum(each.assessed for each in totals))


def _owners() -> Iterator[Damage]:
    """A programme holds modules of its own organisation alone; a claim's outcome is of the claim's module."""
    says = "it holds a module of another organisation"
    remedy = "Take the module out of the programme, and look who can write to the database."
    wrong = PlacementRow.objects.exclude(module__organisation=F("programme__organisation"))
    for place in wrong.select_related("programme__organisation", "module"):
        at = f"programme {place.programme.organisation.code}/{place.programme.code}, module {place.module.code}"
        yield Damage(fault="wrong organisation", at=at, says=says, remedy=remedy)
    for claim in ClaimRow.objects.exclude(outcome__module=F("module")).select_related("module__organisation"):
        at = f"module {claim.module.organisation.code}/{claim.module.code}, a claim on {claim.item}"
        yield Damage(fault="wrong organisation", at=at, says="its outcome is of another module", remedy=f"{BRING_BACK}.")


def _papers() -> Iterator[Damage]:
    """Papers name files that are kept, of the programme's own organisation."""
    papers = list(PaperRow.objects.select_related("pack__programme__organisation"))
    owners = owners_of_files(paper.file for paper in papers)
    for paper in papers:
        programme = paper.pack.programme
        at = f"programme {programme.organisation.code}/{programme.code}, paper {paper.name}"
        if paper.file not in owners:
            yield Damage(fault="points nowhere", at=at, says="it names a file that is not kept", remedy="Have the papers made again.")
        elif owners[paper.file] != programme.organisation_id:
            yield Damage(fault="wrong organisation", at=at, says="its file is another organisation's", remedy="Have the papers made again.")
