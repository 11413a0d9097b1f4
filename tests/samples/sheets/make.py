"""Six untidy mapping workbooks, as people keep them, written by hand into XLSX. Every wording is a demonstration.

`python -m samples.sheets.make FOLDER` writes them as files to look at.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlsxwriter

from curricle.core.framework import Framework, Item, Link

KNOWLEDGE = (
    "Demonstration: how wounds of the lower limb heal and fail to heal",
    "Demonstration: which medicines change the skin of an older person",
    "Demonstration: why a referral pathway breaks at a weekend",
    "Demonstration: the signs of a fracture that a radiograph hides",
)
SKILLS = (
    "Demonstration: explain a scan to somebody who cannot see it",
    "Demonstration: lead a round of six people before breakfast",
    "Demonstration: teach a student to measure a joint",
    "Demonstration: question a protocol that harms",
    "Demonstration: audit forty records in one afternoon",
)
BEHAVIOURS = ("Demonstration: own a mistake on the day it is made",)
CAPABILITIES = (
    ("C1", "clinical", "Demonstration: stop a bleed on a home visit"),
    ("C2", "clinical", "Demonstration: choose a splint for a gardener"),
    ("R1", "research", "Demonstration: read a trial against its protocol"),
    ("R2", "research", "Demonstration: ask a question that data can answer"),
)


def _framework(id: str, code: str, kind: str, items: tuple[Item, ...]) -> Framework:
    links = tuple(Link(source=item.id, target=id, type="isChildOf", order=at) for at, item in enumerate(items, 1))
    return Framework(
        id=id, line=id, code=code, title=f"Demonstration {kind}", version="1.0", kind=kind, items=items, links=links, demonstration=True
    )


STANDARD = _framework(
    "standard",
    "STD",
    "standard",
    tuple(
        Item(id=f"{letter}{at}", code=f"{letter}{at}", kind=kind, statement=text)
        for letter, kind, texts in (("K", "knowledge", KNOWLEDGE), ("S", "skill", SKILLS), ("B", "behaviour", BEHAVIOURS))
        for at, text in enumerate(texts, 1)
    ),
)
SCHEMA = _framework(
    "schema",
    "SCH",
    "schema",
    tuple(Item(id=code, code=code, kind="capability", statement=text, pillars=(pillar,)) for code, pillar, text in CAPABILITIES),
)

Edit = dict[tuple[str, str], str]


class _Paper:
    """A workbook under the pen; `edits` replace single cells, so that a test can change one and see one claim change."""

    def __init__(self, edits: Edit | None) -> None:
        self._bytes = io.BytesIO()
        self.book = xlsxwriter.Workbook(self._bytes, {"in_memory": True})
        self._edits = dict(edits or {})

    def sheet(self, name: str, rows: list[list[Any]], merged: dict[str, str] | None = None) -> Any:
        sheet = self.book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if value != "":
                    sheet.write(at, column, value)
        for area, text in (merged or {}).items():
            sheet.merge_range(area, text)
        for (where, cell), text in self._edits.items():
            if where == name:
                sheet.write(cell, text)
        return sheet

    def close(self) -> bytes:
        self.book.close()
        return self._bytes.getvalue()


def modules_down(edits: Edit | None = None) -> bytes:
    """Modules and outcomes down (the module merged), KSB codes across under merged banners; I/D/A, a note, totals."""
    paper = _Paper(edits)
    rows = [
        ["PgCert Demonstration – mapping of modules to KSBs"],
        ["Version 7 – do not circulate"],
        [],
        ["", "", ""],
        ["Module", "LO", "Outcome text", "K1 ", " K2", "S1", "S2", "K99", "Notes", "Total"],
        ["", "LO1", "Explain how limbs heal", "I", "", "D", "", "", "see Ann", 2],
        ["", "LO2", "Judge a wound", "a", "I / D", "", "", "X", "", 3],
        [],
        ["", "LO1", "Teach a round", "", "-", " A ", "?", "", "", 2],
        ["", "LO2", "Audit a round", "", "", "", "", "", "nothing yet", 0],
        ["Total", "", "", 2, 1, 2, 1, 1],
    ]
    merged = {"D4:E4": "Knowledge", "F4:G4": "Skills", "A6:A7": "PM701 Healing", "A9:A10": "PM702: Leading"}
    paper.sheet("Mapping", rows, merged)
    paper.sheet("Old notes", [["remember to ask about parking"]])
    return paper.close()


def items_down(edits: Edit | None = None) -> bytes:
    """KSBs down as "K1 - wording", modules across in two heading rows under year banners; ticks, T/A, section rows, totals."""
    paper = _Paper(edits)
    rows = [
        ["KSB grid"],
        ["", "", ""],
        ["", "PM701", "PM702", "PM703", "No. of modules", "Comments"],
        ["KSB", "Healing", "Leading", "Project", "", ""],
        ["Knowledge"],
        [f"K1 - {KNOWLEDGE[0]}", "✓", "", "", 1, ""],
        [f"K2 – {KNOWLEDGE[1]}", "", "T/A", "", 1, "moved from PM703"],
        [f"K3: {KNOWLEDGE[2]}", "", "", "Week 3", 1, ""],
        ["Skills"],
        [f"S1 {SKILLS[0]}", "✔", "T", "A", 3, ""],
        [f"S2 - {SKILLS[2]}", "x", "", "", 1, "wording of another one"],
        ["S9 - Demonstration: something withdrawn", "", "x", "", 1, ""],
        ["Behaviours"],
        ["B1", "", "", "•", 1, ""],
        ["Total", 3, 3, 3],
    ]
    paper.sheet("Grid", rows, {"B2:C2": "Year 1", "A5:F5": "Knowledge"})
    return paper.close()


def sheet_per_module(edits: Edit | None = None) -> bytes:
    """One sheet per module: its name in a cell, outcomes down, codes listed with ranges, an assessment beside them."""
    paper = _Paper(edits)
    heads = ["LO", "By the end the student will be able to", "KSBs", "Assessment"]
    rows = [
        ["Module code", "PM701"],
        ["Module title", "Healing"],
        ["Credits", 20],
        [],
        heads,
        ["LO1", "Explain how limbs heal", "K1, K2; S3–S5", "Essay (60%)"],
        ["LO2", "Judge a wound", "K1 (A) and K7", "Viva 40%"],
    ]
    paper.sheet("PM701", rows)
    rows = [["PM702: Leading"], [], heads, [1, "Lead a round", "S2, 3\nB1", "Essay"], [2, "Own a mistake", "b 1 ", ""]]
    paper.sheet("Leading module", rows)
    paper.sheet("Cover", [["Programme mapping 2027"]])
    return paper.close()


def tab_per_pillar(edits: Edit | None = None) -> bytes:
    """One cross-tab per pillar, codes only, modules down by title; 1, 2 and 3; a hidden sheet of last year."""
    paper = _Paper(edits)
    paper.sheet("Clinical", [["Clinical pillar"], ["Module", "C1", "C2"], ["Healing", 1, 3], ["Leading", "", 2], ["Count", 1, 2]])
    paper.sheet("Research", [["Research pillar"], ["Module", "R1", "R2"], ["Healing", "", ""], ["Project", 3, 4]])
    paper.sheet("2026", [["Module", "C1", "C2"], ["Healing", 3, 3]]).hide()
    return paper.close()


def texts_only(edits: Edit | None = None) -> bytes:
    """Wordings down without a code, module titles across; one wording is a little different, one is nobody's."""
    paper = _Paper(edits)
    rows = [
        ["What we teach where"],
        [],
        ["Capability", "Healing", "Leading", "Remarks"],
        [CAPABILITIES[0][2].upper() + ".  ", "x", "", ""],
        ["Demonstration: choose a splint for the gardener", "x", "x", "reworded by us"],
        [CAPABILITIES[2][2], "", "yes", ""],
        ["", "", "", ""],
        ["Something that the team likes to do", "", "x", ""],
        ["Further remarks below", "", "", ""],
    ]
    paper.sheet("Sheet1", rows)
    return paper.close()


def claim_per_row(edits: Edit | None = None) -> bytes:
    """A long list, one claim a row: the module named once and blank below, the letter in a column of its own."""
    paper = _Paper(edits)
    rows = [
        ["Module", "LO", "KSB", "Level", "Comment"],
        ["PM701", "LO1", "K1", "I", ""],
        ["", "LO2", "K2", "D", ""],
        ["", "LO2", "S1", "assessed", "viva"],
        ["PM702", "LO1", "S1-S2", "D", ""],
        ["PM703", "LO1", "K3", "Z", ""],
        ["PM703", "LO1", "K5", "D", ""],
        ["PM703", "LO2", "B1", "", ""],
    ]
    paper.sheet("List", rows)
    return paper.close()


ALL: dict[str, Callable[..., bytes]] = {
    each.__name__: each for each in (modules_down, items_down, sheet_per_module, tab_per_pillar, texts_only, claim_per_row)
}

if __name__ == "__main__":
    for name, make in ALL.items():
        (Path(sys.argv[1]) / f"{name}.xlsx").write_bytes(make())
