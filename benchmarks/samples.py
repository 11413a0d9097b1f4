"""Programmes and frameworks of a wanted size, made of plain words and counted ids."""

from __future__ import annotations

import json
import uuid
from typing import Any

from curricle.core.framework import Framework, Item, Link
from curricle.core.module import Assessment, Claim, Hours, Module, Outcome
from curricle.core.programme import Award, Lens, Placement, Programme
from curricle.core.registry import CHILD_OF, PILLARS
from curricle.core.terms import Delivery, HoursKind, Letter

VERBS = ("Appraise", "Formulate", "Evaluate", "Synthesise", "Justify", "Design", "Critique")


def name(*words: object) -> str:
    """A UUID that the same words always give."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join(map(str, words))))


def framework(items: int, code: str = "BENCH") -> Framework:
    """Four pillars, groups of twenty below them, capabilities below those: `items` in all, headings included."""
    id = name(code, items)
    made: list[Item] = []
    links: list[Link] = []

    def add(key: str, parent: str, order: int, **fields: Any) -> str:
        here = name(id, key)
        made.append(Item(id=here, **fields))
        links.append(Link(source=here, target=parent, type=CHILD_OF, order=order))
        return here

    for at, pillar in enumerate(PILLARS, 1):
        add(pillar, id, at, kind="pillar", statement=pillar.capitalize(), pillars=(pillar,))
    group = ""
    for at in range(items - len(PILLARS)):
        pillar = PILLARS[at // 21 % 4]
        if at % 21 == 0:
            group = add(f"g{at}", name(id, pillar), at, kind="group", statement=f"Group {at // 21 + 1}", pillars=(pillar,))
        else:
            words = f"Assesses and manages situation {at} with people whose needs are complex, within the limits of practice"
            add(f"c{at}", group, at, kind="capability", code=f"C{at}", statement=words, pillars=(pillar,))
    return Framework(
        id=id,
        line=name(code),
        code=code,
        title=f"Schema of {items} items",
        version="1.0",
        kind="schema",
        items=tuple(made),
        links=tuple(links),
    )


def programme(schema: Framework, modules: int, outcomes: int, claims: int, code: str = "BENCHP") -> Programme:
    """`outcomes` and `claims` are totals, spread evenly."""
    each, cells = outcomes // modules, claims // outcomes
    targets = [item.id for item in schema.items if item.kind == "capability"]
    made = tuple(_module(schema, at, each, [targets, claims, cells, outcomes]) for at in range(modules))
    return Programme(
        id=name(code, modules),
        code=code,
        title="Enhanced practice",
        award=Award(credits=modules * 10),
        modules=made,
        placements=tuple(Placement(module=module.id) for module in made),
        lenses=(Lens(framework=schema.id, code=schema.code, title=schema.title, version=schema.version),),
    )


def _module(schema: Framework, at: int, outcomes: int, spread: list[Any]) -> Module:
    targets, claims, cells, total = spread
    made = tuple(
        Outcome(id=name("o", at, lo), code=f"LO{lo + 1}", text=f"{VERBS[lo % 7]} evidence for decision {at}.{lo} in complex situations")
        for lo in range(outcomes)
    )
    marks = []
    for lo, outcome in enumerate(made):
        place = at * outcomes + lo
        extra = 1 if place < claims - cells * total else 0
        for step in range(cells + extra):
            target = targets[(place * cells + step * 7) % len(targets)]
            marks.append(Claim(outcome=outcome.id, framework=schema.id, item=target, letter=Letter("IDA"[(place + step) % 3])))
    unique = {(claim.outcome, claim.item): claim for claim in marks}
    return Module(
        id=name("m", at),
        code=f"M{at + 1:03}",
        title=f"Module {at + 1}",
        credits=10,
        level=7,
        outcomes=made,
        assessments=(
            Assessment(
                id=name("a", at, 1), code="A1", title="Essay", type="essay", weight=60, outcomes=tuple(each.id for each in made[::2])
            ),
            Assessment(
                id=name("a", at, 2), code="A2", title="Viva", type="oral", weight=40, outcomes=tuple(each.id for each in made[1::2])
            ),
        ),
        hours=(
            Hours(kind=HoursKind.SCHEDULED, delivery=Delivery.LIVE_ONLINE, minutes=1_800, paid=True),
            Hours(kind=HoursKind.INDEPENDENT, delivery=Delivery.SELF_PACED_ONLINE, minutes=4_200),
        ),
        claims=tuple(unique.values()),
    )


def case_package(items: int) -> bytes:
    """A CASE 1.0 package in JSON with the items of `framework`."""
    schema = framework(items)
    when = "2026-09-01T00:00:00+00:00"
    document = {
        "identifier": schema.id,
        "uri": f"urn:uuid:{schema.id}",
        "title": schema.title,
        "creator": "Bench",
        "lastChangeDateTime": when,
    }
    entries = [
        {
            "identifier": item.id,
            "uri": f"urn:uuid:{item.id}",
            "fullStatement": item.statement,
            "humanCodingScheme": item.code or item.statement,
            "CFItemType": item.kind.capitalize(),
            "lastChangeDateTime": when,
        }
        for item in schema.items
    ]
    links = [
        {
            "identifier": name("link", at),
            "uri": f"urn:uuid:{name('link', at)}",
            "associationType": "isChildOf",
            "sequenceNumber": at + 1,
            "originNodeURI": {"title": "item", "identifier": link.source, "uri": f"urn:uuid:{link.source}"},
            "destinationNodeURI": {"title": "parent", "identifier": link.target, "uri": f"urn:uuid:{link.target}"},
            "lastChangeDateTime": when,
        }
        for at, link in enumerate(schema.links)
    ]
    return json.dumps({"CFDocument": document, "CFItems": entries, "CFAssociations": links}).encode()
