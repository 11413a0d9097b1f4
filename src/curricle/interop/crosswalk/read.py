"""Reads links of a crosswalk from rows of codes; every problem names its cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from curricle.core.crosswalk import CROSSWALK_RELATIONS, STRENGTHS, CrosswalkLink
from curricle.core.framework import Framework
from curricle.door.limits import DEFAULT, Limits
from curricle.door.problems import Reading, refuse
from curricle.door.report import Report
from curricle.door.table import Line, letters, lines
from curricle.door.workbook import read_workbook

SOURCE, RELATION, TARGET, STRENGTH, NOTE = "fromcode", "relation", "tocode", "strength", "note"
OTHER_NAMES = {
    "from": SOURCE,
    "source": SOURCE,
    "sourcecode": SOURCE,
    "to": TARGET,
    "target": TARGET,
    "targetcode": TARGET,
    "link": RELATION,
}
RELATIONS = {letters(each): word for word, words in CROSSWALK_RELATIONS.items() for each in (word, words, words.removeprefix("is "))}
WORDS = {**{str(number): number for number in STRENGTHS}, **{word: number for number, word in STRENGTHS.items()}}
MOST_NOTE = 2_000


def read(
    data: bytes, *, source: Framework, target: Framework, name: str = "", limits: Limits = DEFAULT
) -> Reading[tuple[CrosswalkLink, ...]]:
    """The links of a file, codes turned into ids of the two versions. Raises Refused with every problem at its cell."""
    workbook = read_workbook(data, name=name, limits=limits)
    sheet = workbook.sheets[0]
    heading = next((at for at, row in enumerate(sheet.rows) if any(text.strip() for text in row)), 0)
    found = list(lines(sheet, heading=heading, rename=_column))
    missing = [
        words
        for key, words in ((SOURCE, "from code"), (RELATION, "relation"), (TARGET, "to code"))
        if found and key not in found[0].columns
    ]
    if missing or not found:
        lack = f"there is no column {', '.join(missing)}" if missing else "there is no row below the first"
        raise refuse(sheet.place(heading), f"{lack}. The first row names the columns: from code, relation, to code, strength, note")
    report, codes = Report(), (_codes(source), _codes(target))
    report.extend(workbook.problems)
    links: dict[tuple[str, str], tuple[CrosswalkLink, Line]] = {}
    for line in found:
        link = _link(line, codes, (source, target), report)
        if link is None:
            continue
        twin = links.setdefault((link.source, link.target), (link, line))
        if twin[1] is not line:
            report.error(line.place(), f"these two items are linked in {twin[1].place()} already; one link joins a pair")
    report.stop()
    return Reading(value=tuple(link for link, _ in links.values()), format="crosswalk", problems=report.problems)


def _column(heading: str) -> str:
    plain = letters(heading)
    return OTHER_NAMES.get(plain, plain)


def _codes(framework: Framework) -> Mapping[str, list[str]]:
    """Code or id, in small letters -> the ids that it may mean."""
    found: dict[str, list[str]] = defaultdict(list)
    for item in framework.items:
        for name in {item.code.strip().casefold(), item.id.casefold()} - {""}:
            found[name].append(item.id)
    return found


def _link(
    line: Line, codes: tuple[Mapping[str, list[str]], Mapping[str, list[str]]], sides: tuple[Framework, Framework], report: Report
) -> CrosswalkLink | None:
    source, target = (_item(line, column, codes[at], sides[at], report) for at, column in enumerate((SOURCE, TARGET)))
    said, strong, note = (line.get(column).strip() for column in (RELATION, STRENGTH, NOTE))
    relation = RELATIONS.get(letters(said))
    if relation is None:
        words = ", ".join(CROSSWALK_RELATIONS)
        report.error(
            line.place(RELATION),
            f"{said!r} is no relation; write one of {words}" if said else f"the relation is missing; write one of {words}",
        )
    if strong and strong.casefold() not in WORDS:
        report.error(line.place(STRENGTH), f"{strong!r} is no strength; write 1 (slight), 2 (fair) or 3 (strong), or leave it empty")
    if len(note) > MOST_NOTE:
        report.error(line.place(NOTE), f"the note is longer than {MOST_NOTE:,} characters")
    if not (source and target and relation):
        return None
    return CrosswalkLink(source=source, target=target, relation=relation, strength=WORDS.get(strong.casefold()), note=note)


def _item(line: Line, column: str, codes: Mapping[str, list[str]], side: Framework, report: Report) -> str:
    text = line.get(column).strip()
    found = codes.get(text.casefold(), [])
    if len(found) == 1:
        return found[0]
    if not text:
        report.error(line.place(column), f"the code of an item of {side.title} {side.version} is missing")
    elif found:
        report.error(
            line.place(column), f"{len(found)} items of {side.title} {side.version} have the code {text!r}; write the id of the one"
        )
    else:
        report.error(line.place(column), f"{side.title} {side.version} has no item with the code {text!r}")
    return ""
