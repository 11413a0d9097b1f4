"""One file of a pack."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """`name` may hold one folder ("modules/…"); letters a-z, digits, hyphens and dots only. `pages` is 0 for files without pages."""

    name: str
    title: str
    media_type: str
    data: bytes
    pages: int = 0

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()
