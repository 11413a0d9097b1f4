"""Every read of crosswalks worth a name."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import CharField, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, UUIDField

from curricle.core.crosswalk import CrosswalkLink
from curricle.core.framework import Framework
from curricle.frameworks import queries
from curricle.frameworks.models import CrosswalkChange, CrosswalkLinkRow, CrosswalkRow, CrosswalkStepRow, Version
from curricle.frameworks.policy import TABLE, crosswalk_thing
from curricle.people.policy import Actor, Thing, decide
from curricle.people.prepared import Prepared


def about(row: CrosswalkRow) -> Thing:
    """A crosswalk, as these reads give it, as the rules see it."""
    return crosswalk_thing(owner=row.organisation_id, step=row.step, id=str(row.uuid))


def rows() -> QuerySet[CrosswalkRow]:
    """All that were not taken away, each with where it stands (`step`, `step_id`), its `owner` and how many links it has (`size`)."""
    newest = CrosswalkStepRow.objects.filter(crosswalk=OuterRef("pk")).order_by("-id")
    counted = CrosswalkLinkRow.objects.filter(crosswalk=OuterRef("pk")).order_by().values("crosswalk").annotate(count=Count("pk"))
    return (
        CrosswalkRow.objects.filter(removed__isnull=True)
        .select_related("source__line", "target__line")
        .defer("source__document", "target__document")
        .annotate(
            step=Subquery(newest.values("step")[:1], output_field=CharField()),
            step_id=Subquery(newest.values("pk")[:1], output_field=IntegerField()),
            size=Subquery(counted.values("count"), output_field=IntegerField()),
            owner=F("organisation__name"),
        )
    )


def readable(actor: Actor, version: str = "") -> list[CrosswalkRow]:
    """Those that this person may view, by title; of a version (UUID) where one is named."""
    found = rows().filter(Q(source__uuid=version) | Q(target__uuid=version)) if version else rows()
    return [row for row in found.order_by("title", "id") if decide(TABLE, actor, "v", about(row))]


def beside(actor: Actor, version: str) -> list[CrosswalkRow]:
    """Those of a version (UUID) that this person may view, by title: their names and where they stand, no more."""
    return [row for row in _BESIDE.rows(version) if decide(TABLE, actor, "v", about(row))]


def _beside(version: str) -> QuerySet[CrosswalkRow]:
    newest = CrosswalkStepRow.objects.filter(crosswalk=OuterRef("pk")).order_by("-id")
    named = CrosswalkRow.objects.filter(Q(source__uuid=version) | Q(target__uuid=version), removed__isnull=True)
    stands = Subquery(newest.values("step")[:1], output_field=CharField())
    return named.annotate(step=stands).order_by("title", "id").only("uuid", "organisation", "title")


_BESIDE = Prepared(_beside, UUIDField())


def crosswalk(uuid: str) -> CrosswalkRow:
    """One crosswalk. Raises CrosswalkRow.DoesNotExist."""
    return rows().get(uuid=uuid)


def sides(row: CrosswalkRow) -> tuple[Framework, Framework]:
    """The values of the two versions."""
    return queries.value(row.source), queries.value(row.target)


def links(row: CrosswalkRow) -> tuple[CrosswalkLinkRow, ...]:
    """Its links in the order in which they were made, with who made them."""
    return tuple(CrosswalkLinkRow.objects.filter(crosswalk=row).select_related("by").order_by("id"))


def values(found: Iterable[CrosswalkLinkRow]) -> tuple[CrosswalkLink, ...]:
    return tuple(
        CrosswalkLink(source=each.source_item, target=each.target_item, relation=each.relation, strength=each.strength, note=each.note)
        for each in found
    )


def last_change(row: CrosswalkRow) -> CrosswalkChange | None:
    """What was done last to its links, by whom."""
    return CrosswalkChange.objects.filter(crosswalk=row).select_related("by").order_by("-revision").first()


def linkable(actor: Actor) -> list[Version]:
    """Versions between which this person may make a crosswalk: those that they may view."""
    found = queries.versions(actor.organisation).order_by("title", "-id")
    return [row for row in found if decide(TABLE, actor, "v", queries.about(row))]
