"""Draw a programme as text and get values: every rule has such a picture in tests/rules.

    M1  20 credits  level 7  optional on P1  essay 100%: LO1  200 h  90 h paid month 1
      LO1 Evaluate the evidence -> K1 A, K2 D

Parts of a module's line stand two spaces apart. An assessment is `type weight%: outcomes` or `type pass/fail: outcomes`.
Hours are `AMOUNT h` with any of: kind, delivery, paid, month N. A claim is `item letter`; `F2:K1 A` points to a second framework.
Items: `K1 S1 B1` by letter, anything else a capability; `[H1]` a heading for those that follow; `C1:clinical` a pillar, `C1*` core.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from curricle.core.checks import Report, run
from curricle.core.findings import Finding
from curricle.core.framework import Facts, Framework, Item, Link
from curricle.core.module import Assessment, Claim, Hours, Module, Outcome
from curricle.core.programme import Award, Pathway, Placement, Programme
from curricle.core.registry import CHILD_OF
from curricle.core.terms import Delivery, HoursKind, Letter

KINDS = {"K": "knowledge", "S": "skill", "B": "behaviour", "D": "duty"}
FACTS = Facts()
AWARD = Award()
WHOLE = {"aims": "Aims.", "syllabus": "Topics."}


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What a picture means."""

    programme: Programme
    frameworks: tuple[Framework, ...]

    @property
    def framework(self) -> Framework:
        return self.frameworks[0]

    def report(self, **options: Any) -> Report:
        return run(self.programme, self.frameworks, **options)

    def findings(self, rule: str, **options: Any) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.report(**options).findings if finding.rule == rule)

    def finding(self, rule: str, **options: Any) -> Finding:
        (only,) = self.findings(rule, **options)
        return only

    def changed(self, **fields: Any) -> Drawn:
        return replace(self, programme=replace(self.programme, **fields))


def draw(
    picture: str = "",
    *,
    items: str = "",
    kind: str = "schema",
    facts: Facts = FACTS,
    second: Framework | None = None,
    pathways: str = "",
    award: Award = AWARD,
    **fields: Any,
) -> Drawn:
    """The programme and its frameworks. `fields` go to Programme; it is no apprenticeship unless it says so."""
    frameworks = ((draw_framework(items, kind=kind, facts=facts),) if items else ()) + ((second,) if second else ())
    modules, placements = [], []
    for header, lines in _blocks(picture):
        module, placement = _module(header, lines)
        modules.append(module)
        placements.append(placement)
    programme = Programme(
        id="P",
        code="P",
        title=fields.pop("title", "Podiatry"),
        award=award,
        modules=tuple(modules),
        placements=tuple(each for each in placements if each),
        pathways=tuple(Pathway(id=code, code=code, title=code) for code in pathways.split()),
        apprenticeship=fields.pop("apprenticeship", False),
        **fields,
    )
    return Drawn(programme=programme, frameworks=frameworks)


def draw_framework(items: str, *, id: str = "F", kind: str = "schema", facts: Facts = FACTS, **fields: Any) -> Framework:
    """A framework with the items of one line; ids are the codes."""
    drawn, links, heading = [], [], id
    for order, word in enumerate(items.split(), 1):
        if word.startswith("["):
            heading = word.strip("[]")
            drawn.append(Item(id=heading, kind="heading", code=heading, statement=f"Heading {heading}"))
            links.append(Link(source=heading, target=id, type=CHILD_OF, order=order))
            continue
        name, _, pillars = word.partition(":")
        code = name.rstrip("*")
        drawn.append(
            Item(
                id=code,
                kind=KINDS.get(code[0], "capability"),
                code=code,
                statement=f"Statement of {code}",
                pillars=tuple(pillars.split("+")) if pillars else (),
                requirement="core" if name.endswith("*") else "",
            )
        )
        links.append(Link(source=code, target=heading, type=CHILD_OF, order=order))
    title = fields.pop("title", {"standard": "The standard", "schema": "The schema"}.get(kind, id))
    return Framework(
        id=id,
        line=f"{id}-line",
        code=id,
        title=title,
        version="1.0",
        kind=kind,
        items=tuple(drawn),
        links=tuple(links),
        facts=facts,
        **fields,
    )


def _blocks(picture: str) -> list[tuple[str, list[str]]]:
    lines = [line for line in picture.splitlines() if line.strip()]
    edge = min((len(line) - len(line.lstrip()) for line in lines), default=0)
    blocks: list[tuple[str, list[str]]] = []
    for line in lines:
        if len(line) - len(line.lstrip()) == edge:
            blocks.append((line.strip(), []))
        else:
            blocks[-1][1].append(line.strip())
    return blocks


def _module(header: str, lines: list[str]) -> tuple[Module, Placement | None]:
    code, *parts = re.split(r"\s{2,}", header)
    got: dict[str, Any] = {"credits": 20, "level": 7}
    assessments: list[Assessment] = []
    hours: list[Hours] = []
    placement = None
    for part in parts:
        if found := re.fullmatch(r"(-?\d+) credits?", part):
            got["credits"] = int(found[1])
        elif found := re.fullmatch(r"level (\d+)", part):
            got["level"] = int(found[1])
        elif found := re.fullmatch(r"(core|optional)(?: on (.+))?", part):
            pathways = tuple(re.split(r"[,\s]+", found[2])) if found[2] else ()
            placement = Placement(module=code, core=found[1] == "core", pathways=pathways)
        elif found := re.match(r"(\d+) h\b(.*)", part):
            hours.append(_hours(int(found[1]), found[2]))
        else:
            assessments.append(_assessment(code, len(assessments) + 1, part))
    outcomes, claims = [], []
    for line in lines:
        outcome, its = _outcome(code, line)
        outcomes.append(outcome)
        claims.extend(its)
    module = Module(
        id=code,
        code=code,
        title=f"Module {code}",
        assessments=tuple(assessments),
        hours=tuple(hours),
        outcomes=tuple(outcomes),
        claims=tuple(claims),
        **WHOLE,
        **got,
    )
    return module, placement


def _assessment(module: str, number: int, part: str) -> Assessment:
    found = re.fullmatch(r"(.+?)(?: (-?\d+)%)?( pass/fail)?(?: of ([^:]+))?(?:: ?(.*))?", part)
    assert found, part
    return Assessment(
        id=f"{module}/A{number}",
        code=f"A{number}",
        title=found[1],
        type=found[1],
        weight=int(found[2] or 0),
        pass_fail=bool(found[3]),
        size=found[4] or "",
        outcomes=tuple(f"{module}/{code}" for code in (found[5] or "").split()),
    )


def _hours(amount: int, rest: str) -> Hours:
    month = re.search(r"month (\d+)", rest)
    return Hours(
        kind=next((kind for kind in (HoursKind.GUIDED, HoursKind.WORK_BASED, HoursKind.SCHEDULED) if kind in rest), HoursKind.INDEPENDENT),
        delivery=next((delivery for delivery in Delivery if delivery in rest), Delivery.FACE_TO_FACE),
        minutes=amount * 60,
        paid=" paid" in rest,
        month=int(month[1]) if month else None,
    )


def _outcome(module: str, line: str) -> tuple[Outcome, list[Claim]]:
    left, _, right = line.partition("->")
    code, _, text = left.strip().partition(" ")
    claims = []
    for part in right.split(",") if right.strip() else []:
        target, letter = part.split()
        framework, _, item = target.rpartition(":")
        claims.append(Claim(outcome=f"{module}/{code}", framework=framework or "F", item=item, letter=Letter(letter)))
    return Outcome(id=f"{module}/{code}", code=code, text=text.strip() or f"Evaluate the practice of {module} {code}"), claims
