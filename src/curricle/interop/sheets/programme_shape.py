"""The sheets and columns of the programme workbook. Fields follow the unions of specifications and descriptors (PSTPL, MODTPL, A/C)."""

from __future__ import annotations

from curricle.core.terms import Delivery, HoursKind, Letter
from curricle.interop.sheets.column import ID, YES_NO, Column, Fact

FORMAT = "Curricle programme workbook"
DOWNLOADED = "As downloaded"
MODULES_LIST = "=Modules!$A$2:$A$500"
LETTERS = tuple(letter.value for letter in Letter)
CORE = ("core", "optional")
OUTCOME_GROUPS = ("knowledge and understanding", "cognitive", "practical-professional", "transferable")

PROGRAMME = (
    Fact(label="Code", field="code", says="The university's own code. It decides which draft this workbook replaces."),
    Fact(label="Title", field="title", says="As on the certificate, for example: Enhanced practice (podiatry)"),
    Fact(label="Award", field="award.title", says="For example: PgCert Enhanced Practice"),
    Fact(label="Award type", field="award.type", choices=("PgCert", "PgDip", "Master's", "none"), says="PgCert, PgDip, Master's or none"),
    Fact(label="Award credits", field="award.credits", kind="whole", says="For example: 60"),
    Fact(label="Award level", field="award.level", kind="whole", says="FHEQ level, 4 to 8"),
    Fact(label="Least credits at that level", field="award.minimum_at_level", kind="whole", says="Empty where no rule is given"),
    Fact(label="Exit awards", field="award.exit_awards"),
    Fact(label="First intake", field="first_intake", kind="date", says="2027-09-20. It decides which rules apply."),
    Fact(label="Apprenticeship", field="apprenticeship", kind="yes", choices=YES_NO, says="yes or no"),
    Fact(label="Prior learning (hours)", field="prior_learning", kind="hours", says="Off-the-job hours that prior learning takes away"),
    Fact(label="Professions", field="professions", kind="list", says="Separated by semicolons, for example: podiatrist; paramedic"),
    Fact(label="Demonstration", field="demonstration", kind="yes", choices=YES_NO, says="yes only for invented programmes"),
    Fact(label="Awarding institution", field="institution"),
    Fact(label="Teaching institution", field="teaching_institution"),
    Fact(label="School", field="school"),
    Fact(label="Programme leader", field="leader"),
    Fact(label="UCAS or HECoS codes", field="codes"),
    Fact(label="Mode", field="mode", says="For example: part time, blended"),
    Fact(label="Length", field="length"),
    Fact(label="Sites", field="sites"),
    Fact(label="Start dates", field="start_dates"),
    Fact(label="Accreditation", field="accreditation"),
    Fact(label="Reference points", field="reference_points", says="Benchmark statements, the occupational standard and its version"),
    Fact(label="Approval date", field="approval_date"),
    Fact(label="Version", field="version"),
    Fact(label="Admissions", field="admissions"),
    Fact(label="Recognition of prior learning", field="recognition_of_prior_learning"),
    Fact(label="Aims", field="aims"),
    Fact(label="Distinctive features", field="features"),
    Fact(label="Teaching strategy", field="teaching_strategy"),
    Fact(label="Assessment strategy", field="assessment_strategy"),
    Fact(label="Progression and award", field="progression"),
    Fact(label="Assessment regulations", field="regulations"),
    Fact(label="Student support", field="support"),
    Fact(label="Quality management", field="quality"),
    Fact(label="Blended learning", field="blended_statement"),
    Fact(label="Work-based learning", field="work_based_learning"),
    Fact(label="Careers", field="careers"),
    Fact(label="Assessment organisation", field="assessment_organisation"),
    Fact(label="Integrated", field="integrated", says="integrated or non-integrated apprenticeship"),
    Fact(label="Id", field="id", says="Made by Curricle. Leave it as it is."),
)

PATHWAYS = (
    Column(heading="Code", field="code", says="A short code for the route, for example POD"),
    Column(heading="Title", field="title", width=40, says="What people call the route"),
    Column(heading="Profession", field="profession", width=28, says="Where the route belongs to one profession"),
    ID,
)

LENSES = (
    Column(heading="Framework", field="code", says="Code of the schema or standard that the programme is mapped to"),
    Column(heading="Title", field="title", width=50, says="Filled by Curricle"),
    Column(heading="Version", field="version", says="Empty takes the only version at hand"),
    Column(heading="Pathways", field="pathways", says="Pathways it applies to, separated by semicolons. Empty means all."),
    Column(heading="Matrix sheet", field="sheet", says="The sheet that shows this framework as a grid", grey=True),
    Column(heading="Digest", field="digest", says="The exact text that was mapped. Made by Curricle.", grey=True),
    Column(heading="Framework id", field="framework", says="Made by Curricle. Leave it empty in a new row.", grey=True),
    Column(heading="Id", field="id", width=8, says="Says which rows are examples.", grey=True),
)

_MODULE_TEXTS = (
    ("School", "school"),
    ("Leader", "leader"),
    ("Type", "type"),
    ("Prerequisites", "prerequisites"),
    ("Corequisites", "corequisites"),
    ("Excluded combinations", "excluded"),
    ("Sites", "sites"),
    ("Version", "version"),
    ("Approved", "approved"),
    ("Rationale", "rationale"),
    ("Aims", "aims"),
    ("Syllabus", "syllabus"),
    ("Delivery pattern", "delivery_pattern"),
    ("Reading", "reading"),
    ("Resources", "resources"),
    ("Professional body notes", "psrb_notes"),
    ("Sustainability and inclusion", "statements"),
)
MODULE_TEXTS = tuple(field for _, field in _MODULE_TEXTS)

MODULES = (
    Column(heading="Code", field="code", says="For example PM701"),
    Column(heading="Title", field="title", width=40, says="The module's title"),
    Column(heading="Credits", field="credits", width=9, says="A whole number, for example 20"),
    Column(heading="Level", field="level", width=9, says="FHEQ level", choices=("4", "5", "6", "7", "8")),
    Column(heading="Core or optional", field="core", says="Empty counts as core", choices=CORE),
    Column(heading="Pathways", field="pathways", says="Codes separated by semicolons. Empty means all."),
    Column(heading="Period", field="period", says="For example: Year 1, autumn"),
    *(Column(heading=heading, field=field, width=20, says="Free text") for heading, field in _MODULE_TEXTS),
    Column(heading="Order", field="order", width=8, says="Where the module stands in the structure. Made by Curricle.", grey=True),
    ID,
)

OUTCOMES = (
    Column(heading="Module", field="module", says="The module's code", choices=MODULES_LIST),
    Column(heading="Code", field="code", says="For example LO1"),
    Column(heading="Outcome", field="text", width=80, says="What a learner will be able to do"),
    Column(heading="Group", field="group", width=26, says="Kind of outcome, may be empty", choices=OUTCOME_GROUPS),
    ID,
)

ASSESSMENTS = (
    Column(heading="Module", field="module", says="The module's code", choices=MODULES_LIST),
    Column(heading="Code", field="code", says="For example A1"),
    Column(heading="Title", field="title", width=36, says="What the element is called"),
    Column(heading="Type", field="type", width=22, says="Essay, portfolio, practical examination …"),
    Column(heading="Category", field="category", says="May be empty", choices=("exam", "coursework", "practical")),
    Column(heading="Weight %", field="weight", width=9, says="Whole per cent; a module's weights add to 100"),
    Column(heading="Pass or fail only", field="pass_fail", width=9, says="yes or no", choices=YES_NO),
    Column(heading="Size", field="size", says="3,000 words, 20 minutes …"),
    Column(heading="Outcomes", field="outcomes", says="Codes of the outcomes it assesses, separated by semicolons: LO1; LO3"),
    Column(heading="Pass rule", field="pass_rule", width=22, says="Free text"),
    Column(heading="Reassessment", field="reassessment", width=22, says="Free text"),
    ID,
)

HOURS = (
    Column(heading="Module", field="module", says="The module's code", choices=MODULES_LIST),
    Column(heading="Kind", field="kind", width=22, says="Kind of learning time", choices=tuple(each.value for each in HoursKind)),
    Column(heading="Delivery", field="delivery", width=22, says="How it is delivered", choices=tuple(each.value for each in Delivery)),
    Column(heading="Hours", field="minutes", says="12, 12.5 or 12:30. A module's hours add to its credits × 10."),
    Column(heading="In paid time", field="paid", says="yes when it is inside normal paid working hours", choices=YES_NO),
    Column(heading="Month", field="month", width=9, says="Month of the programme, 1 for the first; may be empty"),
    Column(heading="Note", field="note", width=40, says="Free text"),
    Column(heading="Id", field="id", width=8, says="Says which rows are examples.", grey=True),
)

CLAIMS = (
    Column(heading="Module", field="module", says="The module's code", choices=MODULES_LIST),
    Column(heading="Outcome", field="outcome", says="Code of the module's outcome, for example LO1"),
    Column(heading="Framework", field="lens", says="Code of the schema or standard", choices="=Lenses!$A$2:$A$60"),
    Column(heading="Item", field="item", says="Code of the capability or KSB, for example K3"),
    Column(heading="Letter", field="letter", width=9, says="I introduced, D developed, A assessed", choices=LETTERS),
    Column(heading="Reason", field="reason", width=60, says="Why the outcome meets the item; may be empty"),
    Column(heading="Item text", field="text", width=60, says="For reading only; it is not read back", grey=True),
    Column(heading="Outcome id", field="outcome_id", width=10, says="Made by Curricle. Leave it empty in a new row.", grey=True),
    Column(heading="Item id", field="item_id", width=10, says="Made by Curricle. Leave it empty in a new row.", grey=True),
    Column(heading="Id", field="id", width=8, says="Says which rows are examples.", grey=True),
)

BASE = (
    Column(heading="Outcome id", field="outcome", says="", grey=True),
    Column(heading="Framework id", field="framework", says="", grey=True),
    Column(heading="Item id", field="item", says="", grey=True),
    Column(heading="Letter", field="letter", says="", grey=True),
)

TABLES = (
    ("Pathways", PATHWAYS),
    ("Lenses", LENSES),
    ("Modules", MODULES),
    ("Outcomes", OUTCOMES),
    ("Assessments", ASSESSMENTS),
    ("Hours", HOURS),
    ("Claims", CLAIMS),
)
#: Labels at the left of a matrix, before its items.
MATRIX_LABELS = ("Module", "Outcome", "Outcome text", "Id")
#: A framework with more mappable items than this has no matrix sheet: a spreadsheet that wide helps nobody.
MATRIX_WIDTH = 1_000
