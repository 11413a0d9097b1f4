"""The sheets and columns of the framework template; its CSV twin holds the items, with facts in lines that begin with #."""

from __future__ import annotations

from curricle.core.registry import FRAMEWORK_KINDS, KINDS, PILLARS, PROFESSIONS, RELATIONS
from curricle.interop.sheets.column import ID, YES_NO, Column, Fact

FORMAT = "Curricle framework template"

FRAMEWORK = (
    Fact(label="Code", field="code", says="A short code, for example DEMO-POD"),
    Fact(label="Title", field="title", says="The title as published"),
    Fact(label="Version", field="version", says="For example 1.0"),
    Fact(label="Kind", field="kind", choices=tuple(FRAMEWORK_KINDS), says="standard, schema, curriculum, outcomes or framework"),
    Fact(label="Professions", field="professions", kind="list", says="Separated by semicolons"),
    Fact(label="Creator", field="creator", says="Who wrote it"),
    Fact(label="Publisher", field="publisher", says="Who publishes it"),
    Fact(label="Description", field="description"),
    Fact(label="Language", field="language", says="en for English"),
    Fact(label="Licence", field="licence", says="Under which terms others may use it"),
    Fact(label="Source address", field="source_url", says="Where the published text stands"),
    Fact(label="Notes", field="notes"),
    Fact(label="Subjects", field="subjects", kind="list", says="Separated by semicolons"),
    Fact(
        label="Claims point to", field="mappable", kind="list", says="Kinds of item, separated by semicolons. Empty takes the usual ones."
    ),
    Fact(label="Demonstration", field="demonstration", kind="yes", choices=YES_NO, says="yes only for invented wording"),
    Fact(label="Reference", field="facts.reference", says="For a standard, for example ST0000"),
    Fact(label="Level", field="facts.level", kind="whole", says="For a standard"),
    Fact(label="Months", field="facts.months", kind="whole", says="Typical length"),
    Fact(label="Least off-the-job hours", field="facts.minimum_off_the_job", kind="hours", says="Empty where no figure is published"),
    Fact(label="Confidence of that figure", field="facts.minimum_confidence", choices=("A", "B", "C", "D", "P"), says="A to D, or P"),
    Fact(label="Source of that figure", field="facts.minimum_source"),
    Fact(label="Funding band", field="facts.funding_band", kind="whole", says="Whole pounds"),
    Fact(label="Assessment model", field="facts.assessment_model"),
    Fact(label="Award", field="facts.award", says="For a model curriculum"),
    Fact(label="Credits", field="facts.credits", kind="whole", says="For a model curriculum"),
    Fact(label="FHEQ level", field="facts.fheq_level", kind="whole", says="For a model curriculum"),
    Fact(label="Line id", field="line", says="Shared by all versions. Made by Curricle."),
    Fact(label="Id", field="id", says="Of this version. Made by Curricle."),
)

ITEMS = (
    Column(heading="Code", field="code", width=12, says="For example A1 or K3; may be empty"),
    Column(heading="Kind", field="kind", width=16, says="What kind of item it is", choices=tuple(KINDS.values())),
    Column(heading="Statement", field="statement", width=80, says="The published wording, exactly"),
    Column(heading="Short title", field="title", width=28, says="May be empty"),
    Column(heading="Parent code", field="parent", width=12, says="Code of the heading it stands under. Empty: at the top, or use Level."),
    Column(
        heading="Level",
        field="level",
        width=8,
        says="1 for the top; deeper ones stand under the nearest higher row above. Only without Parent code.",
    ),
    Column(heading="Pillars", field="pillars", width=22, says="; ".join(PILLARS) + ". More than one: separated by semicolons."),
    Column(
        heading="Professions", field="professions", width=24, says="For example " + next(iter(PROFESSIONS)) + "; separated by semicolons"
    ),
    Column(heading="Core or optional", field="requirement", width=12, says="May be empty", choices=("core", "optional")),
    Column(heading="Generic or specialist", field="scope", width=12, says="May be empty", choices=("generic", "specialist")),
    Column(
        heading="Practice level",
        field="practice_level",
        width=14,
        says="May be empty",
        choices=("entry", "enhanced", "advanced", "consultant"),
    ),
    Column(heading="FHEQ level", field="fheq_level", width=9, says="May be empty"),
    Column(heading="Subjects", field="subjects", width=16, says="Separated by semicolons, may be empty"),
    Column(heading="Notes", field="notes", width=40, says="Free text"),
    Column(heading="Parent link id", field="link", width=10, says="Made by Curricle. Leave it empty in a new row.", grey=True),
    ID,
)

LINKS = (
    Column(heading="From", field="source", width=14, says="Code of the item the link starts at, or the id of an item of an older version"),
    Column(heading="Relation", field="type", width=20, says="How the two are related", choices=RELATIONS),
    Column(heading="To", field="target", width=14, says="Code of the item it leads to, or the id of an item elsewhere"),
    Column(heading="Note", field="note", width=50, says="May be empty"),
    ID,
)
