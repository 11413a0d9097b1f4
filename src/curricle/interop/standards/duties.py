"""Duties of a standard and the KSBs they need; a duty of an option carries the option as the group of its links."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from curricle.core.framework import Item, Link
from curricle.door.report import Report

_MAPPED = ("mappedKnowledge", "mappedSkills", "mappedBehaviour")
_RELATED = "isRelatedTo"


def read_duties(got: dict[str, Any], at: str, places: dict[str, str], report: Report) -> tuple[list[Item], tuple[Link, ...]]:
    """(duties as items, links duty isRelatedTo KSB). A duty whose text is "." is a filler and dropped with its links."""
    entries = got.get("duties") or []
    options = _options(got)
    duties: list[Item] = []
    links: list[Link] = []
    if type(entries) is not list:
        report.error(f"{at}.duties", "expected a list here")
        entries = []
    ksbs = dict(places)
    for number, entry in enumerate(entries):
        here = f"{at}.duties[{number}]"
        duty = _duty(entry, here, len(duties) + 1, places, report)
        if duty is not None:
            duties.append(duty)
            links.extend(_links(duty, entry, here, ksbs, options, report))
    return duties, tuple(links)


def _duty(entry: Any, here: str, number: int, places: dict[str, str], report: Report) -> Item | None:
    if type(entry) is not dict or type(entry.get("dutyDetail")) is not str:
        report.error(f"{here}.dutyDetail", "this duty has no text")
        return None
    if entry["dutyDetail"].strip() == ".":
        report.note(here, 'this duty is a filler (".") and is left out')
        return None
    id = entry.get("dutyID") or entry.get("dutyId")
    if type(id) is not str:
        report.error(f"{here}.dutyID", "this duty has no id")
        return None
    if id in places:
        report.error(f"{here}.dutyID", f"the id {id} is already that of {places[id]}")
        return None
    places[id] = here
    core = entry.get("isThisACoreDuty")
    requirement = "" if core is None else "core" if core in (1, True, "1") else "optional"
    return Item(id=id, kind="duty", statement=entry["dutyDetail"], code=f"D{number}", requirement=requirement)


def _links(duty: Item, entry: dict[str, Any], here: str, ksbs: Mapping[str, str], options: Mapping[str, str], report: Report) -> list[Link]:
    groups = _ids(entry, "mappedOptions", here, report) or [""]
    links: list[Link] = []
    seen: set[str] = set()
    for name in _MAPPED:
        for number, target in enumerate(_ids(entry, name, here, report)):
            if target not in ksbs:
                report.warn(f"{here}.{name}[{number}]", f"{target} is no KSB of this standard", left_out=f"{duty.code} → {target}")
            elif target not in seen:
                seen.add(target)
                links.extend(
                    Link(source=duty.id, target=target, type=_RELATED, group=group, note=options.get(group, "")) for group in groups
                )
    return links


def _ids(entry: dict[str, Any], name: str, here: str, report: Report) -> list[str]:
    got = entry.get(name) or []
    if type(got) is not list or any(type(each) is not str for each in got):
        report.error(f"{here}.{name}", "expected a list of ids here")
        return []
    return list(dict.fromkeys(got))


def _options(got: dict[str, Any]) -> dict[str, str]:
    entries = got.get("options")
    if type(entries) is not list:
        return {}
    return {
        str(each["optionId"]): str(each.get("title") or "") for each in entries if type(each) is dict and type(each.get("optionId")) is str
    }
