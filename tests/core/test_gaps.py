"""The gap list and what it does not speak of."""

from dataclasses import replace

from curricle.core.alignment import coverage
from curricle.core.gaps import GapKind, gaps, not_checked
from curricle.core.policyset import PolicySet
from curricle.core.programme import Lens

PICTURE = """
    M1  essay 100%: LO1
      LO1 -> K1 A, K2 D
      LO2 -> K3 A
    M2  optional  exam 100%: LO1
      LO1 -> K4 A
"""


def listed(drawn, **options):
    return [(gap.kind, gap.coverage.item.code, gap.says) for gap in gaps(coverage(drawn.programme, drawn.framework), **options)]


def test_gaps_stand_worst_first_with_their_reason(draw):
    drawn = draw(PICTURE, items="K1 K2 K3 K4 K5")
    assert listed(drawn) == [
        (GapKind.MISSED, "K5", "No module outcome claims it."),
        (GapKind.NEVER_ASSESSED, "K2", "Taught in M1 LO1 (D), and assessed nowhere."),
        (
            GapKind.NEVER_ASSESSED,
            "K3",
            "Claimed as assessed in M1 LO2 (A), but no assessment of the module assesses that outcome.",
        ),
        (GapKind.SINGLE_THREAD, "K1", "Assessed once only: M1 LO1, by A1."),
        (GapKind.SINGLE_THREAD, "K4", "Assessed once only: M2 LO1, by A1."),
        (
            GapKind.OPTIONAL_ONLY,
            "K4",
            "Claimed in M2 LO1 (A), but on at least one route through the programme no core module claims it.",
        ),
    ]


def test_gaps_of_one_kind(draw):
    assert [code for _, code, _ in listed(draw(PICTURE, items="K1 K5"), kinds=[GapKind.MISSED])] == ["K5"]


def test_gaps_tell_what_is_over_covered(draw):
    drawn = draw(PICTURE, items="K1")
    says = "Assessed 1 times: M1 LO1 (A)."
    assert listed(drawn, policy=PolicySet(over_covered=0), kinds=[GapKind.OVER_COVERED]) == [(GapKind.OVER_COVERED, "K1", says)]


#: What a drawn programme leaves out.
BARE = (
    "No first intake is given, so the newest funding rules were used.",
    "The award has no credits yet, so nothing was compared with them.",
    "No hours are given for M1, so the rules about hours passed over it.",
    "No assessments are given for M1, so the rules about assessments passed over it.",
)


def test_not_checked_tells_what_silence_does_not_mean(draw):
    assert not_checked(draw().programme, ()) == (
        "No schema or standard has been chosen, so nothing was compared.",
        "The programme has no modules yet.",
    )


def test_not_checked_names_lenses_and_modules(draw):
    drawn = draw("M1  20 credits", items="K1", lenses=(Lens(framework="F9", code="F9", title="The old schema"),))
    assert not_checked(drawn.programme, drawn.frameworks) == (
        "The old schema was not compared: this version is not at hand.",
        "M1 has no outcomes, so it can claim nothing.",
        *BARE,
    )


def test_not_checked_counts_items_without_text(draw):
    drawn = draw("M1  20 credits\n  LO1", items="K1 K2")
    blank = tuple(replace(item, statement=" ") for item in drawn.framework.items)
    one = replace(drawn.framework, items=(blank[0], drawn.framework.items[1]))
    two = replace(drawn.framework, items=blank)
    assert not_checked(drawn.programme, (one,)) == ("The schema: 1 item has no text.", *BARE)
    assert not_checked(drawn.programme, (two,)) == ("The schema: 2 items have no text.", *BARE)
