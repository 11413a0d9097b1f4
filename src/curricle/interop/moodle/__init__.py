"""Moodle's competency framework CSV (tool_lpimportcsv): fourteen columns."""

from curricle.interop.moodle.reading import from_workbook, is_moodle, read, says
from curricle.interop.moodle.writing import write

__all__ = ["from_workbook", "is_moodle", "read", "says", "write"]
