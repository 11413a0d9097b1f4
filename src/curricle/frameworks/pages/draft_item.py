"""Pages on which one item of a draft is written, divided, moved or left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from curricle.core.drafting.doubts import alike
from curricle.core.drafting.outline import Outline
from curricle.core.framework import Framework, Item, RubricLevel
from curricle.core.registry import kind_label
from curricle.frameworks.draft_forms import OFFERED
from curricle.frameworks.pages.draft import DraftFrame, comment_on
from curricle.ui.parts import Link, SummaryRow

if TYPE_CHECKING:
    from django.forms import Form

    from curricle.frameworks.draft_forms import ItemForm
    from curricle.frameworks.pages.draft_links import LinkLine

WORDS = {
    "code": "Code", "kind": "Kind", "title": "Short title", "statement": "Statement", "pillars": "Pillars", "professions": "Professions",
    "practice_level": "Level of practice", "fheq_level": "Academic level", "requirement": "Core or optional",
    "scope": "Generic or specialist", "keywords": "Keywords", "notes": "Notes", "version": "Version", "description": "Description",
    "mappable": "Kinds that programmes map to", "publisher": "Publisher", "licence": "Licence", "source_url": "Address of the source",
    "facts": "Level, duration and credits",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """One field as it stands now and as it was entered."""

    what: str
    stands: str
    mine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EditPage:
    """A form of a draft. `says` are sentences before it; `stale` and `clash` tell of somebody who was faster; `names` order the fields.

    `reads`: the statement as readers will see it, where there is one. `offered`: words that the fields propose, by the name of their list.
    `lines`: the links of the item, on the page that adds one (`lines_action` takes one away).
    """

    frame: DraftFrame
    heading: str
    says: tuple[str, ...]
    form: Form
    names: tuple[str, ...]
    action: str
    submit: str
    back: str
    others: tuple[Link, ...] = ()
    stale: str = ""
    clash: tuple[Clash, ...] = ()
    problem: tuple[Link, ...] = ()
    reads: str = ""
    grave: bool = False
    offered: Mapping[str, tuple[str, ...]] | None = None
    lines: tuple[LinkLine, ...] = ()
    lines_action: str = ""
    sections: tuple[Link, ...] = ()
    sections_of: str = "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPage:
    """An item of a draft for those who may read and not change it."""

    frame: DraftFrame
    heading: str
    statement: str
    facts: tuple[SummaryRow, ...]
    comment: str


def item_page(
    frame: DraftFrame, item: Item, levels: Iterable[RubricLevel] = (), lines: Iterable[LinkLine] = (), *, comments: bool = False
) -> ItemPage:
    """What it says, its tags, its links, and what it looks like at each level; with `comments`, where to say something of it."""
    pairs = [(WORDS[name], _text(getattr(item, name))) for name in WORDS if name not in ("statement", "title") and hasattr(item, name)]
    return ItemPage(
        frame=frame,
        heading=item.name,
        statement=item.statement,
        facts=(
            *(SummaryRow(key=key, value=value) for key, value in pairs if value),
            *(SummaryRow(key=each.quality, value=each.description) for each in levels),
            *(SummaryRow(key=each.words.capitalize(), value=each.to.text, value_href=each.to.href) for each in lines),
        ),
        comment=comment_on(frame.id, item.id) if comments else "",
    )


def clashes(stands: Item | Framework, mine: Item | Framework) -> tuple[Clash, ...]:
    """What differs between what stands and what was entered."""
    pairs = [(each.name, getattr(stands, each.name), getattr(mine, each.name)) for each in fields(type(stands))]
    return tuple(Clash(what=WORDS[name], stands=_fact(was), mine=_fact(now)) for name, was, now in pairs if name in WORDS and was != now)


def offered(outline: Outline) -> dict[str, tuple[str, ...]]:
    """Words that the fields propose: those known here, and those that the framework uses already."""
    used = {
        "kinds": [item.kind for item in outline.items.values()],
        "practice-levels": [item.practice_level for item in outline.items.values()],
        "requirements": [item.requirement for item in outline.items.values()],
        "scopes": [item.scope for item in outline.items.values()],
    }
    return {name: tuple(dict.fromkeys(each for each in (*used.get(name, ()), *known) if each)) for name, known in OFFERED.items()}


def pillars_of(outline: Outline) -> tuple[str, ...]:
    """The pillars that its items carry, in their order."""
    return tuple(dict.fromkeys(pillar for item in outline.items.values() for pillar in item.pillars))


def places(outline: Outline, *, but: Iterable[str] = ()) -> list[tuple[str, str]]:
    """(id, words) of every item as a place to choose, indented by its depth; without those below `but`."""
    left = {each for id in but for each in (id, *outline.walk(id))}
    depth: dict[str, int] = {}
    found = []
    for id in outline.walk():
        up = outline.parent[id]
        depth[id] = depth[up] + 1 if up else 0
        if id not in left:
            found.append((id, f"{'– ' * depth[id]}{label(outline.items[id])}"))
    return found


def alike_says(form: ItemForm, outline: Outline, base: Item) -> str:
    """A warning for the message after saving: which other items say nearly the same. Empty for a form that is not sent."""
    if not form.is_bound or not form.is_valid():
        return ""
    near = alike(form.said(base), outline.items.values())[:3]
    return f" Look again: {' and '.join(each.name for each in near)} {'says' if len(near) == 1 else 'say'} nearly the same." if near else ""


def label(item: Item) -> str:
    """An item in one line."""
    said = item.title or item.statement
    return f"{item.code} {said if len(said) < 80 else said[:79] + '…'}".strip() or kind_label(item.kind)


def _fact(value: Any) -> str:
    if hasattr(value, "months"):
        parts = ((value.level, "level"), (value.months, "months"), (value.credits, "credits"))
        return ", ".join(f"{word} {number}" for number, word in parts if number is not None)
    return _text(value)


def _text(value: Any) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)
