from curricle.frameworks.models.item import ItemRow
from curricle.frameworks.models.reading import ReadingRow, RecipeRow
from curricle.frameworks.models.version import Line, StageRow, Version

__all__ = ["ItemRow", "Line", "ReadingRow", "RecipeRow", "StageRow", "Version"]
