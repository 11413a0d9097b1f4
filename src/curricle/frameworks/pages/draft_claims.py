"""The page on which an outcome of a module claims items of the schema: what it claims, and the items found by words or code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from curricle.core.alignment import mappable_items
from curricle.core.framework import Framework, Item
from curricle.core.module import Module, Outcome
from curricle.core.terms import Letter
from curricle.frameworks.claims_form import Key, claimed, field_of
from curricle.frameworks.pages.draft import DraftFrame
from curricle.frameworks.pages.draft_item import Clash
from curricle.frameworks.pages.draft_modules import module_name, module_parts
from curricle.frameworks.queries import fold
from curricle.ui.parts import Link
from curricle.ui.words import plural

MOST = 25  # items found that are shown at once
LETTERS = (("", "No claim"), *((each.value, f"{each.value}, {each.word}") for each in Letter))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """One item with the letter of the claim, "" for none. `also`: other outcomes of the curriculum that claim it."""

    field: str
    code: str
    statement: str
    letter: str
    also: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is looked for: words or a code, and whether only items that no module claims."""

    q: str = ""
    gaps: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsPage:
    """`outcomes` are the module's, the chosen one marked; `empty` says what is missing before anything can be claimed."""

    frame: DraftFrame
    heading: str
    title: str
    parts: tuple[Link, ...]
    outcomes: tuple[Link, ...]
    outcome: str
    code: str
    text: str
    hint: str
    claims: tuple[ClaimRow, ...]
    found: tuple[ClaimRow, ...]
    found_says: str
    asked: Asked
    letters: tuple[tuple[str, str], ...]
    action: str
    back: str
    revision: int
    empty: Link
    problem: tuple[Link, ...]
    stale: str
    clash: tuple[Clash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the curriculum stands on, and who claims what of it already."""

    frameworks: tuple[Framework, ...]
    uses: Mapping[Key, tuple[str, ...]]

    def known(self) -> list[Key]:
        return [(each.id, item.id) for each in self.frameworks for item in mappable_items(each)]


def ground_of(curriculum: Framework, frameworks: tuple[Framework, ...]) -> Ground:
    """Each claim as "M1 LO2 (D)", by the item that it points to."""
    uses: dict[Key, tuple[str, ...]] = {}
    for module in curriculum.facts.modules:
        codes = {each.id: each.code for each in module.outcomes}
        for claim in module.claims:
            said = f"{module.code} {codes.get(claim.outcome, '?')} ({claim.letter.value})"
            uses[claim.framework, claim.item] = (*uses.get((claim.framework, claim.item), ()), said)
    return Ground(frameworks=frameworks, uses=uses)


def claims_page(
    frame: DraftFrame,
    module: Module,
    outcome: Outcome,
    ground: Ground,
    asked: Asked,
    letters: Mapping[Key, str],
    *,
    action: str,
    back: str,
    revision: int,
    problem: Iterable[Key] = (),
    stale: str = "",
    clash: tuple[Clash, ...] = (),
) -> ClaimsPage:
    """`letters`: what was chosen and is not kept yet, over what is claimed."""
    held = {key: claim.letter.value for key, claim in claimed(module, outcome.id).items()}
    chosen = {**held, **{key: letter for key, letter in letters.items() if letter or key in held}}
    items = {(each.id, item.id): item for each in ground.frameworks for item in each.items}
    own = f"{module.code} {outcome.code} ("
    found = [key for key in ground.known() if key not in chosen and _fits(items[key], asked) and not (asked.gaps and ground.uses.get(key))]
    shown = found[:MOST] if asked.q or asked.gaps else []

    def row(key: Key) -> ClaimRow:
        item = items.get(key)
        also = ", ".join(each for each in ground.uses.get(key, ()) if not each.startswith(own))
        said = item.statement or item.title if item else "An item that is not at hand; its claim stays until you take it away."
        return ClaimRow(field=field_of(key), code=item.name if item else "?", statement=said, letter=chosen.get(key, ""), also=also)

    backed = outcome.id in module.assessed_outcomes
    return ClaimsPage(
        frame=frame,
        heading=f"Claims of {module.code or module.title}",
        title=module_name(module),
        parts=module_parts(frame.id, module, "frameworks:draft_claims"),
        outcomes=_outcomes(module, outcome, asked),
        outcome=outcome.id,
        code=outcome.code,
        text=outcome.text,
        hint="" if backed else "No assessment assesses this outcome yet, so an A counts as taught only.",
        claims=tuple(row(key) for key in chosen),
        found=tuple(row(key) for key in shown),
        found_says=_found_says(len(found), asked),
        asked=asked,
        letters=LETTERS,
        action=action,
        back=back,
        revision=revision,
        empty=Link(text=""),
        problem=tuple(Link(text="Choose I, D, A or no claim.", href=f"#{field_of(key)}") for key in problem),
        stale=stale,
        clash=clash,
    )


def no_claims_page(frame: DraftFrame, module: Module, empty: Link, *, action: str, back: str) -> ClaimsPage:
    """Nothing can be claimed yet; `empty` says why, and leads to what comes first."""
    outcome = Outcome(id="", code="", text="")
    page = claims_page(
        frame, module, outcome, Ground(frameworks=(), uses={}), Asked(), {}, action=action, back=back, revision=frame.revision
    )
    return replace(page, empty=empty)


def _outcomes(module: Module, chosen: Outcome, asked: Asked) -> tuple[Link, ...]:
    rest = {"gaps": "on"} if asked.gaps else {}
    return tuple(
        Link(
            text=f"{each.code}: {plural(len(claimed(module, each.id)), 'claim')}",
            href=f"?{urlencode({'outcome': each.id, **rest})}",
            current=each.id == chosen.id,
        )
        for each in module.outcomes
    )


def _fits(item: Item, asked: Asked) -> bool:
    said = fold(f"{item.code} {item.title} {item.statement}")
    return all(word in said for word in fold(asked.q).split())


def _found_says(count: int, asked: Asked) -> str:
    if not (asked.q or asked.gaps):
        return ""
    if not count:
        return "No other item fits. Try fewer words, or a code."
    more = f"; the first {MOST} are shown, so add a word" if count > MOST else ""
    return f"{plural(count, 'item')} found{more}."
