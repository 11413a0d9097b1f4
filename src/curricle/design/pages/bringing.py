"""Pages of bringing a programme: the form, what was understood, what would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from curricle.core.alignment import coverage
from curricle.core.canonical import digest
from curricle.core.changes import Difference, differences
from curricle.core.framework import Framework
from curricle.core.gaps import GapKind, gaps
from curricle.core.module import Module
from curricle.core.policyset import PolicySet
from curricle.core.programme import Programme
from curricle.design.pages import coverage as pictures
from curricle.design.pages.frame import Addresses
from curricle.door.problems import Problem, Weight
from curricle.ui.parts import SummaryRow
from curricle.ui.strip import Strip
from curricle.ui.words import plural

if TYPE_CHECKING:
    from curricle.design.forms import BringForm

SHOWN = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class BringPage:
    form: BringForm
    programme: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LensPreview:
    """What the programme would cover, and by how much that differs from the draft as it stands."""

    title: str
    says: str
    strip: Strip


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPage:
    """`differences` are those shown, `more` how many are not. `revision` is the one the person saw, 0 for a new programme."""

    name: str
    title: str
    code: str
    new: bool
    revision: int
    facts: tuple[SummaryRow, ...]
    lenses: tuple[LensPreview, ...]
    differences: tuple[Difference, ...]
    summary: str
    more: int
    warnings: tuple[Problem, ...]
    errors: tuple[Problem, ...]
    shared: tuple[str, ...]
    elsewhere: tuple[Difference, ...]
    missing: tuple[str, ...]
    confirm: str
    again: str
    digest: str
    recipe: str = ""
    stale: str = ""


def preview_page(
    name: str,
    token: str,
    after: Programme,
    lenses: tuple[Framework, ...],
    *,
    before: Programme | None,
    revision: int,
    policy: PolicySet,
    problems: Iterable[Problem] = (),
    shared: Iterable[str] = (),
    held: tuple[Module, ...] = (),
    recipe: str = "",
    stale: str = "",
) -> PreviewPage:
    """What would be kept, what that would change, here and in other programmes, and what it would cover.

    `held`: the modules of these codes as other programmes of the organisation hold them now.
    """
    found = differences(before, after, lenses) if before else ()
    outcomes = sum(len(module.outcomes) for module in after.modules)
    claims = sum(1 for _ in after.claims())
    at_hand = {lens.id for lens in lenses}
    return PreviewPage(
        name=name,
        title=after.title or after.code,
        code=after.code,
        new=before is None,
        revision=revision,
        facts=(
            SummaryRow(key="Programme", value=f"{after.code} {after.title}".strip()),
            SummaryRow(key="Modules", value=f"{len(after.modules)}: {', '.join(module.code for module in after.modules)}"),
            SummaryRow(key="Outcomes", value=str(outcomes)),
            SummaryRow(key="Assessments", value=str(sum(len(module.assessments) for module in after.modules))),
            SummaryRow(key="Claims", value=str(claims)),
        ),
        lenses=tuple(_lens(after, lens, before, policy) for lens in lenses),
        differences=found[:SHOWN],
        summary=_summary(before, found),
        more=max(0, len(found) - SHOWN),
        warnings=tuple(problem for problem in problems if problem.severity is not Weight.NOTE),
        errors=(),
        shared=tuple(shared),
        elsewhere=_elsewhere(after, held, lenses)[:SHOWN],
        missing=tuple(lens.title or lens.code for lens in after.lenses if lens.framework not in at_hand),
        confirm=reverse("design:confirm", args=[token]),
        again=reverse("design:bring"),
        digest=digest(after),
        recipe=recipe,
        stale=stale,
    )


def refused_page(name: str, problems: Iterable[Problem]) -> PreviewPage:
    """A file that was not let in, with every place."""
    return PreviewPage(
        name=name,
        title="",
        code="",
        new=True,
        revision=0,
        facts=(),
        lenses=(),
        differences=(),
        summary="",
        more=0,
        warnings=(),
        errors=tuple(problems),
        shared=(),
        elsewhere=(),
        missing=(),
        confirm="",
        again=reverse("design:bring"),
        digest="",
    )


def _lens(after: Programme, lens: Framework, before: Programme | None, policy: PolicySet) -> LensPreview:
    seen = coverage(after, lens)
    missed = len(gaps(seen, policy=policy, kinds=(GapKind.MISSED,)))
    never = len(gaps(seen, policy=policy, kinds=(GapKind.NEVER_ASSESSED,)))
    says = f"{seen.totals.taught} of {seen.totals.items} taught, {seen.totals.assessed} assessed; {missed} missed, {never} never assessed."
    if before is not None:
        was = coverage(before, lens).totals
        says += f" Before: {was.taught} taught, {was.assessed} assessed."
    return LensPreview(title=lens.title, says=says, strip=pictures.strip(seen, Addresses(after), policy))


def _elsewhere(after: Programme, held: tuple[Module, ...], lenses: tuple[Framework, ...]) -> tuple[Difference, ...]:
    """What other programmes would see change in the modules they share with this one."""
    was = {module.code: module for module in held}
    pairs = [(was[module.code], module) for module in after.modules if module.code in was]
    before = Programme(id="", code="", title="", modules=tuple(pair[0] for pair in pairs))
    return differences(before, Programme(id="", code="", title="", modules=tuple(pair[1] for pair in pairs)), lenses)


def _summary(before: Programme | None, found: tuple[Difference, ...]) -> str:
    if before is None:
        return "This is a new programme."
    if not found:
        return "Nothing differs from the draft as it stands."
    counts = Counter((each.what, each.verb.value) for each in found)
    many = {"hours": "hours", "lens": "lenses"}
    return "; ".join(f"{plural(count, what, many.get(what, ''))} {verb}" for (what, verb), count in counts.items()) + "."
