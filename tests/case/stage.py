"""A national team with a schema in two published versions, one in draft, and everything a framework can say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from curricle.core.crosswalk import CrosswalkLink, Step
from curricle.core.framework import Framework, Item, Link, Rubric, RubricCriterion, RubricLevel
from curricle.core.terms import Stage
from curricle.frameworks import actions, crosswalks, queries
from curricle.frameworks.models import CrosswalkRow
from curricle.people.policy import Actor

CANARY = "Unpublished canary"
PILLAR = ("clinical",)  # told by the heading above


def uuid(number: int) -> str:
    return f"{number:08x}-1111-4111-8111-111111111111"


DOCUMENT, NEWER, LINE, SECRET = (uuid(number) for number in (1, 2, 3, 4))
FIRST, SECOND, GONE, GROUP, RUBRIC = (uuid(number) for number in (11, 12, 13, 14, 15))


def schema(**changes: Any) -> Framework:
    """Three items in two levels, with keywords, subjects, a group of links, a rubric and a licence."""
    items = (
        Item(id=FIRST, kind="pillar", statement="Clinical practice", code="P1", subjects=("Feet",)),
        Item(id=SECOND, kind="capability", statement="Assesses the foot – “gently”", code="C1", keywords=("gait", "skin"), pillars=PILLAR),
        Item(id=GONE, kind="capability", statement="Writes letters", code="C2", notes="**Often**", pillars=PILLAR),
    )
    links = (
        Link(source=FIRST, target=DOCUMENT, type="isChildOf", order=1),
        Link(source=SECOND, target=FIRST, type="isChildOf", order=1),
        Link(source=GONE, target=FIRST, type="isChildOf", order=2, group=GROUP),
        Link(source=GONE, target=SECOND, type="isRelatedTo", note="both are seen"),
    )
    levels = (RubricLevel(id=uuid(21), quality="entry", score="1"), RubricLevel(id=uuid(22), quality="enhanced", score="2.5"))
    rubric = Rubric(id=RUBRIC, title="Levels", criteria=(RubricCriterion(id=uuid(23), item=SECOND, levels=levels),))
    made = Framework(
        id=DOCUMENT,
        line=LINE,
        code="POD",
        title="Podiatry",
        version="1.0",
        kind="schema",
        items=items,
        links=links,
        rubrics=(rubric,),
        creator="National team",
        publisher="National team",
        description="What a podiatrist can do.",
        language="en",
        licence="CC BY 4.0",
        subjects=("Health",),
        notes="A demonstration.",
        source_url="https://schema.example/pod",
    )
    return replace(made, **changes)


def second_version() -> Framework:
    """One item reworded, one gone, one identifier of the document new."""
    first = schema()
    items = (first.items[0], replace(first.items[1], statement="Assesses the whole foot"))
    links = tuple(
        replace(link, target=NEWER if link.target == DOCUMENT else link.target)
        for link in first.links
        if GONE not in (link.source, link.target)
    )
    return replace(first, id=NEWER, version="1.1", items=items, links=links)


@dataclass
class Nation:
    """`editor` keeps and submits, `publisher` publishes."""

    editor: Actor
    publisher: Actor

    def keep(self, framework: Framework) -> Any:
        return actions.keep(by=self.editor, framework=framework).version

    def publish(self, framework: Framework, *then: Stage) -> Any:
        version = self.keep(framework)
        actions.move(by=self.editor, version=version, to=Stage.SUBMITTED)
        for stage in then or (Stage.IMPLEMENTED,):
            actions.move(by=self.publisher, version=version, to=stage)
        return version


OTHER, ONE, TWO = uuid(101), uuid(102), uuid(103)


def other() -> Framework:
    """A second schema, of two items."""
    items = (
        Item(id=ONE, kind="capability", statement="Looks at feet", code="X1"),
        Item(id=TWO, kind="capability", statement="Writes", code="X2"),
    )
    links = tuple(Link(source=item.id, target=OTHER, type="isChildOf", order=at) for at, item in enumerate(items, 1))
    return replace(schema(), id=OTHER, line=uuid(104), code="OTHER", title="Other", items=items, links=links, rubrics=(), source_url="")


def walked(nation: Nation, *steps: Step) -> CrosswalkRow:
    """A crosswalk of three links between two published schemas, after these steps of its life."""
    source, target = (queries.version(None, str(nation.publish(each).uuid)) for each in (schema(), other()))
    row = actions.make_crosswalk(by=nation.editor, title="From feet to others", about="For mobility.", source=source, target=target)
    made = (
        CrosswalkLink(source=SECOND, target=ONE, relation="exact", strength=3, note="the same words"),
        CrosswalkLink(source=FIRST, target=ONE, relation="broader"),
        CrosswalkLink(source=GONE, target=TWO, relation="follows from"),
    )
    actions.put_links(by=nation.editor, crosswalk=row, links=made, revision=1, what="Linked")
    for step in steps:
        here = crosswalks.crosswalk(str(row.uuid))
        by = nation.editor if step is Step.SUBMITTED else nation.publisher
        actions.move_crosswalk(by=by, crosswalk=here, to=step, seen=here.step_id)
    return crosswalks.crosswalk(str(row.uuid))
