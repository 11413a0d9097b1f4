from curricle.frameworks.models.case import CaseBytes, CaseEntry, CaseHead
from curricle.frameworks.models.item import ItemRow
from curricle.frameworks.models.version import Line, StageRow, Version

__all__ = ["CaseBytes", "CaseEntry", "CaseHead", "ItemRow", "Line", "StageRow", "Version"]
