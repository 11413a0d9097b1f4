"""Coverage: which items are taught, assessed or missed, and by what."""

from fractions import Fraction

from curricle.core.alignment import Totals, coverage, mappable_items, orphan_outcomes
from curricle.core.framework import Framework, Item, Link
from curricle.core.programme import Lens
from draw import draw_framework


def letters(seen):
    return {each.item.code: each.letter for each in seen.items}


def seen(drawn, **options):
    return coverage(drawn.programme, drawn.framework, **options)


def test_coverage_takes_the_highest_letter(draw):
    """One letter a cell: I < D < A. An A without an assessment behind it counts as D."""
    drawn = draw(
        """
        M1  essay 100%: LO1
          LO1 -> K1 I, K2 A
          LO2 -> K1 D, K3 A
        """,
        items="K1 K2 K3 K4",
    )
    assert letters(seen(drawn)) == {"K1": "D", "K2": "A", "K3": "D", "K4": None}


def test_coverage_totals_count_mappable_items_only(draw):
    drawn = draw(
        """
        M1  essay 100%: LO1
          LO1 -> K1 A, H1 A, K9 A
        """,
        items="[H1] K1 K2",
    )
    assert seen(drawn).totals == Totals(items=2, taught=1, assessed=1, claims=1)
    assert [claim.item for _, claim in seen(drawn).on_headings] == ["H1"]
    assert [claim.item for _, claim in seen(drawn).on_unknown] == ["K9"]


def test_coverage_explains_itself(draw):
    drawn = draw(
        """
        M1  essay 60%: LO1  exam 40%: LO1
          LO1 -> K1 A
        """,
        items="K1",
    )
    use = seen(drawn).by_id["K1"].uses[0]
    assert (use.module_code, use.outcome_code, use.assessments, use.assessed) == ("M1", "LO1", ("A1", "A2"), True)


def test_coverage_knows_what_has_nothing_behind_it(draw):
    drawn = draw(
        """
        M1
          LO1 -> K1 A, K2 D
        """,
        items="K1 K2",
    )
    assert [(each.unbacked, each.taught, each.assessed) for each in seen(drawn).items] == [(True, True, False), (False, True, False)]


def test_coverage_of_a_lens_without_claims_leaves_all_missed(draw):
    assert seen(draw("M1  20 credits", items="K1")).by_id["K1"].letter is None


def test_coverage_on_one_pathway(draw):
    drawn = draw(
        """
        M1  core on PA  essay 100%: LO1
          LO1 -> K1 A
        M2  core on PB  essay 100%: LO1
          LO1 -> K2 A
        """,
        items="K1 K2",
        pathways="PA PB",
    )
    assert letters(seen(drawn, pathway="PA")) == {"K1": "A", "K2": None}
    assert [each.without for each in seen(drawn).items] == [("PB",), ("PA",)]
    assert [each.optional_only for each in seen(drawn).items] == [True, True]


def test_coverage_by_an_optional_module_stands_on_no_route(draw):
    drawn = draw(
        """
        M1  optional  essay 100%: LO1
          LO1 -> K1 A
        """,
        items="K1",
    )
    assert seen(drawn).by_id["K1"].without == ("",)


def test_pillar_shares_count_half_for_two_pillars(draw):
    drawn = draw(
        """
        M1  essay 100%: LO1
          LO1 -> C1 A, C2 D
        """,
        items="C1:clinical C2:clinical+research C3:research C4",
    )
    shares = [(share.name, share.of, share.taught, share.assessed) for share in seen(drawn).pillars]
    half = Fraction(1, 2)
    assert shares == [("clinical", 1 + half, 1 + half, 1), ("research", 1 + half, half, 0)]


def test_heading_shows_n_of_m(draw):
    drawn = draw(
        """
        M1  essay 100%: LO1
          LO1 -> K1 A
        """,
        items="[H1] K1 K2 [H2] K3",
    )
    assert [(share.name, share.of, share.taught) for share in seen(drawn).headings] == [("H1", 2, 1), ("H2", 1, 0)]


def tree(*links, mappable=(), **kinds):
    return Framework(
        id="F",
        line="L",
        code="F",
        title="F",
        version="1",
        kind="schema",
        mappable=mappable,
        items=tuple(Item(id=id, kind=kind, statement=id) for id, kind in kinds.items()),
        links=tuple(Link(source=child, target=parent, type="isChildOf") for child, parent in links),
    )


def test_mappable_items_are_the_deepest_of_the_usual_kinds():
    framework = tree(("b", "a"), ("c", "b"), a="capability", b="capability", c="criterion")
    assert [item.id for item in mappable_items(framework)] == ["b"]


def test_mappable_items_of_other_kinds_leave_out_headings():
    assert [item.id for item in mappable_items(tree(("b", "a"), a="domain", b="outcome", c="duty"))] == ["b"]


def test_mappable_items_are_those_the_framework_names():
    framework = tree(("b", "a"), a="theme", b="capability", mappable=("theme",))
    assert [item.id for item in mappable_items(framework)] == ["a"]


def test_orphan_outcomes_claim_nothing_in_these_frameworks(draw):
    drawn = draw(
        """
        M1
          LO1 -> K1 I
          LO2 -> F2:K1 I
        """,
        items="K1",
    )
    assert [id for _, id in orphan_outcomes(drawn.programme, drawn.frameworks)] == ["M1/LO2"]
    assert orphan_outcomes(drawn.programme, (*drawn.frameworks, draw_framework("K1", id="F2"))) == ()


def test_coverage_over_the_pathways_of_its_lens(draw):
    """The lens belongs to pathway PA alone, so PB does not count against K1."""
    drawn = draw(
        """
        M1  core on PA  essay 100%: LO1
          LO1 -> K1 A
        """,
        items="K1",
        pathways="PA PB",
        lenses=(Lens(framework="F", code="F", pathways=("PA",)),),
    )
    assert seen(drawn).by_id["K1"].without == ()
