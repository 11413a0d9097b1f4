"""A framework to print: what it is, its tree with codes, level descriptors, where the wording comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from curricle.core.canonical import digest
from curricle.core.framework import Framework, Item
from curricle.core.graph import Tree, tree_of
from curricle.core.papers.tree import Emphasis, Meta, Paper, Row, Run, Tone, strong, text
from curricle.core.papers.wording import file_word
from curricle.core.papers.writer import Writer, row
from curricle.core.registry import FRAMEWORK_KINDS, kind_label

ID = "framework"


def framework_paper(framework: Framework, *, prepared: date) -> Paper:
    """The whole framework as one paper: a section for each top item that has others below, and the links beside the tree."""
    meta = Meta(
        programme=f"{framework.title} ({framework.code})" if framework.code else framework.title,
        version=framework.version,
        digest=digest(framework),
        prepared=prepared,
        demonstration=framework.demonstration,
        institution=framework.publisher or framework.creator,
    )
    writer, tree = Writer(ID), tree_of(framework)
    _about(writer, framework)
    _tree(writer, framework, tree)
    _methods(writer, framework)
    _modules(writer, framework)
    _descriptors(writer, framework)
    _links(writer, framework)
    kind = FRAMEWORK_KINDS.get(framework.kind, framework.kind.capitalize())
    return Paper(
        id=ID,
        file=f"{file_word(framework.code) or 'framework'}",
        title=framework.title,
        subtitle=f"{kind}, version {framework.version}",
        meta=meta,
        blocks=tuple(writer.blocks),
        language=framework.language if framework.language and len(framework.language) < 9 else "en-GB",
    )


def _about(writer: Writer, framework: Framework) -> None:
    facts = framework.facts
    writer.section("About this version", "about")
    writer.prose(framework.description)
    minimum = f"{facts.minimum_off_the_job // 60:,} hours ({facts.minimum_source})" if facts.minimum_off_the_job else ""
    writer.facts(
        (
            ("Code", framework.code),
            ("Version", framework.version),
            ("Professions", ", ".join(framework.professions)),
            ("Publisher", framework.publisher),
            ("Creator", framework.creator),
            ("Published at", framework.source_url),
            ("Licence", framework.licence),
            ("Reference", facts.reference),
            ("Level", str(facts.level) if facts.level else ""),
            ("Typical duration", f"{facts.months} months" if facts.months else ""),
            ("Off-the-job minimum", minimum),
            ("Award", facts.award),
            ("Credits", str(facts.credits) if facts.credits else ""),
            ("Items", f"{len(framework.items):,}"),
        )
    )
    writer.prose(framework.notes)
    if framework.demonstration:
        writer.say("This wording is invented for demonstration; it is nobody's requirement.", Tone.NOTE)


def _tree(writer: Writer, framework: Framework, tree: Tree) -> None:
    """Top items that head others are sections; what stands alone at the top comes first, in a section of its own."""
    by_id = {item.id: item for item in framework.items}
    heads = [id for id in tree.children.get("", ()) if not tree.is_leaf(id)]
    alone = [by_id[id] for id in tree.children.get("", ()) if tree.is_leaf(id)]
    if alone:
        writer.section("Items", "items")
        _table(writer, "Items", alone, tree, deep=1)
    for id in heads:
        head = by_id[id]
        writer.section(_title(head), f"item-{tree.position[id]}")
        if head.title and head.statement != head.title:
            writer.say(head.statement)
        writer.prose(head.notes)
        _table(writer, _title(head), [by_id[each] for each in tree.descendants(id)], tree, deep=2)


def _table(writer: Writer, caption: str, items: Sequence[Item], tree: Tree, *, deep: int) -> None:
    levels = any(item.practice_level or item.fheq_level for item in items)
    columns = [("Code", 12), ("Statement", 66 if not levels else 54), ("Kind", 22)] + ([("Level", 12)] if levels else [])
    writer.table(caption, columns, (_row(item, tree, deep, levels) for item in items))


def _row(item: Item, tree: Tree, deep: int, levels: bool) -> Row:
    """Depth is shown by dashes before the statement, so that it is told in every rendering, read aloud too."""
    mark = "– " * max(0, tree.depth[item.id] - deep)
    title = (Run(f"{item.title}. ", Emphasis.STRONG),) if item.title and item.title != item.statement else ()
    notes = (Run(f"\n{item.notes}", Emphasis.EMPHASIS),) if item.notes else ()
    heads = not tree.is_leaf(item.id)
    said = strong(item.statement) if heads else text(item.statement)
    cells = [strong(item.code), (*(text(mark) if mark else ()), *title, *said, *notes), text(kind_label(item.kind))]
    if levels:
        cells.append(text(", ".join(part for part in (item.practice_level, item.fheq_level) if part)))
    return Row(cells=tuple(cells))


def _methods(writer: Writer, framework: Framework) -> None:
    methods = framework.facts.assessment_methods
    if methods:
        writer.section("Assessment", "assessment")
        writer.table(
            "Assessment methods",
            [("Method", 25), ("What it is made of", 45), ("Length", 12), ("Grades", 18)],
            (row(each.name, "\n".join(each.components), each.duration, ", ".join(each.grades)) for each in methods),
        )


def _modules(writer: Writer, framework: Framework) -> None:
    """Of a model curriculum: each module with its outcomes."""
    if not framework.facts.modules:
        return
    writer.section("Modules", "modules")
    for module in framework.facts.modules:
        writer.part(f"{module.code} {module.title}".strip())
        writer.say(f"{module.credits} credits, level {module.level}")
        writer.bullets(f"{outcome.code} {outcome.text}".strip() for outcome in module.outcomes)


def _descriptors(writer: Writer, framework: Framework) -> None:
    """Rubrics: each criterion with its levels."""
    if not framework.rubrics:
        return
    names = {item.id: item.name for item in framework.items}
    writer.section("Level descriptors", "levels")
    for rubric in framework.rubrics:
        rows = [
            row(
                criterion.category or criterion.description or names.get(criterion.item, ""),
                level.quality or level.score,
                level.description,
            )
            for criterion in rubric.criteria
            for level in criterion.levels
        ]
        title = rubric.title or "Levels"
        writer.part(title)
        writer.prose(rubric.description)
        writer.table(title, [("Criterion", 30), ("Level", 20), ("Descriptor", 50)], rows)


def _links(writer: Writer, framework: Framework) -> None:
    names = {item.id: item.name for item in framework.items}
    rows = list(_link_rows(framework, names))
    if rows:
        writer.section("Relations", "relations")
        writer.table("Relations beside the tree", [("From", 30), ("Relation", 20), ("To", 30), ("Note", 20)], rows)


def _link_rows(framework: Framework, names: dict[str, str]) -> Iterable[Row]:
    for link in framework.links:
        if link.type != "isChildOf":
            yield row(names.get(link.source, link.source), link.type, names.get(link.target, link.target), link.note)


def _title(item: Item) -> str:
    name = item.title or item.statement
    name = name if len(name) <= 120 else f"{name[:119]}…"
    return f"{item.code} {name}" if item.code else name
