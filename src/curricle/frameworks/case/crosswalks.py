"""Published crosswalks as the CASE service sees them: those that everybody may view, between two versions that everybody may view."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone

from curricle.core.crosswalk import Step
from curricle.core.terms import Stage
from curricle.frameworks import crosswalks, queries
from curricle.frameworks.case.queries import STATUS, NotThere, version_index
from curricle.frameworks.models import CrosswalkLinkRow, CrosswalkRow, CrosswalkStepRow
from curricle.frameworks.policy import TABLE
from curricle.interop.case.crosswalk import Crosswalk, Named, association, document, document_uri
from curricle.interop.case.crosswalk import package as written
from curricle.interop.case.parts import Standing
from curricle.interop.case.writing import Profile, moment
from curricle.people.policy import ANONYMOUS, decide

if TYPE_CHECKING:
    from django.db.models import QuerySet

#: What CASE calls the steps that everybody sees, in the words of a version's life.
_STATUS = {Step.PUBLISHED: STATUS[Stage.IMPLEMENTED], Step.WITHDRAWN: STATUS[Stage.RETIRED]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """A published crosswalk, and what stands beside it at one address of the service."""

    row: CrosswalkRow
    value: Crosswalk
    standing: Standing

    @property
    def document(self) -> dict[str, Any]:
        return document(self.value, self.standing, alone=True)

    def package(self, profile: Profile) -> bytes:
        return written(self.value, map(_named, _links(self.row)), *_ends(self.row), self.standing, profile=profile)

    def associations(self, links: Iterable[CrosswalkLinkRow]) -> list[dict[str, Any]]:
        """Some of its links, each by itself."""
        inside, (source, target) = document_uri(self.value, self.standing), _ends(self.row)
        return [association(_named(each), source, target, self.standing, inside=inside) for each in links]


def walks(base: str, wanted: QuerySet[CrosswalkRow] | None = None) -> list[Walk]:
    """Every published crosswalk, the oldest first, or those of them that are wanted."""
    found = [
        row
        for row in (crosswalks.rows() if wanted is None else wanted).order_by("pk")
        if decide(TABLE, ANONYMOUS, "v", crosswalks.about(row))
    ]
    if not found:
        return []
    ends = {pk for row in found for pk in (row.source_id, row.target_id)}
    open_to_all = set(queries.versions(None).filter(pk__in=ends).values_list("pk", flat=True))
    steps: dict[int, list[CrosswalkStepRow]] = {}
    for step in CrosswalkStepRow.objects.filter(crosswalk__in=[row.pk for row in found]).order_by("pk"):
        steps.setdefault(step.crosswalk_id, []).append(step)
    return [_walk(row, steps[row.pk], base) for row in found if {row.source_id, row.target_id} <= open_to_all]


def walk(uuid: str, base: str) -> Walk:
    """The published crosswalk of that identifier. Raises NotThere."""
    return _one(walks(base, crosswalks.rows().filter(uuid=uuid)))


def link(uuid: str, base: str) -> dict[str, Any]:
    """One association of a published crosswalk. Raises NotThere."""
    row = CrosswalkLinkRow.objects.filter(uuid=uuid).first()
    if row is None:
        raise NotThere
    return _one(walks(base, crosswalks.rows().filter(pk=row.crosswalk_id))).associations([row])[0]


def links_at(item: str, base: str) -> list[dict[str, Any]]:
    """The associations of published crosswalks that begin or end at an item."""
    rows = list(CrosswalkLinkRow.objects.filter(Q(source_item=item) | Q(target_item=item), crosswalk__removed__isnull=True).order_by("pk"))
    if not rows:
        return []
    found = walks(base, crosswalks.rows().filter(pk__in={row.crosswalk_id for row in rows}))
    return [each for one in found for each in one.associations(row for row in rows if row.crosswalk_id == one.row.pk)]


def _one(found: list[Walk]) -> Walk:
    if not found:
        raise NotThere
    return found[0]


def _walk(row: CrosswalkRow, steps: list[CrosswalkStepRow], base: str) -> Walk:
    days = {step.step: timezone.localdate(step.at).isoformat() for step in steps}
    standing = Standing(
        base=base,
        changed=moment(steps[-1].at),
        status=_STATUS[Step(steps[-1].step)],
        starts=days.get(Step.PUBLISHED.value, ""),
        ends=days.get(Step.WITHDRAWN.value, ""),
    )
    ends = tuple((str(each.uuid), str(each)) for each in (row.source, row.target))
    value = Crosswalk(id=str(row.uuid), title=row.title, about=row.about, creator=row.owner, ends=(ends[0], ends[1]))
    return Walk(row=row, value=value, standing=standing)


def _ends(row: CrosswalkRow) -> tuple[Any, Any]:
    return version_index(row.source), version_index(row.target)


def _links(row: CrosswalkRow) -> tuple[CrosswalkLinkRow, ...]:
    return tuple(CrosswalkLinkRow.objects.filter(crosswalk=row).order_by("pk"))


def _named(row: CrosswalkLinkRow) -> Named:
    return Named(id=str(row.uuid), link=crosswalks.values([row])[0], at=moment(row.at))
