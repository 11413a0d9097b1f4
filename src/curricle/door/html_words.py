"""HTML that others keep text in, as plain text: tags go, words stay, nothing is fetched."""

from __future__ import annotations

import html as entities
import re
from html.parser import HTMLParser

_BLOCKS = {"p", "br", "li", "div", "ul", "ol", "tr", "h1", "h2", "h3", "h4", "h5", "h6"}
_SILENT = {"script", "style"}
_OURS = re.compile(r"\A<p>([^<]*(?:<br />[^<]*)*)</p>\Z")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in _SILENT
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in _SILENT and self.silent > 0
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)


_MARKUP = re.compile(
    r"<(?:!--|/?(?:a|b|br|div|em|font|form|h[1-6]|i|iframe|img|input|li|link|meta|object|embed|ol|p|pre|script|span|strong|style|sub|sup|svg|table|td|th|tr|u|ul)\b[^<>]*>)",
    re.IGNORECASE,
)
_SILENCED = re.compile(r"<(?:script|style)\b", re.IGNORECASE)


def markup(text: str) -> str:
    """The first tag of HTML in a text, shortened; "" where there is none."""
    found = _MARKUP.search(text) if "<" in text else None
    return " ".join(found[0].split())[:40] if found else ""


def silenced(html: str) -> bool:
    """Whether `plain` leaves a script or a style out."""
    return "<" in html and _SILENCED.search(html) is not None


def to_html(text: str) -> str:
    """A text as one paragraph; a line feed is a line break."""
    return f"<p>{entities.escape(text, quote=False).replace(chr(10), '<br />')}</p>" if text else ""


def plain(html: str) -> str:
    """The words of a piece of HTML, one line a paragraph. Text without tags or entities, and what `to_html` made, comes to the byte."""
    ours = _OURS.match(html)
    if ours:
        return entities.unescape(ours[1].replace("<br />", "\n"))
    if "<" not in html and "&" not in html:
        return html
    words = _Words()
    words.feed(html)
    words.close()
    lines = (" ".join(line.split()) for line in "".join(words.parts).splitlines())
    return "\n".join(line for line in lines if line)
