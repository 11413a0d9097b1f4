"""A programme: an award built from modules, mapped to framework versions (its lenses)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from curricle.core.module import Claim, Module


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """What is awarded. `minimum_at_level` is the least credit at `level`; 0 where no rule is given."""

    title: str = ""
    type: str = ""  # PgCert, PgDip, Master's, none
    credits: int = 0
    level: int = 7
    minimum_at_level: int = 0
    exit_awards: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pathway:
    """A route through the programme, often one profession's."""

    id: str
    code: str
    title: str
    profession: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """How the programme holds a module: core or optional, on which pathways (none named means all), in which period."""

    module: str
    core: bool = True
    pathways: tuple[str, ...] = ()
    period: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lens:
    """A framework version that the programme is mapped to. `pathways`: none named means all."""

    framework: str
    code: str
    title: str = ""
    version: str = ""
    digest: str = ""
    pathways: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """Everything a panel reads. Fields follow the union of programme specifications; empty ones are left out of papers.

    `first_intake` chooses the rule sets. `prior_learning` is the planned reduction of off-the-job time, in minutes.
    """

    id: str
    code: str
    title: str
    award: Award = Award()
    modules: tuple[Module, ...] = ()
    placements: tuple[Placement, ...] = ()
    pathways: tuple[Pathway, ...] = ()
    lenses: tuple[Lens, ...] = ()
    first_intake: date | None = None
    prior_learning: int = 0
    apprenticeship: bool = True
    professions: tuple[str, ...] = ()
    demonstration: bool = False
    institution: str = ""
    teaching_institution: str = ""
    school: str = ""
    leader: str = ""
    codes: str = ""  # UCAS / HECoS
    mode: str = ""
    length: str = ""
    sites: str = ""
    start_dates: str = ""
    accreditation: str = ""
    reference_points: str = ""
    approval_date: str = ""
    version: str = ""
    admissions: str = ""
    recognition_of_prior_learning: str = ""
    aims: str = ""
    features: str = ""
    teaching_strategy: str = ""
    assessment_strategy: str = ""
    progression: str = ""
    regulations: str = ""
    support: str = ""
    quality: str = ""
    blended_statement: str = ""
    work_based_learning: str = ""
    careers: str = ""
    assessment_organisation: str = ""
    integrated: str = ""  # integrated or non-integrated apprenticeship

    def claims(self) -> Iterator[tuple[Module, Claim]]:
        """Every claim with the module it travels with, in module order."""
        for module in self.modules:
            for claim in module.claims:
                yield module, claim

    def placement_of(self, module: str) -> Placement:
        """How the programme holds the module; a module without a placement counts as core on every pathway."""
        for placement in self.placements:
            if placement.module == module:
                return placement
        return Placement(module=module)
