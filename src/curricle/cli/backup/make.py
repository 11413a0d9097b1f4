"""Making a backup while people work: one view of all tables, then the kept files that it names, then the manifest."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from curricle import __version__
from curricle.cli.backup import manifest as contents
from curricle.cli.backup import rows
from curricle.cli.backup.container import CHUNK, Writer, writing
from curricle.cli.backup.manifest import KeptFile, Manifest, Table
from curricle.cli.backup.opened import KEY_PART, Tell, silent
from curricle.cli.backup.schema import LEFT_OUT, applied, listed, refuse_newer, shapes
from curricle.core.canonical import canonical
from curricle.door.problems import refuse

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A backup that was made. `missing` names kept files that were not there, or were not what they had been."""

    path: Path
    size: int
    digest: str
    manifest: Manifest

    @property
    def missing(self) -> tuple[str, ...]:
        return self.manifest.missing


def make(connection: Any, path: Path, *, secret: Path | None = None, tell: Tell = silent) -> Made:
    """Write the backup; whole under its name, or not at all. `secret` is the key to take along.

    Raises Refused where there is no room or no right to write, where there are no data, or where they are newer than this program.
    """
    try:
        with writing(path) as writer:
            manifest = _write(connection, writer, secret, tell)
    except OSError as stop:
        if stop.errno in NO_ROOM:
            raise refuse(str(path.parent), "there is no room left for the backup; nothing was kept of it") from None
        raise refuse(str(path.parent), f"the backup cannot be written here ({stop.strerror or stop})") from None
    return Made(path=path, size=path.stat().st_size, digest=writer.digest, manifest=manifest)


def _write(connection: Any, writer: Writer, secret: Path | None, tell: Tell) -> Manifest:
    with rows.snapshot(connection):
        taken = _now()
        seen = applied(connection)
        if not seen:
            raise refuse("the database", "it has no tables yet; ./run makes them")
        refuse_newer("the database", seen)
        tables = tuple(_tables(connection, writer, seen, tell))
        record, wanted = _record(connection), _kept()
    files, missing = _files(writer, wanted, tell)
    key = _secret(writer, secret) if secret else None
    manifest = Manifest(
        format=contents.FORMAT,
        format_version=contents.FORMAT_VERSION,
        curricle=__version__,
        taken=taken,
        finished=_now(),
        database=connection.vendor,
        record=record,
        migrations=listed(seen),
        tables=tables,
        files=files,
        missing=missing,
        left_out=tuple(sorted(LEFT_OUT)),
        secret_key=key,
    )
    writer.part(contents.NAME, [canonical(manifest)], packed=True)
    return manifest


def _tables(connection: Any, writer: Writer, seen: frozenset[tuple[str, str]], tell: Tell) -> Iterator[Table]:
    wanted = shapes(seen)
    for at, shape in enumerate(wanted):
        tell(f"Writing {shape.name}", at, len(wanted))
        count = 0

        def counted(shape: Any = shape) -> Iterator[bytes]:
            nonlocal count
            for chunk in rows.lines(connection, shape):
                count += chunk.count(b"\n")
                yield chunk

        size, sha256 = writer.part(f"tables/{shape.name}.jsonl", counted(), packed=True)
        yield Table(name=shape.name, columns=shape.columns, rows=count, size=size, sha256=sha256)


def _record(connection: Any) -> str:
    from curricle.people.queries import record_head

    number, sealed = record_head()
    return f"{number}:{sealed}"


def _kept() -> dict[str, int]:
    """Digest and size of every kept file that has not expired."""
    from curricle.people.queries import kept_digests

    return kept_digests()


def _files(writer: Writer, wanted: dict[str, int], tell: Tell) -> tuple[tuple[KeptFile, ...], tuple[str, ...]]:
    """The files themselves, and the digests of those that are gone or changed. A file is never written again under its digest."""
    found, missing = [], []
    for at, digest in enumerate(sorted(wanted)):
        tell("Writing kept files", at, len(wanted))
        if _whole(digest):
            size, sha256 = writer.part(f"files/{digest}", _chunks(digest), packed=False)
            found.append(KeptFile(sha256=sha256, size=size))
        else:
            missing.append(digest)
    still = _kept() if missing else {}  # one that expired while this ran was swept, rightly
    return tuple(found), tuple(digest for digest in missing if digest in still)


def _whole(digest: str) -> bool:
    """Whether the kept file is there with the bytes that its name says."""
    import hashlib

    sha = hashlib.sha256()
    try:
        for chunk in _chunks(digest):
            sha.update(chunk)
    except OSError:
        return False
    return sha.hexdigest() == digest


def _chunks(digest: str) -> Iterator[bytes]:
    from curricle.people.store import kept_path

    with kept_path(digest).open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _secret(writer: Writer, path: Path) -> KeptFile:
    try:
        data = path.read_bytes()
    except OSError as stop:
        raise refuse(str(path), f"the secret key cannot be read ({stop.strerror})") from None
    size, sha256 = writer.part(KEY_PART, [data], packed=False)
    return KeptFile(sha256=sha256, size=size)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
