"""A framework's page: facts, and its tree, level by level, or the items that match a search."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from curricle.core.framework import Framework
from curricle.core.registry import FRAMEWORK_KINDS, kind_label
from curricle.core.terms import Confidence, Stage
from curricle.frameworks.pages.modules import ModuleLine, module_lines
from curricle.interop import WRITTEN
from curricle.ui.parts import Link, Pages, SummaryRow
from curricle.ui.words import hours, plural

if TYPE_CHECKING:
    from curricle.frameworks.models import CrosswalkRow, ItemRow, Version
    from curricle.frameworks.queries import Branch

MOVES = {
    Stage.DRAFT: "Take back to draft",
    Stage.IN_CONSULTATION: "Open for consultation",
    Stage.SUBMITTED: "Submit for publication",
    Stage.PENDING: "Publish, not yet in force",
    Stage.IMPLEMENTED: "Publish, in force",
    Stage.RETIRED: "Withdraw",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One item. `branch` is the address of its children, empty for a leaf."""

    id: str
    code: str
    title: str
    statement: str
    kind: str
    pillars: str
    href: str
    children: int
    branch: str
    mappable: bool
    below: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchPart:
    """Nodes of one level, and the way to the rest of them."""

    nodes: tuple[Node, ...]
    more: str
    more_says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What leads on from a version: to what it changed, and to its crosswalks."""

    since: Link = Link(text="")
    crosswalks: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionPage:
    title: str
    facts: tuple[SummaryRow, ...]
    description: str
    branch: BranchPart
    searching: bool
    count: str
    q: str
    pillar: str
    kind: str
    pillars: tuple[str, ...]
    kinds: tuple[tuple[str, str], ...]
    chosen: tuple[Link, ...]
    pages: Pages
    action: str
    downloads: tuple[Link, ...]
    digest: str
    demonstration: bool
    code: str
    version: str
    stage: str
    methods: tuple[tuple[str, str], ...]
    moves: tuple[tuple[str, str], ...]
    move: str
    step: int
    problem: tuple[Link, ...]
    around: Around
    next_version: str
    modules: tuple[ModuleLine, ...]


def version_page(
    version: Version,
    branch: BranchPart,
    *,
    total: int,
    framework: Framework | None = None,
    asked: dict[str, str],
    pillars: Iterable[str],
    kinds: Iterable[str],
    pages: Pages = Pages(),  # noqa: B008 - frozen
    moves: Iterable[Stage] = (),
    may_download: bool = True,
    next_version: str = "",
    address: str = "",
    problem: str = "",
    around: Around = Around(),  # noqa: B008 - frozen
) -> VersionPage:
    """The page. `framework` only where its facts block is to be shown (the standard's figures)."""
    here = reverse("frameworks:version", args=[version.uuid])
    words = {"q": "Words", "pillar": "Pillar", "kind": "Kind"}
    chosen = tuple(
        Link(text=f"{words[key]}: {value}", href=f"{here}?{urlencode({k: v for k, v in asked.items() if v and k != key})}")
        for key, value in asked.items()
        if value
    )
    return VersionPage(
        title=version.title,
        facts=(*_facts(version, framework), *((SummaryRow(key="Address", value=address),) if address else ())),
        description=framework.description if framework else "",
        branch=branch,
        searching=bool(chosen),
        count=plural(total, "item"),
        q=asked["q"],
        pillar=asked["pillar"],
        kind=asked["kind"],
        pillars=tuple(pillars),
        kinds=tuple((kind, kind_label(kind)) for kind in kinds),
        chosen=chosen,
        pages=pages,
        action=here,
        downloads=()
        if not may_download
        else tuple(
            Link(text=text, href=reverse("frameworks:download", args=[version.uuid, name])) for name, (text, _, _) in WRITTEN.items()
        ),
        digest=version.digest,
        demonstration=version.demonstration,
        code=version.line_code,
        version=version.version,
        stage=version.stage.capitalize(),
        methods=_methods(framework),
        moves=tuple((stage.value, MOVES[stage]) for stage in moves),
        move=reverse("frameworks:move", args=[version.uuid]),
        step=version.step or 0,
        problem=(Link(text=problem),) if problem else (),
        around=around,
        next_version=next_version,
        modules=module_lines(framework) if framework else (),
    )


def around(version: Version, earlier: Version | None, crosswalks: Iterable[CrosswalkRow]) -> Around:
    """`earlier` is the version before it, None for the first."""
    since = Link(text=f"What changed since {earlier.version}", href=reverse("frameworks:since", args=[version.uuid])) if earlier else None
    named = tuple(Link(text=each.title, href=reverse("frameworks:crosswalk", args=[each.uuid])) for each in crosswalks)
    return Around(since=since or Link(text=""), crosswalks=named)


def branch_part(version: str, branch: Branch, *, parent: str = "", start: int = 0, below: dict[str, Branch] | None = None) -> BranchPart:
    """Nodes from rows; `below` holds the children that are shown open at once."""
    more = start + len(branch.rows)
    address = reverse("frameworks:branch", args=[version])
    rest = branch.total - more
    return BranchPart(
        nodes=tuple(node(version, row, (below or {}).get(row.uuid)) for row in branch.rows),
        more=f"{address}?{urlencode({'parent': parent, 'start': more})}" if rest > 0 else "",
        more_says=f"Show {plural(rest, 'more', 'more')}" if rest > 0 else "",
    )


def node(version: str, row: ItemRow, below: Branch | None = None) -> Node:
    """One row as a node."""
    return Node(
        id=row.uuid,
        code=row.code,
        title=row.title,
        statement=row.statement,
        kind=kind_label(row.kind),
        pillars=", ".join(part for part in row.pillars.strip("|").split("|") if part),
        href=f"/frameworks/{version}/items/{row.uuid}/",
        children=row.children,
        branch=f"/frameworks/{version}/branch/?parent={row.uuid}" if row.children else "",
        mappable=row.mappable,
        below=tuple(node(version, each) for each in below.rows) if below else (),
    )


def found_part(version: str, rows: Sequence[ItemRow]) -> BranchPart:
    """Items that match a search, as a flat list."""
    return BranchPart(nodes=tuple(node(version, row) for row in rows), more="", more_says="")


def _facts(version: Version, framework: Framework | None) -> tuple[SummaryRow, ...]:
    facts = framework.facts if framework else None
    pairs = [
        ("Kind", FRAMEWORK_KINDS.get(version.kind, version.kind.capitalize())),
        ("Version", version.version),
        ("Stage", version.stage.capitalize()),
        ("Owner", version.owner),
        ("Professions", version.professions),
    ]
    if framework and facts:
        pairs += [
            ("Publisher", framework.publisher or framework.creator),
            ("Licence", framework.licence),
            ("Reference", facts.reference),
            ("Level", str(facts.level) if facts.level else ""),
            ("Typical duration", f"{facts.months} months" if facts.months else ""),
            ("Off-the-job minimum", _minimum(framework)),
        ]
        pairs += [(each.name, f"{each.amount:,} {each.unit} ({each.source}; {each.confidence})") for each in facts.figures]
    return tuple(SummaryRow(key=key, value=value) for key, value in pairs if value)


def _minimum(framework: Framework) -> str:
    facts = framework.facts
    if facts.minimum_off_the_job is None:
        return ""
    sure = f"; {facts.minimum_confidence}: {Confidence(facts.minimum_confidence).says}" if facts.minimum_confidence else ""
    return f"{hours(facts.minimum_off_the_job)} ({facts.minimum_source}{sure})"


def _methods(framework: Framework | None) -> tuple[tuple[str, str], ...]:
    if framework is None:
        return ()
    return tuple(
        (
            each.name,
            "; ".join(
                part
                for part in (*each.components, each.duration, each.notes, f"Grades: {', '.join(each.grades)}" if each.grades else "")
                if part
            ),
        )
        for each in framework.facts.assessment_methods
    )
