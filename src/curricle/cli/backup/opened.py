"""Reading a backup as if a stranger had made it: names, sizes, places and digests are checked while the bytes come. Nothing in it is run.

A part is streamed in chunks and never unpacked beyond the size that the manifest states; the manifest itself and a line have limits.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curricle.cli.backup import manifest as contents
from curricle.cli.backup.container import CHUNK, END_SIZE, SEAL_SIZE, sealed_digest
from curricle.cli.backup.manifest import Manifest
from curricle.core.canonical import DocumentError, from_document
from curricle.door.limits import Limits
from curricle.door.problems import Problem, Refused, refuse
from curricle.door.strict_json import loads

MANIFEST_BYTES = 64 * 1024 * 1024
LIMITS = Limits(file_bytes=MANIFEST_BYTES, json_values=8_000_000)
LINE_BYTES = 256 * 1024 * 1024
SMALL = 64 * 1024 * 1024  # below this a high ratio does no harm
KEY_PART = "secret_key"
PART = re.compile(r"manifest\.json|secret_key|tables/[a-z][a-z0-9_]{0,62}\.jsonl|files/[0-9a-f]{64}")
LOCAL = struct.Struct("<4s22xHH")
LOCAL_SIZE = 30
Tell = Callable[[str, int, int], None]


def silent(words: str, done: int, total: int) -> None:
    """For callers who want no progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A backup whose manifest was read and whose parts are all there. `digest` is that of the whole file."""

    path: Path
    manifest: Manifest
    digest: str
    sound: bool  # whether the whole file is the one that was sealed; where not, its parts tell which is damaged
    _zip: zipfile.ZipFile

    def part(self, name: str, size: int, sha256: str) -> Iterator[bytes]:
        """The bytes of one part in chunks. Raises Refused, at the end at the latest, when they are not the ones that were written."""
        got, sha = 0, hashlib.sha256()
        try:
            with self._zip.open(name) as stream:
                while chunk := stream.read(CHUNK):
                    got += len(chunk)
                    if got > size:
                        raise refuse(name, "this part is longer than the manifest says; the file was made to do harm, or damaged")
                    sha.update(chunk)
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as stop:
            raise refuse(name, f"this part is damaged ({stop})") from None
        if got != size or sha.hexdigest() != sha256:
            raise refuse(name, "this part is not the one that was written: it was changed, or swapped with another")

    def lines(self, table: contents.Table) -> Iterator[bytes]:
        """The rows of a table, one line each."""
        name = f"tables/{table.name}.jsonl"
        tail = b""
        for chunk in self.part(name, table.size, table.sha256):
            *whole, tail = (tail + chunk).split(b"\n")
            if len(tail) > LINE_BYTES:
                raise refuse(name, f"a row is longer than {LINE_BYTES // 1024 // 1024} MB")
            yield from whole
        if tail:
            raise refuse(name, "the last row does not end")

    def file(self, kept: contents.KeptFile) -> Iterator[bytes]:
        return self.part(f"files/{kept.sha256}", kept.size, kept.sha256)

    def secret(self) -> bytes:
        """The secret key; empty where it was left out."""
        kept = self.manifest.secret_key
        return b"".join(self.part(KEY_PART, kept.size, kept.sha256)) if kept else b""


def open_backup(path: Path, tell: Tell = silent, *, whole: bool = True) -> Opened:
    """Check the file as a whole (with `whole`) and its directory, and read the manifest. Raises Refused naming what is wrong."""
    if not path.is_file():
        raise refuse(str(path), "there is no such file")
    digest = sealed_digest(path)
    if not digest:
        raise refuse(str(path), "this is no backup of Curricle, or it was cut short")
    sound = not whole or _digest(path, tell) == digest
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as stop:
        raise refuse(str(path), f"the backup is damaged: its directory cannot be read ({stop})") from None
    _check_directory(path, archive)
    manifest = _manifest(archive)
    _check_parts(archive, manifest)
    return Opened(path=path, manifest=manifest, digest=digest, sound=sound, _zip=archive)


def refuse_unsound(backup: Opened) -> None:
    """After all parts were found whole: what was changed lies between them. Raises Refused."""
    if not backup.sound:
        raise refuse(str(backup.path), "the file is not the one that was written: it was changed outside its parts")


def _digest(path: Path, tell: Tell) -> str:
    total = path.stat().st_size
    left, sha = total - SEAL_SIZE, hashlib.sha256()
    with path.open("rb") as file:
        while left and (chunk := file.read(min(CHUNK, left))):
            sha.update(chunk)
            left -= len(chunk)
            tell("Reading the backup", total - left, total)
    return sha.hexdigest()


def _check_directory(path: Path, archive: zipfile.ZipFile) -> None:
    """Known names, each once, each in a place of its own."""
    seen: set[str] = set()
    for entry in archive.infolist():
        name = entry.orig_filename
        if name != entry.filename or not PART.fullmatch(name) or entry.flag_bits & 0x1:
            raise refuse(f"the part {name[:80]!r}", "a backup has no part of this name")
        if name in seen:
            raise refuse(name, "two parts have this name")
        seen.add(name)
    free = 0
    with path.open("rb") as file:
        for entry in sorted(archive.infolist(), key=lambda each: each.header_offset):
            file.seek(entry.header_offset)
            header = file.read(LOCAL_SIZE)
            if entry.header_offset < free or len(header) < LOCAL_SIZE or not header.startswith(b"PK\x03\x04"):
                raise refuse(entry.filename, "this part is not where the directory says, or overlaps another one")
            _, name_length, extra_length = LOCAL.unpack(header)
            free = entry.header_offset + LOCAL_SIZE + name_length + extra_length + entry.compress_size
    if free > path.stat().st_size - SEAL_SIZE - END_SIZE:
        raise refuse(str(path), "the last part reaches beyond the end of the file")


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    name = contents.NAME
    try:
        with archive.open(name) as stream:
            data = stream.read(MANIFEST_BYTES + 1)
    except KeyError:
        raise refuse(name, "this part is missing from the backup") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as stop:
        raise refuse(name, f"this part is damaged ({stop})") from None
    if len(data) > MANIFEST_BYTES:
        raise refuse(name, "this part is too long")
    document: Any = loads(data, limits=LIMITS)
    version = document.get("format_version") if isinstance(document, dict) else None
    if version != contents.FORMAT_VERSION:
        raise refuse(name, f"the backup has the format {version}; this Curricle reads {contents.FORMAT_VERSION}")
    try:
        return from_document(Manifest, document)
    except DocumentError as stop:
        raise refuse(name, f"{stop.path}: {stop.says}") from None


def _check_parts(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Exactly the parts that the manifest names, of the sizes it states, and no bomb. Raises Refused naming each that is not."""
    wanted = {f"tables/{table.name}.jsonl": table.size for table in manifest.tables}
    wanted |= {f"files/{kept.sha256}": kept.size for kept in manifest.files}
    if manifest.secret_key:
        wanted[KEY_PART] = manifest.secret_key.size
    here = {entry.filename: entry for entry in archive.infolist() if entry.filename != contents.NAME}
    problems = [Problem(at=name, says="this part is missing from the backup") for name in sorted(set(wanted) - set(here))]
    problems += [Problem(at=name, says="the manifest does not know this part") for name in sorted(set(here) - set(wanted))]
    if not problems:
        sizes = [(name, here[name]) for name in wanted]
        says = "this part has another size than the manifest states"
        problems = [Problem(at=name, says=says) for name, entry in sizes if entry.file_size != wanted[name]]
    if problems:
        raise Refused(problems)
    for name, entry in here.items():
        if entry.file_size > SMALL and entry.file_size > LIMITS.unpacked_ratio * max(1, entry.compress_size):
            raise refuse(name, f"this part would unpack to more than {LIMITS.unpacked_ratio} times its size; the file was made to do harm")
