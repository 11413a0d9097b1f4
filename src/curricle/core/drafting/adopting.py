"""Whether a model curriculum is complete enough to be adopted: what stops it, what to look at, and what of its schemas it covers.

A curriculum is looked at as the programme that would adopt it as it stands, so the rules of programmes hold for it too. What stops its
publishing is more than what blocks a programme: who adopts it cannot put right what it leaves out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from curricle.core.alignment import Coverage
from curricle.core.checks import RULES
from curricle.core.checks.context import Context, context_of
from curricle.core.checks.coverage import items_of
from curricle.core.checks.places import of_item, of_lens, of_module
from curricle.core.checks.words import count, first, names
from curricle.core.drafting.modules import stands_on
from curricle.core.findings import Finding, Place
from curricle.core.framework import Framework
from curricle.core.policyset import DEFAULT_POLICY
from curricle.core.programme import Award, Lens, Placement, Programme
from curricle.core.rulesets import for_intake
from curricle.core.terms import Confidence, Severity

#: Rules of programmes that stop a curriculum, whatever they do to a programme.
STOPS = ("outcomes-missing", "hours-missing", "credits-10", "weights-100", "weights-missing", "assessment-of-nothing", "codes-unique")
#: Those that only tell.
TELLS = (
    "credits-missing",
    "level-tags",
    "codes-missing",
    "outcome-without-text",
    "outcome-assessed",
    "module-without-assessment",
    "assessment-of-unknown",
    "a-without-assessment",
    "claim-without-outcome",
    "claim-on-heading",
    "claim-on-unknown",
)
WHAT_IT_IS = "What a model curriculum is: modules with outcomes, hours, assessments and claims on a schema (house practice)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopting:
    """`findings`: those that stop it first, then in the order of the modules. `coverages`: one for each framework at hand."""

    findings: tuple[Finding, ...]
    coverages: tuple[Coverage, ...]

    @property
    def stops(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.severity is Severity.BLOCKS)


def as_programme(curriculum: Framework, frameworks: Iterable[Framework]) -> Programme:
    """The programme that adopts the curriculum as it stands, with these frameworks as its lenses."""
    facts = curriculum.facts
    return Programme(
        id=curriculum.id,
        code=curriculum.code,
        title=curriculum.title,
        award=Award(title=facts.award, credits=facts.credits or 0, level=facts.fheq_level or facts.level or 7),
        modules=facts.modules,
        placements=tuple(Placement(module=each.id, core=each.id not in facts.optional_modules) for each in facts.modules),
        lenses=tuple(Lens(framework=each.id, code=each.code, title=each.title, version=each.version) for each in frameworks),
        apprenticeship=False,
        professions=curriculum.professions,
        demonstration=curriculum.demonstration,
    )


def adopting(curriculum: Framework, frameworks: Iterable[Framework]) -> Adopting:
    """What stops the curriculum, and what it covers. `frameworks`: those it stands on, as far as they are at hand."""
    at_hand = {each.id: each for each in frameworks}
    wanted = stands_on(curriculum)
    chosen = [at_hand[id] for id in wanted if id in at_hand]
    programme = as_programme(curriculum, chosen)
    context = context_of(programme, chosen, policy=DEFAULT_POLICY, rule_sets=for_intake(None, apprenticeship=False))
    found = [*_own(curriculum, context, missing=len(wanted) - len(chosen))]
    for id in (*STOPS, *TELLS):
        told = RULES[id].check(programme, context)
        found += (replace(each, severity=Severity.BLOCKS) for each in told) if id in STOPS else told
    rank = {severity: at for at, severity in enumerate(Severity)}
    return Adopting(findings=tuple(sorted(found, key=lambda each: rank[each.severity])), coverages=context.coverages)


def _own(curriculum: Framework, context: Context, *, missing: int) -> Iterator[Finding]:
    whole, modules = Place(kind="curriculum", id=curriculum.id, label=curriculum.title), curriculum.facts.modules
    if not modules:
        yield _finding("curriculum-modules", "It has no modules.", "Add the first module.", (whole,))
        return
    if not stands_on(curriculum):
        says = "It does not say on which schema it stands."
        yield _finding("curriculum-stands-on", says, "Choose the schema under Facts.", (replace(whole, field="stands_on"),))
    if missing:
        says = f"{first(count(missing, 'version'))} that it stands on {'is' if missing == 1 else 'are'} not at hand, so claims on "
        says += f"{'it' if missing == 1 else 'them'} were not looked at."
        place = replace(whole, field="stands_on")
        yield _finding("curriculum-not-at-hand", says, "Choose a published version under Facts.", (place,), Severity.WARNS)
    bare = [each for each in modules if not each.claims]
    if len(bare) == len(modules):
        at = tuple(of_module(each, "claims") for each in modules)
        yield _finding("curriculum-claims", "No module claims anything.", "Claim what each module's outcomes meet.", at)
    elif bare:
        word = "claims" if len(bare) == 1 else "claim"
        says = f"{first(count(len(bare), 'module'))} {word} nothing: {names([each.code for each in bare])}."
        at = tuple(of_module(each, "claims") for each in bare)
        yield _finding("curriculum-module-claims", says, "Claim what their outcomes meet.", at, Severity.WARNS)
    for each in context.coverages:
        yield from _gaps(each)


def _gaps(coverage: Coverage) -> Iterator[Finding]:
    missed = [each for each in coverage.items if not each.taught]
    if missed and len(missed) < len(coverage.items):
        which = f"{first(items_of(coverage, missed))} of {coverage.framework.title}"
        are = "is" if len(missed) == 1 else "are"
        says = f"{which} {are} claimed by no module: {names([each.item.name for each in missed])}."
        at = (of_lens(coverage.framework), *(of_item(each.item) for each in missed))
        yield _finding("curriculum-gaps", says, "Claim each through an outcome that meets it.", at, Severity.WARNS)


def _finding(rule: str, says: str, remedy: str, at: tuple[Place, ...], severity: Severity = Severity.BLOCKS) -> Finding:
    why = "Whoever adopts the curriculum takes it as it stands; what it leaves out, every programme lacks."
    return Finding(rule=rule, severity=severity, says=says, at=at, why=why, remedy=remedy, source=WHAT_IT_IS, confidence=Confidence.P)
