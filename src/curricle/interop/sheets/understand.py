"""Reads any mapping workbook by its recipe. Every filled cell ends in one of two lists: understood, or not understood."""

from __future__ import annotations

from collections.abc import Iterable

from curricle.core.canonical import digest
from curricle.core.framework import Framework
from curricle.core.programme import Lens, Programme
from curricle.core.terms import Letter
from curricle.door.grid import Workbook
from curricle.door.problems import Problem, Weight
from curricle.interop.sheets.codes import Items
from curricle.interop.sheets.draft import NO_OUTCOMES, NO_TEXT, Draft
from curricle.interop.sheets.findings import Findings
from curricle.interop.sheets.items_across import items_across, no_items
from curricle.interop.sheets.items_down import items_down
from curricle.interop.sheets.items_listed import items_listed
from curricle.interop.sheets.naming import id_from, plain
from curricle.interop.sheets.programme_title import programme_title
from curricle.interop.sheets.recipe import Axis, Recipe
from curricle.interop.sheets.sheet_reader import SheetReader, short
from curricle.interop.sheets.signature import sheet_for
from curricle.interop.sheets.understanding import Counts, Understanding
from curricle.interop.sheets.unread import unread

COLOURS = "Colours are not read. Where only a colour says something, put a letter into the cell."

_SOME = 12  # places named in one note

_READERS = {Axis.ACROSS: items_across, Axis.DOWN: items_down, Axis.LISTED: items_listed, Axis.SHEET: no_items, Axis.NONE: no_items}


def understand(workbook: Workbook, recipe: Recipe, frameworks: Iterable[Framework], *, programme_code: str, title: str) -> Understanding:
    """The programme that the workbook describes when it is read by the recipe, and what could not be read.

    Marks without a letter become `recipe.unlettered`. Modules without outcomes get one that stands for all and says so. Ids are
    the same each time for the same codes, and the same as in our own workbook. Nothing is raised for content.
    """
    chosen = list(frameworks)
    items = Items(chosen, ((same.text, same.framework, same.item) for same in recipe.same))
    draft, findings = Draft(programme_code), Findings()
    for each in recipe.sheets:
        sheet = sheet_for(workbook, each.sheet)
        if sheet is None:
            findings.lost(f"sheet '{each.sheet}'", "the recipe reads this sheet, and the file has none of this name")
        else:
            _READERS[each.items](SheetReader(sheet, each, recipe, items, draft, findings))
            for says in unread(sheet, each):
                findings.passed(sheet.title, says)
    modules, places = draft.built()
    used = {claim.framework for module in modules for claim in module.claims} | findings.frameworks
    lenses = tuple(
        Lens(framework=each.id, code=each.code, title=each.title, version=each.version, digest=digest(each))
        for each in chosen
        if each.id in used
    )
    programme = Programme(id=id_from("programme", plain(programme_code)), code=programme_code, title=title, modules=modules, lenses=lenses)
    return Understanding(
        programme=programme,
        understood=tuple(findings.understood),
        not_understood=tuple(findings.problems),
        questions=tuple(findings.questions.values()),
        notes=(*findings.notes, *_notes(draft, programme, recipe, findings)),
        counts=_counts(programme, findings),
        places=places,
        title=programme_title(workbook, (each.sheet for each in recipe.sheets)),
        weights_given=frozenset(
            each.code for each in draft.modules.values() if any(weight is not None for weight, _ in each.assessments.values())
        ),
    )


def _counts(programme: Programme, findings: Findings) -> Counts:
    claims = [claim for _, claim in programme.claims()]
    return Counts(
        modules=len(programme.modules),
        outcomes=sum(outcome.text != NO_OUTCOMES for module in programme.modules for outcome in module.outcomes),
        assessments=sum(len(module.assessments) for module in programme.modules),
        items=len({(claim.framework, claim.item) for claim in claims}),
        claims=len(claims),
        cells=findings.cells,
        not_understood=len(findings.problems),
    )


def _notes(draft: Draft, programme: Programme, recipe: Recipe, findings: Findings) -> Iterable[Problem]:
    modules = draft.modules.values()
    standing = [module.code for module in modules if "" in module.outcomes]
    if standing:
        yield _note(f"No outcomes are given for {', '.join(standing)}; their claims hang on one stand-in outcome each, LO0.")
    wordless = [f"{module.code} {code}" for module in modules for code, text, _ in module.outcomes.values() if text == NO_TEXT]
    if wordless:
        yield _note(f"No wording is given for {', '.join(wordless)}.")
    numbered = [f"{module.title} ({module.code})" for module in modules if module.numbered]
    if numbered:
        yield _note(f"No module codes are given, so we made them from the programme's code: {', '.join(numbered)}.")
    blank = [module.code for module in modules if not module.credits]
    if blank:
        yield _note(f"No credits are given for {', '.join(blank)}; they stand at 0, and the level at 7 where none is given.")
    unlettered = findings.unlettered
    if unlettered:
        yield _note(f"{_times(unlettered, 'mark')} named no letter; each was read as {recipe.unlettered.value}, {recipe.unlettered.word}.")
    if findings.beside:
        some = "; ".join(f"{at}: {short(words)}" for at, words in findings.beside[:_SOME])
        more = f"; and {len(findings.beside) - _SOME} more" if len(findings.beside) > _SOME else ""
        yield _note(f"Words beside a letter are not read: {some}{more}.")
    bare = [
        claim
        for module in programme.modules
        for claim in module.claims
        if claim.letter is Letter.A and claim.outcome not in module.assessed_outcomes
    ]
    if bare:
        yield _note(
            f"{_times(len(bare), 'claim')} with the letter A: the sheet names no assessment behind it, so it counts as taught only."
        )
    yield _note(COLOURS)


def _times(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _note(says: str) -> Problem:
    return Problem(at="the file", says=says, severity=Weight.NOTE)
