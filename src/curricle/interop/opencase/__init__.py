"""OpenCASE's upload template, as CSV or XLSX."""

from curricle.interop.opencase.codec import from_workbook, is_opencase, read, says

__all__ = ["from_workbook", "is_opencase", "read", "says"]
