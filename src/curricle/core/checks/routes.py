"""The routes through a programme: one a pathway, each with its core modules and those to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from curricle.core.alignment import Coverage
from curricle.core.checks.context import Context, context_of
from curricle.core.checks.places import of_award, of_pathway
from curricle.core.findings import Place
from curricle.core.framework import Framework
from curricle.core.hours import BalanceSheet
from curricle.core.module import Module
from curricle.core.policyset import DEFAULT_POLICY
from curricle.core.programme import Pathway, Programme
from curricle.core.rulesets import for_intake

LARGEST_AWARD = 2_000  # credits; beyond it nobody means what stands there, and counting would take long


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """`pathway` is None for the only route of a programme without pathways."""

    pathway: Pathway | None
    core: tuple[Module, ...]
    optional: tuple[Module, ...]

    @property
    def on(self) -> str:
        """ " on PA", or nothing."""
        return f" on {self.pathway.title or self.pathway.code}" if self.pathway else ""

    @property
    def core_credits(self) -> int:
        return sum(module.credits for module in self.core)

    def place(self, programme: Programme) -> Place:
        return of_pathway(self.pathway, "modules") if self.pathway else of_award(programme, "modules")


def routes(programme: Programme, context: Context) -> Iterator[Route]:
    """Every route, in the order of the pathways. A module that names no pathway stands on all."""
    for pathway in programme.pathways or (None,):
        core: list[Module] = []
        optional: list[Module] = []
        for module in programme.modules:
            placement = context.placements.get(module.id)
            if not placement or not placement.pathways or pathway is None or pathway.id in placement.pathways:
                (core if placement is None or placement.core else optional).append(module)
        yield Route(pathway=pathway, core=tuple(core), optional=tuple(optional))


def least_by_credit(optional: tuple[Module, ...], minutes: dict[str, int], most: int) -> dict[int, int]:
    """For every sum of credits up to `most` that a choice of these modules makes, the least of `minutes` (by module id) it brings.

    The empty choice makes 0. Modules without credits cannot be counted and are left out.
    """
    least = {0: 0}
    bound = min(most, LARGEST_AWARD)
    for module in optional:
        if 0 < module.credits <= bound:
            for credits, already in list(least.items()):
                total, brought = credits + module.credits, already + minutes.get(module.id, 0)
                if total <= bound and brought < least.get(total, brought + 1):
                    least[total] = brought
    return least


def least_off_the_job(programme: Programme, context: Context) -> tuple[Route, int] | None:
    """The route that plans least off-the-job time, with its minutes; None without modules.

    Optional modules count by the choice that fills the award and brings least; where no choice fills it, all of them count.
    """
    minutes = {line.module.id: line.off_the_job for line in context.sheet.lines}
    found = []
    for route in routes(programme, context):
        room = programme.award.credits - route.core_credits
        choices = least_by_credit(route.optional, minutes, room) if programme.award.credits and room >= 0 else {}
        chosen = choices.get(room, sum(minutes[module.id] for module in route.optional))
        found.append((route, chosen + sum(minutes[module.id] for module in route.core)))
    return min(found, key=lambda each: each[1]) if programme.modules else None


class Choices:
    """Whether a learner can reach the award without any of some modules; each question is worked out once."""

    def __init__(self, programme: Programme, context: Context) -> None:
        self._credits = programme.award.credits
        self._routes = {route.pathway.id if route.pathway else "": route for route in routes(programme, context)}
        self._known: dict[tuple[str, tuple[str, ...]], bool] = {}

    def avoid(self, pathway: str, modules: frozenset[str]) -> bool:
        """True where the optional modules of the route, without these, still fill the award; and where that cannot be told."""
        route = self._routes.get(pathway)
        room = self._credits - route.core_credits if route and self._credits else 0
        if route is None or room <= 0:
            return True
        others = tuple(module for module in route.optional if module.id not in modules)
        key = (pathway, tuple(module.id for module in others))
        if key not in self._known:
            self._known[key] = room in least_by_credit(others, {}, room) or room not in least_by_credit(route.optional, {}, room)
        return self._known[key]


def route_sheet(programme: Programme, frameworks: Iterable[Framework], coverages: Iterable[Coverage] = ()) -> tuple[BalanceSheet, str]:
    """The balance sheet as the rules count it: off-the-job time on the route that plans least, and that route (" on PA") or "".

    `coverages` that are at hand already are not computed again.
    """
    sets = for_intake(programme.first_intake, apprenticeship=programme.apprenticeship)
    context = context_of(programme, frameworks, policy=DEFAULT_POLICY, rule_sets=sets, coverages=coverages)
    least = least_off_the_job(programme, context)
    if not (least and context.sheet.off_the_job):
        return context.sheet, ""
    route, planned = least
    return replace(context.sheet, off_the_job=replace(context.sheet.off_the_job, planned=planned)), route.on
