"""Zip and office files, checked before anything is unpacked and counted while it is.

Python before 3.11.8 unpacks overlapping entries (CVE-2024-0450), so the entries' own places are compared here.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field

from curricle.door.limits import DEFAULT, Limits
from curricle.door.problems import refuse
from curricle.door.text import check_size

_LOCAL = struct.Struct("<4s22xHH")
_CHUNK = 256 * 1024
_SMALL = 1024 * 1024  # below this a high ratio is ordinary XML
_DOCTYPES = tuple("<!DOCTYPE".encode(each) for each in ("utf-8", "utf-16-le", "utf-16-be"))
_SHAPES = {"xl/workbook.xml": "xlsx", "word/document.xml": "docx", "ppt/presentation.xml": "pptx"}


@dataclass(slots=True)
class Archive:
    """A checked zip. `names` in the order of its directory; `read` unpacks one entry within the limits."""

    names: tuple[str, ...]
    limits: Limits
    _zip: zipfile.ZipFile
    _packed: int
    _unpacked: int = field(default=0)

    def read(self, name: str) -> bytes:
        """The bytes of one entry, counted as they come. Raises Refused beyond `unpacked_bytes` or `unpacked_ratio`."""
        if name not in self.names:
            raise refuse(f"the part {name}", "this part is missing from the file")
        parts: list[bytes] = []
        try:
            with self._zip.open(name) as stream:
                while chunk := stream.read(_CHUNK):
                    self._count(name, len(chunk))
                    parts.append(chunk)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as stop:
            raise refuse(f"the part {name}", f"this part is damaged or packed in an unknown way ({stop})") from None
        return b"".join(parts)

    def check_all(self) -> None:
        """Unpacks every entry once and keeps none, so that a later reader meets no bomb and no entity. Raises Refused."""
        for name in self.names:
            if name.endswith("/"):
                continue
            part = self.read(name)
            if name.endswith((".xml", ".rels")) and any(each in part for each in _DOCTYPES):
                raise refuse(f"the part {name}", "this part declares entities; the file was made to do harm")
        self._unpacked = 0

    def _count(self, name: str, length: int) -> None:
        self._unpacked += length
        if self._unpacked > self.limits.unpacked_bytes:
            raise refuse(f"the part {name}", f"the file unpacks to more than {self.limits.unpacked_bytes:,} bytes (limit unpacked_bytes)")
        if self._unpacked > max(_SMALL, self._packed * self.limits.unpacked_ratio):
            raise refuse(
                f"the part {name}", f"the file unpacks to more than {self.limits.unpacked_ratio} times its size (limit unpacked_ratio)"
            )


def open_archive(data: bytes, *, limits: Limits = DEFAULT) -> Archive:
    """The zip in `data`, its directory checked, nothing unpacked yet.

    Raises Refused for a damaged or cut directory, too many entries, equal or dangerous names, encryption, entries that
    overlap, and anything that stands before the first entry.
    """
    check_size(data, limits)
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error, IndexError) as stop:
        raise refuse("the file", f"the file is cut short or is no zip or office file ({stop})") from None
    entries = opened.infolist()
    if len(entries) > limits.zip_entries:
        raise refuse("the file", f"the file holds more than {limits.zip_entries:,} parts (limit zip_entries)")
    if b"PK\x06\x07" in data[-(65_536 + 64) :] and data.rfind(b"PK\x06\x07") > opened.start_dir:
        raise refuse("the file", "the file is a zip of the large kind (zip64), which is not read here")
    seen: set[str] = set()
    for entry in entries:
        _check_name(entry, seen)
    _check_places(data, entries, opened.start_dir)
    return Archive(names=tuple(entry.filename for entry in entries), limits=limits, _zip=opened, _packed=len(data))


def office_shape(archive: Archive) -> str:
    """ "xlsx", "docx", "pptx", "ods", "odt" or "zip", by what is inside."""
    if "[Content_Types].xml" in archive.names:
        return next((shape for part, shape in _SHAPES.items() if part in archive.names), "zip")
    if archive.names[:1] == ("mimetype",):
        kind = archive.read("mimetype")[:100]
        return {b"spreadsheet": "ods", b"text": "odt"}.get(kind.rpartition(b".")[2], "zip")
    return "zip"


def _check_name(entry: zipfile.ZipInfo, seen: set[str]) -> None:
    name = entry.filename
    shown = f"the part {name[:80]!r}"
    if name.casefold() in seen:
        raise refuse(shown, "two parts of the file have this name")
    seen.add(name.casefold())
    original = getattr(entry, "orig_filename", name)
    if "\x00" in original or "\\" in original or name.startswith("/") or ".." in name.split("/") or ":" in name.split("/")[0]:
        raise refuse(shown, "the name of this part would leave its folder")
    if entry.flag_bits & 0x1:
        raise refuse(shown, "the file is protected by a password")
    if name.casefold().endswith("vbaproject.bin"):
        raise refuse(shown, "the file holds macros; save it without them (.xlsx or .docx)")


def _check_places(data: bytes, entries: list[zipfile.ZipInfo], directory: int) -> None:
    """Every entry starts where the one before it has ended, and the last ends before the directory."""
    free = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        header = data[entry.header_offset : entry.header_offset + 30]
        if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
            raise refuse(f"the part {entry.filename[:80]!r}", "this part is not where the directory says")
        if entry.header_offset < free:
            raise refuse(f"the part {entry.filename[:80]!r}", "this part overlaps another one; the file was made to do harm")
        if free == 0 and entry.header_offset > 0:
            raise refuse("the file", "something stands before the first part of the zip")
        _, name_length, extra_length = _LOCAL.unpack(header)
        free = entry.header_offset + 30 + name_length + extra_length + entry.compress_size
    if free > directory:
        raise refuse("the file", "the last part overlaps the directory; the file was made to do harm")
