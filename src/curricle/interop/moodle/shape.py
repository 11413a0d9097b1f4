"""The fourteen columns, by position."""

from __future__ import annotations

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
