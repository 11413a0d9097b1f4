"""The modules of a model curriculum that is being written: what each holds, what stops the curriculum, what of its schemas it covers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from curricle.core.alignment import Coverage
from curricle.core.drafting.adopting import Adopting
from curricle.core.findings import Finding, Place
from curricle.core.framework import Framework
from curricle.core.hours import module_hours
from curricle.core.module import Module
from curricle.core.registry import KINDS
from curricle.core.terms import Severity
from curricle.frameworks.pages.draft import DraftFrame
from curricle.frameworks.pages.draft_item import label
from curricle.frameworks.pages.modules import ModuleLine, module_line, module_lines
from curricle.ui.parts import FindingCard, Link
from curricle.ui.words import fraction, hours, plural

PARTS = (
    ("Facts", "frameworks:draft_module"),
    ("Outcomes", "frameworks:draft_outcomes"),
    ("Hours", "frameworks:draft_hours"),
    ("Assessments", "frameworks:draft_assessments"),
    ("Claims", "frameworks:draft_claims"),
)
#: On which page a place of a finding is put right, by its kind.
PAGES = {"outcome": "outcomes", "assessment": "assessments", "hours": "hours", "claim": "claims"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftModule:
    """One module, to read and to change. `sums` are short: outcomes, hours against credits, weights, claims."""

    id: str
    line: ModuleLine
    sums: tuple[str, ...]
    links: tuple[Link, ...]
    steps: tuple[tuple[str, str], ...]
    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """What the modules claim of one framework; `missed` are the items that no module claims."""

    title: Link
    says: str
    missed: tuple[str, ...]
    missed_says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftModulesPage:
    frame: DraftFrame
    says: tuple[str, ...]
    modules: tuple[DraftModule, ...]
    stops: tuple[FindingCard, ...]
    looks: tuple[FindingCard, ...]
    covered: tuple[Covered, ...]
    ground: Link
    add: str
    undo: str
    undo_says: str
    problem: tuple[Link, ...]


def draft_modules_page(
    frame: DraftFrame, about: Framework, found: Adopting, *, may_edit: bool, undo: str = "", problem: str = ""
) -> DraftModulesPage:
    """All modules of a draft. `undo` says what the last change was, empty where there is none."""
    modules, optional = about.facts.modules, about.facts.optional_modules
    cards = [(each.severity, finding_card(frame.id, about, each, leads=may_edit)) for each in found.findings]
    return DraftModulesPage(
        frame=frame,
        says=_says(about, found),
        modules=tuple(_module(frame.id, each, each.id not in optional, at, len(modules), may_edit) for at, each in enumerate(modules)),
        stops=tuple(card for severity, card in cards if severity is Severity.BLOCKS),
        looks=tuple(card for severity, card in cards if severity is not Severity.BLOCKS),
        covered=covered_parts(found.coverages),
        ground=Link(text="Choose the schema it stands on", href=_facts(frame.id)) if may_edit and not found.coverages else Link(text=""),
        add=reverse("frameworks:draft_module_add", args=[frame.id]) if may_edit else "",
        undo=reverse("frameworks:draft_undo", args=[frame.id]) if may_edit and undo else "",
        undo_says=undo,
        problem=(Link(text=problem),) if problem else (),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ModulesPart:
    """The modules on the first page of a draft, to read, with what they cover; `edit` leads to where they are written."""

    lines: tuple[ModuleLine, ...]
    says: tuple[str, ...]
    covered: tuple[Covered, ...]
    edit: Link


def modules_part(draft: str, about: Framework, found: Adopting, *, may_edit: bool) -> ModulesPart:
    return ModulesPart(
        lines=module_lines(about),
        says=_says(about, found),
        covered=covered_parts(found.coverages),
        edit=Link(
            text="Write the modules" if may_edit else "Modules and what they cover", href=reverse("frameworks:draft_modules", args=[draft])
        ),
    )


def covered_parts(coverages: Iterable[Coverage]) -> tuple[Covered, ...]:
    """One part a framework: n of m claimed, and which items are not."""
    return tuple(_covered(each) for each in coverages)


def module_parts(draft: str, module: Module, here: str) -> tuple[Link, ...]:
    """The pages of one module, the one we are on marked."""
    return tuple(Link(text=text, href=reverse(name, args=[draft, module.id]), current=name == here) for text, name in PARTS)


def finding_card(draft: str, about: Framework, finding: Finding, *, leads: bool) -> FindingCard:
    """A finding; with the way to where it is put right where it `leads` there."""
    holder = {part.id: module for module in about.facts.modules for part in (*module.outcomes, *module.assessments)}
    holder |= {module.id: module for module in about.facts.modules}
    where = tuple(Link(text=place.label, href=_href(draft, holder, place) if leads else "") for place in finding.at)
    return FindingCard(
        severity=finding.severity.value,
        says=finding.says,
        where=where[:12],
        why=finding.why,
        remedy=finding.remedy,
        remedy_href=_gaps(draft, about)
        if leads and finding.rule == "curriculum-gaps"
        else next((each.href for each in where if each.href), ""),
        source=finding.source,
        confidence=finding.confidence.value,
        confidence_says=finding.confidence.says,
    )


def module_name(module: Module) -> str:
    return f"{module.code} {module.title}".strip()


def _href(draft: str, holder: dict[str, Module], place: Place) -> str:
    if place.kind == "curriculum":
        return _facts(draft) if place.field == "stands_on" else reverse("frameworks:draft_module_add", args=[draft])
    module = holder.get(place.id.partition(":")[0])
    if module is None:
        return ""
    elsewhere = place.field in ("outcomes", "assessments", "claims") and place.kind != "assessment"
    page = place.field if elsewhere else PAGES.get(place.kind, "module")
    return reverse(f"frameworks:draft_{page}", args=[draft, module.id])


def _gaps(draft: str, about: Framework) -> str:
    """Where the first module claims what no module claims yet."""
    return reverse("frameworks:draft_claims", args=[draft, about.facts.modules[0].id]) + "?gaps=on"


def _facts(draft: str) -> str:
    return reverse("frameworks:draft_facts", args=[draft]) + "#id_stands_on"


def _says(about: Framework, found: Adopting) -> tuple[str, ...]:
    facts = about.facts
    if not facts.modules:
        return ()
    whole = f"{plural(len(facts.modules), 'module')} with {plural(sum(each.credits for each in facts.modules), 'credit')} in all"
    award = f"; the curriculum says {facts.credits}" if facts.credits else ""
    stops = len(found.stops)
    told = f"{plural(stops, 'thing stops', 'things stop')} it from being published." if stops else "Nothing stops it from being published."
    return (f"{whole}{award}.", told)


def _module(draft: str, module: Module, core: bool, at: int, count: int, may_edit: bool) -> DraftModule:
    sheet = module_hours(module)
    weights = sum(each.weight for each in module.assessments)
    remove = Link(text="Remove", href=reverse("frameworks:draft_module_remove", args=[draft, module.id]))
    steps = (("up", "Move up", at > 0), ("down", "Move down", at < count - 1))
    return DraftModule(
        id=module.id,
        line=module_line(module, core=core),
        sums=(
            plural(len(module.outcomes), "outcome"),
            f"{hours(sheet.planned)} planned, {hours(sheet.needed)} needed",
            f"{plural(len(module.assessments), 'assessment')}, weights {weights}%",
            plural(len(module.claims), "claim"),
        ),
        links=(*module_parts(draft, module, ""), remove) if may_edit else (),
        steps=tuple((name, text) for name, text, possible in steps if possible and may_edit),
        step=reverse("frameworks:draft_module_step", args=[draft, module.id]),
    )


def _covered(coverage: Coverage) -> Covered:
    framework, totals = coverage.framework, coverage.totals
    missed = tuple(label(each.item) for each in coverage.items if not each.taught)
    kinds = {each.item.kind for each in coverage.items}
    kind = KINDS.get(kinds.pop(), "item").lower() if len(kinds) == 1 else "item"
    many = {"capability": "capabilities", "competency": "competencies", "knowledge": "items of knowledge"}.get(kind, f"{kind}s")
    return Covered(
        title=Link(text=f"{framework.title} {framework.version}", href=reverse("frameworks:version", args=[framework.id])),
        says=f"{fraction(totals.taught, totals.items)} {many} claimed by a module, {totals.assessed} assessed.",
        missed=missed,
        missed_says=f"{plural(len(missed), kind, many)} that no module claims",
    )
