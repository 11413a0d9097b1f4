"""Markdown to safe HTML: for help pages and for longer words that people type."""

from __future__ import annotations

import re
from functools import cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

TAGS = {"a", "blockquote", "br", "code", "dd", "dl", "dt", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre", "strong"} | {
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
}
ATTRIBUTES = {"a": {"href"}, "h2": {"id"}, "h3": {"id"}, "th": {"scope"}, "ol": {"start"}}


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def slug(words: str) -> str:
    """'What a finding says' -> 'what-a-finding-says'."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


def markdown(source: str) -> Markup:
    """Safe HTML of a Markdown text. Headings start at h2 (a page has its own h1) and carry an id; raw HTML is shown as text."""
    tokens = _parser().parse(source or "")
    for number, token in enumerate(tokens):
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(max(int(token.tag[1]), 2), 4)}"
        if token.type == "heading_open" and token.tag in ("h2", "h3"):
            token.attrSet("id", slug(tokens[number + 1].content))
        if token.type == "th_open":
            token.attrs = {"scope": "col"}  # the parser's alignment is a style attribute, which our security policy refuses
        if token.type == "td_open":
            token.attrs = {}
    html = _parser().renderer.render(tokens, _parser().options, {})
    clean = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"https", "mailto"}, link_rel=None)
    # A table may be wider than a phone: it scrolls by itself, and the keyboard can reach it.
    for number in range(1, clean.count("<table>") + 1):
        name = "Table" if number == 1 else f"Table {number}"
        clean = clean.replace(
            "<table>", f'<div class="cu-scroll" role="region" aria-label="{name}" tabindex="0"><table class="nhsuk-table">', 1
        )
    return Markup(clean.replace("</table>", "</table></div>"))  # noqa: S704 - cleaned a few lines above
