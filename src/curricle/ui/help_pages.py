"""The help texts: Markdown files in help/, read once, served at /help."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup

from curricle.ui.text import markdown

FOLDER = Path(__file__).parent / "help"
SEARCH_MOST = 100  # characters of a question that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpPage:
    """One text: its first line is the title, its first paragraph the summary."""

    slug: str
    title: str
    summary: str
    source: str

    @property
    def body(self) -> Markup:
        return markdown(self.source.split("\n", 1)[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    page: HelpPage
    excerpt: str


@cache
def pages() -> tuple[HelpPage, ...]:
    """All help pages; the order is that of ORDER, then by title."""
    found = [_read(path) for path in FOLDER.glob("*.md")]
    place = {slug: number for number, slug in enumerate(ORDER)}
    return tuple(sorted(found, key=lambda page: (place.get(page.slug, len(ORDER)), page.title)))


ORDER = (
    "getting-started",
    "signing-in",
    "your-spreadsheet",
    "frameworks",
    "writing-frameworks",
    "model-curricula",
    "documents",
    "mapping-letters",
    "checks",
    "rules",
    "papers",
    "sharing",
    "words",
    "roles",
    "people",
    "command-line",
    "api",
    "case",
    "security",
)


def _read(path: Path) -> HelpPage:
    source = path.read_text("utf-8")
    title, _, rest = source.partition("\n")
    summary = re.sub(r"[*_`]|\[([^\]]*)\]\([^)]*\)", r"\1", rest.strip().split("\n\n")[0].replace("\n", " "))
    return HelpPage(slug=path.stem, title=title.removeprefix("# ").strip(), summary=summary, source=source)


def page(slug: str) -> HelpPage | None:
    return next((one for one in pages() if one.slug == slug), None)


def search(question: str) -> tuple[Hit, ...]:
    """Pages that hold every word of the question, those with a word in the title first; an excerpt shows the first place."""
    wanted = question.lower()[:SEARCH_MOST].split()
    if not wanted:
        return ()
    hits = [one for one in pages() if all(word in one.source.lower() for word in wanted)]
    hits.sort(key=lambda one: not any(word in one.title.lower() for word in wanted))
    return tuple(Hit(page=one, excerpt=_excerpt(one, wanted[0])) for one in hits)


def _excerpt(one: HelpPage, word: str) -> str:
    """The line in which the word first stands, without Markdown marks."""
    line = next((line for line in one.source.splitlines()[1:] if word in line.lower()), one.summary)
    return re.sub(r"[*_`#|]+|\[([^\]]*)\]\([^)]*\)", r"\1", line).strip()[:240]
