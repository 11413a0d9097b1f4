"""The workbook of grids: what is wide on paper, where there is room for it."""

from __future__ import annotations

from collections.abc import Sequence

from curricle.core.alignment import Coverage, ItemCoverage
from curricle.core.checks import Report
from curricle.core.gaps import gaps
from curricle.core.hours import ModuleHours, balance_sheet
from curricle.core.papers.grid import CellStyle, GridCell, Sheet, Workbook
from curricle.core.papers.mappings import status
from curricle.core.papers.strip import KEY
from curricle.core.papers.tree import Meta
from curricle.core.papers.wording import capital, day, framework_name, per_cent
from curricle.core.programme import Programme
from curricle.core.registry import kind_label
from curricle.core.terms import Letter

#: Items across one grid; a framework with more goes on in a further sheet (a worksheet has 16,384 columns).
ACROSS = 1_000
#: Items across one printed page, at a size that can be read.
PRINTED = 25
Cells = tuple[GridCell, ...]


def workbook(programme: Programme, coverages: Sequence[Coverage], report: Report, meta: Meta) -> Workbook:
    """Overview, coverage list, gaps, a grid per lens, assessments × outcomes, hours, findings; sheets without rows are left out."""
    sheets = [_overview(programme, coverages, meta), _coverage(coverages), _gaps(coverages)]
    for coverage in coverages:
        sheets += [_grid(programme, coverage, first) for first in range(0, len(coverage.items), ACROSS)]
    sheets += [_assessments(programme), _hours(programme, coverages), _findings(report)]
    return Workbook(file="mapping-grids", title=f"Mapping grids, {meta.programme}", sheets=tuple(each for each in sheets if each.rows))


def _row(*values: object) -> Cells:
    return tuple(GridCell(each if isinstance(each, int) else str(each), CellStyle.WRAP) for each in values)


def _head(*names: str) -> Cells:
    return tuple(GridCell(name, CellStyle.HEAD) for name in names)


def _overview(programme: Programme, coverages: Sequence[Coverage], meta: Meta) -> Sheet:
    facts: list[tuple[object, object, object, object]] = [
        ("Programme", meta.programme, "", ""),
        ("Institution", meta.institution, "", ""),
        ("Version", meta.version, "", ""),
        ("Prepared", day(meta.prepared), "", ""),
        ("Programme digest (SHA-256)", meta.digest, "", ""),
        ("Modules", len(programme.modules), "", ""),
    ]
    if meta.demonstration:
        facts.insert(0, ("Demonstration", "Invented wording for trying out", "", ""))
    rows = [_row(*fact) for fact in facts if fact[1] != ""]
    for coverage in coverages:
        totals = coverage.totals
        rows.append(_row(framework_name(coverage.framework), totals.items, totals.taught, totals.assessed))
    head = _head("What", "Entry, or items", "Taught", "Assessed")
    return Sheet(name="Overview", head=head, rows=tuple(rows), widths=(48, 40, 10, 10), filtered=False, columns_kept=0)


def _coverage(coverages: Sequence[Coverage]) -> Sheet:
    rows = tuple(
        (
            *_row(each.framework.code or each.framework.title, item.item.code, kind_label(item.item.kind), item.item.statement),
            GridCell(", ".join(capital(pillar) for pillar in item.item.pillars), CellStyle.WRAP),
            _letter(item.letter),
            *_row(capital(status(item)), ", ".join(f"{use.module_code} {use.outcome_code} ({use.letter.value})" for use in item.uses)),
        )
        for each in coverages
        for item in each.items
    )
    head = _head("Framework", "Item", "Kind", "Statement", "Pillar", "Letter", "Status", "Claimed in")
    return Sheet(name="Coverage", head=head, rows=rows, widths=(14, 10, 14, 70, 22, 8, 22, 50), columns_kept=2)


def _gaps(coverages: Sequence[Coverage]) -> Sheet:
    rows = tuple(
        _row(
            each.framework.code or each.framework.title,
            gap.coverage.item.code,
            capital(gap.kind.value),
            gap.coverage.item.statement,
            gap.says,
        )
        for each in coverages
        for gap in gaps(each)
    )
    head = _head("Framework", "Item", "Gap", "Statement", "Reason")
    return Sheet(name="Gaps", head=head, rows=rows, widths=(14, 10, 18, 70, 60), columns_kept=2)


def _grid(programme: Programme, coverage: Coverage, first: int) -> Sheet:
    held = coverage.items[first : first + ACROSS]
    blank = GridCell("")
    strip = (GridCell("Coverage strip", CellStyle.HEAD), blank, blank, *(_letter(each.letter) for each in held))
    head = (*_head("Module", "Outcome", "Text"), *(_item_head(each) for each in held))
    cells = {(use.module, use.outcome, each.item.id): Letter.I for each in held for use in each.uses}
    for each in held:
        for use in each.uses:
            key = (use.module, use.outcome, each.item.id)
            cells[key] = max(cells[key], use.letter, key=lambda letter: letter.rank)
    rows = tuple(
        (
            *_row(module.code, outcome.code, outcome.text),
            *(_letter(cells[key]) if (key := (module.id, outcome.id, each.item.id)) in cells else blank for each in held),
        )
        for module in programme.modules
        for outcome in module.outcomes
    )
    part = "" if first == 0 else f" {first // ACROSS + 1}"
    title = (GridCell(framework_name(coverage.framework), CellStyle.TITLE),)
    return Sheet(
        name=f"Grid {coverage.framework.code or coverage.framework.title}{part}",
        above=(title, (GridCell(KEY),), strip),
        head=head,
        rows=rows,
        widths=(12, 9, 42, *(4 for _ in held)),
        columns_kept=3,
        across=PRINTED,
    )


def _item_head(each: ItemCoverage) -> GridCell:
    return GridCell(each.item.name, CellStyle.UPRIGHT)


def _letter(letter: Letter | None) -> GridCell:
    return GridCell(letter.value, CellStyle.LETTER) if letter else GridCell("–", CellStyle.GAP)


def _assessments(programme: Programme) -> Sheet:
    rows = tuple(
        _row(
            module.code,
            outcome.code,
            outcome.text,
            ", ".join(f"{each.code} {each.title}".strip() for each in module.assessments if outcome.id in each.outcomes) or "Not assessed",
        )
        for module in programme.modules
        for outcome in module.outcomes
    )
    head = _head("Module", "Outcome", "Text", "Assessed by")
    return Sheet(name="Assessments and outcomes", head=head, rows=rows, widths=(14, 10, 70, 50), columns_kept=2)


def _hours(programme: Programme, coverages: Sequence[Coverage]) -> Sheet:
    standard = next((each.framework for each in coverages if each.framework.kind == "standard"), None)
    sheet = balance_sheet(programme, standard)
    kinds = [kind for kind, _ in sheet.by_kind]
    rows = tuple(
        (
            *_row(line.module.code, line.module.title, line.module.credits),
            GridCell(line.needed, CellStyle.HOURS),
            *_given(line, line.planned, line.difference, *(minutes for _, minutes in line.by_kind)),
            *_row(per_cent(line.blended)),
            *_given(line, line.off_the_job),
        )
        for line in sheet.lines
    )
    names = [capital(kind.value) for kind in kinds]
    head = _head(
        "Module",
        "Title",
        "Credits",
        "Credits × 10 h",
        "Planned",
        "Difference",
        *names,
        "Online share",
        "In paid time",
    )
    return Sheet(name="Hours", head=head, rows=rows, widths=(14, 40, 9, 14, 14, 14, *(16 for _ in kinds), 12, 14))


def _given(line: ModuleHours, *minutes: int) -> Cells:
    """Hours, or that none are given: missing is not zero."""
    return tuple(GridCell(each, CellStyle.HOURS) if line.module.hours else GridCell("Not given", CellStyle.WRAP) for each in minutes)


def _findings(report: Report) -> Sheet:
    open_rows = [
        _row(
            capital(each.severity.value),
            "Advice" if each.advice else "Sourced rule",
            each.rule,
            each.says,
            ", ".join(place.label for place in each.at),
            each.why,
            each.remedy,
            each.source,
            each.confidence.value,
            "",
        )
        for each in (*report.sourced, *report.advice)
    ]
    waived = [
        _row(
            "Waived", "Institution's limit", each.finding.rule, each.finding.says, ", ".join(place.label for place in each.finding.at),
            each.finding.why, each.finding.remedy, each.finding.source, each.finding.confidence.value,
            f"{each.waiver.reason} ({each.waiver.who}, {day(each.waiver.when)})",
        )
        for each in report.waived
    ]  # fmt: skip
    head = _head("Severity", "Kind", "Rule", "Finding", "Where", "Why it matters", "What to do", "Source", "Confidence", "Waiver")
    return Sheet(name="Findings", head=head, rows=tuple(open_rows + waived), widths=(9, 12, 17, 40, 26, 36, 36, 28, 11, 22), columns_kept=0)
