"""What an outsider reads of a programme by their link: in short, what it covers, its gaps, how many findings, its papers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from curricle.core.alignment import Coverage, coverage
from curricle.core.framework import Framework
from curricle.core.gaps import Gap, GapKind, gap_kinds, gaps, not_checked
from curricle.core.module import Module
from curricle.core.policyset import PolicySet
from curricle.core.programme import Programme
from curricle.design.pages import coverage as pictures
from curricle.design.pages.frame import frame
from curricle.design.pages.papers import PaperLine, paper_line
from curricle.design.pages.programme import facts_of
from curricle.people.queries import LinkFacts
from curricle.ui.parts import PillarRow, SummaryRow
from curricle.ui.strip import Strip
from curricle.ui.words import day, plural

if TYPE_CHECKING:
    from curricle.design.models import PackRow, PaperRow, ProgrammeRow
    from curricle.design.share_form import AnswerForm

LESSER = {
    GapKind.SINGLE_THREAD: "assessed exactly once",
    GapKind.OPTIONAL_ONLY: "met in optional modules only",
    GapKind.OVER_COVERED: "assessed more often than the institution's limit",
}
HERE = {"Award": "Credits and level"}  # the award's own title stands above it


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleLine:
    code: str
    title: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GapLine:
    """One gap; `anchor` is where the strip's cell leads."""

    anchor: str
    code: str
    statement: str
    letter: str
    kind: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedLens:
    """One framework the programme is mapped to. `strip` is None for a version that is not at hand; `gaps`: missed or never assessed."""

    title: str
    version: str
    says: str
    strip: Strip | None = None
    pillars: tuple[PillarRow, ...] = ()
    gaps: tuple[GapLine, ...] = ()
    threads: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPage:
    """`form` is shown while it may be answered, or to give back what could not be kept. `kept`: when the answer was last kept."""

    title: str
    code: str
    revision: int
    digest: str
    asked_by: str
    ends: date
    facts: tuple[SummaryRow, ...]
    aims: str
    modules: tuple[ModuleLine, ...]
    lenses: tuple[SharedLens, ...]
    findings: str
    not_checked: tuple[str, ...]
    papers: tuple[PaperLine, ...]
    papers_say: str
    question: str
    answer: str
    kept: datetime | None
    done: bool
    may_answer: bool
    form: AnswerForm
    action: str


def shared_page(
    link: LinkFacts,
    programme: Programme,
    lenses: tuple[Framework, ...],
    *,
    row: ProgrammeRow,
    pack: PackRow | None,
    policy: PolicySet,
    form: AnswerForm,
    may_answer: bool,
) -> SharedPage:
    """Everything stands on one page; nothing on it leads to a page that needs an account."""
    held = frame(programme, revision=row.revision, here="")
    seen = {lens.id: coverage(programme, lens) for lens in lenses}
    return SharedPage(
        title=programme.title,
        code=programme.code,
        revision=row.revision,
        digest=held.digest,
        asked_by=f"{link.made_by_name}, {link.organisation_name}",
        ends=link.ends,
        facts=(*facts_of(programme), *(SummaryRow(key=HERE.get(word, word), value=says) for word, says in held.facts)),
        aims=programme.aims,
        modules=tuple(_module(each) for each in programme.modules),
        lenses=tuple(_lens(each.title or each.code, each.version, seen.get(each.framework), policy) for each in programme.lenses),
        findings=_findings(row.roll_up.blocks, row.roll_up.warns),
        not_checked=not_checked(programme, lenses),
        papers=tuple(_paper(link, each) for each in pack.papers.all()) if pack else (),
        papers_say=_papers_say(pack, held.digest),
        question=link.question,
        answer=link.answer.text if link.answer else "",
        kept=link.answer.changed if link.answer else None,
        done=bool(link.answer and link.answer.done),
        may_answer=may_answer,
        form=form,
        action=reverse("design:shared_answer", args=[link.uuid]) if link.question else "",
    )


class _OnThisPage:
    """Where a place is shown to somebody who has this page alone: an item that is a gap in the list below its strip."""

    def __init__(self, listed: set[str]) -> None:
        self.listed = listed

    def item(self, id: str) -> str:
        return f"#gap-{id}" if id in self.listed else ""


def _lens(title: str, version: str, seen: Coverage | None, policy: PolicySet) -> SharedLens:
    if seen is None:
        return SharedLens(title=title, version=version, says="This version is not at hand here, so nothing was compared.")
    totals, found = seen.totals, gaps(seen, policy=policy, kinds=pictures.OUTLINED)
    says = f"{totals.taught} of {totals.items} taught, {totals.assessed} of {totals.items} assessed, by {plural(totals.claims, 'claim')}."
    return SharedLens(
        title=title,
        version=version,
        says=says,
        strip=pictures.strip(seen, _OnThisPage({gap.coverage.item.id for gap in found}), policy),
        pillars=tuple(replace(each, href="", gaps_href="") for each in pictures.pillar_rows(seen, "")),
        gaps=tuple(_gap(gap) for gap in found),
        threads=_threads(seen, policy),
    )


def _threads(seen: Coverage, policy: PolicySet) -> str:
    """What stands on the gap list without being a gap, as counts."""
    kinds = [kind for each in seen.items for kind in gap_kinds(each, policy) if kind not in pictures.OUTLINED]
    counted = [f"{plural(kinds.count(kind), 'item')} {words}" for kind, words in LESSER.items() if kind in kinds]
    return f"Besides, {', '.join(counted)}." if counted else ""


def _gap(gap: Gap) -> GapLine:
    item, letter = gap.coverage.item, gap.coverage.letter
    return GapLine(
        anchor=f"gap-{item.id}",
        code=item.code or "No code",
        statement=item.statement,
        letter=letter.value if letter else "",
        kind=gap.kind.value,
        says=gap.says,
    )


def _module(module: Module) -> ModuleLine:
    parts = (f"{module.credits} credits", f"level {module.level}", plural(len(module.outcomes), "outcome"))
    return ModuleLine(code=module.code, title=module.title, says=", ".join((*parts, plural(len(module.assessments), "assessment"))))


def _findings(blocks: int, warns: int) -> str:
    if not blocks and not warns:
        return "The checks find nothing that blocks approval, and nothing that warns."
    stops = f"{plural(blocks, 'finding')} that {'blocks' if blocks == 1 else 'block'} approval"
    return f"{stops}, {warns} that {'warns' if warns == 1 else 'warn'}."


def _paper(link: LinkFacts, row: PaperRow) -> PaperLine:
    return paper_line(row, reverse("design:shared_paper", args=[link.uuid, row.file]))


def _papers_say(pack: PackRow | None, digest: str) -> str:
    if pack is None:
        return "No papers have been made yet."
    made = f"Prepared on {day(pack.prepared)}"
    if pack.digest == digest:
        return f"{made}, of the programme as it stands."
    return f"{made}, of revision {pack.revision}; the programme has changed since."
