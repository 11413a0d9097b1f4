"""What a backup says about itself: the first thing read of one, and the last thing written."""

from __future__ import annotations

from dataclasses import dataclass

NAME = "manifest.json"
FORMAT = "curricle-backup"
FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column and the kind of its values (see columns.py)."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: `size` in bytes and `sha256` are of its part as JSON lines, one row a line, by primary key."""

    name: str
    columns: tuple[Column, ...]
    rows: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A kept file by its SHA-256; `size` in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Migrations:
    """The migrations of one part of the program that had been applied, by name."""

    app: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """`taken` is the moment of the snapshot, `finished` when the last file was in (UTC, ISO); `record` is NUMBER:HASH of its head.

    `missing` names kept files that were already missing or damaged when the backup was made; `left_out` tables that never go in.
    """

    format: str
    format_version: int
    curricle: str
    taken: str
    finished: str
    database: str
    record: str
    migrations: tuple[Migrations, ...]
    tables: tuple[Table, ...]
    files: tuple[KeptFile, ...]
    missing: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    secret_key: KeptFile | None = None

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)

    @property
    def unpacked(self) -> int:
        """Bytes of all parts but the manifest."""
        return sum(table.size for table in self.tables) + sum(file.size for file in self.files)
