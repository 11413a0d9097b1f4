"""The demonstration world's files: ours in wording, whole in every link, and exactly as sound or as faulty as they are meant to be."""

import itertools
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from curricle.core import checks
from curricle.core.alignment import coverage
from curricle.core.canonical import digest, to_document
from curricle.core.gaps import GapKind, gaps
from curricle.core.graph import tree_of
from curricle.core.hours import balance_sheet
from curricle.core.programme import Programme
from curricle.core.registry import PILLARS, PROFESSIONS
from curricle.core.terms import OrganisationKind, Role
from curricle.interop import case, read_framework
from curricle.interop.sheets.framework_write import write_framework_template
from demo_files import CURRICULA, DEMO, FILES, FRAMEWORKS, OLDER, PROGRAMMES, SCHEMAS, WORLD, by_id, document, mappable, value, words

HERE = Path(__file__).parent
DIGESTS = json.loads((HERE / "demo_digests.json").read_text("utf-8"))
GAPS = json.loads((HERE / "demo_gaps.json").read_text("utf-8"))
COUNTS = {
    "standard-enhanced-practice.json": {"group": 4, "duty": 9, "knowledge": 24, "skill": 26, "behaviour": 7},
    "schema-podiatry.json": {"domain": 6, "capability": 46},
    "schema-diagnostic-radiography.json": {"level": 2, "pillar": 8, "capability": 51},
    "schema-operating-department-practice.json": {"stage": 4, "capability": 43, "criterion": 86},
    "schema-occupational-therapy.json": {"pillar": 4, "theme": 9, "capability": 44},
    "schema-osteopathy.json": {"pillar": 4, "theme": 3, "capability": 39, "knowledge": 2, "skill": 6, "criterion": 12},
    "schema-paramedicine.json": {"capability": 47},
    "schema-physiotherapy.json": {"domain": 6, "outcome": 44, "indicative content": 90},
    "schema-prosthetics-and-orthotics.json": {"pillar": 4, "capability": 45},
    "schema-therapeutic-radiography.json": {"theme": 8, "knowledge": 8, "skill": 34, "attribute": 7},
    "schema-dietetics.json": {"stage": 7, "capability": 49},
    "schema-podiatry-2.json": {"domain": 6, "capability": 47},
    "schema-paramedicine-2.json": {"capability": 48},
    "standard-enhanced-practice-2.json": {"group": 4, "duty": 9, "knowledge": 24, "skill": 26, "behaviour": 7},
    **dict.fromkeys(CURRICULA, {"module": 3, "outcome": 12}),
}
STANDARDS = ["standard-enhanced-practice.json", "standard-enhanced-practice-2.json"]


def modules_of(name):
    got = value(name)
    return got.modules if isinstance(got, Programme) else got.facts.modules


@pytest.mark.parametrize("name", FILES)
def test_file_read_strictly_gives_back_the_same_document(name):
    assert document(name) == {"curricle": 1, FILES[name]: to_document(value(name))}


@pytest.mark.slow
@pytest.mark.parametrize("name", FRAMEWORKS)
def test_framework_comes_back_from_case_to_the_byte_and_from_the_workbook_with_its_tree(name):
    framework = value(name)
    assert digest(read_framework(case.write(framework), name="framework.json").value) == digest(framework)
    sheet = read_framework(write_framework_template(framework), name="framework.xlsx").value
    assert (sheet.items, sheet.links) == (framework.items, framework.links)


@pytest.mark.parametrize("name", FILES)
def test_digest_is_the_kept_one(name):
    assert digest(value(name)) == DIGESTS[name]


def test_world_names_every_file_and_its_people_are_fictional():
    said = {*FILES, *(each["file"] for each in (*WORLD["samples"], *WORLD["crosswalks"])), "world.json", "common_core.csv", "README.md"}
    assert {path.name for path in DEMO.iterdir() if path.is_file()} == said
    codes = {each["code"]: OrganisationKind(each["kind"]) for each in WORLD["organisations"]}
    assert all(each["organisation"] in codes for each in WORLD["people"])
    assert {Role(each["role"]).value for each in WORLD["people"]} == {
        "nated",
        "natpub",
        "lead",
        "mlead",
        "tutor",
        "hadm",
        "eadm",
        "pbadm",
        "rev",
    }
    assert all(each["email"].endswith(".example.org") for each in WORLD["people"])


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_framework_has_its_counts_and_one_tree(name):
    framework = value(name)
    tree = tree_of(framework)
    assert Counter(item.kind for item in framework.items) == COUNTS[name]
    assert tree.order == tuple(item.id for item in framework.items)
    assert len({item.id for item in framework.items}) == len(framework.items)
    codes = [item.code for item in framework.items if item.code]
    assert len(set(codes)) == len(codes)
    known = {framework.id, *(item.id for item in framework.items)}
    gone = {item.id for item in value(OLDER[name]).items} - known if name in OLDER else set()
    assert all(link.target in known and link.source in (gone if link.type == "replacedBy" else known) for link in framework.links)


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_spans_four_pillars_with_core_optional_generic_and_specialist(name):
    capabilities = mappable(value(name))
    assert 40 <= len(capabilities) <= 80
    assert {pillar for item in capabilities for pillar in item.pillars} == set(PILLARS)
    assert {item.requirement for item in capabilities} == {"core", "optional"}
    assert {item.scope for item in capabilities} == {"generic", "specialist"}
    assert all(item.title and item.pillars for item in capabilities)
    assert {profession for item in capabilities for profession in item.professions} == set(value(name).professions)
    assert set(value(name).professions) <= set(PROFESSIONS)


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_no_two_statements_are_alike(name):
    said = [(item.code or item.title, words(item.statement)) for item in value(name).items]
    alike = [(a, b) for (a, one), (b, two) in itertools.combinations(said, 2) if len(one & two) >= 0.6 * len(one | two)]
    assert alike == []


@pytest.mark.parametrize("name", FILES)
def test_every_title_says_demonstration_and_no_official_reference_is_borrowed(name):
    got = value(name)
    titles = [got.title, *(module.title for module in modules_of(name))]
    titles.append(got.award.title if isinstance(got, Programme) else got.description)
    assert [title for title in titles if "demonstration" not in title.casefold()] == []
    assert got.demonstration
    assert "ST0895" not in (DEMO / name).read_text("utf-8")


@pytest.mark.parametrize("name", [*PROGRAMMES, *CURRICULA])
def test_every_claim_points_to_an_outcome_and_an_item_once(name):
    for module in modules_of(name):
        outcomes = {outcome.id for outcome in module.outcomes}
        for claim in module.claims:
            assert claim.outcome in outcomes
            assert claim.item in {item.id for item in by_id()[claim.framework].items}
        cells = [(claim.outcome, claim.framework, claim.item) for claim in module.claims]
        assert len(set(cells)) == len(cells)
        assert all(set(assessment.outcomes) <= outcomes for assessment in module.assessments)


@pytest.mark.parametrize("name", CURRICULA)
def test_curriculum_shows_its_modules_and_outcomes_as_items(name):
    framework = value(name)
    expected = []
    for module in framework.facts.modules:
        expected += [(module.code, module.aims), *((f"{module.code} {outcome.code}", outcome.text) for outcome in module.outcomes)]
    assert [(item.code, item.statement) for item in framework.items] == expected
    assert sum(module.credits for module in framework.facts.modules) == framework.facts.credits == 60
    assert all(module.level == 7 for module in framework.facts.modules)
    assert all(sum(row.minutes for row in module.hours) == module.credits * 600 for module in framework.facts.modules)


def test_a_shared_module_is_the_same_in_every_programme():
    seen = {}
    for name in PROGRAMMES:
        for module in value(name).modules:
            assert seen.setdefault(module.id, module) == module
    shared = Counter(module.code for name in PROGRAMMES for module in value(name).modules)
    assert {code for code, times in shared.items() if times > 1} == {"PODI702", "EPAH700"}


@pytest.mark.parametrize("name", PROGRAMMES)
def test_lenses_name_the_versions_at_hand(name):
    for lens in value(name).lenses:
        framework = by_id()[lens.framework]
        assert (lens.code, lens.title, lens.version, lens.digest) == (framework.code, framework.title, framework.version, digest(framework))


@pytest.mark.parametrize("name", STANDARDS)
def test_standard_states_its_figures_with_source_and_confidence(name):
    facts = value(name).facts
    assert (facts.level, facts.months, facts.funding_band) == (6, 18, 7000)
    assert (facts.minimum_off_the_job, facts.minimum_confidence) == (439 * 60, "C")
    assert all(figure.source and figure.confidence in "ABCD" for figure in facts.figures)
    assessed = Counter(id for method in facts.assessment_methods for id in method.items)
    assert assessed == {item.id: 1 for item in mappable(value(name))}


def test_sound_programme_is_whole():
    programme = value("programme-podiatry.json")
    standard = by_id()[programme.lenses[0].framework]
    for lens in programme.lenses:
        assert gaps(coverage(programme, by_id()[lens.framework])) == ()
    assert [sum(each.weight for each in module.assessments) for module in programme.modules] == [100, 100, 100]
    sheet = balance_sheet(programme, standard)
    assert [line.difference for line in sheet.lines] == [0, 0, 0]
    assert (sheet.off_the_job.planned, sheet.off_the_job.short) == (450 * 60, 0)
    assert {row.month for module in programme.modules for row in module.hours if row.paid} == set(range(1, 19))
    report = checks.run(programme, [by_id()[lens.framework] for lens in programme.lenses])
    assert [finding.rule for finding in report.findings if finding.severity != "informs"] == []
    assert report.advice == ()


def test_faulty_programme_has_exactly_the_named_gaps():
    programme = value("programme-diagnostic-radiography.json")
    found = {}
    for lens in programme.lenses:
        kinds = {kind.value: [] for kind in GapKind}
        for gap in gaps(coverage(programme, by_id()[lens.framework])):
            kinds[gap.kind].append(gap.coverage.item.code)
        found[lens.code] = kinds
    assert found == GAPS["gaps"]


def test_faulty_programme_has_exactly_the_named_findings():
    programme = value("programme-diagnostic-radiography.json")
    lenses = [by_id()[lens.framework] for lens in programme.lenses]
    report = checks.run(programme, lenses)
    found = Counter(finding.rule for finding in report.findings if finding.rule in GAPS["findings"])
    assert found == GAPS["findings"]


def test_shared_programme_teaches_and_assesses_everything_on_both_pathways():
    programme = value("programme-podiatry-and-theatres.json")
    for lens in programme.lenses:
        for pathway in lens.pathways or tuple(each.id for each in programme.pathways):
            totals = coverage(programme, by_id()[lens.framework], pathway=pathway).totals
            assert totals.assessed == totals.items
    for pathway in programme.pathways:
        sheet = balance_sheet(programme, by_id()[programme.lenses[0].framework], pathway=pathway.id)
        assert (sheet.planned, sheet.needed, sheet.off_the_job.short) == (36000, 36000, 0)


def test_lead_sheet_leaves_out_what_its_story_says():
    calamine = pytest.importorskip("python_calamine")
    book = calamine.CalamineWorkbook.from_path(str(DEMO / "podiatry-lead-sheet.xlsx"))
    assert book.sheet_names == ["READ FIRST", "Modules", "KSBs", "Capabilities", "old"]
    truth = GAPS["lead sheet"]
    for sheet, told in truth.items():
        marks = {
            row[0]: [cell for cell in row[2:17] if cell]
            for row in book.get_sheet_by_name(sheet).to_python()
            if re.match(r"^[A-FKS]\d+$", str(row[0]))
        }
        assert {code for code, cells in marks.items() if not cells} == set(told["missed"])
        assert {code for code, cells in marks.items() if cells and "X" not in cells} == set(told["never assessed"])
        assert {code for code, cells in marks.items() if cells.count("X") == 1} == set(told["single thread"])
