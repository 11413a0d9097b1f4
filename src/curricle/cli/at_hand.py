"""Frameworks at hand: files that --against names, files beside the workbook, then the store."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from curricle.core.canonical import digest
from curricle.core.framework import Framework
from curricle.core.programme import Lens
from curricle.door.limits import DEFAULT
from curricle.door.problems import Refused, refuse

ENDINGS = (".json", ".xlsx", ".csv")
MOST = 50  # files looked at beside a workbook


def read_bytes(path: Path) -> bytes:
    """The file's bytes. Raises Refused for a folder, an unreadable or a too large file, before reading it."""
    try:
        if not path.is_file():
            raise refuse(str(path), "this is not a file" if path.exists() else "there is no such file")
        if path.stat().st_size > DEFAULT.file_bytes:
            raise refuse(str(path), f"the file is larger than {DEFAULT.file_bytes // 2**20} MB (limit: file_bytes)")
        return path.read_bytes()
    except OSError as stop:
        raise refuse(str(path), f"the file cannot be read: {stop.strerror}") from None


@dataclass(kw_only=True)
class AtHand:
    """Where to look, in this order. Nothing is read or asked before it is needed.

    `folder`: that of the workbook, None for a programme of the store; `organisation`: whose own frameworks are seen too.
    """

    against: tuple[str, ...] = ()
    programme: Path | None = None
    organisation: int | None = None
    lenses: tuple[Lens, ...] = field(default=())

    @cached_property
    def named(self) -> dict[str, Framework]:
        """The frameworks of --against that are files. Raises Refused where one of them cannot be read."""
        return {name: _read(Path(name)) for name in self.against if Path(name).exists()}

    @cached_property
    def beside(self) -> tuple[Framework, ...]:
        """Frameworks among the files of the workbook's folder. What is none is passed over: nobody named it."""
        if self.programme is None:
            return ()
        found = []
        others = sorted(path for path in self.programme.parent.iterdir() if path.suffix.lower() in ENDINGS and path.is_file())
        for path in [path for path in others if not path.samefile(self.programme)][:MOST]:
            try:
                found.append(_read(path))
            except Refused:
                continue
        return tuple(found)

    @cached_property
    def stored(self) -> tuple[Framework, ...]:
        """Every published framework of the store; none where the installation was never started."""
        from curricle.cli import store

        try:
            return store.frameworks(self.organisation)
        except Refused:
            return ()

    def by_name(self, name: str) -> Framework | None:
        """A file, else a code: a lens's, else that of a file beside, else that of the store."""
        if name in self.named:
            return self.named[name]
        for lens in self.lenses:
            if lens.code == name and (found := self.by_lens(lens)):
                return found
        return next((each for each in self.beside if each.code == name), None) or self._from_store(name)

    def by_lens(self, lens: Lens) -> Framework | None:
        """The file beside with the digest that the lens names (where it names none: with its id), else the store's of that id."""
        for each in (*self.named.values(), *self.beside):
            if each.id == lens.framework and lens.digest in ("", digest(each)):
                return each
        found = self._from_store(lens.framework)
        return found if found is not None and lens.digest in ("", digest(found)) else None

    def _from_store(self, code: str) -> Framework | None:
        """An installation without data holds no framework; that is not what is wrong with the command."""
        from curricle.cli import store

        try:
            return store.framework(code, self.organisation) if code else None
        except Refused:
            return None


def _read(path: Path) -> Framework:
    from curricle.interop import read_framework

    return read_framework(read_bytes(path), name=path.name).value
