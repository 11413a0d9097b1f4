"""All papers of one programme, from one call, in an order in which pointers only look back, so that every page is known in time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
from curricle.core.papers.tree import Align, Block, Bullets, Emphasis, Inlines, Meta, Paper, Paragraph, Run, Tone
from curricle.core.papers.wording import count, day
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
    """The contents page of the pack: its files with their digests, then every section with its page; one page for most packs."""
    writer = Writer("contents")
    writer.facts(
        (
            ("Programme", held.meta.programme),
            ("Institution", held.meta.institution),
            ("Version", held.meta.version),
            ("Prepared", day(held.meta.prepared)),
            ("Programme digest (SHA-256)", (Run(held.digest, Emphasis.CODE),)),
        )
    )
    writer.section("Files", "files")
    rows = [row(each.title, each.name, str(each.pages) if each.pages else "–", _digest(each)) for each in _by_folder(files)]
    writer.table("", (("Paper", 33), ("File", 38), ("Pages", 10, Align.END), ("Digest", 19)), rows)
    writer.say("A digest here is the first 12 characters of the file's SHA-256; manifest.json holds the whole.", Tone.NOTE)
    found = [(paper.title, contents_list(paper.blocks, paper.id)) for paper in held.in_reading_order]
    if any(listed for _, listed in found):
        writer.section("What each paper holds, and its page", "sections")
        writer.table("", (("Paper", 22), ("Sections", 78)), (row(title, _running(listed)) for title, listed in found if listed))
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


def _by_folder(files: Sequence[Listed]) -> Iterator[Listed]:
    """Files one by one; those of a folder together in one line, so that the list stays a page however many modules there are."""
    folders: dict[str, list[Listed]] = {}
    for each in files:
        folder, _, _ = each.name.rpartition("/")
        if folder:
            folders.setdefault(folder, []).append(each)
        else:
            yield each
    for folder, inside in folders.items():
        title = "Module descriptors, one file a module" if len(inside) > 1 else inside[0].title
        name = f"{folder}/, {count(len(inside), 'file')}" if len(inside) > 1 else inside[0].name
        yield Listed(name=name, title=title, pages=0, sha256=inside[0].sha256 if len(inside) == 1 else "")


def _digest(each: Listed) -> Inlines:
    return (Run(each.sha256[:12], Emphasis.CODE),) if each.sha256 else (Run("in the manifest"),)


def _running(listed: Iterable[Block]) -> Inlines:
    """The pointers of a contents list one after the other."""
    held = [item[0] for block in listed if isinstance(block, Bullets) for item in block.items]
    longest = 40 if len(held) > 6 else 200  # so that twelve descriptors do not push the list over the page
    short = [each.text if len(each.text) <= longest else each.text[: longest - 1].rstrip() + "…" for each in held]
    whole = [replace(each, text=words.replace(" ", "\u00a0", 1)) for each, words in zip(held, short, strict=True)]
    return tuple(inline for each in whole for inline in (Run("; "), each))[1:]


def _finished(paper: Paper) -> Paper:
    """The paper under the banner of a demonstration where it is one."""
    if not paper.meta.demonstration:
        return paper
    return replace(paper, blocks=(Paragraph(inlines=(Run(BANNER),), tone=Tone.BANNER), *paper.blocks))
