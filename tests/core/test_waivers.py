"""Waivers: bound to the facts, for institutions' limits only."""

from datetime import date

import pytest

from curricle.core.waivers import NotWaivable, apply, waive

BIG = "M1  130 credits"


def waiver_of(finding):
    return waive(finding, reason=" One project runs through the year. ", who="Alice", when=date(2026, 11, 2))


def test_waiver_sets_a_policy_finding_aside(draw):
    drawn = draw(BIG)
    waiver = waiver_of(drawn.finding("largest-module"))
    report = drawn.report(waivers=(waiver,))
    assert [each.finding.rule for each in report.waived] == ["largest-module"]
    assert (report.waived[0].waiver.reason, report.void) == ("One project runs through the year.", ())
    assert [finding.rule for finding in report.findings if finding.rule == "largest-module"] == []


def test_waiver_is_void_when_the_facts_change(draw):
    waiver = waiver_of(draw(BIG).finding("largest-module"))
    report = draw("M1  140 credits").report(waivers=(waiver,))
    assert (report.void, report.waived) == ((waiver,), ())
    assert [finding.rule for finding in report.findings if finding.rule == "largest-module"] == ["largest-module"]


def test_waiver_is_void_when_there_is_nothing_to_waive(draw):
    waiver = waiver_of(draw(BIG).finding("largest-module"))
    assert draw("M1  20 credits").report(waivers=(waiver,)).void == (waiver,)


def test_waiver_of_a_sourced_rule_is_refused(draw):
    with pytest.raises(NotWaivable, match="credits-10 is not an institution's limit"):
        waiver_of(draw("M1  20 credits  10 h").finding("credits-10"))


def test_waiver_made_by_hand_for_a_sourced_rule_does_nothing(draw):
    drawn = draw("M1  20 credits  10 h")
    finding = drawn.finding("credits-10")
    made = type(waiver_of(draw(BIG).finding("largest-module")))(
        rule=finding.rule, place=finding.at[0].id, facts=finding.facts, reason="Because", who="Alice", when=date(2026, 11, 2)
    )
    assert apply((finding,), (made,)) == ((finding,), (), (made,))


def test_waiver_needs_a_reason(draw):
    with pytest.raises(ValueError, match="needs a reason"):
        waive(draw(BIG).finding("largest-module"), reason="  ", who="Alice", when=date(2026, 11, 2))
