"""What is kept for CASE: heads and entries of published versions, and packages as they are sent. Nothing here is content."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Sum

from curricle.core.canonical import canonical
from curricle.core.drafting.taking_over import source_of as adopted_from
from curricle.core.framework import Framework
from curricle.frameworks import queries
from curricle.frameworks.case.queries import ADOPTED, Published, has_head, without_head
from curricle.frameworks.models import CaseBytes, CaseEntry, CaseHead, Version
from curricle.interop.case.parts import Index, Standing, definition_parts, id_of, rubric_parts

log = logging.getLogger(__name__)
BATCH = 5_000
NOT_IN_HEAD = ("CFPackage.CFDefinitions", "CFPackage.CFRubrics", "CFPackage.extensions")


@transaction.atomic
def index(*, version: Version) -> None:
    """Keep the head of a version and its entries, once."""
    if has_head(version):
        return
    framework = queries.value(version)
    entries = [CaseEntry(version=version, kind=kind, uuid=uuid) for kind, uuid in dict.fromkeys(_entries(framework))]
    CaseEntry.objects.bulk_create(entries, batch_size=BATCH, ignore_conflicts=True)
    CaseHead.objects.get_or_create(version=version, defaults={"document": canonical(_head(framework)).decode("utf-8")})


def index_missing() -> int:
    """The same for every published version that came by another way, such as before this program served CASE. How many there were."""
    missing = without_head()
    for version in missing:
        index(version=version)
    return len(missing)


def keep_bytes(*, version: Published, key: str, data: bytes) -> None:
    """Keep a package for the next who asks, as long as there is room; what tells an earlier step of its life goes.

    A cache is no condition of an answer: where nothing can be written, nothing is kept.
    """
    room = settings.CASE_CACHE_MEGABYTES * 1024 * 1024
    if len(data) > room:
        return
    try:
        with transaction.atomic():
            CaseBytes.objects.filter(version=version.pk, step__lt=version.step).delete()
            CaseBytes.objects.bulk_create(
                [CaseBytes(key=key, version_id=version.pk, step=version.step, size=len(data), data=data)], ignore_conflicts=True
            )
            _make_room(room, spare=key)
    except DatabaseError as stop:
        log.warning("a package could not be kept: %s", stop)


def _make_room(room: int, *, spare: str) -> None:
    held = CaseBytes.objects.aggregate(size=Sum("size"))["size"] or 0
    for key, size in CaseBytes.objects.exclude(key=spare).order_by("made", "key").values_list("key", "size") if held > room else ():
        CaseBytes.objects.filter(key=key).delete()
        held -= size
        if held <= room:
            return


def _head(framework: Framework) -> Framework:
    extras = tuple(pair for pair in framework.extras if pair[0] not in NOT_IN_HEAD)
    return replace(framework, items=(), links=(), rubrics=(), extras=extras)


def _entries(framework: Framework) -> Iterator[tuple[str, str]]:
    for link in framework.links:
        yield "CFAssociations", id_of(link)[:80]
        if link.extras and adopted_from(link)[0]:
            yield ADOPTED, link.source[:80]
    found, nowhere = Index(framework), Standing()
    for name, parts in definition_parts(found, nowhere).items():
        if name != "extensions":
            yield from ((name, each["identifier"][:80]) for each in parts if type(each.get("identifier")) is str)
    yield from (("CFRubrics", each["identifier"][:80]) for each in rubric_parts(found, nowhere) if type(each.get("identifier")) is str)
