"""The lenses: what the programme is mapped to, and whether it is the version that was meant."""

from dataclasses import replace

import pytest

from curricle.core.canonical import digest
from curricle.core.framework import AssessmentMethod, Facts
from curricle.core.programme import Lens
from draw import draw_framework


def test_standard_missing(draw):
    """An apprenticeship has a schema and no standard."""
    finding = draw(items="C1", apprenticeship=True).finding("standard-missing")
    assert (finding.says, finding.severity) == ("The programme is an apprenticeship and is mapped to no standard.", "warns")
    assert draw(items="C1").findings("standard-missing") == ()


def test_schema_missing(draw):
    """Only the standard has been chosen."""
    drawn = draw(items="K1", kind="standard", apprenticeship=True)
    assert drawn.finding("schema-missing").says == "The programme is mapped to no training schema."


LEFT_OUT = (Lens(framework="F", code="F"), Lens(framework="F9", code="F9", title="The other lens"))


def test_lens_that_was_left_out_may_be_the_standard(draw):
    """The schema alone was asked for, so nobody can say that there is no standard."""
    drawn = draw(items="C1", apprenticeship=True, lenses=LEFT_OUT)
    assert drawn.findings("standard-missing") == ()
    assert "The other lens was not compared: this version is not at hand." in drawn.report().not_checked


def test_lens_that_was_left_out_may_be_the_schema(draw):
    """The standard alone was asked for, so nobody can say that there is no schema."""
    drawn = draw(items="K1", kind="standard", apprenticeship=True, lenses=LEFT_OUT)
    assert drawn.findings("schema-missing") == ()


def test_lens_not_at_hand(draw):
    """The programme names a version that nobody brought."""
    drawn = draw(items="C1", lenses=(Lens(framework="F", code="F"), Lens(framework="F9", code="F9", title="The old schema")))
    assert drawn.finding("lens-not-at-hand").says == "One framework could not be compared: The old schema."


def test_lens_digest(draw):
    """The text at hand has another digest than the one the programme was mapped to."""
    drawn = draw(items="C1", lenses=(Lens(framework="F", code="F", digest="0" * 64),))
    says = "The schema is not word for word the version that the programme was mapped to."
    assert drawn.finding("lens-digest").says == says
    assert drawn.findings("lens-digest", digests={"F": "0" * 64}) == ()


def test_lens_digest_of_the_same_text(draw):
    """The same text has the same digest."""
    drawn = draw(items="C1")
    drawn = drawn.changed(lenses=(Lens(framework="F", code="F", digest=digest(drawn.framework)),))
    assert drawn.findings("lens-digest") == ()


def test_lens_demonstration(draw):
    """A real programme stands on invented wording; a demonstration programme may."""
    invented = draw_framework("C1", demonstration=True, title="Demonstration schema")
    assert draw(second=invented).finding("lens-demonstration").says == "One framework is demonstration content: Demonstration schema."
    assert draw(second=invented, demonstration=True).findings("lens-demonstration") == ()


def test_profession_without_lens(draw):
    """The programme serves two professions and has the schema of one."""
    drawn = draw(second=draw_framework("C1", professions=("Podiatrist",)), professions=("podiatrist", "dietitian"))
    assert drawn.finding("profession-without-lens").says == "One profession of the programme has no framework: dietitian."


METHODS = Facts(assessment_methods=(AssessmentMethod(name="Proposal report"), AssessmentMethod(name="Discussion")))


def test_assessment_plan(draw):
    """The standard's methods are named until the assessment strategy says how modules prepare for them."""
    drawn = draw(items="K1", kind="standard", facts=METHODS, apprenticeship=True)
    finding = drawn.finding("assessment-plan")
    assert finding.says == "The standard assesses by Proposal report and Discussion, and nothing says how the modules prepare for it."
    assert finding.source == "The standard, version 1.0: assessment methods"


@pytest.mark.parametrize(("demonstration", "confidence"), [(False, "A"), (True, "P")])
def test_assessment_plan_of_a_demonstration_standard(draw, demonstration, confidence):
    """What a demonstration standard says is nobody's official word."""
    drawn = draw(items="K1", kind="standard", facts=METHODS, apprenticeship=True)
    drawn = replace(drawn, frameworks=(replace(drawn.framework, demonstration=demonstration),))
    assert drawn.finding("assessment-plan").confidence == confidence


def test_assessment_organisation(draw):
    """Nobody has been chosen to assess the apprentices yet."""
    drawn = draw(items="K1", kind="standard", apprenticeship=True)
    assert drawn.finding("assessment-organisation").says == "No assessment organisation is named."
