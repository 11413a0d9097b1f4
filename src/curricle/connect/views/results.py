"""What comes of a programme: coverage, gaps, findings."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from curricle.connect.forms.asked import FindingsAsked, GapsAsked, Page
from curricle.connect.operation import operation
from curricle.connect.pages.results import (
    CoveredItem,
    FindingFacts,
    GapFacts,
    LensCoverage,
    covered_item,
    finding_facts,
    gap_facts,
    lens_coverage,
)
from curricle.connect.scopes import PROGRAMMES
from curricle.connect.views.found import find, part, tag
from curricle.core.alignment import coverage
from curricle.core.gaps import GapKind, gaps
from curricle.design import queries

router = Router(tags=["Results"])
readable = operation("mapping", "v", scope=PROGRAMMES)


@router.get("/programmes/{code:code}/coverage", response=list[LensCoverage])
@readable
def list_coverage(request: HttpRequest, response: HttpResponse, code: str) -> list[LensCoverage]:
    """The programme seen through each of its lenses that is at hand."""
    found = find(request, code, kind="mapping")
    tag(response, found.row)
    return [lens_coverage(coverage(found.value, lens)) for lens in found.lenses]


@router.get("/programmes/{code:code}/coverage/{lens}", response=list[CoveredItem])
@readable
def list_covered_items(request: HttpRequest, response: HttpResponse, code: str, lens: str, asked: Query[Page]) -> list[CoveredItem]:
    """Every mappable item of one lens, in framework order, with the claims on it."""
    found = find(request, code, kind="mapping")
    seen = coverage(found.value, found.lens(lens))
    tag(response, found.row)
    return [covered_item(each) for each in part(request, response, seen.items, asked)]


@router.get("/programmes/{code:code}/gaps", response=list[GapFacts])
@readable
def list_gaps(request: HttpRequest, response: HttpResponse, code: str, asked: Query[GapsAsked]) -> list[GapFacts]:
    """The gap list: of all lenses or of one, of all kinds or of one, the worst kind first within each lens."""
    found = find(request, code, kind="mapping")
    policy = queries.policy_set(found.row.organisation_id)
    kinds = (GapKind(asked.kind),) if asked.kind else tuple(GapKind)
    lenses = (found.lens(asked.lens),) if asked.lens else found.lenses
    facts = [gap_facts(lens.id, gap) for lens in lenses for gap in gaps(coverage(found.value, lens), policy=policy, kinds=kinds)]
    tag(response, found.row)
    return list(part(request, response, facts, asked))


@router.get("/programmes/{code:code}/findings", response=list[FindingFacts])
@operation("programme_draft", "v", scope=PROGRAMMES)
def list_findings(request: HttpRequest, response: HttpResponse, code: str, asked: Query[FindingsAsked]) -> list[FindingFacts]:
    """What the checks say, the worst first. Waived findings are left out."""
    found = find(request, code)
    report = queries.report(found.row, found.value, found.lenses)
    rows = [each for each in report.findings if asked.severity in ("", each.severity.value)]
    tag(response, found.row)
    return [finding_facts(each) for each in part(request, response, rows, asked)]
