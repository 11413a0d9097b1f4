"""Module descriptors: the union of fields seen in universities (MODTPL, A/C). Empty ones are left out; aims, hours and assessments
say that they are not given yet, because a panel looks for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from curricle.core.framework import Framework
from curricle.core.hours import module_hours
from curricle.core.module import Assessment, Hours, Module, Outcome
from curricle.core.papers.locate import contents_list
from curricle.core.papers.missing import has_weight
from curricle.core.papers.tree import Align, Block, Emphasis, Heading, Inlines, Meta, Paper, Row, Run, Tone
from curricle.core.papers.wording import capital, count, file_word, framework_name, held_as, hours, item_label, months, per_cent
from curricle.core.papers.writer import Writer, group, row
from curricle.core.programme import Programme

ID = "descriptors"


def module_anchor(at: int, name: str = "") -> str:
    """Anchor of the module in place `at` (0 for the first), or of a section or row of its descriptor."""
    return f"module-{at + 1}" + (f"-{name}" if name else "")


def module_descriptors(programme: Programme, frameworks: Sequence[Framework], meta: Meta) -> Paper:
    """All descriptors in one paper, a chapter each, in programme order."""
    blocks: list[Block] = []
    for at, module in enumerate(programme.modules):
        blocks += _chapter(programme, module, frameworks, at)
    held = (*contents_list(blocks, ID), *blocks)
    return Paper(id=ID, file="module-descriptors", title="Module descriptors", subtitle=meta.programme, meta=meta, blocks=held)


def module_descriptor(programme: Programme, frameworks: Sequence[Framework], meta: Meta, *, at: int) -> Paper:
    """The descriptor of the module in place `at` as a paper of its own, with the same section numbers as in the whole."""
    module = programme.modules[at]
    blocks = tuple(
        replace(block, level=block.level - 1) if isinstance(block, Heading) else block
        for block in _chapter(programme, module, frameworks, at)[1:]
    )
    subtitle = f"Module descriptor, {meta.programme}"
    return Paper(id=module_anchor(at), file=_file(programme, at), title=_title(module), subtitle=subtitle, meta=meta, blocks=blocks)


def _file(programme: Programme, at: int) -> str:
    """Named by the code; by the place too where another module would get the same name."""
    words = [file_word(module.code) for module in programme.modules]
    place = "" if words[at] and words.count(words[at]) == 1 else f"-{at + 1}"
    return f"module-descriptor-{words[at]}{place}".replace("--", "-")


def _title(module: Module) -> str:
    return f"{module.code} {module.title}".strip() or "Module without a title"


def _chapter(programme: Programme, module: Module, frameworks: Sequence[Framework], at: int) -> list[Block]:
    writer = Writer(module_anchor(at), top=2)
    writer.blocks.append(Heading(level=1, text=_title(module), anchor=module_anchor(at), new_page=True))
    _details(writer, programme, module)
    writer.prose_section("Rationale", module.rationale)
    writer.prose_section("Aims", module.aims.strip() or "No aims are given yet.")
    writer.prose_section("Outline syllabus", module.syllabus)
    _outcomes(writer, module, frameworks, at)
    _hours(writer, module)
    _assessments(writer, module, at)
    _alignment(writer, module, frameworks)
    for title, words in (
        ("Reading", module.reading),
        ("Resources", module.resources),
        ("Notes for professional and regulatory bodies", module.psrb_notes),
        ("Sustainability, equality, diversity and inclusion", module.statements),
    ):
        writer.prose_section(title, words)
    return writer.blocks


def _details(writer: Writer, programme: Programme, module: Module) -> None:
    placement = programme.placement_of(module.id)
    writer.section("Details", "details")
    writer.facts(
        (
            ("Module code", module.code),
            ("Title", module.title),
            ("Credits", f"{module.credits} ({module.credits // 2 if module.credits % 2 == 0 else module.credits / 2} ECTS)"),
            ("Level", f"FHEQ level {module.level}"),
            ("Type", capital(module.type)),
            ("Core or optional", held_as(programme, placement)),
            ("Period", placement.period),
            ("School or department", module.school),
            ("Module leader", module.leader),
            ("Prerequisites", module.prerequisites),
            ("Corequisites", module.corequisites),
            ("Excluded combinations", module.excluded),
            ("Sites and partners", module.sites),
            ("Version", module.version),
            ("Approved", module.approved),
        )
    )


def _outcomes(writer: Writer, module: Module, frameworks: Sequence[Framework], at: int) -> None:
    if not module.outcomes:
        return
    writer.section("Learning outcomes", "outcomes")
    writer.say("At the end of the module the learner will be able to:")
    met = _met(module, frameworks)
    behind: dict[str, list[str]] = {}
    for assessment in module.assessments:
        for outcome in assessment.outcomes:
            behind.setdefault(outcome, []).append(assessment.code)
    anchors = {outcome.id: module_anchor(at, f"outcome-{place}") for place, outcome in enumerate(module.outcomes, 1)}
    rows: list[Row] = []
    for name, held in _by_group(module.outcomes):
        if name:
            rows.append(group(Run(capital(name))))
        rows += [
            row(each.code, _outcome(each, met), ", ".join(behind.get(each.id, ())) or "Not assessed", anchor=anchors[each.id])
            for each in held
        ]
    writer.table(f"Learning outcomes of {module.code}", (("Outcome", 14), ("The learner will be able to", 66), ("Assessed by", 20)), rows)


def _outcome(each: Outcome, met: Mapping[str, Sequence[str]]) -> Inlines:
    """The text, and under it the items that it meets by framework: "DS01: K1, K4"."""
    under = "; ".join(met.get(each.id, ()))
    return (Run(each.text), Run(f"\nMeets {under}", Emphasis.EMPHASIS)) if under else (Run(each.text),)


def _met(module: Module, frameworks: Sequence[Framework]) -> Mapping[str, Sequence[str]]:
    """Outcome id -> one text a framework with the labels of the items that it claims, each once."""
    met: dict[str, list[str]] = {}
    for framework in frameworks:
        labels = {item.id: item_label(item) or item.name for item in framework.items}
        claimed: dict[str, dict[str, None]] = {}
        for claim in module.claims:
            if claim.framework == framework.id and claim.item in labels:
                claimed.setdefault(claim.outcome, {})[labels[claim.item]] = None
        for outcome, found in claimed.items():
            met.setdefault(outcome, []).append(f"{framework.code or framework.title}: {', '.join(found)}")
    return met


def _by_group(outcomes: Iterable[Outcome]) -> list[tuple[str, list[Outcome]]]:
    """In order of first appearance; outcomes keep their order inside the group."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.group, []).append(outcome)
    return list(groups.items())


def _hours(writer: Writer, module: Module) -> None:
    writer.section("Learning hours and delivery", "hours")
    writer.prose(module.delivery_pattern)
    if not module.hours:
        writer.say("No hours are given yet.")
        return
    line = module_hours(module)
    rows = []
    for each, held in _alike(module.hours):
        when = months(part.month for part in held if part.month is not None)
        note = ", ".join(part for part in (each.note, when) if part)
        minutes = sum(part.minutes for part in held)
        rows.append(
            (capital(each.kind.value), capital(each.delivery.value), "Yes" if each.paid else "No", capital(note) or "–", hours(minutes))
        )
    columns = (("Kind", 22), ("Delivery", 22), ("In paid time", 14), ("Note", 30), ("Hours", 12, Align.END))
    noted = any(each[3] != "–" for each in rows)
    kept = [at for at in range(len(columns)) if noted or columns[at][0] != "Note"]
    writer.table(f"Learning hours of {module.code}", [columns[at] for at in kept], [row(*(each[at] for at in kept)) for each in rows])
    says = f"Planned: {hours(line.planned)}. {count(module.credits, 'credit')} at 10 hours: {hours(line.needed)}."
    if line.difference:
        says += f" The two differ by {hours(abs(line.difference))}."
    if line.blended is not None:
        says += f" Online share of scheduled and guided time: {per_cent(line.blended)}."
    writer.say(says, Tone.NOTE)


def _alike(rows: Iterable[Hours]) -> list[tuple[Hours, list[Hours]]]:
    """Rows that differ only in their month, together, in order of first appearance."""
    groups: dict[tuple[object, ...], list[Hours]] = {}
    for each in rows:
        groups.setdefault((each.kind, each.delivery, each.paid, each.note), []).append(each)
    return [(held[0], held) for held in groups.values()]


def _assessments(writer: Writer, module: Module, at: int) -> None:
    writer.section("Assessment", "assessment")
    if not module.assessments:
        writer.say("No assessment is given yet.")
        return
    codes = {outcome.id: outcome.code for outcome in module.outcomes}
    rows = [
        row(each.code, _assessment(each), weight(module, each), ", ".join(codes.get(id, "?") for id in each.outcomes) or "None",
            anchor=module_anchor(at, f"assessment-{place}"))
        for place, each in enumerate(module.assessments, 1)
    ]  # fmt: skip
    columns = (("Code", 10), ("Assessment", 56), ("Weight", 14, Align.END), ("Outcomes", 20))
    writer.table(f"Assessments of {module.code}", columns, rows)
    rules = [(f"{each.code}: pass rule", each.pass_rule) for each in module.assessments]
    writer.facts([*rules, *((f"{each.code}: reassessment", each.reassessment) for each in module.assessments)])


def _assessment(each: Assessment) -> Inlines:
    rest = ", ".join(part for part in (capital(each.type), each.category.lower(), each.size) if part)
    return (Run(each.title), Run(f"\n{rest}")) if rest and rest != each.title else (Run(each.title),)


def weight(module: Module, each: Assessment) -> str:
    """ "40%", that it is passed or failed, or that no weight is given."""
    if each.pass_fail:
        return "Pass or fail"
    return f"{each.weight}%" if has_weight(module, each) else "Not given"


def _alignment(writer: Writer, module: Module, frameworks: Sequence[Framework]) -> None:
    known = [framework for framework in frameworks if any(claim.framework == framework.id for claim in module.claims)]
    if not known:
        return
    writer.section("Alignment with standards and frameworks", "alignment")
    for framework in known:
        items = {item.id: item for item in framework.items}
        rows = []
        for outcome in module.outcomes:
            claims = [claim for claim in module.claims if claim.framework == framework.id and claim.outcome == outcome.id]
            named = [
                f"{item_label(items[claim.item]) or items[claim.item].name} ({claim.letter.value})"
                for claim in claims
                if claim.item in items
            ]
            if named:
                rows.append(row(outcome.code, ", ".join(named)))
        writer.table(framework_name(framework), (("Outcome", 14), ("Items it introduces (I), develops (D) or assesses (A)", 86)), rows)
