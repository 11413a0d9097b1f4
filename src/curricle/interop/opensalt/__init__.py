"""OpenSALT's three-sheet workbook and its CSV of items."""

from curricle.interop.opensalt.codec import from_workbook, is_opensalt, read

__all__ = ["from_workbook", "is_opensalt", "read"]
