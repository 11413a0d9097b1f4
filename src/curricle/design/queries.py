"""Every read of programmes worth a name. Rows are reached through the organisation, so another's programme does not exist here."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from threading import Lock

from django.db.models import QuerySet
from django.utils import timezone

from curricle.core.canonical import canonical
from curricle.core.checks import Report, run
from curricle.core.framework import Framework
from curricle.core.policyset import DEFAULT_POLICY, PolicySet
from curricle.core.programme import Programme
from curricle.core.waivers import Waiver
from curricle.design.models import Change, ClaimRow, ModuleRow, PackRow, PolicyRow, ProgrammeRow, RecipeRow, WaiverRow
from curricle.frameworks import queries as frameworks
from curricle.people.link_purposes import About

_REPORTS: OrderedDict[tuple[object, ...], Report] = OrderedDict()
_LOCK = Lock()
KEPT_REPORTS = 64
KEPT_DAYS = 30


def programmes(organisation: int | None) -> list[ProgrammeRow]:
    """The organisation's programmes with their roll-ups, by title."""
    return list(_drafts(organisation).select_related("roll_up").order_by("title", "code"))


def programme(organisation: int | None, code: str) -> ProgrammeRow:
    """One programme of the organisation by its code. Raises ProgrammeRow.DoesNotExist."""
    return _drafts(organisation).select_related("roll_up").get(code=code)


def programme_by_id(organisation: int, uuid: str) -> ProgrammeRow:
    """One programme of the organisation by its uuid. Raises ProgrammeRow.DoesNotExist."""
    return _drafts(organisation).select_related("roll_up").get(uuid=uuid)


def shared_programme(organisation: int, uuid: str) -> About:
    """The programme that a link is about. Raises LookupError when it was taken away or is a draft no longer."""
    row = _drafts(organisation).filter(uuid=uuid, state="draft").values_list("code", "title").first()
    if row is None:
        raise LookupError("The programme is no draft any more.")
    return About(code=row[0], label=f"{row[0]} {row[1]}"[:200])


def removed(organisation: int | None) -> list[ProgrammeRow]:
    """Programmes that were taken away in the last 30 days, newest first."""
    since = timezone.now() - timedelta(days=KEPT_DAYS)
    return list(ProgrammeRow.objects.filter(organisation=organisation, removed__gte=since).order_by("-removed"))


def _drafts(organisation: int | None) -> QuerySet[ProgrammeRow]:
    return ProgrammeRow.objects.filter(organisation=organisation, removed__isnull=True)


def lenses_of(row: ProgrammeRow, value: Programme) -> tuple[Framework, ...]:
    """The frameworks of the programme's lenses that are at hand, in lens order."""
    found = frameworks.by_ids(row.organisation_id, [lens.framework for lens in value.lenses])
    return tuple(found[lens.framework] for lens in value.lenses if lens.framework in found)


def assigned_modules(organisation: int | None, things: Iterable[str]) -> list[tuple[str, str, str]]:
    """(programme code, module code, title) of the modules with these uuids, one programme each."""
    rows = ModuleRow.objects.filter(organisation=organisation, uuid__in=list(things), programmes__removed__isnull=True)
    found = rows.exclude(programmes=None).order_by("code", "programmes__code").values_list("programmes__code", "code", "title")
    return list({code: (at, code, title) for at, code, title in reversed(list(found))}.values())[::-1]


def policy_set(organisation: int | None, on: date | None = None) -> PolicySet:
    """The organisation's limits in force on a day, over our defaults."""
    day = on or timezone.localdate()
    row = PolicyRow.objects.filter(organisation=organisation, starts__lte=day).order_by("-starts").first()
    return PolicySet(starts=row.starts, **row.limits) if row else DEFAULT_POLICY


def policy_sets(organisation: int | None) -> list[PolicySet]:
    """Every set the organisation has made, oldest first."""
    return [PolicySet(starts=row.starts, **row.limits) for row in PolicyRow.objects.filter(organisation=organisation).order_by("starts")]


def policy_version(organisation: int | None) -> str:
    """Changes whenever a set of limits is made or replaced: what a form about them names as seen."""
    return hashlib.sha256(b"".join(canonical(each) for each in policy_sets(organisation))).hexdigest()


def waivers(row: ProgrammeRow) -> tuple[Waiver, ...]:
    """The waivers in force, oldest first."""
    return tuple(
        Waiver(rule=each.rule, place=each.place, facts=each.facts, reason=each.reason, who=each.by_name, when=each.at.date())
        for each in WaiverRow.objects.filter(programme=row, ended__isnull=True).order_by("id")
    )


def report(row: ProgrammeRow, value: Programme, lenses: tuple[Framework, ...]) -> Report:
    """What the checks say of the programme as it stands; remembered in this process by everything it rests on."""
    policy, given = policy_set(row.organisation_id), waivers(row)
    key = (row.pk, row.roll_up.digest, tuple(each.id for each in lenses), policy, given)
    with _LOCK:
        if key in _REPORTS:
            _REPORTS.move_to_end(key)
            return _REPORTS[key]
    made = run(value, lenses, policy=policy, waivers=given)
    with _LOCK:
        _REPORTS[key] = made
        while len(_REPORTS) > KEPT_REPORTS:
            _REPORTS.popitem(last=False)
    return made


def changes(row: ProgrammeRow, most: int = 50) -> list[Change]:
    """What was done to the draft, newest first, without the documents."""
    return list(Change.objects.filter(programme=row).select_related("by").defer("before", "after").order_by("-revision")[:most])


def change(row: ProgrammeRow, revision: int) -> Change:
    """One change. Raises Change.DoesNotExist."""
    return Change.objects.get(programme=row, revision=revision)


def others_using(organisation: int | None, codes: list[str], *, but: str = "") -> Mapping[str, list[str]]:
    """Module code -> codes of other programmes of the organisation that hold the module."""
    held: dict[str, list[str]] = {}
    rows = ModuleRow.objects.filter(organisation=organisation, code__in=codes, programmes__isnull=False, programmes__removed__isnull=True)
    for code, programme_code in rows.values_list("code", "programmes__code").order_by("code", "programmes__code"):
        if programme_code != but:
            held.setdefault(code, []).append(programme_code)
    return held


def module_titles(organisation: int | None, *, but: str = "") -> Mapping[str, str]:
    """{code: title} of the organisation's modules, by code, without the one of that code."""
    rows = ModuleRow.objects.filter(organisation=organisation).exclude(code=but)
    return dict(rows.order_by("code").values_list("code", "title"))


def module_row(organisation: int | None, code: str) -> ModuleRow:
    """One module of the organisation. Raises ModuleRow.DoesNotExist."""
    return ModuleRow.objects.get(organisation=organisation, code=code)


def where_used(organisation: int | None, framework: str, items: list[str]) -> Mapping[str, list[tuple[str, str, str]]]:
    """Item id -> (module code, outcome code, letter) of the organisation's own claims on it."""
    used: dict[str, list[tuple[str, str, str]]] = {}
    rows = ClaimRow.objects.filter(module__organisation=organisation, framework=framework, item__in=items)
    for item, *use in rows.values_list("item", "module__code", "outcome__code", "letter").order_by("module__code", "outcome__place"):
        used.setdefault(item, []).append((use[0], use[1], use[2]))
    return used


def recipe(organisation: int | None, signature: str) -> RecipeRow | None:
    """The recipe kept for sheets that look like this one."""
    return RecipeRow.objects.filter(organisation=organisation, signature=signature).first()


def pack(row: ProgrammeRow) -> PackRow | None:
    """The newest papers of a programme, with their files."""
    return PackRow.objects.filter(programme=row).select_related("by").prefetch_related("papers").first()
