from curricle.frameworks.models.draft import Draft, DraftChange, DraftItem, DraftStageRow
from curricle.frameworks.models.imported import ImportRecord
from curricle.frameworks.models.item import ItemRow
from curricle.frameworks.models.version import Line, StageRow, Version

__all__ = ["Draft", "DraftChange", "DraftItem", "DraftStageRow", "ImportRecord", "ItemRow", "Line", "StageRow", "Version"]
