"""How a plan speaks: acts, fields, counts; and the plan as rows for a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from curricle.core.imports import Act, Plan, Row
from curricle.door.problems import Problem

ACTS = (Act.CONFLICT, Act.ADD, Act.UPDATE, Act.MOVE, Act.RETIRE)
WORDS = {Act.ADD: "New", Act.UPDATE: "Changed", Act.MOVE: "Moved", Act.RETIRE: "Left out", Act.CONFLICT: "Conflict"}
COUNTED = {
    Act.ADD: ("new", "new"),
    Act.UPDATE: ("changed", "changed"),
    Act.MOVE: ("moved", "moved"),
    Act.RETIRE: ("left out", "left out"),
    Act.CONFLICT: ("conflict", "conflicts"),
}
FIELD_WORDS = {
    "code": "code", "title": "short title", "kind": "kind", "notes": "notes", "pillars": "pillars", "professions": "professions",
    "practice_level": "level of practice", "fheq_level": "FHEQ level", "scope": "scope", "requirement": "core or optional",
    "language": "language", "enumeration": "number in its list", "label": "other label", "keywords": "keywords", "subjects": "subjects",
    "education_levels": "levels of education", "extras": "what only the file's format holds", "statement": "wording",
    "source_url": "source", "months": "length in months", "funding_band": "funding band", "mappable": "kinds that claims point to",
}  # fmt: skip
HEADINGS = ("What", "Code", "Wording now", "Wording in the file", "Changes", "From under", "To under", "Where in the file", "Remark")


def act_words(acts: Iterable[Act]) -> str:
    """ "Changed, moved"."""
    words = [WORDS[act] for act in acts]
    return ", ".join([words[0], *(word.lower() for word in words[1:])]) if words else ""


def counted(act: Act, count: int) -> str:
    """ "3 new", "1 conflict"."""
    return f"{count:,} {COUNTED[act][count != 1]}"


def plan_sheets(plan: Plan, places: Mapping[str, str], problems: Iterable[Problem]) -> list[tuple[str, list[tuple[str, ...]]]]:
    """The plan as sheets of text: rows, doubtful pairs, remarks."""
    old = {item.id: item for item in plan.base.items} if plan.base else {}
    new = {item.id: item for item in plan.incoming.items}
    doubts = [
        (old[each.before].code, old[each.before].statement, new[each.after].code, new[each.after].statement, places.get(each.after, ""))
        for each in plan.doubts
    ]
    return [
        ("Plan", [HEADINGS, *(_sheet_row(row, places) for row in plan.rows)]),
        ("Doubtful pairs", [("Code now", "Wording now", "Code in the file", "Wording in the file", "Where in the file"), *doubts]),
        ("Remarks", [("Where", "What", "Weight"), *((each.at, each.says, each.severity.value) for each in problems)]),
    ]


def _sheet_row(row: Row, places: Mapping[str, str]) -> tuple[str, ...]:
    item = row.after or row.before
    return (
        act_words(row.acts),
        item.code if item else "",
        row.before.statement if row.before else "",
        row.after.statement if row.after else "",
        ", ".join(FIELD_WORDS.get(name, name) for name in row.fields),
        row.under_before,
        row.under_after,
        places.get(row.source, ""),
        row.says,
    )
