"""CASE 1.0 and 1.1 packages of 1EdTech: `read` and `write`, and the parts of a framework for who serves them one by one."""

from curricle.interop.case.codec import read, read_document
from curricle.interop.case.writing import Profile, write

__all__ = ["Profile", "read", "read_document", "write"]
