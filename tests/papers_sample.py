"""A drawn programme of any number of modules for the tests of papers. Demonstration wording only."""

from __future__ import annotations

from datetime import date

from curricle.core.framework import Facts, Framework, Item, Link
from curricle.core.module import Assessment, Claim, Hours, Module, Outcome
from curricle.core.programme import Award, Lens, Pathway, Placement, Programme
from curricle.core.terms import Delivery, HoursKind, Letter

PILLARS = ("clinical", "leadership and management", "education", "research")
DAY = date(2026, 11, 22)


def standard(items: int = 30) -> Framework:
    kinds = ("knowledge", "skill", "behaviour")
    codes = {"knowledge": "K", "skill": "S", "behaviour": "B"}
    made = tuple(
        Item(
            id=f"ksb-{kind}-{at}",
            kind=kind,
            code=f"{codes[kind]}{at}",
            statement=f"Demonstration {kind} {at}: what the practitioner brings to an unplanned change in a long-term foot condition.",
        )
        for kind in kinds
        for at in range(1, items // 3 + 1)
    )
    return Framework(
        id="f-standard",
        line="l-standard",
        code="DS01",
        title="Demonstration standard for enhanced practice",
        version="1.0",
        kind="standard",
        items=made,
        demonstration=True,
        facts=Facts(minimum_off_the_job=439 * 60, minimum_confidence="C", minimum_source="a provider's page"),
    )


def schema(items: int = 40) -> Framework:
    domains = tuple(Item(id=f"dom-{at}", kind="domain", code="ABCD"[at], title=pillar.capitalize(), statement=pillar.capitalize(), pillars=(pillar,)) for at, pillar in enumerate(PILLARS))  # fmt: skip  # noqa: E501
    made = tuple(
        Item(
            id=f"cap-{at}",
            kind="capability",
            code=f"{'ABCD'[at % 4]}{at // 4 + 1}",
            statement=f"Demonstration capability {at}: plans the care of a person whose ulcer has not healed after twelve weeks.",
            pillars=(PILLARS[at % 4],),
        )
        for at in range(items)
    )
    links = tuple(Link(source=item.id, target=f"dom-{at % 4}", type="isChildOf", order=at) for at, item in enumerate(made))
    return Framework(
        id="f-schema",
        line="l-schema",
        code="PODS",
        title="Podiatry training schema",
        version="0.9",
        kind="schema",
        items=domains + made,
        links=links,
        demonstration=True,
    )


def module(at: int, frameworks: tuple[Framework, ...], outcomes: int = 7, claims: int = 12) -> Module:
    code = f"PO{700 + at}"
    los = tuple(
        Outcome(
            id=f"{code}-lo{n}",
            code=f"LO{n}",
            text=f"Appraise the evidence behind the choice of dressing number {n} for a person with neuropathy and explain it to them.",
            group="knowledge and understanding" if n < 4 else "practical-professional",
        )
        for n in range(1, outcomes + 1)
    )
    leaves = [(f.id, item.id) for f in frameworks for item in f.items if item.kind not in ("domain",)]
    made = []
    for n in range(claims * outcomes // 2):
        framework, item = leaves[(n * 7 + at * 5) % max(1, len(leaves) - 5)]
        made.append(Claim(outcome=los[n % outcomes].id, framework=framework, item=item, letter=(Letter.I, Letter.D, Letter.A)[n % 3]))
    return Module(
        id=f"m-{at}",
        code=code,
        title=f"Demonstration module {at}: complex wounds in the community",
        credits=20,
        level=7,
        outcomes=los,
        assessments=(
            Assessment(
                id=f"{code}-a1",
                code="A1",
                title="Case report",
                type="essay",
                category="coursework",
                weight=60,
                size="3,000 words",
                outcomes=tuple(lo.id for lo in los[:4]),
                reassessment="A new case.",
            ),  # noqa: E501
            Assessment(
                id=f"{code}-a2",
                code="A2",
                title="Structured clinical examination",
                type="practical examination",
                category="practical",
                weight=40,
                size="20 minutes",
                outcomes=tuple(lo.id for lo in los[4:6]),
            ),  # noqa: E501
        ),  # fmt: skip
        hours=(
            Hours(kind=HoursKind.SCHEDULED, delivery=Delivery.FACE_TO_FACE, minutes=24 * 60, paid=True),
            Hours(kind=HoursKind.SCHEDULED, delivery=Delivery.LIVE_ONLINE, minutes=16 * 60, paid=True),
            Hours(kind=HoursKind.WORK_BASED, delivery=Delivery.WORKPLACE, minutes=60 * 60, paid=True),
            Hours(kind=HoursKind.INDEPENDENT, delivery=Delivery.SELF_PACED_ONLINE, minutes=100 * 60),
        ),
        claims=tuple(made),
        school="School of Health (demonstration)",
        leader="Dr A. Demonstration",
        aims="To prepare the learner to lead the care of people whose wounds do not heal as expected.\n\nAnd to teach others.",
        syllabus="Wound biology; offloading; vascular assessment; conversations about amputation.",
        delivery_pattern="Four days on campus and eight live seminars.",
        reading="Demonstration reading list.",
    )


def frameworks(items: int = 40) -> tuple[Framework, ...]:
    return (standard(items * 3 // 4 // 3 * 3), schema(items))


def programme(modules: int = 3, items: int = 40, claims: int = 12) -> Programme:
    lenses = frameworks(items)
    return Programme(
        id="p-1",
        code="PO-MSC",
        title="MSc Enhanced Podiatric Practice",
        award=Award(title="Enhanced Podiatric Practice", type="MSc", credits=180, minimum_at_level=150, exit_awards="PgCert, PgDip"),
        modules=tuple(module(at, lenses, claims=claims) for at in range(1, modules + 1)),
        placements=tuple(Placement(module=f"m-{at}", core=at % 5 != 4, pathways=("pw-1",) if at % 5 == 4 else (), period=f"Year {1 + at // 5}") for at in range(1, modules + 1)),  # noqa: E501
        pathways=(Pathway(id="pw-1", code="POD", title="Podiatry", profession="podiatrist"),),
        lenses=tuple(Lens(framework=each.id, code=each.code, title=each.title, version=each.version) for each in lenses),
        first_intake=date(2027, 9, 20),
        demonstration=True,
        institution="University of Demonstration",
        school="School of Health (demonstration)",
        version="0.3",
        mode="Part time, blended",
        length="24 months",
        professions=("podiatrist",),
        admissions="Registered podiatrists with two years of practice.",
        aims="The programme prepares registered podiatrists to work at the level of enhanced practice.",
        teaching_strategy="Learners bring cases from their own clinics.",
        assessment_strategy="Every outcome is assessed, most by work that the service needs anyway.",
        blended_statement="Two fifths of the scheduled time is online.",
        integrated="non-integrated",
    )  # fmt: skip
