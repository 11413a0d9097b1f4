"""Values for every component: one page with typical content, one with nothing in it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from curricle.core.findings import Finding, Place
from curricle.core.terms import Confidence, Severity
from curricle.ui import show
from curricle.ui.dates import DayField
from curricle.ui.grid import Grid, GridHead
from curricle.ui.parts import Cell, Column, FindingCard, Link, Pages, PillarRow, SummaryRow, Task, TimelineEntry, finding_card
from curricle.ui.strip import Strip, StripCell


class KitForm(forms.Form):
    search = forms.CharField(label="Words", required=False)
    name = forms.CharField(label="Name of the programme", help_text="As it stands on the award")
    email = forms.EmailField(label="E-mail address", widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    password = forms.CharField(label="Password", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))
    credits = forms.IntegerField(label="Credits", required=False)
    aims = forms.CharField(label="Aims", widget=forms.Textarea, required=False)
    note = forms.CharField(label="Note", widget=forms.Textarea, required=False)
    level = forms.ChoiceField(label="Level", choices=[("6", "Level 6"), ("7", "Level 7")], widget=forms.RadioSelect)
    pillars = forms.MultipleChoiceField(
        label="Pillars", choices=[("c", "Clinical"), ("r", "Research")], widget=forms.CheckboxSelectMultiple, required=False
    )
    agree = forms.BooleanField(label="I may bring this file", required=False)
    profession = forms.ChoiceField(label="Profession", choices=[("", "Choose"), ("pod", "Podiatry")])
    intake = DayField(label="First intake", help_text="For example, 20 9 2027")
    sheet = forms.FileField(label="Your sheet", required=False, widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}))


KitForm.base_fields["note"].max_words = 200

FINDING = Finding(
    rule="never-assessed",
    severity=Severity.WARNS,
    says="Three capabilities are taught but never assessed.",
    at=(Place(kind="item", id="c3", label="C3"), Place(kind="item", id="c9", label="C9")),
    why="The panel asks where each capability is assessed.",
    remedy="Mark an assessment of the module for C3",
    source="Demonstration rule",
    confidence=Confidence.B,
)


@dataclass(frozen=True, kw_only=True)
class KitPage:
    title: str = "Demonstration programme"
    form: forms.Form = field(default_factory=KitForm)
    problems: tuple[Link, ...] = ()
    crumbs: tuple[Link, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    sections: tuple[Link, ...] = ()
    strip: Strip = Strip(cells=())
    pillars: tuple[PillarRow, ...] = ()
    findings: tuple[FindingCard, ...] = ()
    tasks: tuple[Task, ...] = ()
    summary: tuple[SummaryRow, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    chosen: tuple[Link, ...] = ()
    columns: tuple[Column, ...] = (Column(text="Programme"), Column(text="Credits", numeric=True))
    rows: tuple[tuple[object, ...], ...] = ()
    pages: Pages = Pages()
    grid: Grid = Grid(label="Empty", rows=(), columns=(), cells=())

    @property
    def field_names(self) -> tuple[str, ...]:
        return tuple(name for name in self.form.fields if name != "search")


def sample_strip(count: int = 40) -> Strip:
    """`count` items in four pillars; every seventh is a gap."""
    pillars = ("Clinical", "Leadership and management", "Education", "Research")
    cells = tuple(
        StripCell(
            code=f"C{n}",
            letter="" if n % 14 == 0 else "IDA"[n % 3],
            group=pillars[n * 4 // count],
            title=f"C{n} Assesses <demonstration> wording {n}",
            href=f"/kit/#c{n}",
            gap=n % 7 == 0,
        )
        for n in range(count)
    )
    return Strip(cells=cells, label="Coverage of the demonstration schema")


def sample_grid(rows: int = 12, columns: int = 40) -> Grid:
    return Grid(
        label="Outcomes against capabilities",
        rows=tuple(GridHead(code=f"LO{r % 4 + 1}", text=f"Outcome {r} & more", group=f"M{r // 4 + 1} Demonstration") for r in range(rows)),
        columns=tuple(
            GridHead(code=f"C{c + 1}", text=f"Capability {c}", group="Clinical" if c < 20 else "Research") for c in range(columns)
        ),
        cells=tuple(tuple("IDA"[(r + c) % 3] if (r * 7 + c) % 9 == 0 else "" for c in range(columns)) for r in range(rows)),
    )


BARE = KitPage()
FULL = KitPage(
    problems=(Link(text="Sheet 'Clinical', cell C14: 'Enhancd' is not a level.", href="#results"),),
    crumbs=(Link(text="Programmes", href="/kit/"), Link(text="Podiatry", href="/kit/")),
    facts=(("University", "University of Demonstration"), ("Stage", "draft")),
    sections=(Link(text="Overview", href="/kit/", current=True), Link(text="Gaps", href="/kit/gaps")),
    strip=sample_strip(),
    pillars=(PillarRow(name="Clinical", taught=29, assessed=20, total=34, href="/kit/", gaps_href="/kit/"),),
    findings=(
        finding_card(FINDING, link=lambda place: f"/kit/#{place.id}"),
        replace(
            finding_card(FINDING, link=lambda place: ""), severity="blocks", says="The modules carry 170 credits; the award needs 180."
        ),
        replace(finding_card(FINDING, link=lambda place: ""), advice=True, waived="by the head of school, because of <reason>"),
    ),
    tasks=(
        Task(text="Bring your sheet", href="/kit/", status="Done"),
        Task(text="Look at the gaps", href="/kit/", status="3 gaps", colour="orange", hint="Three items have no claim"),
        Task(text="Hand in", status="Cannot start yet", hint="Two findings block it"),
    ),
    summary=(SummaryRow(key="Award", value="MSc", href="/kit/"), SummaryRow(key="Profession", value="Podiatry", value_href="/kit/")),
    timeline=(TimelineEntry(title="Sheet brought", at=datetime(2027, 9, 20, 14, 5, tzinfo=UTC), by="A. Person", text="12 modules"),),
    chosen=(Link(text="Podiatry", href="/kit/"),),
    columns=(Column(text="Programme", sort="ascending", href="/kit/"), Column(text="Credits", numeric=True, sort="none", href="/kit/")),
    rows=((Cell(text="PO-MSC", href="/kit/"), 180), ("NU-MSC", Cell(text=60))),
    pages=Pages(number=2, count=3, previous="/kit/?page=1", next="/kit/?page=3"),
    grid=sample_grid(),
)


def view(request: HttpRequest, state: str = "full") -> HttpResponse:
    page = {"full": FULL, "bare": BARE}.get(state, FULL)
    if state == "wrong":
        page = replace(
            FULL, form=KitForm({"name": "", "email": "not <an> address", "intake-day": "31", "intake-month": "2", "intake-year": "27"})
        )
    return show(request, "ui/kit.jinja", page, fragment="ui/_help_search.jinja")


handler404 = "curricle.ui.views.not_found"
urlpatterns = [
    path("kit/", view),
    path("kit/<slug:state>/", view),
    path("", include("curricle.ui.urls")),
]
