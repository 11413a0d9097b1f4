"""A Skills England standard in JSON: apprenticeship, foundation apprenticeship or apprenticeship unit."""

from curricle.interop.standards.codec import is_standard, read, read_document

__all__ = ["is_standard", "read", "read_document"]
