"""Crosswalks as files: read from CSV and XLSX, written as CSV and JSON (XLSX is made from the core's sheets)."""

from curricle.interop.crosswalk.read import read
from curricle.interop.crosswalk.write import write_csv, write_json

__all__ = ["read", "write_csv", "write_json"]
