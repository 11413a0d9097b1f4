"""COMPEITO's CSV: metadata rows, then items with their parent by identifier or by indentation. Read only."""

from curricle.interop.compeito.codec import from_workbook, is_compeito, read, says

__all__ = ["from_workbook", "is_compeito", "read", "says"]
