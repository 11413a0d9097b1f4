"""Every read of frameworks worth a name. `organisation` is the reader's (None for a visitor): published versions and its own are seen."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.db.models import CharField, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, UUIDField

from curricle.core.canonical import from_document
from curricle.core.framework import Framework
from curricle.core.terms import Stage
from curricle.door.strict_json import loads
from curricle.frameworks.models import ItemRow, ReadingRow, RecipeRow, StageRow, Version
from curricle.frameworks.policy import TABLE, thing
from curricle.people.policy import Actor, Thing, decide
from curricle.people.prepared import Prepared

SMALL = 1_000  # items up to which a page may read the whole value
PUBLISHED = [stage.value for stage in Stage if stage.published]


def fold(text: str) -> str:
    """Text as search compares it: folded case, no accents, single spaces."""
    if text.isascii():  # has no accents
        return " ".join(text.casefold().split())
    plain = unicodedata.normalize("NFKD", text)
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).casefold().split())


def versions(organisation: int | None) -> QuerySet[Version]:
    """The versions this reader may see, each with `stage`, the `step` (its row's id) and the `owner` name, without their documents."""
    return _staged().filter(Q(stage__in=PUBLISHED) | Q(line__organisation=organisation))


@lru_cache(maxsize=1)
def _staged() -> QuerySet[Version]:
    """All versions with what `versions` promises; nothing is asked here. Described once per process, for that costs more than asking."""
    newest = StageRow.objects.filter(version=OuterRef("pk")).order_by("-id")
    return Version.objects.annotate(
        stage=Subquery(newest.values("stage")[:1], output_field=CharField()),
        step=Subquery(newest.values("pk")[:1], output_field=IntegerField()),
        owner=F("line__organisation__name"),
        owner_kind=F("line__organisation__kind"),
        owner_id=F("line__organisation"),
        line_code=F("line__code"),
    ).defer("document")


def catalogue(organisation: int | None, *, q: str = "", kind: str = "", profession: str = "") -> list[Version]:
    """Versions for the list page, by title then newest first; `q` looks in title, code and every item."""
    mapped = ItemRow.objects.filter(version=OuterRef("pk"), mappable=True).order_by().values("version").annotate(count=Count("pk"))
    found = versions(organisation).annotate(to_map=Subquery(mapped.values("count"), output_field=IntegerField()))
    if kind:
        found = found.filter(kind=kind)
    if profession:
        found = found.filter(professions__icontains=profession)
    if q:
        words = fold(q)
        inside = ItemRow.objects.filter(version=OuterRef("pk"), search__contains=words).values("pk")[:1]
        found = found.annotate(hit=Subquery(inside)).filter(Q(title__icontains=q) | Q(line__code__icontains=q) | Q(hit__isnull=False))
    return list(found.order_by("title", "-id"))


def readable(actor: Actor, **asked: str) -> list[Version]:
    """The catalogue as far as this person may view it: what is not published yet is not for everybody of the organisation."""
    return [row for row in catalogue(actor.organisation, **asked) if decide(TABLE, actor, "v", about(row))]


_NAMED = Prepared(lambda reader, uuid: versions(reader).filter(uuid=uuid).order_by("id"), IntegerField(), UUIDField())
_EARLIER = Prepared(
    lambda reader, line, pk: versions(reader).filter(line=line, pk__lt=pk).order_by("-id"), IntegerField(), IntegerField(), IntegerField()
)


def earlier(organisation: int | None, row: Version) -> list[Version]:
    """The versions of the same line before this one, newest first."""
    return _EARLIER.rows(organisation, row.line_id, row.pk)


def about(row: Version) -> Thing:
    """A version, as these queries give it, as the rules see it."""
    return thing(framework_kind=row.kind, owner=row.owner_id, owner_kind=row.owner_kind, stage=row.stage, id=str(row.uuid))


def version(organisation: int | None, uuid: str) -> Version:
    """One version by its UUID; the reader's own copy before another's. Raises Version.DoesNotExist."""
    found = _NAMED.rows(organisation, uuid) if _is_uuid(uuid) else []
    if not found:
        raise Version.DoesNotExist
    return next((each for each in found if each.owner_id == organisation), found[0])


def value(version: Version) -> Framework:
    """The frozen value of a version, read from its document once per process."""
    return _value(version.pk, version.digest)


@lru_cache(maxsize=64)
def _value(pk: int, digest: str) -> Framework:
    document = Version.objects.values_list("document", flat=True).get(pk=pk)
    return from_document(Framework, loads(document.encode("utf-8")))


def published(code: str, *, organisation: int | None = None) -> Framework | None:
    """The newest version that the reader may see under a code, "CODE@version", or a UUID; None when there is none."""
    label, _, wanted = code.partition("@")
    found = versions(organisation).filter(Q(line__code__iexact=label) | _uuid(label))
    if wanted:
        found = found.filter(version=wanted)
    newest = found.order_by("-id").first()
    return value(newest) if newest else None


def by_ids(organisation: int | None, ids: Iterable[str]) -> Mapping[str, Framework]:
    """Frameworks by version UUID, as far as the reader may see them; own copies before others'."""
    wanted = [id for id in ids if _is_uuid(id)]
    rows = sorted(versions(organisation).filter(uuid__in=wanted), key=lambda row: row.owner_id == organisation)
    return {str(row.uuid): value(row) for row in rows}


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """Rows of one level of the tree, and how many there are in all."""

    rows: tuple[ItemRow, ...]
    total: int


def branch(version: Version, parent: str = "", *, start: int = 0, most: int = 100) -> Branch:
    """The children of an item ("" for the top), at most `most` from `start`."""
    rows = tuple(_children(start, most).rows(version.pk, parent))
    if len(rows) == most or (start and not rows):  # more may follow, or what was asked for lies beyond the end
        return Branch(rows=rows, total=ItemRow.objects.filter(version=version, parent=parent).count())
    return Branch(rows=rows, total=start + len(rows))


@lru_cache(maxsize=32)
def _children(start: int, most: int) -> Prepared:
    def ask(version: int, parent: str) -> QuerySet[ItemRow]:
        return ItemRow.objects.filter(version=version, parent=parent).order_by("place")[start : start + most]

    return Prepared(ask, IntegerField(), CharField())


def branches(version: Version, parents: list[str], *, most: int = 400) -> dict[str, Branch]:
    """The children of several items, in one query."""
    held: dict[str, list[ItemRow]] = {}
    for row in ItemRow.objects.filter(version=version, parent__in=parents).order_by("place")[:most]:
        held.setdefault(row.parent, []).append(row)
    return {parent: Branch(rows=tuple(rows), total=len(rows)) for parent, rows in held.items()}


def items(version: Version, *, q: str = "", pillar: str = "", kind: str = "", start: int = 0, most: int = 100) -> Branch:
    """Items that match every filter given, in framework order."""
    rows = ItemRow.objects.filter(version=version).order_by("place")
    if q:
        rows = rows.filter(search__contains=fold(q))
    if pillar:
        rows = rows.filter(pillars__contains=f"|{pillar}|")
    if kind:
        rows = rows.filter(kind=kind)
    return Branch(rows=tuple(rows[start : start + most]), total=rows.count())


def kinds_of(version: Version) -> tuple[str, ...]:
    """The kinds its items have; asked once per process, for a version never changes."""
    return _tags(version.pk, version.digest)[0]


def pillars_of(version: Version) -> tuple[str, ...]:
    """The pillars its items carry."""
    return _tags(version.pk, version.digest)[1]


@lru_cache(maxsize=256)
def _tags(pk: int, digest: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    marks = ItemRow.objects.filter(version=pk).order_by("kind").values_list("kind", "pillars").distinct()
    kinds = dict.fromkeys(kind for kind, _ in marks)
    pillars = {pillar for _, mark in marks for pillar in mark.strip("|").split("|") if pillar}
    return tuple(kinds), tuple(sorted(pillars))


def item(version: Version, uuid: str) -> ItemRow:
    """One item of a version. Raises ItemRow.DoesNotExist."""
    return ItemRow.objects.get(version=version, uuid=uuid)


def path_to(version: Version, row: ItemRow) -> list[ItemRow]:
    """The item's ancestors, topmost first, in one query."""
    tree = {
        each.uuid: each
        for each in ItemRow.objects.filter(version=version, children__gt=0).only("uuid", "parent", "code", "title", "statement")
    }
    path: list[ItemRow] = []
    here = tree.get(row.parent)
    while here is not None:
        path.append(here)
        here = tree.get(here.parent)
    return path[::-1]


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _uuid(text: str) -> Q:
    return Q(uuid=text) if _is_uuid(text) else Q(pk__in=[])


def reading(person: int | None, token: str) -> ReadingRow | None:
    """The document that this person goes through under a token; another's is as none."""
    return ReadingRow.objects.filter(token=token, person=person).first() if person and _is_uuid(token) else None


def recipes(organisation: int | None, *, most: int = 50) -> list[RecipeRow]:
    """The newest recipes that the organisation keeps for documents."""
    return list(RecipeRow.objects.filter(organisation=organisation).select_related("line")[:most])


def readings(person: int | None, organisation: int | None, *, most: int = 20) -> list[ReadingRow]:
    """The documents that this person has begun to go through, newest first, without their text."""
    rows = ReadingRow.objects.filter(person=person, organisation=organisation) if person else ReadingRow.objects.none()
    return list(rows.defer("document", "recipe", "decisions")[:most])
