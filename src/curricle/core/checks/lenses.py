"""The lenses: what the programme is mapped to, and whether it is the version that was meant."""

from __future__ import annotations

from collections.abc import Iterator

from curricle.core.canonical import digest
from curricle.core.checks.context import Context
from curricle.core.checks.places import of_lens, of_programme
from curricle.core.checks.rule import Note, apprenticeship, rule
from curricle.core.checks.words import count, first, names
from curricle.core.programme import Programme
from curricle.core.terms import Confidence, Severity

TOPIC = "Lenses"


def _all_at_hand(programme: Programme, context: Context) -> bool:
    """Whether every lens was given: one that was left out may be what is missed; `Report.not_checked` says that it was not compared."""
    return all(lens.framework in context.lenses for lens in programme.lenses)


@rule(
    "standard-missing",
    topic=TOPIC,
    severity=Severity.WARNS,
    source="The occupational standard is the map an apprenticeship must show (HCPC and quality handbooks)",
    confidence=Confidence.A,
    why="An apprenticeship is approved against its standard; without it neither KSBs nor off-the-job hours can be checked.",
    applies=apprenticeship,
)
def standard_missing(programme: Programme, context: Context) -> Iterator[Note]:
    """An apprenticeship is mapped to its standard."""
    if context.standard is None and _all_at_hand(programme, context):
        yield Note(
            says="The programme is an apprenticeship and is mapped to no standard.",
            at=(of_programme(programme, "lenses"),),
            remedy="Choose the apprenticeship standard among the frameworks it is mapped to, or say that this is not an apprenticeship.",
        )


@rule(
    "schema-missing",
    topic=TOPIC,
    severity=Severity.INFORMS,
    source="Training schemas are there to build programmes with (SEED)",
    confidence=Confidence.A,
    why="The profession's schema says what enhanced practice is; its reviewers look for their own items.",
)
def schema_missing(programme: Programme, context: Context) -> Iterator[Note]:
    """A programme is mapped to a schema of its profession."""
    if _all_at_hand(programme, context) and not any(each.kind != "standard" for each in context.lenses.values()):
        yield Note(
            says="The programme is mapped to no training schema.",
            at=(of_programme(programme, "lenses"),),
            remedy="Choose the schema of the profession among the frameworks it is mapped to.",
        )


@rule(
    "lens-not-at-hand",
    topic=TOPIC,
    severity=Severity.WARNS,
    source="House arithmetic",
    confidence=Confidence.P,
    why="Nothing was compared with it, so its gaps are not on any list.",
)
def lens_not_at_hand(programme: Programme, context: Context) -> Iterator[Note]:
    """Every version that the programme is mapped to is at hand."""
    lost = [lens for lens in programme.lenses if lens.framework not in context.lenses]
    if lost:
        yield Note(
            says=f"{first(count(len(lost), 'framework', 'frameworks'))} could not be compared: "
            f"{names([lens.title or lens.code for lens in lost])}.",
            at=tuple(of_lens(lens, "framework") for lens in lost),
            remedy="Bring the file of that version, or choose a version that is here.",
        )


@rule(
    "lens-digest",
    topic=TOPIC,
    severity=Severity.WARNS,
    source="House arithmetic",
    confidence=Confidence.P,
    why="The mapping was made against another text, so a claim may no longer mean what it meant.",
)
def lens_digest(programme: Programme, context: Context) -> Iterator[Note]:
    """The version at hand has the digest that the programme names."""
    for lens in programme.lenses:
        framework = context.lenses.get(lens.framework)
        if framework and lens.digest and lens.digest != (context.digests.get(framework.id) or digest(framework)):
            yield Note(
                says=f"{framework.title} is not word for word the version that the programme was mapped to.",
                at=(of_lens(lens, "digest"),),
                remedy="Compare the two versions, look at the changed items, and choose the version again.",
                facts=[lens.framework, lens.digest],
            )


@rule(
    "lens-demonstration",
    topic=TOPIC,
    severity=Severity.WARNS,
    source="House practice",
    confidence=Confidence.P,
    why="Demonstration wording is invented. A panel must not take it for a published schema or standard.",
    applies=lambda programme, context: not programme.demonstration,
)
def lens_demonstration(programme: Programme, context: Context) -> Iterator[Note]:
    """A real programme is not mapped to demonstration content."""
    invented = [each for each in context.lenses.values() if each.demonstration]
    if invented:
        yield Note(
            says=f"{first(count(len(invented), 'framework', 'frameworks'))} {'is' if len(invented) == 1 else 'are'} demonstration content: "
            f"{names([each.title for each in invented])}.",
            at=tuple(of_lens(each, "framework") for each in invented),
            remedy="Bring the published version and choose it in its place.",
        )


@rule(
    "profession-without-lens",
    topic=TOPIC,
    severity=Severity.INFORMS,
    source="One schema a profession (SEED)",
    confidence=Confidence.A,
    why="Each profession published a schema of its own; a programme for several is read by reviewers of each.",
    applies=lambda programme, context: any(each.professions for each in context.lenses.values()),
)
def profession_without_lens(programme: Programme, context: Context) -> Iterator[Note]:
    """Each profession that the programme serves has a lens that names it."""
    served = {name.casefold() for each in context.lenses.values() if each.kind != "standard" for name in each.professions}
    wanted = [*programme.professions, *(each.profession for each in programme.pathways if each.profession)]
    missing = [name for name in dict.fromkeys(wanted) if name.casefold() not in served]
    if missing:
        yield Note(
            says=f"{first(count(len(missing), 'profession'))} of the programme {'has' if len(missing) == 1 else 'have'} "
            f"no framework: {names(missing)}.",
            at=(of_programme(programme, "lenses"),),
            remedy="Choose the schema of each profession among the frameworks, or take the profession out.",
            facts=missing,
        )


@rule(
    "assessment-plan",
    topic=TOPIC,
    severity=Severity.INFORMS,
    source="Assessment plan of the standard",
    confidence=Confidence.A,
    why="Modules that prepare for these methods save apprentices a second piece of work after the gateway.",
    applies=apprenticeship,
)
def assessment_plan(programme: Programme, context: Context) -> Iterator[Note]:
    """The methods of the standard's own assessment are named, so that modules can prepare for them."""
    standard = context.standard
    if standard and standard.facts.assessment_methods and not programme.assessment_strategy.strip():
        methods = [method.name for method in standard.facts.assessment_methods]
        yield Note(
            says=f"The standard assesses by {names(methods)}, and nothing says how the modules prepare for it.",
            at=(of_programme(programme, "assessment_strategy"), of_lens(standard)),
            remedy="Say in the assessment strategy which modules prepare for each method.",
            facts=methods,
            source=f"{standard.title}, version {standard.version}: assessment methods",
            confidence=Confidence.P if standard.demonstration else None,
        )


@rule(
    "assessment-organisation",
    topic=TOPIC,
    severity=Severity.INFORMS,
    source="EPAO-6M (EM)",
    confidence=Confidence.B,
    why="The training plan has to name the organisation at the latest six months before the end.",
    applies=apprenticeship,
)
def assessment_organisation(programme: Programme, context: Context) -> Iterator[Note]:
    """The organisation that assesses the apprentices is named."""
    if not programme.assessment_organisation.strip() and context.standard:
        yield Note(
            says="No assessment organisation is named.",
            at=(of_programme(programme, "assessment_organisation"),),
            remedy="Enter the assessment organisation when it has been chosen.",
        )
