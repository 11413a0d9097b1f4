"""Pages on which claims are made: one outcome against the items of a lens, or one item against the outcomes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from curricle.core.alignment import mappable_items
from curricle.core.changes import Difference
from curricle.core.framework import Framework, Item
from curricle.core.module import Claim, Module, Outcome
from curricle.core.programme import Programme
from curricle.core.terms import Letter
from curricle.design.cells_form import Entered
from curricle.design.pages.coverage import group_of
from curricle.design.pages.editing import NOT_TRIED, Went, clash, shared
from curricle.design.pages.frame import Frame, frame
from curricle.design.pages.remedies import map_item, map_outcome, part
from curricle.design.policy import Rights
from curricle.ui.parts import Link
from curricle.ui.words import plural

NOTHING = Entered()


@dataclass(frozen=True, slots=True, kw_only=True)
class CellPart:
    """One cell to choose a letter for. `note` says what a reader needs beside the text."""

    key: str
    code: str
    text: str
    letter: str
    reason: str
    error: str
    note: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellGroup:
    heading: str
    says: str
    cells: tuple[CellPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """`assessed` says which assessments stand behind an A, `hollow` that none does, with `mend`, where to say which does."""

    frame: Frame
    title: str
    heading: str
    text: str
    lenses: tuple[Link, ...]
    lens: str
    search: bool
    q: str
    groups: tuple[CellGroup, ...]
    empty: str
    says: tuple[str, ...]
    assessed: str
    hollow: str
    mend: str
    action: str
    here: str
    back: str
    previous: str
    next: str
    errors: tuple[Link, ...]
    revision: int
    stale: str
    clash: tuple[Difference, ...]


def chosen_lens(lenses: tuple[Framework, ...], asked: str) -> Framework | None:
    """The lens asked for; else the first schema; else the first; None without any."""
    first = next((each for each in lenses if each.kind == "schema"), lenses[0] if lenses else None)
    return next((each for each in lenses if each.id == asked), first)


def items_shown(module: Module, outcome: str, lens: Framework, q: str) -> tuple[Item | Claim, ...]:
    """Items whose code, title or statement holds the words, then claims of the outcome on what may not be mapped."""
    items = mappable_items(lens)
    known = {item.id for item in items}
    words = q.casefold().split()
    found = [item for item in items if all(word in f"{item.code} {item.title} {item.statement}".casefold() for word in words)]
    astray = [claim for claim in module.claims if (claim.outcome, claim.framework) == (outcome, lens.id) and claim.item not in known]
    return (*found, *astray)


def keys_shown(module: Module, outcome: str, lens: Framework) -> list[str]:
    """Ids of all items that the page of an outcome may show, whatever words were searched for."""
    return [each.item if isinstance(each, Claim) else each.id for each in items_shown(module, outcome, lens, "")]


def map_outcome_page(
    programme: Programme,
    module: Module,
    outcome: Outcome,
    lenses: tuple[Framework, ...],
    lens: Framework | None,
    rights: Rights,
    *,
    q: str,
    revision: int,
    seen: int,
    others: tuple[str, ...],
    entered: Entered = NOTHING,
    went: Went = NOT_TRIED,
) -> MapPage:
    """One outcome against the items of one lens."""
    here = map_outcome(programme.code, module, outcome.id)
    groups = _item_groups(module, outcome, lens, q, entered) if lens else ()
    before, after = neighbours(programme, outcome.id, rights.mapping)
    names = ", ".join(f"{each.code} {each.title}".strip() for each in module.assessments if outcome.id in each.outcomes)
    return MapPage(
        frame=frame(programme, revision=revision, here="design:modules"),
        title=f"Map {module.code} {outcome.code}",
        heading=f"{module.code} {outcome.code}: what does it claim?",
        text=outcome.text,
        lenses=tuple(Link(text=each.title, href=f"{here}?lens={each.id}", current=each is lens) for each in lenses),
        lens=lens.id if lens else "",
        search=True,
        q=q,
        groups=groups,
        empty="" if groups else _empty(lens, q),
        says=shared(others),
        assessed=f"Assessed by {names}." if names else "",
        hollow="" if names else _hollow(module, outcome),
        mend=part(programme.code, module, "edit_assessments"),
        action=here + (f"?{urlencode({'lens': lens.id, **({'q': q} if q else {})})}" if lens else ""),
        here=here,
        back=reverse("design:module", args=[programme.code, module.code or module.id]) + f"#outcome-{outcome.id}",
        previous=_neighbour(programme, before, lens),
        next=_neighbour(programme, after, lens),
        errors=_errors(groups, went),
        revision=seen,
        stale=went.stale,
        clash=clash(programme, went.mine, lenses),
    )


def map_item_page(
    programme: Programme,
    lens: Framework,
    item: Item,
    rights: Rights,
    *,
    revision: int,
    seen: int,
    entered: Entered = NOTHING,
    went: Went = NOT_TRIED,
) -> MapPage:
    """One item against the outcomes of the modules whose mapping the person may change."""
    groups = tuple(
        CellGroup(heading=f"{module.code} {module.title}", says="", cells=_outcome_cells(programme, module, lens, item, entered))
        for module in programme.modules
        if module.id in rights.mapping and module.outcomes
    )
    closed = len(programme.modules) - len(rights.mapping)
    return MapPage(
        frame=frame(programme, revision=revision, here="design:gaps"),
        title=f"Map {item.name}",
        heading=f"{item.name}: which outcomes meet it?",
        text=item.statement,
        lenses=(),
        lens=lens.id,
        search=False,
        q="",
        groups=groups,
        empty="" if groups else "No module has an outcome yet, and a claim starts from one. Add outcomes to a module first.",
        says=(f"{plural(closed, 'module')} of this programme {'is' if closed == 1 else 'are'} not yours to map.",) if closed else (),
        assessed="",
        hollow="",
        mend="",
        action=map_item(programme.code, lens.id, item.id),
        here=map_item(programme.code, lens.id, item.id),
        back=reverse("design:gaps", args=[programme.code]) + f"?lens={lens.id}",
        previous="",
        next="",
        errors=_errors(groups, went),
        revision=seen,
        stale=went.stale,
        clash=clash(programme, went.mine, (lens,)),
    )


Neighbour = tuple[Module, Outcome] | None


def neighbours(programme: Programme, outcome: str, mapping: Collection[str]) -> tuple[Neighbour, Neighbour]:
    """The outcome before and the one after, in programme order, of the modules (ids) whose mapping the person may change."""
    row = [(module, each) for module in programme.modules if module.id in mapping for each in module.outcomes]
    at = next((number for number, (_, each) in enumerate(row) if each.id == outcome), None)
    if at is None:
        return None, None
    return (row[at - 1] if at else None), (row[at + 1] if at + 1 < len(row) else None)


def _neighbour(programme: Programme, found: Neighbour, lens: Framework | None) -> str:
    return map_outcome(programme.code, found[0], found[1].id, lens.id if lens else "") if found else ""


def _item_groups(module: Module, outcome: Outcome, lens: Framework, q: str, entered: Entered) -> tuple[CellGroup, ...]:
    held = {claim.item: claim for claim in module.claims if (claim.outcome, claim.framework) == (outcome.id, lens.id)}
    names = {item.id: item for item in lens.items}
    grouped: dict[str, list[CellPart]] = {}
    for each in items_shown(module, outcome.id, lens, q):
        item = names.get(each.item) if isinstance(each, Claim) else each
        key = each.item if isinstance(each, Claim) else each.id
        group = ASTRAY if isinstance(each, Claim) else (group_of(each, lens) or each.kind).capitalize()
        made = _cell(key, item.name if item else key, item.statement if item else "Not in this version", held.get(key), entered)
        grouped.setdefault(group, []).append(made)
    why = {ASTRAY: "A claim on a heading, or on an item that this version does not hold, covers nothing. Choose – to take it out."}
    return tuple(CellGroup(heading=name, says=why.get(name, ""), cells=tuple(cells)) for name, cells in grouped.items())


ASTRAY = "Claims that cover nothing"


def _outcome_cells(programme: Programme, module: Module, lens: Framework, item: Item, entered: Entered) -> tuple[CellPart, ...]:
    held = {claim.outcome: claim for claim in module.claims if (claim.framework, claim.item) == (lens.id, item.id)}
    assessed = module.assessed_outcomes
    return tuple(
        _cell(
            each.id,
            f"{module.code} {each.code}",
            each.text,
            held.get(each.id),
            entered,
            note="" if each.id in assessed else "No assessment assesses it, so an A would not stand.",
            href="" if each.id in assessed else part(programme.code, module, "edit_assessments"),
        )
        for each in module.outcomes
    )


def _cell(key: str, code: str, text: str, claim: Claim | None, entered: Entered, note: str = "", href: str = "") -> CellPart:
    stands: tuple[Letter | None, str] = (claim.letter, claim.reason) if claim else (None, "")
    letter, reason = entered.cells.get(key, stands)
    shown = letter.value if letter else ""
    return CellPart(key=key, code=code, text=text, letter=shown, reason=reason, error=entered.errors.get(key, ""), note=note, href=href)


def _hollow(module: Module, outcome: Outcome) -> str:
    held = sum(claim.outcome == outcome.id and claim.letter is Letter.A for claim in module.claims)
    if held:
        return f"No assessment assesses this outcome, so its {plural(held, 'A')} {'does' if held == 1 else 'do'} not stand."
    return "No assessment assesses this outcome yet, so an A would not stand."


def _errors(groups: Iterable[CellGroup], went: Went) -> tuple[Link, ...]:
    wrong = [Link(text=f"{cell.code}: {cell.error}", href=f"#c-{cell.key}") for group in groups for cell in group.cells if cell.error]
    return (*((Link(text=went.problem),) if went.problem else ()), *wrong)


def _empty(lens: Framework | None, q: str) -> str:
    if lens is None:
        return "The programme names no framework that is at hand here. Choose frameworks under the programme's facts first."
    return f"No item of {lens.title} holds these words." if q else f"{lens.title} has no items to claim."
