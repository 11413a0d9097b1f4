"""What a CASE answer is made of: which published version is meant, what stands beside its text, and its parts.

These are asked at every request, so they are few and plain: the steps of life are read with the version they belong to.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import CharField, F, UUIDField, Value
from django.utils import timezone

from curricle.core.canonical import from_document
from curricle.core.framework import Framework
from curricle.core.terms import Stage
from curricle.door.strict_json import loads
from curricle.frameworks import queries
from curricle.frameworks.models import CaseBytes, CaseEntry, CaseHead, StageRow, Version
from curricle.frameworks.queries import PUBLISHED
from curricle.interop.case.parts import Index, Standing, definition_parts
from curricle.interop.case.writing import moment
from curricle.people.prepared import Prepared

if TYPE_CHECKING:
    from django.db.models import QuerySet

ITEM, ADOPTED = "CFItems", "adopted"
#: What CASE calls our stages (meanings, 8).
STATUS = {Stage.PENDING: "Pending Implementation", Stage.IMPLEMENTED: "Implemented", Stage.RETIRED: "Retired"}
COLUMNS = ("version_id", "version__uuid", "version__line_id", "version__digest", "version__created", "stage", "at", "pk")


class NotThere(LookupError):
    """No published version has this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A published version as far as serving needs it. `steps` of its life, the newest last, whose row is `step`.

    For who asked for an item: `spelt` is its identifier as it is there, `left` the day from which a later version without it is in force.
    """

    pk: int
    uuid: UUID
    line: int
    digest: str
    created: datetime
    step: int
    steps: tuple[tuple[Stage, datetime], ...]
    spelt: str
    left: str = ""

    @property
    def order(self) -> tuple[int, int]:
        """The line that is here longest comes first, and its newest version."""
        return self.line, -self.pk


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A published version and what stands beside its text at one address of the service."""

    version: Published
    standing: Standing

    @property
    def index(self) -> Index:
        return index_of(self.version)


def document(uuid: str) -> Published:
    """The published version of that identifier; of several organisations, the one whose line is here longest. Raises NotThere."""
    return _first(_gathered(_STEPS.tuples(uuid)))


def line(uuid: str) -> Published:
    """The newest published version of a line. Raises NotThere."""
    return _first(_published(StageRow.objects.filter(version__line__uuid=uuid)))


def home(kind: str, uuid: str) -> Published:
    """The newest published version of the line where this item (or other thing) is at home; `spelt` is its identifier as it is there.

    An identifier is at home in the line that had it first, unless that line says that it adopted the item from elsewhere.
    Raises NotThere.
    """
    spelt = (uuid, uuid.lower(), uuid.upper())
    if kind != ITEM:
        steps = StageRow.objects.filter(version__case_entries__kind=kind, version__case_entries__uuid__in=spelt)
        return _first(_published(steps.annotate(spelt=F("version__case_entries__uuid"))))
    found = _holding(spelt)
    if len({each.line for each in found}) > 1:
        adopted = set(CaseEntry.objects.filter(kind=ADOPTED, uuid__in=spelt).values_list("version", flat=True))
        found = [each for each in found if each.pk not in adopted] or found
    return _first(found)


def _holding(spelt: tuple[str, ...]) -> list[Published]:
    """The published versions that hold an item, each knowing from when a later one of its line, which does not, is in force. One query."""
    rows = _HOLDERS.tuples(*spelt)
    holders = {row[-1]: row[-2] for row in rows}
    all = _gathered({row[7]: row[:-1] for row in rows}.values())
    found = []
    for each in all:
        if each.pk in holders:
            later = [other for other in all if other.line == each.line and other.pk > each.pk]
            left = _day(later[-1].steps, Stage.IMPLEMENTED) if later else ""
            found.append(replace(each, spelt=holders[each.pk], left=left))
    return found


def _holders(*spelt: str) -> QuerySet[StageRow]:
    steps = StageRow.objects.filter(version__line__versions__rows__uuid__in=spelt)
    steps = steps.annotate(spelt=F("version__line__versions__rows__uuid"), holder=F("version__line__versions__pk"))
    return steps.order_by("pk").values_list(*COLUMNS, "spelt", "holder")


_HOLDERS = Prepared(_holders, CharField(), CharField(), CharField())
_STEPS = Prepared(
    lambda uuid: StageRow.objects.filter(version__uuid=uuid).annotate(spelt=Value("")).order_by("pk").values_list(*COLUMNS, "spelt"),
    UUIDField(),
)
_KEPT = Prepared(lambda key: CaseBytes.objects.filter(key=key).values_list("data"), CharField())


def _published(steps: QuerySet[StageRow]) -> list[Published]:
    """The published versions among those whose steps these are; `steps` may be annotated with `spelt`."""
    if "spelt" not in steps.query.annotations:
        steps = steps.annotate(spelt=Value(""))
    return _gathered(steps.order_by("pk").values_list(*COLUMNS, "spelt"))


def _gathered(rows: Iterable[Any]) -> list[Published]:
    held: dict[int, list[Any]] = {}
    for row in rows:
        held.setdefault(row[0], []).append(row)
    found = []
    for pk, steps in held.items():
        _, uuid, line, digest, created, stage, _, step, spelt = steps[-1]
        if stage in PUBLISHED:
            lived = tuple((Stage(each[5]), each[6]) for each in steps)
            found.append(Published(pk=pk, uuid=uuid, line=line, digest=digest, created=created, step=step, steps=lived, spelt=spelt))
    return sorted(found, key=lambda each: each.order)


def _first(found: list[Published]) -> Published:
    if not found:
        raise NotThere
    return found[0]


def without_head() -> list[Version]:
    """Published versions whose head and entries are still to be made. What is published stays so."""
    return list(Version.objects.filter(case_head__isnull=True, stages__stage__in=PUBLISHED).distinct().defer("document").order_by("pk"))


def all_documents() -> list[tuple[Published, Index]]:
    """Every published version once, the oldest first, each without its items and links."""
    rows = _published(StageRow.objects.filter(version__case_head__isnull=False))
    once = {row.uuid: row for row in reversed(rows)}
    heads = dict(CaseHead.objects.values_list("version", "document"))
    return [(row, _head(row.pk, row.digest, heads[row.pk])) for row in sorted(once.values(), key=lambda row: row.pk)]


@lru_cache(maxsize=512)
def _head(pk: int, digest: str, document: str) -> Index:
    return Index(from_document(Framework, loads(document.encode("utf-8"))))


def serve(version: Published, base: str) -> Served:
    """The version as it is served at that address."""
    return Served(version=version, standing=standing_of(version, base))


def standing_of(version: Published, base: str) -> Standing:
    """Times and status, told by the steps: in force from the day it was implemented to the day it was retired."""
    stage, at = version.steps[-1]
    return Standing(
        base=base,
        changed=moment(max(version.created, at)),
        written=moment(version.created),
        status=STATUS[stage],
        starts=_day(version.steps, Stage.IMPLEMENTED),
        ends=_day(version.steps, Stage.RETIRED),
    )


def _day(steps: Iterable[tuple[Stage, datetime]], wanted: Stage) -> str:
    return next((timezone.localdate(at).isoformat() for stage, at in steps if stage is wanted), "")


def index_of(version: Published) -> Index:
    """The whole text, looked up by identifiers; made once per process for the versions that were asked for last."""
    return _index(version.pk, version.digest)


def version_index(version: Version) -> Index:
    """The same of a version."""
    return _index(version.pk, version.digest)


@lru_cache(maxsize=8)
def _index(pk: int, digest: str) -> Index:
    return Index(queries.value(Version(pk=pk, digest=digest)))


def definitions(served: Served) -> dict[str, list[dict[str, Any]]]:
    """The definitions of a version by their kind."""
    return _definitions(served.version.pk, served.version.digest, served.standing)


@lru_cache(maxsize=32)
def _definitions(pk: int, digest: str, standing: Standing) -> dict[str, list[dict[str, Any]]]:
    return definition_parts(_index(pk, digest), standing)


def kept_bytes(key: str) -> bytes | None:
    """The package as it was sent before."""
    found = _KEPT.tuples(key)
    return bytes(found[0][0]) if found else None


def has_head(version: Version) -> bool:
    return CaseHead.objects.filter(version=version).exists()
