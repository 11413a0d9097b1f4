"""One value type for standards, schemas, model curricula and everything shaped like them (meanings, 9)."""

from __future__ import annotations

from dataclasses import dataclass

from curricle.core.module import Module


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a framework. `statement` is the published wording to the byte; tags stand beside it.

    `id` is a UUID that stays as long as the meaning stays; `code` is a label of one version and may be empty.
    """

    id: str
    kind: str
    statement: str
    code: str = ""
    title: str = ""  # abbreviated statement
    pillars: tuple[str, ...] = ()
    professions: tuple[str, ...] = ()
    practice_level: str = ""  # entry, enhanced, advanced …
    fheq_level: str = ""
    scope: str = ""  # generic or specialist
    requirement: str = ""  # core or optional
    notes: str = ""
    language: str = ""
    enumeration: str = ""
    label: str = ""  # alternative label
    keywords: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    education_levels: tuple[str, ...] = ()
    extras: tuple[tuple[str, str], ...] = ()  # what a format holds beyond these, by its own names

    @property
    def name(self) -> str:
        """What people call it: the code if it has one, else the title, else the start of the statement."""
        return self.code or self.title or (self.statement[:57] + "…" if len(self.statement) > 58 else self.statement)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """`source` stands in relation `type` to `target`; for isChildOf the child is the source, the parent the target.

    The target of a top item is the framework's own id. `order` sorts siblings.
    """

    source: str
    target: str
    type: str
    order: int | None = None
    note: str = ""
    id: str = ""
    group: str = ""
    extras: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentMethod:
    """One method of a standard's end-point assessment."""

    name: str
    components: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    duration: str = ""
    notes: str = ""
    items: tuple[str, ...] = ()  # ids of the KSBs it assesses


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with its source and how sure it is. `amount` is a whole number in `unit`."""

    name: str
    amount: int
    unit: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a framework says beyond its items. A standard fills the first lines, a model curriculum the last.

    `minimum_off_the_job` is in minutes, None where no figure is published. `optional_modules`: ids of modules that are not core.
    `stands_on`: UUIDs of the framework versions whose items the modules claim; empty where the claims alone say it.
    """

    reference: str = ""
    level: int | None = None
    months: int | None = None
    minimum_off_the_job: int | None = None
    minimum_confidence: str = ""
    minimum_source: str = ""
    funding_band: int | None = None  # whole pounds
    assessment_model: str = ""
    assessment_methods: tuple[AssessmentMethod, ...] = ()
    figures: tuple[Figure, ...] = ()
    award: str = ""
    credits: int | None = None
    fheq_level: int | None = None
    modules: tuple[Module, ...] = ()
    optional_modules: tuple[str, ...] = ()
    stands_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricLevel:
    """How well a criterion may be met, in words. `score` is a decimal number as text ("2.5"), for documents hold no fractions."""

    id: str
    quality: str = ""  # what the level is called: entry, enhanced, advanced …
    description: str = ""
    score: str = ""
    feedback: str = ""
    position: int | None = None  # where it is not the place in the list, counted from 1
    extras: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricCriterion:
    """One row of a rubric: what is looked at, and its levels. `item` is the id of the item it is about, empty for none."""

    id: str
    category: str = ""
    description: str = ""
    item: str = ""
    weight: str = ""  # a decimal number as text
    position: int | None = None
    levels: tuple[RubricLevel, ...] = ()
    extras: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """Level descriptors: criteria, each with its levels."""

    id: str
    title: str = ""
    description: str = ""
    criteria: tuple[RubricCriterion, ...] = ()
    extras: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """One version of a standard, schema, model curriculum or other list: content only, no status, no times, no places.

    `id` is the version's UUID, `line` the UUID that all versions share. `mappable` names the kinds that claims point to;
    empty means the deepest of the usual kinds (meanings, 2). `demonstration` marks our own invented wording.
    """

    id: str
    line: str
    code: str
    title: str
    version: str
    kind: str
    items: tuple[Item, ...] = ()
    links: tuple[Link, ...] = ()
    professions: tuple[str, ...] = ()
    creator: str = ""
    publisher: str = ""
    description: str = ""
    language: str = ""
    licence: str = ""
    source_url: str = ""
    notes: str = ""
    subjects: tuple[str, ...] = ()
    mappable: tuple[str, ...] = ()
    demonstration: bool = False
    facts: Facts = Facts()
    rubrics: tuple[Rubric, ...] = ()
    extras: tuple[tuple[str, str], ...] = ()
