"""Every read of imports worth a name, through the reader's organisation."""

from __future__ import annotations

from django.db.models import Q
from django.db.models.fields.json import KeyTextTransform

from curricle.frameworks.models import ImportRecord, Version
from curricle.people.policy import Actor, Hidden, Thing

KIND = "framework_import"


def about_import(organisation: int | None, uuid: str = "") -> Thing:
    """An import as the rules see it."""
    return Thing(kind=KIND, organisation=organisation, id=uuid)


def records(actor: Actor, *, start: int = 0, most: int = 50) -> tuple[list[ImportRecord], int]:
    """The organisation's imports, newest first, without their reports; and how many there are."""
    rows = ImportRecord.objects.filter(organisation=actor.organisation).select_related("by").defer("report", "places")
    return list(rows[start : start + most]), rows.count()


def record_of(actor: Actor, uuid: str) -> ImportRecord:
    """One import with its report. Raises Hidden where the organisation has none of this name."""
    row = (
        ImportRecord.objects.filter(organisation=actor.organisation, uuid=uuid)
        .select_related("by", "undone_by", "line", "version__line", "draft__line__organisation", "draft__frozen")
        .defer("places", "version__document", "draft__frozen__document")
        .first()
    )
    if row is None:
        raise Hidden("There is no such import.")
    return row


def origin(version: Version, item: str) -> tuple[str, str]:
    """(file, place in it) of the newest import up to this version that the item came with; ("", "") where none is known."""
    rows = ImportRecord.objects.filter(line=version.line_id, undone__isnull=True, places__has_key=item)
    rows = rows.filter(Q(version=version) | Q(at__lte=version.created))
    newest = rows.annotate(place=KeyTextTransform(item, "places")).order_by("-id").values_list("name", "place").first()
    return (newest[0], newest[1] or "") if newest else ("", "")
