"""What a panel expects and the programme does not hold yet: essentials of specification and descriptor (PSTPL, MODTPL; A/C).

Missing is never printed as zero; it is named once, at the end of the specification.
"""

from __future__ import annotations

from collections.abc import Callable

from curricle.core.module import Assessment, Module
from curricle.core.papers.wording import listed
from curricle.core.programme import Programme

#: Modules named one by one before the rest are counted.
MOST_NAMED = 12
WHOLE = 100  # per cent


def not_yet_given(programme: Programme) -> tuple[str, ...]:
    """One entry a missing essential, in the order of the papers: "aims", "hours of POD7001 and POD7002". Empty for a complete programme."""
    award = programme.award
    facts = (
        ("award", award.title or award.type),
        ("credits of the award", award.credits or award.type == "none"),
        ("first intake", programme.first_intake),
        ("admissions", programme.admissions.strip()),
        ("aims", programme.aims.strip()),
        ("modules", programme.modules),
    )
    of_modules: tuple[tuple[str, Callable[[Module], bool]], ...] = (
        ("aims", lambda module: not module.aims.strip()),
        ("outcomes", lambda module: not module.outcomes),
        ("hours", lambda module: not module.hours),
        ("assessments", lambda module: not module.assessments),
        ("assessment weights", lambda module: any(not has_weight(module, each) for each in module.assessments)),
    )
    parts = [(name, [module for module in programme.modules if bare(module)]) for name, bare in of_modules]
    named = [f"{name} of {_named(programme, held)}" for name, held in parts if held]
    return (*(name for name, value in facts if not value), *named)


def has_weight(module: Module, each: Assessment) -> bool:
    """Whether a weight is given: not for a pass or fail, and 0% only where the module's others already come to the whole."""
    return each.pass_fail or each.weight != 0 or sum(other.weight for other in module.assessments) == WHOLE


def _named(programme: Programme, held: list[Module]) -> str:
    if len(held) == len(programme.modules) > 1:
        return "every module"
    names = [module.code or module.title or "a module without a code" for module in held]
    rest = len(names) - MOST_NAMED
    return listed([*names[:MOST_NAMED], f"{rest} more"] if rest > 0 else names)
