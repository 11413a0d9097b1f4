"""ZIP archives whose bytes depend on their content alone: fixed order, fixed dates, no names of machines or people."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO


def archive(files: Iterable[tuple[str, bytes]], when: datetime) -> bytes:
    """The files in the given order, each dated `when` (ZIP dates begin in 1980)."""
    out = BytesIO()
    stamp = (max(when.year, 1980), when.month, when.day, 0, 0, 0)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as held:
        for name, data in files:
            info = zipfile.ZipInfo(name, stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            held.writestr(info, data)
    return out.getvalue()


def restamp(data: bytes, when: datetime) -> bytes:
    """An office file with the dates of its entries fixed; nothing else changes."""
    with zipfile.ZipFile(BytesIO(data)) as held:
        return archive([(name, held.read(name)) for name in held.namelist()], when)
