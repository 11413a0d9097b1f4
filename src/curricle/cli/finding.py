"""Finds what a command line names: files if they exist, else codes; frameworks beside the workbook, then in the store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from curricle.core.canonical import digest
from curricle.core.framework import Framework
from curricle.core.policyset import DEFAULT_POLICY, PolicySet
from curricle.core.programme import Lens, Programme
from curricle.core.waivers import Waiver
from curricle.door.limits import DEFAULT
from curricle.door.problems import Problem, Refused, refuse

BESIDE = (".json", ".xlsx", ".csv")
MOST_BESIDE = 50  # files looked at beside a workbook


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundProgramme:
    """A programme, what its reading remarked, the folder it came from (None: the store), and what its organisation decided."""

    value: Programme
    problems: tuple[Problem, ...] = ()
    folder: Path | None = None
    organisation: int | None = None
    policy: PolicySet = DEFAULT_POLICY
    waivers: tuple[Waiver, ...] = ()


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


def find_programme(name: str) -> FoundProgramme:
    """A path if it exists, else a code of the store. Raises Refused."""
    path = Path(name)
    if path.exists():
        return programme_from(path)
    if path.suffix.lower() in (".xlsx", ".json"):
        raise refuse(name, "there is no such file")
    from curricle.cli import store

    stored = store.programme(name)
    if stored is None:
        raise refuse(name, "there is neither a file of this name nor a programme with this code")
    return FoundProgramme(value=stored.value, organisation=stored.organisation, policy=stored.policy, waivers=stored.waivers)


def programme_from(path: Path) -> FoundProgramme:
    """Our workbook or Curricle's JSON, told apart by their first bytes."""
    data = read_bytes(path)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        from curricle.interop.curricle import read_programme
    else:
        from curricle.interop.sheets import read_programme
    reading = read_programme(data)
    return FoundProgramme(value=reading.value, problems=tuple(reading.problems), folder=path.resolve().parent)


def find_frameworks(programme: FoundProgramme, against: tuple[str, ...]) -> tuple[Framework, ...]:
    """Those that --against names, else the programme's lenses. Raises Refused naming everything that is missing."""
    found: list[Framework] = []
    missing: list[Problem] = []
    for name in against:
        framework = _named(name, programme)
        if framework is None:
            says = "there is neither a file of this name, nor a framework with this code beside the workbook or in the store"
            missing.append(Problem(at=f"--against {name}", says=says))
        else:
            found.append(framework)
    if not against:
        for lens in programme.value.lenses:
            framework = _of_lens(lens, programme)
            if framework is None:
                missing.append(_missing(lens))
            else:
                found.append(framework)
    if not (found or missing):
        raise refuse("the programme", "it names no lens; say which framework with --against FILE or CODE")
    if missing:
        raise Refused(missing)
    return tuple({framework.id: framework for framework in found}.values())


def _missing(lens: Lens) -> Problem:
    about = " ".join(filter(None, [lens.code, lens.version]))
    digest_words = f" with the digest {lens.digest[:12]}…" if lens.digest else ""
    says = f"the framework {about}{digest_words} is neither beside the workbook nor in the store; name a file with --against"
    return Problem(at=f"lens {lens.code or lens.framework}", says=says)


def _named(name: str, programme: FoundProgramme) -> Framework | None:
    path = Path(name)
    if path.exists():
        from curricle.interop import read_framework

        return read_framework(read_bytes(path), name=path.name).value
    for lens in programme.value.lenses:
        if lens.code == name:
            beside = _of_lens(lens, programme)
            if beside is not None:
                return beside
    return _from_store(name, programme.organisation)


def _of_lens(lens: Lens, programme: FoundProgramme) -> Framework | None:
    """The file beside the workbook with the lens's digest, else the store's version of the same id."""
    for framework in _beside(programme.folder) if programme.folder and lens.digest else ():
        if digest(framework) == lens.digest:
            return framework
    found = _from_store(lens.framework, programme.organisation)
    return found if found is not None and lens.digest in ("", digest(found)) else None


def _beside(folder: Path) -> Iterator[Framework]:
    """Frameworks among the files of a folder. What cannot be read as one is passed over: nobody named it."""
    from curricle.interop import read_framework

    candidates = sorted(path for path in folder.iterdir() if path.suffix.lower() in BESIDE and path.is_file())
    for path in candidates[:MOST_BESIDE]:
        try:
            yield read_framework(read_bytes(path), name=path.name).value
        except Refused:
            continue


def _from_store(code: str, organisation: int | None) -> Framework | None:
    """An installation without data holds no framework; that is not what is wrong with the command."""
    from curricle.cli import store

    try:
        return store.framework(code, organisation)
    except Refused:
        return None
