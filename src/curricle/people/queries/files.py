"""Kept files as facts."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from curricle.people.models import StoredFile
from curricle.people.policy import Actor, Hidden
from curricle.people.purposes import FileFacts, may_have


def kept_file(actor: Actor, uuid: str) -> FileFacts:
    """The file, if this actor may have it now; else Hidden (404): whether it exists is not theirs to know."""
    unexpired = Q(expires__isnull=True) | Q(expires__gt=timezone.now())
    row = StoredFile.objects.filter(unexpired, uuid=uuid).first()
    facts = file_facts(row) if row else None
    if facts is None or not may_have(actor, facts):
        raise Hidden("There is no such file.")
    return facts


def kept_files(purpose: str, thing: str) -> tuple[FileFacts, ...]:
    """Files kept for a thing, newest first. The caller has asked the rules of the thing."""
    return tuple(file_facts(row) for row in StoredFile.objects.filter(purpose=purpose, thing=thing))


def kept_digests() -> dict[str, int]:
    """{digest: size in bytes} of every kept file that has not expired, for backups."""
    unexpired = Q(expires__isnull=True) | Q(expires__gt=timezone.now())
    return dict(StoredFile.objects.filter(unexpired).order_by("digest").values_list("digest", "size"))


def owners_of_files(uuids: Iterable[str]) -> dict[str, int | None]:
    """{uuid: organisation} of those of these files that are kept."""
    found = StoredFile.objects.filter(uuid__in=list(uuids)).values_list("uuid", "organisation")
    return {str(uuid): organisation for uuid, organisation in found}


def file_facts(row: StoredFile) -> FileFacts:
    return FileFacts(
        uuid=str(row.uuid),
        name=row.name,
        size=row.size,
        digest=row.digest,
        media_type=row.media_type,
        purpose=row.purpose,
        thing=row.thing,
        organisation=row.organisation_id,
        made_by=row.made_by_id,
    )
