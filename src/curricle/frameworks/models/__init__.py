from curricle.frameworks.models.item import ItemRow
from curricle.frameworks.models.version import Line, StageRow, Version

__all__ = ["ItemRow", "Line", "StageRow", "Version"]
