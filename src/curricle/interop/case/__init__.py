"""CASE 1.0 and 1.1 packages of 1EdTech: `read` and `write`."""

from curricle.interop.case.codec import read, read_document
from curricle.interop.case.writing import write

__all__ = ["read", "read_document", "write"]
