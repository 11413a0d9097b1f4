"""The fourteen columns, by position; and the small HTML in which a statement travels."""

from __future__ import annotations

import html
import re

COLUMNS = (
    "Parent ID number", "ID number", "Short name", "Description", "Description format", "Scale values", "Scale configuration",
    "Rule type (optional)", "Rule outcome (optional)", "Rule config (optional)", "Cross-referenced competency ID numbers",
    "Exported ID (optional)", "Is framework", "Taxonomy",
)  # fmt: skip
PARENT, ID, NAME, DESCRIPTION, FORMAT_OF, SCALE, SCALE_SET, RULE, OUTCOME, CONFIG, CROSS, EXPORTED, IS_FRAMEWORK, TAXONOMY = range(14)
CUT = 100  # characters that Moodle keeps of an ID number and of a short name
#: Moodle's names for the levels of a framework -> our kinds
TAXONOMIES = {
    "competency": "competency", "skill": "skill", "outcome": "outcome", "behaviour": "behaviour", "level": "level", "domain": "domain",
    "indicator": "criterion", "practice": "practice", "proficiency": "proficiency", "value": "value", "concept": "concept",
}  # fmt: skip
_OURS = re.compile(r"\A<p>([^<]*(?:<br />[^<]*)*)</p>\Z")


def to_html(text: str) -> str:
    """A text as one paragraph; a line feed is a line break."""
    return f"<p>{html.escape(text, quote=False).replace(chr(10), '<br />')}</p>" if text else ""


def from_html(text: str) -> str | None:
    """What `to_html` made this of, to the byte; None for any other HTML."""
    found = _OURS.match(text)
    return html.unescape(found[1].replace("<br />", "\n")) if found else None
