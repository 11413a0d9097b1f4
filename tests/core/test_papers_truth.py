"""What papers say of numbers: one for one thing, and missing is never zero."""

from __future__ import annotations

from dataclasses import replace

import pytest

import papers_sample as sample
from curricle.core.checks import run
from curricle.core.framework import Framework
from curricle.core.module import Module
from curricle.core.papers import Listed, Pack, contents, pack
from curricle.core.papers.missing import not_yet_given
from curricle.core.papers.sources import keys, spoken, sure, told
from curricle.core.papers.tree import Bullets, Heading, KeyValues, Paper, Paragraph, Table, plain
from curricle.core.programme import Award, Placement, Programme
from curricle.core.terms import Confidence


def papers(programme: Programme, frameworks: tuple[Framework, ...] | None = None) -> dict[str, Paper]:
    chosen = sample.frameworks() if frameworks is None else frameworks
    return {each.id: each for each in packed(programme, chosen).papers}


def packed(programme: Programme, frameworks: tuple[Framework, ...]) -> Pack:
    return pack(programme, frameworks, run(programme, frameworks), prepared=sample.DAY)


def table(paper: Paper, caption: str) -> list[list[str]]:
    held = next(block for block in paper.blocks if isinstance(block, Table) and block.caption == caption)
    return [[plain(cell) for cell in row.cells] for row in held.rows]


def said(paper: Paper) -> list[str]:
    return [plain(block.inlines) for block in paper.blocks if isinstance(block, Paragraph)]


def titles(paper: Paper) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Heading)]


def facts(paper: Paper) -> dict[str, str]:
    return {name: plain(value) for block in paper.blocks if isinstance(block, KeyValues) for name, value in block.rows}


def with_module(programme: Programme, **fields: object) -> Programme:
    first, *others = programme.modules
    return replace(programme, modules=(replace(first, **fields), *others))


def two_pillars(framework: Framework, code: str) -> Framework:
    items = tuple(replace(item, pillars=("clinical", "education")) if item.code == code else item for item in framework.items)
    return replace(framework, items=items)


def test_standard_is_counted_by_kind_first_and_whole():
    spec = papers(sample.programme(2))["specification"]
    rows = table(spec, "Demonstration standard for enhanced practice, version 1.0, by knowledge, skills and behaviours")
    assert [each[:2] for each in rows] == [["Knowledge", "10"], ["Skill", "10"], ["Behaviour", "10"], ["All", "30"]]


def test_halves_are_explained_only_where_they_occur():
    says = "A capability that serves two pillars counts half in each; the strip shows it under the first."
    standard, schema = sample.frameworks()
    assert says not in said(papers(sample.programme(2))["specification"])
    assert says in said(papers(sample.programme(2), (standard, two_pillars(schema, "A1")))["specification"])


def test_assessment_without_weight_is_not_given_and_never_nought():
    module = sample.module(1, sample.frameworks())
    first, second = module.assessments
    bare = with_module(sample.programme(2), assessments=(replace(first, weight=0), replace(second, weight=0, pass_fail=True)))
    held = papers(bare)
    assert [row[2] for row in table(held["descriptors"], "Assessments of PO701")] == ["Not given", "Pass or fail"]
    assert [row[3] for row in table(held["specification"], "Assessments of all modules")[:2]] == ["Not given", "Pass or fail"]
    assert [row[1] for row in table(held["mappings"], "Each assessment and the outcomes it assesses")[1:3]] == ["Not given", "Pass or fail"]
    assert not_yet_given(bare) == ("assessment weights of PO701",)


def test_nought_beside_weights_that_come_to_the_whole_is_nought():
    first, second = sample.module(1, sample.frameworks()).assessments
    whole = with_module(sample.programme(1), assessments=(replace(first, weight=100), replace(second, weight=0)))
    assert [row[2] for row in table(papers(whole)["descriptors"], "Assessments of PO701")] == ["100%", "0%"]
    assert not_yet_given(whole) == ()


def test_module_without_hours_assessments_and_aims_says_so():
    held = papers(with_module(sample.programme(2), hours=(), assessments=(), aims="", delivery_pattern=""))
    assert {"No hours are given yet.", "No assessment is given yet.", "No aims are given yet."} <= set(said(held["descriptors"]))
    rows = table(held["specification"], "Hours by module")
    assert rows[0] == ["PO701", "200 h", "Not given", "–", "–", "–"]
    assert [rows[-1][0], rows[-1][3]] == ["All modules", "–"]
    assert "No hours are given yet for PO701; the sums hold only what is given." in said(held["specification"])


def test_specification_ends_with_what_is_not_yet_given():
    bare = replace(with_module(sample.programme(2), hours=()), aims="", admissions=" ", first_intake=None, award=Award())
    spec = papers(bare)["specification"]
    assert titles(spec)[-1] == "Not yet given"
    assert [plain(item) for block in spec.blocks if isinstance(block, Bullets) for item in block.items] == [
        "Award",
        "Credits of the award",
        "First intake",
        "Admissions",
        "Aims",
        "Hours of PO701",
    ]


def test_complete_programme_has_no_such_list():
    assert "Not yet given" not in titles(papers(sample.programme(2))["specification"])


def test_what_every_module_lacks_is_said_once():
    bare = sample.programme(3)
    assert not_yet_given(replace(bare, modules=tuple(replace(each, hours=()) for each in bare.modules))) == ("hours of every module",)


def test_outcome_names_the_items_it_meets_by_framework():
    rows = table(papers(sample.programme(1))["descriptors"], "Learning outcomes of PO701")
    held = [row for row in rows if len(row) == 3]
    assert held[0][1].split("\n")[1].startswith("Meets DS01: ")
    assert "; PODS: " in held[0][1]


def test_off_the_job_counts_the_choice_that_plans_least_and_says_so():
    programme = sample.programme(2)
    optional = replace(programme, placements=tuple(Placement(module=each.id, core=False) for each in programme.modules), pathways=())
    optional = replace(optional, award=replace(optional.award, credits=20))
    planned = facts(papers(optional)["specification"])["Planned in paid time"]
    assert planned == "100 h, counting the choice of options that plans least"
    assert "2 modules, 40 credits, of which a learner takes 20." in said(papers(optional)["specification"])
    assert facts(papers(programme)["specification"])["Planned in paid time"] == "200 h"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (("Assessment of the foot", "Breadth", "Care"), ["A Assessment of the foot", "B Breadth", "C Care"]),
        (("A. Assessment", "B: Limb", "C Care"), ["A. Assessment", "B: Limb", "C Care"]),
        (("A limb at risk", "Breadth", "Care"), ["A A limb at risk", "B Breadth", "C Care"]),
    ],
)
def test_headings_keep_or_lose_their_letters_alike(words, shown):
    standard, schema = sample.frameworks()
    named = {f"dom-{at}": name for at, name in enumerate((*words, "D Data" if words[0][1] == "." else "Data"))}
    items = tuple(replace(item, title=named.get(item.id, item.title)) for item in schema.items)
    mapping = papers(sample.programme(1), (standard, replace(schema, items=items)))["mappings"]
    assert [each for each in titles(mapping) if each in shown] == shown


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("CREDIT-10: module descriptor templates (MODTPL)", "Module descriptor templates (MODTPL)"),
        ("Apprenticeship funding rules 2026/27 (EM), paragraph 86.2", "Apprenticeship funding rules 2026/27, paragraph 86.2 (EM)"),
        (
            "LO-ASSESSED: module descriptor templates (MODTPL), Open University form, paragraph note 4",
            "Module descriptor templates (MODTPL), Open University form, note 4",
        ),
        ("Rules (EM), paragraph 143; 100.2.1", "Rules, paragraphs 143 and 100.2.1 (EM)"),
        ("AWARD-CREDITS (QAA)", "Higher education credit framework for England, second edition, 2021 (QAA)"),
        ("WEIGHT-100 (house arithmetic)", "Curricle's own arithmetic"),
        ("House arithmetic", "Curricle's own arithmetic"),
        ("What panels ask of a mapping (house practice)", "What panels ask of a mapping (Curricle's own practice)"),
        ("SR-OTJ: one unofficial copy", "SR-OTJ: one unofficial copy"),
        ("The institution's limit", "The institution's limit"),
    ],
)
def test_sources_are_spoken_in_words(source, says):
    assert spoken(source) == says


@pytest.mark.parametrize(
    ("source", "confidence", "says"),
    [
        ("House arithmetic", Confidence.P, "Curricle's own arithmetic (P)."),
        ("What panels ask (house practice)", Confidence.P, "What panels ask (Curricle's own practice, P)."),
        ("The institution's limit", Confidence.P, "The institution's limit (P)."),
        ("Module sizes in use (MODTPL)", Confidence.A, "Module sizes in use (MODTPL). Read on the publisher's own page (A)."),
        ("", Confidence.P, "Curricle's own advice or arithmetic (P)."),
    ],
)
def test_confidence_is_told_in_words_once(source, confidence, says):
    assert told(source, confidence) == says


def test_source_keys_are_found_whole():
    assert keys("Fields (MODTPL); back (SWANSEA), SR-OTJ and EMBER") == ("MODTPL", "SWANSEA", "SR-OTJ")
    assert sure(Confidence.A) == "Read on the publisher's own page (A)"


def test_sheet_of_hours_holds_no_nought_for_what_is_missing():
    programme = with_module(sample.programme(2), hours=())
    book = packed(programme, sample.frameworks()).workbook
    first, second = next(each for each in book.sheets if each.name == "Hours").rows
    assert [cell.value for cell in first[3:6]] == [200 * 60, "Not given", "Not given"]
    assert [cell.value for cell in second[3:6]] == [200 * 60, 200 * 60, 0]


def test_contents_list_a_folder_once_and_give_the_digest_whole():
    held = packed(sample.programme(12), sample.frameworks())
    names = ("programme-specification.pdf", *(f"modules/m{at}.docx" for at in range(12)))
    page = contents(held, [Listed(name=name, title="T", pages=0, sha256="a" * 64) for name in names])
    tables = [block for block in page.blocks if isinstance(block, Table)]
    assert [plain(row.cells[1]) for row in tables[0].rows] == ["programme-specification.pdf", "modules/, 12 files"]
    assert [plain(row.cells[3]) for row in tables[0].rows] == ["a" * 12, "in the manifest"]
    assert [plain(row.cells[0]) for row in tables[1].rows] == [paper.title for paper in held.in_reading_order]
    assert facts(page)["Programme digest (SHA-256)"] == held.digest


def test_module_alone_is_named_by_its_code():
    lonely = Programme(id="p", code="P", title="T", modules=(Module(id="m", code="M1", title="T", credits=20, level=7),))
    assert not_yet_given(lonely)[-4:] == ("aims of M1", "outcomes of M1", "hours of M1", "assessments of M1")
