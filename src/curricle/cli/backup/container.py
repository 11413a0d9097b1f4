"""The file of a backup: an ordinary zip whose comment holds the SHA-256 of every byte before it. Written straight through, then renamed."""

from __future__ import annotations

import hashlib
import os
import struct
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

SEAL = b"curricle backup 1 sha256 "
SEAL_SIZE = len(SEAL) + 64
END_SIZE = 22  # the zip's last record, before its comment
CHUNK = 1024 * 1024
FAST = 1  # tables shrink to a fifth even so


class _Through:
    """A file that is only written on: hashes all but the last record, whose comment is not known yet."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._sha = hashlib.sha256()
        self._held = b""

    def write(self, data: Any) -> int:
        self._out.write(data)
        if len(data) >= END_SIZE:
            self._sha.update(self._held)
            self._sha.update(memoryview(data)[:-END_SIZE])
            self._held = bytes(memoryview(data)[-END_SIZE:])
        else:
            whole = self._held + bytes(data)
            self._sha.update(whole[:-END_SIZE])
            self._held = whole[-END_SIZE:]
        return len(data)

    def flush(self) -> None:
        self._out.flush()

    def seal(self) -> str:
        """Give the finished zip its comment; the digest in it."""
        end = self._held[:-2] + struct.pack("<H", SEAL_SIZE)
        self._sha.update(end)
        digest = self._sha.hexdigest()
        self._out.seek(-END_SIZE, os.SEEK_END)
        self._out.write(end + SEAL + digest.encode("ascii"))
        return digest


class Writer:
    """Puts parts into a backup, one after another; `digest` is there once it is closed."""

    def __init__(self, out: BinaryIO) -> None:
        self._through = _Through(out)
        self._zip = zipfile.ZipFile(cast(BinaryIO, self._through), "w", compresslevel=FAST)  # it only writes, and never seeks
        self.digest = ""

    def part(self, name: str, chunks: Iterable[bytes], *, packed: bool) -> tuple[int, str]:
        """Write one part as its bytes come; its size and SHA-256."""
        self._zip.compression = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        size, sha = 0, hashlib.sha256()
        with self._zip.open(name, "w", force_zip64=True) as into:
            for chunk in chunks:
                into.write(chunk)
                sha.update(chunk)
                size += len(chunk)
        return size, sha.hexdigest()

    def close(self) -> None:
        self._zip.close()
        self.digest = self._through.seal()


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """A writer into a temporary file that takes its name, synced and for its owner alone, when the block has ended well."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    sweep(path.parent)
    fresh = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as out:
            writer = Writer(out)
            yield writer
            writer.close()
            out.flush()
            os.fsync(out.fileno())
        os.replace(fresh, path)
        sync_folder(path.parent)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def sweep(folder: Path) -> None:
    """Remove what a killed process began here: temporary files whose maker no longer lives."""
    for left in folder.glob(".*.part"):
        pid = left.suffixes[-2].lstrip(".") if len(left.suffixes) > 1 else ""
        if pid.isdigit() and not _lives(int(pid)):
            left.unlink(missing_ok=True)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's
        return True
    return True


def sync_folder(folder: Path) -> None:
    """Make renames in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sealed_digest(path: Path) -> str:
    """The SHA-256 that the comment states; "" where the file has none: it is no backup, or was cut short."""
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size < END_SIZE + SEAL_SIZE:
            return ""
        file.seek(-SEAL_SIZE, os.SEEK_END)
        tail = file.read()
    return tail[len(SEAL) :].decode("ascii", "replace") if tail.startswith(SEAL) else ""
