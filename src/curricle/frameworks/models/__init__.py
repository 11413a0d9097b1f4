from curricle.frameworks.models.crosswalk import CrosswalkChange, CrosswalkLinkRow, CrosswalkRow, CrosswalkStepRow
from curricle.frameworks.models.draft import Draft, DraftChange, DraftItem, DraftStageRow
from curricle.frameworks.models.item import ItemRow
from curricle.frameworks.models.verdict import VerdictRow
from curricle.frameworks.models.version import Line, StageRow, Version

__all__ = [
    "CrosswalkChange",
    "CrosswalkLinkRow",
    "CrosswalkRow",
    "CrosswalkStepRow",
    "Draft",
    "DraftChange",
    "DraftItem",
    "DraftStageRow",
    "ItemRow",
    "Line",
    "StageRow",
    "VerdictRow",
    "Version",
]
