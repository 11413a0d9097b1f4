"""From claims to coverage: which items are taught, assessed or missed, and by what. One direction, explained.

M1   LO1 -> K1 A   (an essay assesses LO1)    K1 taught and assessed
     LO2 -> K2 A   (nothing assesses LO2)     K2 taught only, and its A has nothing behind it
                                              K3 missed
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from curricle.core.framework import Framework, Item
from curricle.core.graph import Tree, tree_of
from curricle.core.module import Claim, Module
from curricle.core.programme import Programme
from curricle.core.registry import MAPPABLE
from curricle.core.terms import Letter

#: Kinds that claims never point to: headings of every sort, criteria and duties (meanings, 2).
NEVER_MAPPABLE = frozenset(
    {"pillar", "domain", "theme", "stage", "level", "group", "heading", "criterion", "duty", "indicative content", "module"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One claim on an item. `stands` is false for an A that no assessment of the module stands behind."""

    module: str
    module_code: str
    outcome: str
    outcome_code: str
    letter: Letter
    stands: bool
    reason: str
    assessments: tuple[str, ...]  # codes of the module's assessments that assess the outcome
    core: bool

    @property
    def assessed(self) -> bool:
        return self.letter is Letter.A and self.stands


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCoverage:
    """One mappable item with every claim on it."""

    item: Item
    uses: tuple[Use, ...]
    without: tuple[str, ...]  # ids of pathways on which no core module claims it ("" is the only route of a programme without pathways)
    assessed_claims: int  # how many of the uses are assessed

    @property
    def taught(self) -> bool:
        return bool(self.uses)

    @property
    def assessed(self) -> bool:
        return self.assessed_claims > 0

    @property
    def unbacked(self) -> bool:
        """Claimed as assessed, with no assessment behind any of its A."""
        return not self.assessed and any(use.letter is Letter.A for use in self.uses)

    @property
    def optional_only(self) -> bool:
        return self.taught and bool(self.without)

    @property
    def letter(self) -> Letter | None:
        """The cell's letter: the highest claimed; an A without an assessment behind it counts as D."""
        if not self.uses:
            return None
        if self.assessed:
            return Letter.A
        highest = max((use.letter for use in self.uses), key=lambda letter: letter.rank)
        return Letter.D if highest is Letter.A else highest


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A heading's or a pillar's n of m. An item with two pillars counts half in each, hence fractions."""

    id: str
    name: str
    of: Fraction
    taught: Fraction
    assessed: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    items: int
    taught: int
    assessed: int
    claims: int


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """A programme seen through one framework version.

    `items`: the mappable items in framework order. `on_headings`, `on_unknown`: claims that cover nothing.
    """

    framework: Framework
    items: tuple[ItemCoverage, ...]
    on_headings: tuple[tuple[Module, Claim], ...]
    on_unknown: tuple[tuple[Module, Claim], ...]

    @cached_property
    def by_id(self) -> Mapping[str, ItemCoverage]:
        return {each.item.id: each for each in self.items}

    @cached_property
    def tree(self) -> Tree:
        return tree_of(self.framework)

    @cached_property
    def totals(self) -> Totals:
        return Totals(
            items=len(self.items),
            taught=sum(each.taught for each in self.items),
            assessed=sum(each.assessed for each in self.items),
            claims=sum(len(each.uses) for each in self.items),
        )

    @cached_property
    def pillars(self) -> tuple[Share, ...]:
        """One share a pillar, in order of first appearance; items without a pillar are left out."""
        names: dict[str, None] = {}
        for each in self.items:
            names.update(dict.fromkeys(each.item.pillars))
        return tuple(
            _share(name, name, [(each, len(each.item.pillars)) for each in self.items if name in each.item.pillars]) for name in names
        )

    @cached_property
    def headings(self) -> tuple[Share, ...]:
        """n of m for each item that has mappable items below it, in framework order."""
        below: dict[str, list[tuple[ItemCoverage, int]]] = {}
        for each in self.items:
            for up in self.tree.ancestors(each.item.id):
                below.setdefault(up, []).append((each, 1))
        named = {item.id: item.name for item in self.framework.items}
        return tuple(_share(id, named[id], below[id]) for id in self.tree.order if id in below)


def mappable_items(framework: Framework, tree: Tree | None = None) -> tuple[Item, ...]:
    """The items that claims may point to, in framework order.

    The kinds the framework names; else the deepest of capability, knowledge, skill and behaviour; else the deepest items that
    are neither headings, criteria nor duties.
    """
    tree = tree or tree_of(framework)
    items = {item.id: item for item in framework.items}
    if framework.mappable:
        wanted = {id for id, item in items.items() if item.kind in framework.mappable}
    else:
        wanted = {id for id, item in items.items() if item.kind in MAPPABLE}
        wanted = wanted or {id for id, item in items.items() if item.kind not in NEVER_MAPPABLE}
        wanted -= {up for id in wanted for up in tree.ancestors(id)}
    return tuple(items[id] for id in tree.order if id in wanted)


def group_of(item: Item, framework: Framework) -> str:
    """The name under which pictures group an item: its kind in a standard, else its first pillar, else its kind.

    KSBs are read as knowledge, skills and behaviours, even where somebody tagged them with pillars too.
    """
    if framework.kind != "standard" and item.pillars:
        return item.pillars[0]
    return item.kind


def coverage(programme: Programme, framework: Framework, *, pathway: str | None = None) -> Coverage:
    """The programme seen through the framework, over all pathways of its lens or over one (by id)."""
    routes = _routes(programme, framework.id, pathway)
    mappable = mappable_items(framework)
    uses: dict[str, list[Use]] = {item.id: [] for item in mappable}
    core_on: dict[str, set[str]] = {item.id: set() for item in mappable}
    all_ids = {item.id for item in framework.items}
    headings: list[tuple[Module, Claim]] = []
    unknown: list[tuple[Module, Claim]] = []
    for module, core, on in _on_routes(programme, routes):
        for claim, use in _uses(module, framework.id, core):
            if claim.item in uses:
                uses[claim.item].append(use)
                if core:
                    core_on[claim.item] |= on
            else:
                (headings if claim.item in all_ids else unknown).append((module, claim))
    return Coverage(
        framework=framework,
        items=tuple(_item_coverage(item, uses[item.id], core_on[item.id], routes) for item in mappable),
        on_headings=tuple(headings),
        on_unknown=tuple(unknown),
    )


def orphan_outcomes(programme: Programme, frameworks: Iterable[Framework]) -> tuple[tuple[Module, str], ...]:
    """(module, outcome id) for each outcome without a claim on any of these frameworks, in programme order."""
    seen = {framework.id for framework in frameworks}
    return tuple(
        (module, outcome.id)
        for module in programme.modules
        for claimed in [{claim.outcome for claim in module.claims if claim.framework in seen}]
        for outcome in module.outcomes
        if outcome.id not in claimed
    )


def _routes(programme: Programme, framework: str, pathway: str | None) -> tuple[str, ...]:
    if pathway is not None:
        return (pathway,)
    lens = next((lens for lens in programme.lenses if lens.framework == framework), None)
    if lens and lens.pathways:
        return lens.pathways
    return tuple(each.id for each in programme.pathways) or ("",)


def _on_routes(programme: Programme, routes: tuple[str, ...]) -> Iterable[tuple[Module, bool, set[str]]]:
    """(module, is it core, the routes it stands on) for each module on at least one route."""
    placements = {placement.module: placement for placement in reversed(programme.placements)}
    for module in programme.modules:
        placement = placements.get(module.id)
        if placement is None or not placement.pathways:
            on = set(routes)
        else:
            on = {route for route in routes if not route or route in placement.pathways}
        if on:
            yield module, placement is None or placement.core, on


def _uses(module: Module, framework: str, core: bool) -> Iterable[tuple[Claim, Use]]:
    codes = {outcome.id: outcome.code for outcome in module.outcomes}
    behind: dict[str, tuple[str, ...]] = {}
    for assessment in module.assessments:
        for outcome in assessment.outcomes:
            behind[outcome] = (*behind.get(outcome, ()), assessment.code)
    id, code, assessed = module.id, module.code, Letter.A
    for claim in module.claims:
        if claim.framework == framework:
            outcome, letter = claim.outcome, claim.letter
            assessments = behind.get(outcome, ())
            use = Use(
                module=id,
                module_code=code,
                outcome=outcome,
                outcome_code=codes.get(outcome, "?"),
                letter=letter,
                stands=letter is not assessed or bool(assessments),
                reason=claim.reason,
                assessments=assessments,
                core=core,
            )
            yield claim, use


def _item_coverage(item: Item, uses: list[Use], core_on: set[str], routes: tuple[str, ...]) -> ItemCoverage:
    return ItemCoverage(
        item=item,
        uses=tuple(uses),
        without=() if len(core_on) == len(routes) else tuple(route for route in routes if route not in core_on),
        assessed_claims=len([use for use in uses if use.letter is Letter.A and use.stands]),
    )


def _share(id: str, name: str, parts: Iterable[tuple[ItemCoverage, int]]) -> Share:
    """Each part is an item with the number of shares that it is divided into; counted as whole numbers first."""
    counts: dict[int, list[int]] = {}
    for each, among in parts:
        count = counts.setdefault(among, [0, 0, 0])
        count[0] += 1
        count[1] += each.taught
        count[2] += each.assessed
    of, taught, assessed = (sum((Fraction(count[at], among) for among, count in counts.items()), Fraction(0)) for at in range(3))
    return Share(id=id, name=name, of=of, taught=taught, assessed=assessed)
