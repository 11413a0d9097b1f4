"""What the renderings share: the foot line, names and values as a table, the pages of papers rendered before."""

from __future__ import annotations

from collections.abc import Mapping

from curricle.core.papers.tree import Block, KeyValues, Paper, Paragraph, Table
from curricle.core.papers.wording import day
from curricle.core.papers.writer import row

#: paper id -> anchor -> page
Pages = Mapping[str, Mapping[str, int]]


def one_line(words: str) -> str:
    """The words on one line: a title, a code, a head. What stands in every page's margin must never outgrow the page."""
    return " ".join(words.split())


def head(paper: Paper, longest: int = 100) -> str:
    """What the running head says beside the paper's title: the programme, cut so that it stays a line or two."""
    words = ("Demonstration · " if paper.meta.demonstration else "") + one_line(paper.meta.programme)
    return words if len(words) <= longest else words[: longest - 1] + "…"


def foot(paper: Paper) -> str:
    """The line at the foot of each page: version, digest and date."""
    meta = paper.meta
    version = f"Version {one_line(meta.version)[:40]} · " if meta.version else ""
    return f"{version}Digest {meta.digest[:12]} · Prepared {day(meta.prepared)}"


def leads_in(block: Block, after: Block | None) -> bool:
    """Whether the block is a short paragraph that a table follows, and so stays on the table's page."""
    return isinstance(block, Paragraph) and isinstance(after, Table | KeyValues) and sum(len(each.text) for each in block.inlines) < 300


def key_values_table(block: KeyValues) -> Table:
    """Names and values as a table of two columns with a head, which is how a screen reader finds its way in them."""
    return Table(caption="", header=("Detail", "Entry"), widths=(30, 70), rows=tuple(row(name, value) for name, value in block.rows))
