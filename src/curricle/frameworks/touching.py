"""Reads for what a change touches: crosswalks and model curricula that point at changed items, as far as the reader may see them."""

from __future__ import annotations

from collections.abc import Collection

from django.urls import reverse

from curricle.core.crosswalk import says
from curricle.core.versions.touched import Touch, claimed
from curricle.frameworks import queries
from curricle.frameworks.comparing import Side
from curricle.frameworks.crosswalks import readable
from curricle.frameworks.models import CrosswalkLinkRow
from curricle.frameworks.policy import TABLE
from curricle.people.policy import Actor, decide


def touches(actor: Actor, before: Side, items: Collection[str]) -> tuple[Touch, ...]:
    """Everything here that points at these items of the older version, by organisation."""
    found = [*_crosswalks(actor, before, items), *_curricula(actor, before, items)]
    return tuple(sorted(found, key=lambda each: (each.organisation, each.what, each.title)))


def _crosswalks(actor: Actor, before: Side, items: Collection[str]) -> list[Touch]:
    held = {row.pk: row for row in readable(actor, before.version)}
    found = []
    for link in CrosswalkLinkRow.objects.filter(crosswalk__in=list(held)).order_by("crosswalk", "id"):
        row = held[link.crosswalk_id]
        ends = {str(row.source.uuid): link.source_item, str(row.target.uuid): link.target_item}
        if ends[before.version] in items:
            href = reverse("frameworks:crosswalk", args=[row.uuid])
            about = {"organisation": row.owner, "what": "crosswalk", "title": row.title, "href": href}
            found.append(Touch(item=ends[before.version], place=f"a link: {says(link.relation)}", **about))
    return found


def _curricula(actor: Actor, before: Side, items: Collection[str]) -> list[Touch]:
    found = []
    for row in queries.versions(actor.organisation).filter(kind="curriculum").order_by("title", "id"):
        if decide(TABLE, actor, "v", queries.about(row)):
            about = {"organisation": row.owner, "what": "model curriculum", "title": f"{row.title} {row.version}"}
            about["href"] = reverse("frameworks:version", args=[row.uuid])
            found += [Touch(item=item, place=place, **about) for item, place in claimed(queries.value(row), before.version, items)]
    return found
