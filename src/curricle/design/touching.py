"""Reads for what a new version of a framework touches: claims of programmes on items that changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.urls import reverse

from curricle.core.versions.touched import Touch
from curricle.design.models import ClaimRow

NO_PROGRAMME = "(in no programme)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How much is touched over all organisations: numbers, and never whose."""

    organisations: int
    programmes: int
    modules: int
    claims: int


def claims_on(organisation: int, name: str, framework: str, items: Iterable[str]) -> tuple[Touch, ...]:
    """Claims of one organisation's modules on these items of a version (UUID), once for each programme that holds the module."""
    rows = _claims(framework, items).filter(module__organisation=organisation, module__programmes__removed__isnull=True)
    parts = ("item", "letter", "module__code", "outcome__code", "module__programmes__code", "module__programmes__title")
    found = []
    for item, letter, module, outcome, code, title in rows.order_by(
        "module__programmes__code", "module__code", "outcome__place"
    ).values_list(*parts):
        href = reverse("design:module", args=[code, module]) if code else ""
        about = {"organisation": name, "what": "programme", "title": f"{code} {title}" if code else NO_PROGRAMME, "href": href}
        found.append(Touch(item=item, place=f"{module} {outcome} ({letter})", **about))
    return tuple(found)


def counted(framework: str, items: Iterable[str]) -> Counted:
    """The same over all organisations, as numbers."""
    rows = _claims(framework, items).filter(module__programmes__removed__isnull=True)
    names = ("module__organisation", "module__programmes", "module", "pk")
    got = rows.aggregate(**{f"n{at}": Count(name, distinct=True) for at, name in enumerate(names)})
    return Counted(organisations=got["n0"], programmes=got["n1"], modules=got["n2"], claims=got["n3"])


def _claims(framework: str, items: Iterable[str]) -> QuerySet[ClaimRow]:
    return ClaimRow.objects.filter(framework=framework, item__in=list(items))
