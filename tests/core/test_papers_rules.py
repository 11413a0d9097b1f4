"""The rule report as a panel reads it: every place once, no word of ours, sources in words."""

from __future__ import annotations

from dataclasses import replace

import papers_sample as sample
from curricle.core.checks import Report, run
from curricle.core.findings import Finding, Place
from curricle.core.papers import pack
from curricle.core.papers.locate import Located
from curricle.core.papers.places import MOST_PLACES, where
from curricle.core.papers.tree import Bullets, Emphasis, Heading, Paper, Paragraph, Pointer, Run, Table, plain
from curricle.core.terms import Confidence, Severity

FINDING = Finding(
    rule="r-1",
    severity=Severity.BLOCKS,
    says="Something.",
    at=(),
    why="W",
    remedy="R",
    source="Apprenticeship funding rules 2026/27 (EM), paragraph 86.2",
    confidence=Confidence.B,
)
LOCATED = {
    "lens": Located(paper="mappings", anchor="lens", says="Mappings, section 1 Schema", part="Mappings, section 1 Schema"),
    "k6": Located(paper="mappings", anchor="k6", says="Mappings, section 1.1 Knowledge", part="Mappings, section 1.1 Knowledge"),
    "k7": Located(paper="mappings", anchor="k7", says="Mappings, section 1.1 Knowledge", part="Mappings, section 1.1 Knowledge"),
    "m1": Located(paper="descriptors", anchor="m1", says="Module descriptor M1, section 6 Hours", part="Module descriptors, Hours"),
    "m2": Located(paper="descriptors", anchor="m2", says="Module descriptor M2, section 7 Hours", part="Module descriptors, Hours"),
}
SPOTS = {("lens", "f"): "lens", ("item", "6"): "k6", ("item", "7"): "k7", ("hours", "1"): "m1", ("hours", "2"): "m2"}


def report_of(report: Report) -> Paper:
    held = pack(sample.programme(2), sample.frameworks(), report, prepared=sample.DAY)
    return next(each for each in held.papers if each.id == "rules")


def cells(paper: Paper) -> dict[str, str]:
    tables = [block for block in paper.blocks if isinstance(block, Table)]
    return {plain(row.cells[0]): plain(row.cells[1]) for table in tables for row in table.rows if len(row.cells) == 2}


def placed(*places: Place) -> str:
    return "".join(f"{each.text}@{each.anchor}" if isinstance(each, Pointer) else each.text for each in where(places, LOCATED, SPOTS))


def test_places_of_one_part_stand_in_one_line():
    lens, six, seven = (Place(kind=kind, id=id, label=label) for kind, id, label in (("lens", "f", "Schema"), ("item", "6", "K6"), ("item", "7", "K7")))  # fmt: skip  # noqa: E501
    assert placed(lens, six, seven) == "Mappings, section 1 Schema@lens\nMappings, section 1.1 Knowledge: K6@k6; K7@k7"


def test_place_named_for_several_fields_stands_once():
    fields = [Place(kind="lens", id="f", label="Schema", field=field) for field in ("aims", "support", "quality")]
    assert placed(*fields) == "Mappings, section 1 Schema@lens"


def test_modules_share_a_line_and_unprinted_places_come_last():
    hours = [Place(kind="hours", id=str(at), label=f"M{at}") for at in (1, 2)]
    assert placed(Place(kind="claim", id="x", label="M1 LO1"), *hours) == "Module descriptors, Hours: M1@m1; M2@m2\nM1 LO1"


def test_places_beyond_the_most_are_counted():
    many = [Place(kind="claim", id=str(at), label=f"C{at}") for at in range(MOST_PLACES + 3)]
    assert placed(*many).endswith(f"C{MOST_PLACES - 1}\nand 3 more places")


def test_source_and_confidence_are_words_and_the_rule_is_small():
    paper = report_of(Report(findings=(FINDING,), waived=(), rule_sets=(), not_checked=()))
    held = cells(paper)
    assert held["Source"] == (
        "Apprenticeship funding rules 2026/27, paragraph 86.2 (EM). From a secondary source that cites the paragraph (B). r-1"
    )
    assert held["EM"].startswith("A college system's reading")
    small = [
        inline.text
        for block in paper.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row.cells
        for inline in cell
        if isinstance(inline, Run) and inline.emphasis is Emphasis.CODE
    ]
    assert small == ["r-1"]


def test_severities_say_what_they_ask():
    titles = [
        block.text
        for block in report_of(
            Report(findings=(FINDING, replace(FINDING, severity=Severity.WARNS)), waived=(), rule_sets=(), not_checked=())
        ).blocks
        if isinstance(block, Heading)
    ]
    assert titles[2:5] == ["Findings by sourced rules", "To be put right (blocks): 1 finding", "To be looked at (warns): 1 finding"]


def test_what_was_not_checked_is_listed_or_nothing_was_left_out():
    full = Report(findings=(), waived=(), rule_sets=(), not_checked=())
    says = "Everything that these rules speak of was at hand."
    assert says in [plain(block.inlines) for block in report_of(full).blocks if isinstance(block, Paragraph)]
    left = report_of(replace(full, not_checked=("No hours are given.",)))
    assert says not in [plain(block.inlines) for block in left.blocks if isinstance(block, Paragraph)]
    assert [plain(item) for block in left.blocks if isinstance(block, Bullets) for item in block.items] == ["No hours are given."]


def test_rules_that_say_lens_are_printed_with_framework_and_titles_stay():
    says = replace(FINDING, says="Two lenses are demonstration content: Contact lens care.", remedy="Choose the schema as a lens.")
    held = cells(report_of(Report(findings=(says,), waived=(), rule_sets=(), not_checked=())))
    assert held["What to do"] == "Choose the schema as a framework."
    tables = [
        block for block in report_of(Report(findings=(says,), waived=(), rule_sets=(), not_checked=())).blocks if isinstance(block, Table)
    ]
    assert plain(tables[1].rows[0].cells[0]) == "Two frameworks are demonstration content: Contact lens care."


def test_paper_of_a_whole_programme_never_says_lens_or_ours():
    programme, frameworks = sample.programme(3), sample.frameworks()
    paper = report_of(run(programme, frameworks))
    words = " ".join([*cells(paper), *cells(paper).values()]).casefold()
    assert paper.title == "Checks against rules"
    assert [word for word in (" lens", "house ", " our ", "confidence") if word in words] == []
