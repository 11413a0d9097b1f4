"""Writes the programme workbook, filled or as a template with a filled example."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from curricle.core.alignment import mappable_items
from curricle.core.canonical import digest
from curricle.core.framework import Framework, Item
from curricle.core.module import Module
from curricle.core.programme import Lens, Programme
from curricle.interop.sheets.book import Book, Value
from curricle.interop.sheets.column import EXAMPLE, Column, Fact
from curricle.interop.sheets.example import example_rows
from curricle.interop.sheets.naming import references, sheet_name
from curricle.interop.sheets.programme_shape import (
    BASE,
    DOWNLOADED,
    FORMAT,
    LETTERS,
    MATRIX_LABELS,
    MATRIX_WIDTH,
    MODULE_TEXTS,
    PROGRAMME,
    TABLES,
)

_LINES = (
    "One programme in one workbook. Edit it in any spreadsheet program, save it as XLSX and bring it back.",
    "Grey cells are Curricle's: leave them as they are, and leave them empty in a new row.",
    "A row whose grey Id cell says 'example' is never read. To keep such a row, clear that cell.",
    "Claims can be edited on the sheet Claims or on the Matrix sheets: I introduced, D developed, A assessed.",
    "Where both were changed and they disagree, nothing is read and both cells are named.",
)


def write_programme(programme: Programme, frameworks: Iterable[Framework] = ()) -> bytes:
    """The workbook of a programme, the same bytes for the same content.

    `frameworks` are those of its lenses that are at hand: they give item codes, texts and a matrix sheet each.
    Raises Refused when a text is longer than a cell can hold.
    """
    known = {framework.id: framework for framework in frameworks}
    rows = _rows(programme, known)
    return _book(programme.title or "Programme", [_fact(programme, fact) for fact in PROGRAMME], rows, programme, known, {})


def programme_template(frameworks: Iterable[Framework] = ()) -> bytes:
    """An empty programme workbook, mapped to these frameworks, with example rows that are never read."""
    chosen = list(frameworks)
    lenses = tuple(Lens(framework=each.id, code=each.code, title=each.title, version=each.version, digest=digest(each)) for each in chosen)
    programme = Programme(id="", code="", title="", lenses=lenses)
    known = {framework.id: framework for framework in chosen}
    rows = _rows(programme, known)
    examples = example_rows(chosen)
    for name, columns in TABLES:
        rows[name] = [*(_line(columns, each) for each in examples.get(name, ())), *rows[name]]
    matrix: dict[str, list[list[Value]]] = {lens.framework: [["EXAMPLE1", "LO1", "An example outcome", EXAMPLE]] for lens in lenses}
    return _book("Programme template", [""] * len(PROGRAMME), rows, programme, known, matrix)


def _book(
    title: str,
    values: list[Value],
    rows: dict[str, list[list[Value]]],
    programme: Programme,
    known: dict[str, Framework],
    examples: dict[str, list[list[Value]]],
) -> bytes:
    book = Book(title)
    book.read_me(f"{FORMAT}: {title}", _LINES, TABLES)
    book.facts("Programme", PROGRAMME, values)
    for name, columns in TABLES:
        book.table(name, columns, rows[name])
    names = matrix_names(programme.lenses, known)
    for lens in programme.lenses:
        if lens.framework in names:
            _matrix(book, names[lens.framework], programme, known[lens.framework], examples.get(lens.framework, []))
    base = [[claim.outcome, claim.framework, claim.item, claim.letter.value] for _, claim in programme.claims()]
    book.table(DOWNLOADED, BASE, base, hidden=True)
    return book.close()


def matrix_names(lenses: Sequence[Lens], known: dict[str, Framework]) -> dict[str, str]:
    """Framework id -> name of its matrix sheet, for the frameworks at hand that are not too wide."""
    names: dict[str, str] = {}
    for lens in lenses:
        if lens.framework in known and 0 < len(mappable_items(known[lens.framework])) <= MATRIX_WIDTH:
            names.setdefault(lens.framework, sheet_name(f"Matrix {lens.code}", names.values()))
    return names


def shown_items(programme: Programme, framework: Framework) -> tuple[Item, ...]:
    """The items of a matrix: the mappable ones, then any other that a claim points to."""
    items = mappable_items(framework)
    ids = {item.id for item in items}
    claimed = {claim.item for _, claim in programme.claims() if claim.framework == framework.id} - ids
    return (*items, *(item for item in framework.items if item.id in claimed))


def _fact(programme: Programme, fact: Fact) -> Value:
    holder: object = programme
    for name in fact.field.split("."):
        holder = getattr(holder, name)
    if fact.kind == "list":
        return "; ".join(holder)  # type: ignore[arg-type]
    return {"yes": _yes, "hours": _hours}.get(fact.kind, _same)(holder)


def _same(value: object) -> Value:
    return value  # type: ignore[return-value]


def _yes(value: object) -> Value:
    return "yes" if value else "no"


def _hours(minutes: object) -> Value:
    return round(int(minutes) / 60, 4) if int(minutes) % 60 else int(minutes) // 60  # type: ignore[call-overload,no-any-return]


def _rows(programme: Programme, known: dict[str, Framework]) -> dict[str, list[list[Value]]]:
    paths = references((path.id, path.code) for path in programme.pathways)
    modules = references((module.id, module.code) for module in programme.modules)
    names = matrix_names(programme.lenses, known)
    found: dict[str, list[dict[str, Value]]] = {name: [] for name, _ in TABLES}
    found["Pathways"] = [
        {"code": path.code, "title": path.title, "profession": path.profession, "id": path.id} for path in programme.pathways
    ]
    found["Lenses"] = [
        {
            "code": lens.code,
            "title": lens.title,
            "version": lens.version,
            "digest": lens.digest,
            "framework": lens.framework,
            "pathways": "; ".join(paths.get(each, each) for each in lens.pathways),
            "sheet": names.get(lens.framework, ""),
        }
        for lens in programme.lenses
    ]
    placed = {placement.module: placement for placement in programme.placements}
    order = {placement.module: at for at, placement in enumerate(programme.placements, 1)}
    for module in programme.modules:
        row: dict[str, Value] = {field: getattr(module, field) for field in ("code", "title", "credits", "level", "id", *MODULE_TEXTS)}
        if module.id in placed:
            placement = placed[module.id]
            row |= {"core": "core" if placement.core else "optional", "period": placement.period, "order": order[module.id]}
            row["pathways"] = "; ".join(paths.get(each, each) for each in placement.pathways)
        found["Modules"].append(row)
        _module_rows(found, module, modules[module.id])
    found["Claims"] = _claim_rows(programme, known, modules)
    return {name: [_line(columns, row) for row in found[name]] for name, columns in TABLES}


def _line(columns: Sequence[Column], row: Mapping[str, Value]) -> list[Value]:
    return [row.get(column.field, "") for column in columns]


def _module_rows(found: dict[str, list[dict[str, Value]]], module: Module, name: str) -> None:
    outcomes = references((outcome.id, outcome.code) for outcome in module.outcomes)
    for outcome in module.outcomes:
        found["Outcomes"].append({"module": name, "code": outcome.code, "text": outcome.text, "group": outcome.group, "id": outcome.id})
    for each in module.assessments:
        fields = ("code", "title", "type", "category", "weight", "size", "pass_rule", "reassessment", "id")
        row: dict[str, Value] = {field: getattr(each, field) for field in fields}
        row |= {"module": name, "pass_fail": _yes(each.pass_fail), "outcomes": "; ".join(outcomes.get(id, id) for id in each.outcomes)}
        found["Assessments"].append(row)
    for hours in module.hours:
        row = {"module": name, "kind": hours.kind.value, "delivery": hours.delivery.value, "minutes": _hours(hours.minutes)}
        found["Hours"].append(row | {"paid": _yes(hours.paid), "month": hours.month, "note": hours.note})


def _claim_rows(programme: Programme, known: dict[str, Framework], modules: dict[str, str]) -> list[dict[str, Value]]:
    items = {id: references((item.id, item.code) for item in framework.items) for id, framework in known.items()}
    texts = {id: {item.id: item.statement for item in framework.items} for id, framework in known.items()}
    codes = references((lens.framework, lens.code) for lens in programme.lenses)
    rows: list[dict[str, Value]] = []
    for module in programme.modules:
        outcomes = references((outcome.id, outcome.code) for outcome in module.outcomes)
        for claim in module.claims:
            rows.append(
                {
                    "module": modules[module.id],
                    "outcome": outcomes.get(claim.outcome, claim.outcome),
                    "lens": codes.get(claim.framework, claim.framework),
                    "item": items.get(claim.framework, {}).get(claim.item, claim.item),
                    "letter": claim.letter.value,
                    "reason": claim.reason,
                    "text": texts.get(claim.framework, {}).get(claim.item, ""),
                    "outcome_id": claim.outcome,
                    "item_id": claim.item,
                }
            )
    return rows


def _matrix(book: Book, name: str, programme: Programme, framework: Framework, examples: list[list[Value]]) -> None:
    items = shown_items(programme, framework)
    codes = references((item.id, item.code) for item in framework.items)
    modules = references((module.id, module.code) for module in programme.modules)
    blanks: list[Value] = [""] * len(MATRIX_LABELS)
    heads: list[list[Value]] = [
        [*MATRIX_LABELS, *(codes[item.id] for item in items)],
        [*blanks, *(_brief(item) for item in items)],
        [*blanks, *(item.id for item in items)],
    ]
    rows: list[list[Value]] = [[*each, *([""] * len(items))] for each in examples]
    for module in programme.modules:
        outcomes = references((outcome.id, outcome.code) for outcome in module.outcomes)
        letters = {(claim.outcome, claim.item): claim.letter.value for claim in module.claims if claim.framework == framework.id}
        for outcome in module.outcomes:
            marks = [letters.get((outcome.id, item.id), "") for item in items]
            rows.append([modules[module.id], outcomes[outcome.id], outcome.text, outcome.id, *marks])
    book.grid(name, heads, rows, labels=len(MATRIX_LABELS), choices=LETTERS)


def _brief(item: Item) -> str:
    """What stands upright above a column of the matrix, for reading only."""
    text = item.title or item.statement
    return text if len(text) <= 90 else text[:89] + "…"
