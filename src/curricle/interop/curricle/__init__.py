"""Curricle's own JSON: the canonical document of a framework or a programme in an envelope."""

from curricle.interop.curricle.codec import (
    read,
    read_framework,
    read_framework_document,
    read_programme,
    read_programme_document,
    write_framework,
    write_item,
    write_programme,
)

__all__ = [
    "read",
    "read_framework",
    "read_framework_document",
    "read_programme",
    "read_programme_document",
    "write_framework",
    "write_item",
    "write_programme",
]
