"""Named limits on what comes in. Every one can be set by an operator; a refusal names the limit it met."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Sizes are in bytes, times in seconds of CPU, lengths in characters."""

    file_bytes: int = 64 * 1024 * 1024
    unpacked_bytes: int = 256 * 1024 * 1024
    unpacked_ratio: int = 200
    zip_entries: int = 2_000
    json_depth: int = 64
    json_values: int = 1_500_000
    items: int = 50_000
    depth: int = 100
    cell_length: int = 20_000
    id_length: int = 80
    code_length: int = 200
    kind_length: int = 60
    tags_length: int = 280
    label_length: int = 60
    title_length: int = 500
    cells: int = 500_000
    rows: int = 100_000
    columns: int = 2_000
    sheets: int = 60
    child_seconds: int = 20
    child_memory: int = 1024 * 1024 * 1024
    pages: int = 1_000
    prose_seconds: int = 4  # for a document; a PDF is allowed a little more with each page
    prose_memory: int = 400 * 1024 * 1024


DEFAULT = Limits()
