"""What a brought file is, and what it says: our own workbook or JSON read straight, any other sheet by a recipe."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from curricle.core.canonical import DocumentError
from curricle.core.framework import Framework
from curricle.core.module import STAND_INS, Module
from curricle.core.overlay import overlay
from curricle.core.programme import Programme
from curricle.door.grid import Workbook
from curricle.door.problems import Problem, Reading, refuse
from curricle.door.workbook import read_workbook
from curricle.frameworks import queries as frameworks
from curricle.interop import FORMATS, PROSE, detect, read_programme
from curricle.interop.sheets.choose import spoken_of
from curricle.interop.sheets.guess import guess
from curricle.interop.sheets.recipe import Recipe, from_json
from curricle.interop.sheets.signature import adapted, signature
from curricle.interop.sheets.understand import understand
from curricle.interop.sheets.understanding import Understanding

OURS = ("programme workbook", "curricle programme")
MOST_FRAMEWORKS = 24


def is_ours(data: bytes, name: str) -> bool:
    """Whether the file is a programme in a format of our own. Raises Refused for what is no spreadsheet either."""
    format = detect(data, name)
    if format in OURS:
        return True
    if format in ("case", "curricle", "standard", "json", "unknown", *PROSE):
        raise refuse("the file", f"this is {FORMATS[format]}; bring a spreadsheet, or bring a framework under Frameworks")
    return False


def read(data: bytes, name: str, organisation: int | None) -> Reading[Programme]:
    """A programme in our own workbook or JSON. Raises Refused with places."""
    return read_programme(data, name=name, frameworks=known(organisation))


def known(organisation: int | None) -> list[Framework]:
    """The newest standards and schemas that the reader may see, the reader's own lists too; model curricula are no lenses."""
    rows = [row for row in frameworks.catalogue(organisation) if row.kind != "curriculum" and row.items <= frameworks.SMALL * 3]
    newest = {(row.owner_id, row.line_code): row for row in sorted(rows, key=lambda row: row.pk)}
    return [frameworks.value(row) for row in list(newest.values())[:MOST_FRAMEWORKS]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A foreign workbook with the recipe it is read by, and what came of it. `kept`: the recipe was kept from an earlier time."""

    workbook: Workbook
    recipe: Recipe
    kept: bool
    notes: tuple[Problem, ...]
    lenses: tuple[Framework, ...]


def open_sheet(data: bytes, name: str, organisation: int | None, *, kept: str = "", given: str = "") -> Sheet:
    """The workbook and its recipe: the one given, else the one kept where it still fits, else a guess. Raises Refused."""
    workbook = read_workbook(data, name=name)
    lenses = spoken_of(workbook, known(organisation))
    recipe = _recipe(given)
    if recipe is not None:
        return Sheet(workbook=workbook, recipe=recipe, kept=False, notes=(), lenses=lenses)
    old = _recipe(kept)
    again = adapted(old, workbook) if old is not None else None
    if again is not None:
        return Sheet(workbook=workbook, recipe=again, kept=True, notes=(), lenses=lenses)
    made, notes = guess(workbook, lenses)
    return Sheet(workbook=workbook, recipe=made, kept=False, notes=notes, lenses=lenses)


def look(data: bytes, name: str) -> str:
    """The signature by which a recipe is kept. Raises Refused."""
    return signature(read_workbook(data, name=name))


def understood(sheet: Sheet, *, code: str, title: str) -> Understanding:
    """What the workbook says by its recipe."""
    return understand(sheet.workbook, sheet.recipe, sheet.lenses, programme_code=code, title=title)


def laid_over(base: Programme | None, sheet: Programme, held: tuple[Module, ...] = ()) -> Programme:
    """The sheet laid over the draft of its code, and over what the organisation's modules of these codes hold already.

    A mapping sheet says nothing of hours and texts, so what `held` modules have of them stays, in a new programme too.
    """
    here = {module.code for module in base.modules} if base else set()
    named = {module.code for module in sheet.modules}
    more = tuple(module for module in held if module.code in named - here)
    whole = base or replace(sheet, modules=(), lenses=())
    return overlay(replace(whole, modules=(*whole.modules, *more)), sheet, blank=STAND_INS)


def with_code(programme: Programme, code: str, title: str) -> Programme:
    """The programme under another code or title, where the person gave one."""
    return replace(programme, code=code or programme.code, title=title or programme.title)


def lenses_for(programme: Programme, chosen: Iterable[Framework], organisation: int | None) -> tuple[Framework, ...]:
    """The frameworks of the programme's lenses, from those at hand."""
    held = {each.id: each for each in chosen}
    missing = [lens.framework for lens in programme.lenses if lens.framework not in held]
    held.update(frameworks.by_ids(organisation, missing))
    return tuple(held[lens.framework] for lens in programme.lenses if lens.framework in held)


def _recipe(text: str) -> Recipe | None:
    if not text:
        return None
    try:
        return from_json(text)
    except DocumentError:
        return None
