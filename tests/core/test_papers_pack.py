"""The pack as a tree: what each paper holds, what it leaves out, and where its pointers lead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import papers_sample as sample
from curricle.core.canonical import digest
from curricle.core.checks import Report, run
from curricle.core.findings import Finding, Place
from curricle.core.module import Module
from curricle.core.papers import Pack, contents, pack
from curricle.core.papers.pack import BANNER
from curricle.core.papers.tree import Heading, KeyValues, Paper, Paragraph, StripBlock, Table, anchors, plain, pointers
from curricle.core.programme import Placement, Programme
from curricle.core.terms import Confidence, Severity
from curricle.core.waivers import Waived, Waiver


def packed(programme: Programme | None = None, report: Report | None = None) -> Pack:
    programme = programme or sample.programme(2)
    frameworks = sample.frameworks()
    return pack(programme, frameworks, report or run(programme, frameworks), prepared=sample.DAY)


def paper(held: Pack, id: str) -> Paper:
    return next(each for each in held.papers if each.id == id)


def headings(held: Paper) -> list[str]:
    return [f"{block.number} {block.text}".strip() for block in held.blocks if isinstance(block, Heading)]


def words(held: Paper) -> str:
    tables = [plain(cell) for block in held.blocks if isinstance(block, Table) for row in block.rows for cell in row.cells]
    facts = [plain(value) for block in held.blocks if isinstance(block, KeyValues) for _, value in block.rows]
    return "\n".join([*(plain(block.inlines) for block in held.blocks if isinstance(block, Paragraph)), *tables, *facts])


def test_pointers_lead_only_to_papers_before_or_to_the_paper_itself():
    held = packed()
    seen: dict[str, frozenset[str]] = {}
    astray = []
    for each in held.papers:
        seen[each.id] = anchors(each)
        astray += [pointer for pointer in pointers(each) if pointer.anchor not in seen.get(pointer.document, frozenset())]
    assert astray == []


def test_anchors_are_each_used_once():
    mapping = paper(packed(), "mappings")
    names = [block.anchor for block in mapping.blocks if isinstance(block, Heading)]
    names += [row.anchor for block in mapping.blocks if isinstance(block, Table) for row in block.rows if row.anchor]
    assert len(names) == len(set(names))


def test_specification_leaves_empty_fields_out_and_numbers_the_rest():
    assert headings(paper(packed(), "specification")) == [
        "1 Coverage at a glance",
        "2 Programme details",
        "3 Admissions and prior learning",
        "3.1 Admissions criteria",
        "4 Aims",
        "5 Structure",
        "6 Teaching, learning and assessment",
        "6.1 Teaching and learning strategy",
        "6.2 Assessment strategy",
        "6.3 Blended and technology-enhanced learning",
        "7 Assessment schedule",
        "8 Hours",
        "8.1 Off-the-job training",
    ]


def test_strip_stands_at_the_head_of_specification_and_of_each_mapping():
    held = packed()
    strips = [[block.title for block in each.blocks if isinstance(block, StripBlock)] for each in held.papers]
    named = ["Demonstration standard for enhanced practice, version 1.0", "Podiatry training schema, version 0.9 (demonstration)"]
    assert strips == [[], named, ["Coverage strip", "Coverage strip"], []]


def test_mapping_row_names_descriptor_section_and_module():
    first = pointers(paper(packed(), "mappings"))[3]
    assert first.document == "descriptors"
    assert first.text.startswith("Module descriptor PO70")
    assert first.text.endswith("section 4 Learning outcomes")


def test_missed_item_has_a_row_that_says_so():
    bare = replace(sample.programme(1), modules=(replace(sample.module(1, sample.frameworks()), claims=()),))
    mapping = paper(packed(bare), "mappings")
    tables = [block for block in mapping.blocks if isinstance(block, Table) and block.header[0] == "Met in"]
    says = [plain(row.cells[3]) for table in tables for row in table.rows if not row.group]
    assert set(says) == {"No module outcome claims it."}
    assert len(says) == 70


def test_every_paper_of_a_demonstration_starts_with_the_banner():
    held = packed()
    every = (*held.papers, *held.modules, contents(held, ()))
    assert {plain(each.blocks[0].inlines) for each in every if isinstance(each.blocks[0], Paragraph)} == {BANNER}
    real = packed(replace(sample.programme(1), demonstration=False))
    assert BANNER not in words(paper(real, "specification"))


def test_rule_report_keeps_advice_apart_and_prints_waivers_and_what_was_not_checked():
    place = Place(kind="module", id="m-1", label="PO701")
    ruled = Finding(
        rule="r1", severity=Severity.WARNS, says="A rule finds this.", at=(place,), why="W", remedy="R", source="S", confidence=Confidence.B
    )
    advice = replace(ruled, rule="a1", says="We suggest that.", advice=True, confidence=Confidence.P)
    waived = replace(ruled, rule="p1", says="Too many outcomes.", policy=True)
    waiver = Waiver(rule="p1", place="m-1", facts="", reason="Agreed by the board", who="A. Dean", when=date(2026, 5, 1))
    report = Report(
        findings=(ruled, advice), waived=(Waived(finding=waived, waiver=waiver),), rule_sets=(), not_checked=("M9 has no outcomes.",)
    )
    held = packed(report=report)
    rules = paper(held, "rules")
    assert [each for each in headings(rules) if each[1] == " "] == [
        "1 Summary",
        "2 Findings by sourced rules",
        "3 Advice",
        "4 Waivers",
        "5 What was not checked",
    ]
    tables = [block for block in rules.blocks if isinstance(block, Table)]
    assert [plain(row.cells[0]) for row in tables[1].rows][:1] == ["A rule finds this."]
    assert [plain(row.cells[0]) for row in tables[2].rows][:1] == ["We suggest that."]
    assert [plain(cell) for cell in tables[3].rows[0].cells] == ["Too many outcomes.", "Agreed by the board", "A. Dean", "1 May 2026", "p1"]
    assert "Agreed by the board" in words(paper(held, "specification"))


def test_findings_of_one_rule_with_one_remedy_stand_together():
    finding = Finding(rule="r", severity=Severity.WARNS, says="One.", at=(), why="W", remedy="R", source="S", confidence=Confidence.B)
    report = Report(findings=(finding, replace(finding, says="Two.")), waived=(), rule_sets=(), not_checked=())
    tables = [block for block in paper(packed(report=report), "rules").blocks if isinstance(block, Table)]
    assert [plain(row.cells[0]) for row in tables[1].rows] == ["One.\nTwo.", "Why it matters", "What to do", "Source"]


def test_pathways_that_differ_have_sums_of_their_own():
    programme = sample.programme(2)
    split = replace(programme, placements=(Placement(module="m-1"), Placement(module="m-2", pathways=("elsewhere",))))
    spec = paper(packed(split), "specification")
    assert "Podiatry: 1 module, 20 credits." in words(spec)
    assert "8.1 Off-the-job training, Podiatry" in headings(spec)


def test_programme_without_anything_still_makes_papers():
    empty = Programme(id="p", code="", title="")
    held = pack(empty, (), run(empty, ()), prepared=sample.DAY)
    assert [each.id for each in held.papers] == ["specification", "mappings", "rules"]
    assert held.digest == digest(empty)


def test_module_files_have_different_names_whatever_the_codes():
    modules = tuple(Module(id=f"m{at}", code=code, title="T", credits=20, level=7) for at, code in enumerate(("../x", "..\\X", "", "ok")))
    held = packed(replace(sample.programme(1), modules=modules, placements=()))
    assert [each.file for each in held.modules] == [
        "module-descriptor-x-1",
        "module-descriptor-x-2",
        "module-descriptor-3",
        "module-descriptor-ok",
    ]


def test_grid_has_outcomes_down_items_across_and_the_strip_above():
    sheet = next(each for each in packed().workbook.sheets if each.name == "Grid DS01")
    assert [cell.value for cell in sheet.head[:5]] == ["Module", "Outcome", "Text", "K1", "K2"]
    assert len(sheet.rows) == 14
    assert {len(row) for row in sheet.rows} == {33}
    assert sheet.above[2][0].value == "Coverage strip"
    assert {cell.value for cell in sheet.above[2][3:]} <= {"I", "D", "A", "–"}
