"""OpenSALT's three-sheet workbook and its CSV of items."""

from curricle.interop.opensalt.codec import from_workbook, is_opensalt, read, says
from curricle.interop.opensalt.writing import write

__all__ = ["from_workbook", "is_opensalt", "read", "says", "write"]
