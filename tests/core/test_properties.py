"""What holds for every programme, tried on many."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from curricle.core.alignment import coverage
from curricle.core.canonical import canonical, digest, from_document, to_document
from curricle.core.checks import run
from curricle.core.framework import Link
from curricle.core.gaps import GapKind, gap_kinds, gaps
from curricle.core.graph import CycleError, tree_of
from curricle.core.module import Assessment, Claim, Module, Outcome
from curricle.core.programme import Placement, Programme
from curricle.core.terms import Letter
from draw import draw_framework

pytestmark = pytest.mark.slow
ITEMS = ("K1", "K2", "S1", "B1", "C1", "H1", "X9")
FRAMEWORK = draw_framework("[H1] K1 K2:clinical S1:clinical+research B1 C1")
CODES = ("LO1", "LO2", "LO3")


@some.composite
def modules(draw, code):
    outcomes = tuple(Outcome(id=f"{code}/{each}", code=each, text=f"Evaluate {each}") for each in CODES[: draw(some.integers(0, 3))])
    claims = draw(some.lists(some.tuples(some.sampled_from(CODES), some.sampled_from(ITEMS), some.sampled_from(Letter)), max_size=8))
    assessed = draw(some.lists(some.sampled_from(CODES), unique=True))
    return Module(
        id=code,
        code=code,
        title=code,
        credits=draw(some.integers(0, 60)),
        level=draw(some.integers(3, 9)),
        outcomes=outcomes,
        assessments=(
            Assessment(id=f"{code}/A1", code="A1", title="Essay", weight=100, outcomes=tuple(f"{code}/{each}" for each in assessed)),
        ),
        claims=tuple(Claim(outcome=f"{code}/{outcome}", framework="F", item=item, letter=letter) for outcome, item, letter in claims),
    )


@some.composite
def programmes(draw):
    taught = tuple(draw(modules(f"M{at}")) for at in range(draw(some.integers(0, 3))))
    placements = tuple(Placement(module=module.id, core=draw(some.booleans())) for module in taught)
    return Programme(id="P", code="P", title="P", modules=taught, placements=placements)


@settings(max_examples=40, deadline=None)
@given(programmes(), some.sampled_from(ITEMS), some.sampled_from(Letter))
def test_coverage_never_falls_with_one_more_claim(programme, item, letter):
    before = coverage(programme, FRAMEWORK)
    if not programme.modules:
        assert before.totals.taught == 0
        return
    first, *others = programme.modules
    more = replace(first, claims=(*first.claims, Claim(outcome=f"{first.id}/LO1", framework="F", item=item, letter=letter)))
    after = coverage(replace(programme, modules=(more, *others)), FRAMEWORK)
    for one, two in zip(before.items, after.items, strict=True):
        assert (one.letter.rank if one.letter else 0) <= (two.letter.rank if two.letter else 0)
        assert one.assessed_claims <= two.assessed_claims


@settings(max_examples=40, deadline=None)
@given(programmes())
def test_totals_gaps_and_headings_agree(programme):
    seen = coverage(programme, FRAMEWORK)
    assert seen.totals.assessed <= seen.totals.taught <= seen.totals.items == len(seen.items)
    strays = len(seen.on_headings) + len(seen.on_unknown)
    assert seen.totals.claims + strays == sum(len(module.claims) for module in programme.modules)
    assert sum(share.of for share in seen.pillars) == sum(1 for each in seen.items if each.item.pillars)
    listed = gaps(seen)
    fine = [each for each in seen.items if not gap_kinds(each)]
    assert len({gap.coverage.item.id for gap in listed}) + len(fine) == len(seen.items)
    assert sum(gap.kind is GapKind.MISSED for gap in listed) == seen.totals.items - seen.totals.taught


@settings(max_examples=40, deadline=None)
@given(programmes(), some.randoms(use_true_random=False))
def test_coverage_does_not_depend_on_the_order_of_claims_and_modules(programme, random):
    turned = []
    for module in programme.modules:
        claims = list(module.claims)
        random.shuffle(claims)
        turned.append(replace(module, claims=tuple(claims)))
    random.shuffle(turned)
    one, two = coverage(programme, FRAMEWORK), coverage(replace(programme, modules=tuple(turned)), FRAMEWORK)
    assert [(each.letter, each.without, each.assessed_claims) for each in one.items] == [
        (each.letter, each.without, each.assessed_claims) for each in two.items
    ]
    assert (one.totals, one.pillars) == (two.totals, two.pillars)


@settings(max_examples=40, deadline=None)
@given(programmes())
def test_programme_comes_back_from_its_document(programme):
    assert from_document(Programme, to_document(programme)) == programme
    assert digest(programme) == digest(from_document(Programme, to_document(programme)))


@settings(max_examples=40, deadline=None)
@given(some.dictionaries(some.text(max_size=4), some.one_of(some.integers(), some.text(max_size=4), some.booleans()), max_size=6))
def test_digest_does_not_depend_on_the_order_of_keys(document):
    assert canonical(document) == canonical(dict(reversed(document.items())))


@settings(max_examples=40, deadline=None)
@given(programmes())
def test_checks_never_fail_and_come_worst_first(programme):
    report = run(programme, (FRAMEWORK,))
    rank = ["blocks", "warns", "informs"]
    assert [finding.severity for finding in report.findings] == sorted((finding.severity for finding in report.findings), key=rank.index)
    assert run(programme, (FRAMEWORK,)) == report


@settings(max_examples=60, deadline=None)
@given(some.lists(some.tuples(some.sampled_from("abcdef"), some.sampled_from("abcdef")), max_size=8))
def test_tree_holds_every_item_once_or_names_a_ring(pairs):
    items = tuple(replace(FRAMEWORK.items[1], id=id) for id in "abcdef")
    links = tuple(Link(source=child, target=parent, type="isChildOf") for child, parent in pairs)
    try:
        tree = tree_of(replace(FRAMEWORK, items=items, links=links))
    except CycleError as stop:
        parent = dict(reversed(pairs))
        members = stop.members
        assert [parent[id] for id in members] == [*members[1:], members[0]]
    else:
        assert sorted(tree.order) == list("abcdef")
