"""The framework workbook of the NHS Digital Learning Solutions (DLSV2)."""

from curricle.interop.dls.codec import from_workbook, is_dls, read, says
from curricle.interop.dls.writing import write

__all__ = ["from_workbook", "is_dls", "read", "says", "write"]
