"""The report as a whole: order, apart, and the size it was built for."""

from curricle.core.alignment import coverage
from curricle.core.checks import run
from curricle.core.rulesets import FUNDING_2025, credit_framework


def test_report_of_a_sound_programme_says_nothing_that_blocks(draw):
    drawn = draw(
        """
        M1  20 credits  essay 100%: LO1  120 h scheduled live online  80 h
          LO1 -> C1 A
        """,
        items="C1:clinical",
    )
    assert (drawn.report().blocking, [finding.rule for finding in drawn.report().advice]) == ((), [])


def test_report_puts_the_worst_first_and_then_the_order_of_reading(draw):
    drawn = draw(
        """
        M1  20 credits  10 h
        M2  20 credits  essay 90%: LO1
          LO1
        """
    )
    report = drawn.report()
    assert [finding.rule for finding in report.findings if finding.severity == "blocks"] == ["credits-10", "weights-100"]
    assert [finding.at[0].label for finding in report.blocking] == ["M1", "M2 A1"]
    assert (*report.sourced, *report.advice) == (*report.sourced, *[each for each in report.findings if each.advice])


def test_report_takes_rule_sets_and_coverages_that_are_given(draw):
    drawn = draw("M1  20 credits  100 h paid", items="K1", kind="standard", apprenticeship=True)
    report = run(drawn.programme, drawn.frameworks, rule_sets=(FUNDING_2025,), coverages=(coverage(drawn.programme, drawn.framework),))
    floor = next(finding for finding in report.findings if finding.rule == "otj-floor")
    assert (report.rule_sets, floor.source) == ((FUNDING_2025,), "Apprenticeship funding rules 2025/26 (EM), paragraph 81.2")


def test_credit_framework_without_a_rule_set_asks_for_no_size():
    assert (credit_framework(()).usual_sizes, credit_framework(()).awards) == ((), ())


def test_places_name_modules_without_a_code_by_their_title(draw):
    report = draw("M1  130 credits").report()
    assert [finding.at[0].label for finding in report.findings if finding.rule == "largest-module"] == ["M1"]
