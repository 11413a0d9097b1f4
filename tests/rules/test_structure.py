"""Modules, routes, codes and the parts that papers print."""

from dataclasses import replace

from curricle.core.policyset import PolicySet
from curricle.core.programme import Placement

WRITTEN = dict.fromkeys(("aims", "admissions", "teaching_strategy", "assessment_strategy", "progression", "support", "quality"), "Written.")


def test_codes_unique_of_outcomes(draw):
    """Two outcomes of one module are both called LO1; capitals make no difference."""
    drawn = draw("""
        M1  essay 100%: LO1
          LO1
          lo1
    """)
    finding = drawn.finding("codes-unique")
    assert (finding.says, finding.severity, finding.confidence) == ("Two outcomes of M1 have the code LO1.", "blocks", "P")


def test_codes_unique_of_modules(draw):
    """The same module code stands twice; the second is the one to change."""
    drawn = draw("""
        M1  20 credits
        M1  40 credits
    """)
    assert drawn.finding("codes-unique").says == "Two modules have the code M1."


def test_codes_unique_across_modules(draw):
    """LO1 of M1 and LO1 of M2 are two things, and no code at all is another finding."""
    drawn = draw("""
        M1  essay 100%: LO1
          LO1
        M2  essay 100%: LO1
          LO1
    """)
    assert drawn.findings("codes-unique") == ()


def test_codes_missing(draw):
    """A module came without a code."""
    drawn = draw("M1  20 credits")
    drawn = drawn.changed(modules=(replace(drawn.programme.modules[0], code=" "),))
    assert drawn.finding("codes-missing").says == "One module or outcome has no code."


def test_modules_missing(draw):
    """An empty programme says what to do first."""
    finding = draw().finding("modules-missing")
    assert (finding.says, finding.severity) == ("The programme has no modules yet.", "informs")


def test_outcomes_missing(draw):
    """M1 has no outcomes."""
    assert draw("M1  20 credits").finding("outcomes-missing").says == "One module has no outcomes: M1."


def test_outcomes_per_module(draw):
    """The usual limit is six for 20 credits."""
    drawn = draw("M1  20 credits\n" + "\n".join(f"  LO{at}" for at in range(1, 8)))
    finding = drawn.finding("outcomes-per-module")
    assert (finding.says, finding.policy) == ("M1 has seven outcomes; the limit for 20 credits is six.", True)
    assert drawn.findings("outcomes-per-module", policy=PolicySet(outcomes_per_unit=12)) == ()


def test_pathway_empty(draw):
    """Every module stands on PA, none on PB."""
    drawn = draw("M1  20 credits  core on PA", pathways="PA PB")
    assert drawn.finding("pathway-empty").says == "One pathway holds no modules: PB."


def test_pathway_empty_with_a_shared_module(draw):
    """A module that names no pathway stands on all."""
    drawn = draw(
        """
        M1  20 credits  core on PA
        M2  20 credits
        """,
        pathways="PA PB",
    )
    assert drawn.findings("pathway-empty") == ()


def test_placement_unknown(draw):
    """The structure still names a module that was taken out, and a pathway that never was."""
    drawn = draw("M1  20 credits  core on PX")
    drawn = drawn.changed(placements=(*drawn.programme.placements, Placement(module="M9")))
    says = "Two lines of the structure name a module or a pathway that the programme does not have."
    assert drawn.finding("placement-unknown").says == says


def test_specification_empty(draw):
    """Only student support is left to write."""
    drawn = draw("M1  20 credits", **{**WRITTEN, "support": " "})
    finding = drawn.finding("specification-empty")
    assert finding.says == "One part of the specification is empty: student support."
    assert finding.at[0].field == "support"


def test_descriptor_empty(draw):
    """M1 has no syllabus."""
    drawn = draw("M1  20 credits")
    drawn = drawn.changed(modules=(replace(drawn.programme.modules[0], syllabus=""),))
    assert drawn.finding("descriptor-empty").says == "One module lacks aims or syllabus: M1."


def test_blended_statement(draw):
    """Of 100 taught hours 60 are online; independent study does not count as taught."""
    drawn = draw("M1  20 credits  60 h scheduled live online  40 h guided independent face to face  100 h")
    says = "60 per cent of the taught time is online, and the blended learning statement is empty."
    assert drawn.finding("blended-statement").says == says


def test_blended_none(draw):
    """All taught time is face to face."""
    assert draw("M1  20 credits  60 h scheduled  140 h").finding("blended-none").says == "None of the taught time is online."


def test_work_based_elsewhere(draw):
    """Work-based hours are planned face to face at the university."""
    drawn = draw("M1  20 credits  200 h work-based face to face")
    assert drawn.finding("work-based-elsewhere").says == "One module plans work-based hours away from the workplace: M1."
