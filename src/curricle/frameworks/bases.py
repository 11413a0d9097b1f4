"""What a brought file is compared with: a draft of the organisation's own, else the newest version of the line."""

from __future__ import annotations

from dataclasses import dataclass

from curricle.core.framework import Framework
from curricle.core.terms import Stage
from curricle.door.assembly import is_uuid
from curricle.frameworks.drafts import stage_of
from curricle.frameworks.models import Draft, Line, Version
from curricle.frameworks.queries import value
from curricle.frameworks.snapshot import draft_value
from curricle.people.policy import Actor

NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """`key` names it in an address: a line's uuid, or "new". `seen` changes whenever its content does."""

    key: str = NEW
    label: str = ""
    framework: Framework | None = None
    draft: Draft | None = None
    version: Version | None = None
    seen: str = ""


def choices(actor: Actor) -> list[tuple[str, str]]:
    """(key, words) of every line of the organisation, for choosing by hand."""
    lines = Line.objects.filter(organisation=actor.organisation).order_by("title", "code").values_list("uuid", "code", "title")
    return [(NEW, "Nothing: it is new here"), *((str(uuid), f"{title} ({code})") for uuid, code, title in lines)]


def base_for(actor: Actor, incoming: Framework, asked: str = "") -> Base:
    """The base that was asked for by its key; else that of the line which the file names by code or identifier; else none."""
    if asked == NEW:
        return Base()
    lines = {str(line.uuid): line for line in Line.objects.filter(organisation=actor.organisation).order_by("pk")}
    if asked:
        return base_of(lines[asked]) if asked in lines else Base()
    by_code = {line.code.casefold(): line for line in lines.values()}
    line = by_code.get(incoming.code.casefold()) or lines.get(incoming.line)
    if line is None:
        named = Version.objects.filter(line__organisation=actor.organisation, uuid__in=_uuids(incoming.id)).select_related("line").first()
        line = named.line if named else None
    return base_of(line) if line else Base()


def base_of(line: Line) -> Base:
    """The newest draft of the line that may be changed, else its newest version."""
    for draft in Draft.objects.filter(line=line, frozen=None, discarded=None).select_related("line__organisation").order_by("-pk"):
        if stage_of(draft) is Stage.DRAFT:
            held = draft_value(draft)
            return Base(key=str(line.uuid), label=f"the draft {draft}", framework=held, draft=draft, seen=str(draft.revision))
    version = Version.objects.filter(line=line).select_related("line").defer("document").order_by("-pk").first()
    if version is None:
        return Base(key=str(line.uuid), label=line.code)
    return Base(key=str(line.uuid), label=f"version {version}", framework=value(version), version=version, seen=version.digest)


def free_label(base: Base, wanted: str, changes: bool) -> str:
    """The label to suggest: the draft's own; the file's where it is free; that of what is here where nothing changes; else the next."""
    if base.draft:
        return base.draft.version
    if base.version is None:
        return wanted
    line = base.version.line
    taken = {
        *Version.objects.filter(line=line).values_list("version", flat=True),
        *Draft.objects.filter(line=line, discarded=None).values_list("version", flat=True),
    }
    if wanted not in taken:
        return wanted
    if not changes:
        return base.version.version
    head, _, last = base.version.version.rpartition(".")
    number = int(last) if last.isdecimal() and len(last) < 9 else 0
    start = f"{head}." if head else "" if last.isdecimal() else f"{base.version.version}."
    return next(label for at in range(1, 10_000) if (label := f"{start}{number + at}") not in taken)


def _uuids(text: str) -> list[str]:
    return [text] if is_uuid(text) else []
