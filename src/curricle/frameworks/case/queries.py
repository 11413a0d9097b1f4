"""What a CASE answer is made of: which published version is meant, what stands beside its text, and its parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from curricle.core.canonical import from_document
from curricle.core.framework import Framework
from curricle.core.terms import Stage
from curricle.door.strict_json import loads
from curricle.frameworks import queries
from curricle.frameworks.models import CaseBytes, CaseEntry, CaseHead, StageRow, Version
from curricle.interop.case.parts import Index, Standing, definition_parts
from curricle.interop.case.writing import moment

if TYPE_CHECKING:
    from django.db.models import QuerySet

ITEM, ADOPTED = "CFItems", "adopted"
#: What CASE calls our stages (meanings, 8).
STATUS = {Stage.PENDING: "Pending Implementation", Stage.IMPLEMENTED: "Implemented", Stage.RETIRED: "Retired"}


class NotThere(LookupError):
    """No published version has this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A published version and what stands beside its text at one address of the service."""

    version: Version
    standing: Standing

    @property
    def index(self) -> Index:
        return index_of(self.version)


def document(uuid: str) -> Version:
    """The published version of that identifier; of several organisations, the one whose line is here longest. Raises NotThere."""
    return _first(queries.versions(None).filter(uuid=uuid).order_by("line_id", "-id"))


def home(kind: str, uuid: str) -> Version:
    """The newest published version of the line where this item (or other thing) is at home. Raises NotThere.

    An identifier is at home in the line that had it first, unless that line says that it adopted the item from elsewhere.
    """
    found = list(_holding(kind, uuid))
    if len({each.line_id for each in found}) > 1 and kind == ITEM:
        adopted = set(CaseEntry.objects.filter(kind=ADOPTED, uuid=uuid).values_list("version", flat=True))
        found = [each for each in found if each.pk not in adopted] or found
    if not found:
        raise NotThere
    return found[0]


def _holding(kind: str, uuid: str) -> Iterable[Version]:
    held = queries.versions(None)
    if kind == ITEM:
        held = held.filter(rows__uuid=uuid)
    else:
        held = held.filter(pk__in=CaseEntry.objects.filter(kind=kind, uuid=uuid).values("version"))
    return held.order_by("line_id", "-id")


def line(uuid: str) -> Version:
    """The newest published version of a line. Raises NotThere."""
    return _first(queries.versions(None).filter(line__uuid=uuid).order_by("line_id", "-id"))


def end_of_items(served: Served) -> str:
    """The day from which items that this version was the last to hold are out of force; empty while a later one is not in force."""
    later = queries.versions(None).filter(line=served.version.line_id, pk__gt=served.version.pk).order_by("id").first()
    return standing_of(later, steps_of([later])[later.pk], served.standing.base).starts if later else ""


def definitions(served: Served) -> dict[str, list[dict[str, Any]]]:
    """The definitions of a version by their kind."""
    return _definitions(served.version.pk, served.version.digest, served.standing)


@lru_cache(maxsize=32)
def _definitions(pk: int, digest: str, standing: Standing) -> dict[str, list[dict[str, Any]]]:
    return definition_parts(_index(pk, digest), standing)


def without_head() -> list[Version]:
    """Published versions whose head and entries are still to be made."""
    return list(queries.versions(None).filter(case_head__isnull=True).order_by("pk"))


def all_documents() -> list[Version]:
    """Every published version once, the oldest first, each with its head."""
    rows = queries.versions(None).select_related("case_head").filter(case_head__isnull=False).order_by("line_id", "-id")
    once = {row.uuid: row for row in reversed(rows)}
    return sorted(once.values(), key=lambda row: row.pk)


def serve(version: Version, base: str) -> Served:
    """The version as it is served at that address."""
    return Served(version=version, standing=standing_of(version, steps_of([version])[version.pk], base))


def steps_of(versions: Iterable[Version]) -> Mapping[int, list[tuple[Stage, datetime]]]:
    """The steps of life of several versions, in one query."""
    found: dict[int, list[tuple[Stage, datetime]]] = {each.pk: [] for each in versions}
    for pk, stage, at in StageRow.objects.filter(version__in=list(found)).order_by("id").values_list("version", "stage", "at"):
        found[pk].append((Stage(stage), at))
    return found


def standing_of(version: Version, steps: list[tuple[Stage, datetime]], base: str) -> Standing:
    """Times and status, told by the steps: in force from the day it was implemented to the day it was retired."""
    starts = [at for stage, at in steps if stage is Stage.IMPLEMENTED]
    ends = [at for stage, at in steps if stage is Stage.RETIRED]
    return Standing(
        base=base,
        changed=moment(max([version.created, *(at for _, at in steps)])),
        written=moment(version.created),
        status=STATUS[Stage(version.stage)],
        starts=_day(starts),
        ends=_day(ends),
    )


def _day(moments: list[datetime]) -> str:
    return timezone.localdate(moments[-1]).isoformat() if moments else ""


def index_of(version: Version) -> Index:
    """The whole text, looked up by identifiers; made once per process for the versions that were asked for last."""
    return _index(version.pk, version.digest)


@lru_cache(maxsize=16)
def _index(pk: int, digest: str) -> Index:
    return Index(queries._value(pk, digest))


def head_of(version: Version) -> Index:
    """The version without its items and links, from its kept head."""
    return _head(version.pk, version.digest, version.case_head.document)


@lru_cache(maxsize=512)
def _head(pk: int, digest: str, document: str) -> Index:
    return Index(from_document(Framework, loads(document.encode("utf-8"))))


def kept_bytes(key: str) -> bytes | None:
    """The package as it was sent before."""
    found = CaseBytes.objects.filter(key=key).values_list("data", flat=True).first()
    return bytes(found) if found is not None else None


def has_head(version: Version) -> bool:
    return CaseHead.objects.filter(version=version).exists()


def _first(rows: QuerySet[Version]) -> Version:
    found = rows.first()
    if found is None:
        raise NotThere
    return found
