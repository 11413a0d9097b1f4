"""All papers of one programme, from one call, in an order in which pointers only look back, so that every page is known in time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from curricle.core.alignment import coverage
from curricle.core.canonical import digest
from curricle.core.checks import Report
from curricle.core.framework import Framework
from curricle.core.papers import descriptor, mappings
from curricle.core.papers.grid import Workbook
from curricle.core.papers.grids import workbook
from curricle.core.papers.locate import contents_list, locate
from curricle.core.papers.rules import rule_report
from curricle.core.papers.specification import ID as SPECIFICATION
from curricle.core.papers.specification import specification
from curricle.core.papers.tree import Align, Meta, Paper, Paragraph, Run, Tone
from curricle.core.papers.wording import day
from curricle.core.papers.writer import Writer, row
from curricle.core.programme import Programme

#: What the banner over every paper of a demonstration says.
BANNER = "Demonstration. Invented wording for trying out; not the text of any published standard, schema or approved programme."


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Papers in the order in which they must be rendered; `modules` are the descriptors again, one paper each.

    `digest` is the programme's. Pointers never lead forward, and never into `modules`.
    """

    programme: str  # the code
    meta: Meta
    papers: tuple[Paper, ...]
    modules: tuple[Paper, ...]
    workbook: Workbook

    @property
    def digest(self) -> str:
        return self.meta.digest

    @property
    def in_reading_order(self) -> tuple[Paper, ...]:
        """The papers as a panel opens them: the specification first."""
        return tuple(sorted(self.papers, key=lambda paper: paper.id != SPECIFICATION))


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A file as the contents page lists it. `pages` is 0 for files without pages."""

    name: str
    title: str
    pages: int
    sha256: str


def pack(programme: Programme, frameworks: Iterable[Framework], report: Report, *, prepared: date) -> Pack:
    """Every paper of the programme against the frameworks, in the order of its lenses; a framework that is no lens comes last."""
    order = {lens.framework: at for at, lens in enumerate(programme.lenses)}
    chosen = sorted(frameworks, key=lambda framework: order.get(framework.id, len(order)))
    coverages = [coverage(programme, framework) for framework in chosen]
    meta = meta_of(programme, prepared)
    descriptors = descriptor.module_descriptors(programme, chosen, meta)
    where = dict(locate(descriptors, chapter="Module descriptor"))
    spec = specification(programme, coverages, report, meta, where)
    where |= locate(spec)
    maps = mappings.mappings(programme, coverages, meta, where)
    where |= locate(maps)
    rules = rule_report(programme, report, meta, where, mappings.mapped(coverages))
    papers = [_finished(paper) for paper in (descriptors, spec, maps, rules) if paper.blocks]
    singles = [_finished(descriptor.module_descriptor(programme, chosen, meta, at=at)) for at in range(len(programme.modules))]
    book = workbook(programme, coverages, report, meta)
    return Pack(programme=programme.code, meta=meta, papers=tuple(papers), modules=tuple(singles), workbook=book)


def meta_of(programme: Programme, prepared: date) -> Meta:
    """What the head and foot of each paper say."""
    name = f"{programme.title} ({programme.code})" if programme.title and programme.code else programme.title or programme.code
    return Meta(
        programme=name or "Programme without a title",
        version=programme.version,
        digest=digest(programme),
        prepared=prepared,
        demonstration=programme.demonstration,
        institution=programme.institution,
    )


def contents(held: Pack, files: Sequence[Listed]) -> Paper:
    """The contents page of the pack: its files with their digests, then every section with its page."""
    writer = Writer("contents")
    writer.facts(
        (
            ("Programme", held.meta.programme),
            ("Institution", held.meta.institution),
            ("Version", held.meta.version),
            ("Prepared", day(held.meta.prepared)),
            ("Programme digest (SHA-256)", held.digest),
        )
    )
    writer.section("Files", "files")
    rows = [row(each.title, each.name, str(each.pages) if each.pages else "–", each.sha256[:12]) for each in files]
    writer.table("", (("Paper", 30), ("File", 41), ("Pages", 11, Align.END), ("Digest", 18)), rows)
    writer.say("A digest here is the first 12 characters of the file's SHA-256; manifest.json holds the whole.", Tone.NOTE)
    for paper in held.in_reading_order:
        found = contents_list(paper.blocks, paper.id)
        if found:
            writer.section(paper.title)
            writer.blocks += found[1:]
    return _finished(
        Paper(
            id="contents",
            file="contents",
            title="Contents of the pack",
            subtitle=held.meta.programme,
            meta=held.meta,
            blocks=tuple(writer.blocks),
        )
    )


def _finished(paper: Paper) -> Paper:
    """The paper under the banner of a demonstration where it is one."""
    if not paper.meta.demonstration:
        return paper
    return replace(paper, blocks=(Paragraph(inlines=(Run(BANNER),), tone=Tone.BANNER), *paper.blocks))
