"""Curricle: from national training schemas to approved, delivered programmes."""

__version__ = "0.2.0"
