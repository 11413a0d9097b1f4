"""Who a thing is assigned to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.utils import timezone

from curricle.people.models import Assignment


def assigned_to(organisation: int | None, things: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """{thing uuid: ids of the people it is assigned to today}, within one organisation."""
    found: dict[str, list[int]] = {}
    rows = Assignment.objects.on(timezone.localdate()).filter(organisation=organisation, thing__in=list(things)).order_by("pk")
    for thing, person in rows.values_list("thing", "person"):
        found.setdefault(str(thing), []).append(person)
    return {thing: tuple(dict.fromkeys(people)) for thing, people in found.items()}


def assignments_in(organisation: int | None) -> dict[int, int]:
    """{person: how many things are assigned to them today}, within one organisation."""
    rows = Assignment.objects.on(timezone.localdate()).filter(organisation=organisation, organisation__isnull=False)
    return dict(Counter(rows.order_by().values_list("person", flat=True)))
