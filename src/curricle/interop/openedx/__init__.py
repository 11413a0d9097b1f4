"""Open edX taxonomy CSV: id, value, parent_id."""

from curricle.interop.openedx.codec import from_workbook, is_openedx, read, says, write

__all__ = ["from_workbook", "is_openedx", "read", "says", "write"]
