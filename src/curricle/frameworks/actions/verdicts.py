"""Decide what two items of two versions are to each other, and take a decision back."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from curricle.core.versions.pairing import Verdict
from curricle.frameworks.comparing import Side
from curricle.frameworks.models import VerdictRow
from curricle.frameworks.policy import TABLE, decision_thing
from curricle.people.actions import record
from curricle.people.policy import Actor, require


class NotThere(ValueError):
    """One of the items is not in its version, or a split or merge names too few of them."""


class Decided(ValueError):
    """Somebody has decided about this pair meanwhile."""


@transaction.atomic
def decide_pair(*, by: Actor, before: Side, after: Side, olds: Iterable[str], news: Iterable[str], verdict: Verdict) -> list[VerdictRow]:
    """Keep what a person says of items of two versions: one before and one after; for a split several after, for a merge several before.

    Raises NotThere, Decided; policy's Forbidden or Hidden.
    """
    require(TABLE, by, "c", decision_thing(after.owner))
    pairs = _pairs(before, after, tuple(dict.fromkeys(olds)), tuple(dict.fromkeys(news)), verdict)
    here = VerdictRow.objects.select_for_update().filter(before_version=before.version, after_version=after.version, ended__isnull=True)
    held = set(here.values_list("before_item", "after_item"))
    if held & set(pairs):
        raise Decided("Somebody has decided about this pair since you opened the page. Nothing was changed.")
    rows = [
        VerdictRow.objects.create(
            line_id=after.line,
            before_version=before.version,
            after_version=after.version,
            before_item=old,
            after_item=new,
            verdict=verdict.value,
            by_id=by.person,
        )
        for old, new in pairs
    ]
    _record(by, before, after, f"decided: {verdict.value}", rows)
    return rows


@transaction.atomic
def take_back(*, by: Actor, before: Side, after: Side, verdict: VerdictRow) -> None:
    """A decision stands no longer; of a split or merge, all its parts. It stays in the table. Raises policy's Forbidden or Hidden."""
    require(TABLE, by, "w", decision_thing(after.owner))
    rows = VerdictRow.objects.select_for_update().filter(before_version=before.version, after_version=after.version, ended__isnull=True)
    if verdict.verdict == Verdict.SPLIT.value:
        rows = rows.filter(before_item=verdict.before_item, verdict=verdict.verdict)
    elif verdict.verdict == Verdict.MERGED.value:
        rows = rows.filter(after_item=verdict.after_item, verdict=verdict.verdict)
    else:
        rows = rows.filter(pk=verdict.pk)
    ended = list(rows)
    rows.update(ended=timezone.now(), ended_by=by.person)
    _record(by, before, after, "took a decision back", ended)


def _pairs(before: Side, after: Side, olds: tuple[str, ...], news: tuple[str, ...], verdict: Verdict) -> list[tuple[str, str]]:
    known = ({item.id for item in before.value.items}, {item.id for item in after.value.items})
    if not olds or not news or not known[0].issuperset(olds) or not known[1].issuperset(news):
        raise NotThere("One of these items is not in its version.")
    wanted = {Verdict.SPLIT: (1, 2), Verdict.MERGED: (2, 1)}.get(verdict, (1, 1))
    if not (len(olds) >= wanted[0] and len(news) >= wanted[1]) or min(len(olds), len(news)) > 1:
        raise NotThere("A split names one item before and at least two after, a merge the other way round.")
    return [(old, new) for old in olds for new in news]


def _record(by: Actor, before: Side, after: Side, verb: str, rows: list[VerdictRow]) -> None:
    names = {item.id: item.name for each in (before, after) for item in each.value.items}
    pairs = [{"before": names.get(row.before_item, row.before_item), "after": names.get(row.after_item, row.after_item)} for row in rows]
    record(by=by, verb=verb, kind="framework", id=after.version, label=f"{before.label} → {after.label}", detail={"pairs": pairs})
