"""One small file of every format that a framework is read from: the same five items, as each format would have them.

A  Clinical work      1  Assesses gait, then plans      2  Prescribes orthoses
B  Research           3  Reads a paper
"""

from __future__ import annotations

import json
from datetime import UTC, datetime

from curricle.core.framework import Framework, Item, Link
from curricle.core.registry import CHILD_OF
from curricle.interop import write_framework
from office_bytes import grid_cells, xlsx

TOP, A, A1, A2, B, B1 = (f"{number}0000000-1111-4111-8111-111111111111" for number in range(1, 7))
TEXTS = {A: "Clinical work", A1: "Assesses gait, then plans", A2: "Prescribes orthoses", B: "Research", B1: "Reads a paper"}
CODES = {A: "A", A1: "A1", A2: "A2", B: "B", B1: "B1"}
UNDER = {A: TOP, A1: A, A2: A, B: TOP, B1: B}
FRAMEWORK = Framework(
    id=TOP,
    line=TOP,
    code="SAMPLE",
    title="Sample",
    version="1.0",
    kind="schema",
    items=tuple(
        Item(id=id, code=CODES[id], statement=text, kind="domain" if len(CODES[id]) == 1 else "capability") for id, text in TEXTS.items()
    ),
    links=(
        *(Link(source=id, target=up, type=CHILD_OF, order=1 + (id in (A2, B))) for id, up in UNDER.items()),
        Link(source=A2, target=B1, type="isRelatedTo"),
    ),
)
COMPEITO = f"""\
#title,Sample
#identifier,{TOP}
#version,2.0
#adoption_status,Draft
Identifier,fullStatement,humanCodingScheme,parentIdentifier,sequenceNumber,CFItemType,isRelatedTo
{A},Clinical work,A,,1,Domain,
{A1},"Assesses gait, then plans",A1,{A},1,Capability,
{A2},Prescribes orthoses,A2,{A},2,Capability,{B1}|https://example.org/x/y
{B},Research,B,,2,Domain,
{B1},Reads a paper,B1,{B},1,Capability,
"""
INDENTED = """\
#title,Sample
fullStatement,humanCodingScheme
Clinical work,A
"  Assesses gait, then plans",A1
"  Prescribes orthoses",A2
Research,B
\tReads a paper,B1
"""
OPENCASE = """\
Level,Human Coding Scheme,Full Statement,Item Type
1,A,Clinical work,Domain
2,A1,"Assesses gait, then plans",Capability
2,A2,Prescribes orthoses,Capability
1,B,Research,Domain
2,B1,Reads a paper,Capability
"""
OPENCASE_ROWS = [line.split(",") for line in OPENCASE.replace('"', "").replace("gait, ", "gait ").splitlines()]
OPENSALT_CSV = """\
identifier,fullStatement,humanCodingScheme,parent,CFItemType
""" + "".join(f'{id},"{text}",{CODES[id]},{CODES.get(UNDER[id], "")},Capability\n' for id, text in TEXTS.items())
STANDARD = json.dumps(
    {
        "referenceNumber": "ST9999",
        "title": "Sample",
        "version": "1.0",
        "knowledges": [{"knowledgeId": A, "detail": TEXTS[A]}, {"knowledgeId": B, "detail": TEXTS[B]}],
        "skills": [{"skillId": id, "detail": TEXTS[id]} for id in (A1, A2, B1)],
        "duties": [{"dutyID": TOP, "dutyDetail": "Does it all", "isThisACoreDuty": 1, "mappedSkills": [A1]}],
    }
).encode()
DLS_ROWS = [
    ["ID", "CompetencyGroup", "GroupDescription", "Competency", "CompetencyDescription", "AlwaysShowDescription", "FlagsCSV"],
    ["11", "Clinical work", "About <b>it</b>", "Assesses gait, then plans", "<p>More</p>", "true", "Core, New"],
    ["", "Clinical work", "", "Prescribes orthoses", "", "FALSE", ""],
    ["", "Research", "", "Reads a paper", "", "", ""],
]


def _written(to: str) -> bytes:
    return write_framework(FRAMEWORK, to, changed=datetime(2026, 9, 1, tzinfo=UTC))


#: Name of a file -> (its bytes, the format that it is of).
FILES: dict[str, tuple[bytes, str]] = {
    "package.json": (_written("case"), "case"),
    "ours.json": (_written("json"), "curricle"),
    "standard.json": (STANDARD, "standard"),
    "template.xlsx": (_written("xlsx"), "template"),
    "template.csv": (_written("csv"), "template"),
    "opensalt.xlsx": (_written("opensalt"), "opensalt"),
    "opensalt.csv": (OPENSALT_CSV.encode(), "opensalt"),
    "opencase.csv": (OPENCASE.encode(), "opencase"),
    "opencase.xlsx": (xlsx({"Items": grid_cells(OPENCASE_ROWS)}), "opencase"),
    "compeito.csv": (COMPEITO.encode(), "compeito"),
    "indented.csv": (INDENTED.encode(), "compeito"),
    "moodle.csv": (_written("moodle"), "moodle"),
    "dls.xlsx": (xlsx({"Sheet1": grid_cells(DLS_ROWS)}), "dls"),
    "openedx.csv": (_written("openedx"), "openedx"),
}  # fmt: skip
