"""The ten professions of the demonstration: shapes that differ as real ones do, one common core in ten wordings, curricula to adopt."""

import csv
import itertools

import pytest

from curricle.core import checks
from curricle.core.canonical import digest
from curricle.core.graph import tree_of
from curricle.core.programme import Award, Lens, Placement, Programme
from curricle.core.registry import PROFESSIONS
from curricle.core.terms import Letter
from demo_files import CURRICULA, DEMO, FRAMEWORKS, OLDER, SCHEMAS, by_id, mappable, value, words

FIRST = [name for name in SCHEMAS if name not in OLDER]
#: Column of the common core -> the schema it speaks of, and the ways from its top to what is mapped to.
SHAPES = {
    "podiatry": ("schema-podiatry", "domain/capability"),
    "radiography": ("schema-diagnostic-radiography", "level/pillar/capability"),
    "odp": ("schema-operating-department-practice", "stage/capability"),
    "occupational_therapy": ("schema-occupational-therapy", "pillar/theme/capability"),
    "osteopathy": ("schema-osteopathy", "pillar/capability pillar/knowledge pillar/skill pillar/theme/capability"),
    "paramedicine": ("schema-paramedicine", "capability"),
    "physiotherapy": ("schema-physiotherapy", "domain/outcome"),
    "prosthetics_orthotics": ("schema-prosthetics-and-orthotics", "pillar/capability"),
    "therapeutic_radiography": ("schema-therapeutic-radiography", "theme/attribute theme/knowledge theme/skill"),
    "dietetics": ("schema-dietetics", "stage/capability"),
}
CORE = list(csv.DictReader((DEMO / "common_core.csv").open(encoding="utf-8", newline="")))


def way(framework, item):
    """ "domain/capability": the kinds from the top down to the item."""
    kinds = {each.id: each.kind for each in framework.items}
    parent = tree_of(framework).parent
    here, found = item.id, []
    while here in kinds:
        found.append(kinds[here])
        here = parent[here]
    return "/".join(reversed(found))


@pytest.mark.parametrize("names", [FIRST, CURRICULA], ids=["schemas", "curricula"])
def test_each_of_the_ten_professions_has_one(names):
    assert sorted(value(name).professions for name in names) == [(profession,) for profession in sorted(PROFESSIONS)]


@pytest.mark.parametrize("column", SHAPES)
def test_schema_has_its_shape(column):
    name, shape = SHAPES[column]
    framework = value(f"{name}.json")
    assert " ".join(sorted({way(framework, item) for item in mappable(framework)})) == shape


def test_levels_and_contents_stand_where_their_shape_says():
    therapy, physio = value("schema-occupational-therapy.json"), value("schema-physiotherapy.json")
    marks = {tuple(line.split(":")[0] for line in item.notes.split("\n")) for item in mappable(therapy)}
    assert marks == {("Developing", "Secure", "Extending")}
    tree = tree_of(physio)
    kinds = {item.id: item.kind for item in physio.items}
    below = [[kinds[child] for child in tree.children[item.id]] for item in mappable(physio)]
    assert {(kind, 2 <= len(each) <= 3) for each in below for kind in each} == {("indicative content", True)}


def test_common_core_names_one_capability_of_each_schema_per_idea():
    assert (len(CORE), list(CORE[0])) == (25, ["idea", *SHAPES])
    for column, (name, _) in SHAPES.items():
        codes = [row[column] for row in CORE]
        assert len(set(codes)) == len(codes)
        assert set(codes) <= {item.code for item in mappable(value(f"{name}.json")) if item.scope == "generic"}


@pytest.mark.slow
def test_no_two_schemas_share_a_statement():
    """Not even in part: one idea of the common core reads as ten authors would have written it."""
    said = [(name, item.name, words(item.statement)) for name in FIRST for item in value(name).items]
    pairs = itertools.combinations(said, 2)
    alike = [(a[:2], b[:2]) for a, b in pairs if a[0] != b[0] and len(a[2] & b[2]) >= 0.3 * len(a[2] | b[2])]
    assert alike == []


@pytest.mark.parametrize("name", CURRICULA)
def test_curriculum_can_be_adopted_and_leaves_nothing_to_mend(name):
    modules = value(name).facts.modules
    lenses = [by_id()[id] for id in dict.fromkeys(claim.framework for module in modules for claim in module.claims)]
    programme = Programme(
        id=value(name).id,
        code="ADOPTED",
        title="Adopted as it stands (demonstration)",
        award=Award(title="Postgraduate Certificate", type="PgCert", credits=60, level=7),
        modules=modules,
        placements=tuple(Placement(module=module.id) for module in modules),
        lenses=tuple(Lens(framework=each.id, code=each.code, version=each.version, digest=digest(each)) for each in lenses),
        demonstration=True,
    )
    report = checks.run(programme, lenses)
    assert [finding.says for finding in (*report.findings, *report.advice) if finding.severity != "informs"] == []
    assert [finding.rule for finding in (*report.findings, *report.advice) if finding.rule in ("measurable-verb", "one-demand")] == []


@pytest.mark.parametrize("name", CURRICULA)
def test_curriculum_assesses_its_schema_and_the_standard_whole(name):
    modules = value(name).facts.modules
    assessed = {claim.item for module in modules for claim in module.claims if claim.letter is Letter.A}
    (profession,) = value(name).professions
    standing = [value(each) for each in FRAMEWORKS if each not in ("schema-podiatry-2.json", "schema-paramedicine.json")]
    schema = next(each for each in standing if each.kind == "schema" and each.professions == (profession,))
    standard = value("standard-enhanced-practice.json")
    assert {item.code for item in (*mappable(schema), *mappable(standard)) if item.id not in assessed} == set()
    for module in modules:
        assert sum(each.weight for each in module.assessments) == 100
        assert module.assessed_outcomes == {outcome.id for outcome in module.outcomes}
