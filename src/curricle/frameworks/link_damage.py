"""Looking for damage between frameworks: crosswalks that lead nowhere, and decisions on items that are not there. Read only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q

from curricle.core.crosswalk import NEXT, STRENGTHS, Step
from curricle.core.versions.pairing import Verdict
from curricle.door.assembly import is_uuid
from curricle.frameworks.models import CrosswalkLinkRow, CrosswalkRow, CrosswalkStepRow, ItemRow, VerdictRow
from curricle.people.damage import BRING_BACK, Damage

_VERDICTS = {verdict.value for verdict in Verdict}
_SEVERAL = {Verdict.SPLIT.value: "before_item", Verdict.MERGED.value: "after_item"}


def damage_of_links() -> Iterator[Damage]:
    """All of it."""
    for row in CrosswalkRow.objects.filter(removed__isnull=True).order_by("pk"):
        at = f"crosswalk {row.title}"
        yield from _links(row, at)
        yield from _life(row, at)
    yield from _decisions()


def _links(row: CrosswalkRow, at: str) -> Iterator[Damage]:
    """Each leads from an item of the one version to an item of the other, by a relation, as strongly as there is a word for."""
    links = CrosswalkLinkRow.objects.filter(crosswalk=row).order_by("pk")
    source = ItemRow.objects.filter(version=row.source_id, uuid=OuterRef("source_item"))
    target = ItemRow.objects.filter(version=row.target_id, uuid=OuterRef("target_item"))
    astray = list(links.filter(~Exists(source) | ~Exists(target)).values_list("source_item", "target_item"))
    remedy = f"Make a new version of the crosswalk without these links. {BRING_BACK}."
    if astray:
        says = f"{_links_of(len(astray))} to an item that is not in its version, the first from {astray[0][0]} to {astray[0][1]}"
        yield Damage(fault="crosswalk", at=at, says=says, remedy=remedy)
    odd = list(
        links.filter(Q(relation="") | (Q(strength__isnull=False) & ~Q(strength__in=list(STRENGTHS)))).values_list(
            "source_item", "target_item"
        )
    )
    if odd:
        says = f"{len(odd)} of its links have no relation or a strength that there is not, the first from {odd[0][0]} to {odd[0][1]}"
        yield Damage(fault="crosswalk", at=at, says=says, remedy=remedy)


def _links_of(count: int) -> str:
    return "1 of its links leads" if count == 1 else f"{count} of its links lead"


def _life(row: CrosswalkRow, at: str) -> Iterator[Damage]:
    """Each step follows from the one before, and whoever publishes did not submit."""
    here: Step | None = None
    submitted_by = None
    remedy = "Ask the people who publish whether this is theirs. If not, withdraw the crosswalk, and look who can write to the database."
    for each in CrosswalkStepRow.objects.filter(crosswalk=row).order_by("pk"):
        step = Step(each.step)
        if step not in NEXT[here] if here else step is not Step.DRAFT:
            says = f"it became “{step.value}” from “{here.value if here else 'nothing'}”, which the program never does"
            yield Damage(fault="publication without approval", at=at, says=says, remedy=remedy)
        elif step is Step.PUBLISHED and each.by_id in (None, submitted_by):
            says = "it was published without a second person"
            yield Damage(fault="publication without approval", at=at, says=says, remedy=remedy)
        submitted_by = each.by_id if step is Step.SUBMITTED else submitted_by
        here = step


def _decisions() -> Iterator[Damage]:
    """Each is one that a person can make, on items that their versions have. A draft may have lost the item, or be gone."""
    standing = list(VerdictRow.objects.filter(ended__isnull=True).select_related("line").order_by("pk"))
    named = {name for row in standing for name in (row.before_version, row.after_version) if is_uuid(name)}
    frozen = _items_of(named)
    parts = Counter(
        (row.before_version, row.after_version, row.verdict, getattr(row, _SEVERAL.get(row.verdict, "uuid"))) for row in standing
    )
    remedy = f"Take the decision back on the page of the two versions, and decide again. {BRING_BACK}."
    for row in standing:
        at = f"decision on {row.line.code}, {row.before_item} and {row.after_item}"
        absent = [
            item
            for version, item in ((row.before_version, row.before_item), (row.after_version, row.after_item))
            if version in frozen and item not in frozen[version]
        ]
        if row.verdict not in _VERDICTS:
            yield Damage(fault="decision", at=at, says=f"“{row.verdict}” is nothing that a person can decide", remedy=remedy)
        elif absent:
            yield Damage(fault="decision", at=at, says=f"{absent[0]} is not in its version", remedy=remedy)
        elif row.verdict in _SEVERAL and parts[row.before_version, row.after_version, row.verdict, getattr(row, _SEVERAL[row.verdict])] < 2:
            yield Damage(fault="decision", at=at, says=f"it says “{row.verdict}”, and names one item only", remedy=remedy)


def _items_of(named: set[str]) -> dict[str, set[str]]:
    """UUID of a frozen version -> its items."""
    found: dict[str, set[str]] = {}
    for version, item in ItemRow.objects.filter(version__uuid__in=named).values_list("version__uuid", "uuid").iterator(chunk_size=5_000):
        found.setdefault(str(version), set()).add(item)
    return found
