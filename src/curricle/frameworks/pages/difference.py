"""What changed from one version to another: counts that filter, facts first, then items by heading, with the words that went and came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from curricle.core.framework import Framework, Item
from curricle.core.graph import Tree, tree_of
from curricle.core.versions.compare import Act, ItemChange, VersionDifference
from curricle.core.versions.field import FieldChange
from curricle.core.versions.modules import ModuleChange
from curricle.core.versions.pairing import By
from curricle.core.versions.words import Span
from curricle.frameworks.pages.doubt import DecidedPart, DoubtPart
from curricle.frameworks.pages.sides import item_href, version_href
from curricle.ui.parts import Link, Pages
from curricle.ui.words import plural

if TYPE_CHECKING:
    from curricle.frameworks.comparing import Side

PAGE = 500  # changes of one page
FIELDS = {"fheq_level": "level", "professions": "professions", "label": "other label", "enumeration": "number in the list"}
WHY = {By.TEXT: "Matched by their words.", By.PERSON: "Matched by a person's decision."}


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPart:
    """One field: its words with their fate, or only before and after."""

    name: str
    before: str
    after: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPart:
    text: str
    statement: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePart:
    """`acts` in words. `whole`: there is no other side, or several parts, so whole statements went and came; else `fields` tell what
    differs, and `statement` is the one that stands in both, empty where it differs."""

    id: str
    acts: str
    name: str
    before: tuple[ItemPart, ...]
    after: tuple[ItemPart, ...]
    whole: bool
    statement: str
    fields: tuple[FieldPart, ...]
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    heading: str
    changes: tuple[ChangePart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModulePart:
    """A module of a model curriculum and what became of it, in words."""

    id: str
    became: str
    name: str
    fields: tuple[FieldPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferencePage:
    title: str
    before: Link
    after: Link
    same: bool
    as_before: str
    counts: tuple[Link, ...]
    act: str
    facts: tuple[FieldPart, ...]
    modules: tuple[ModulePart, ...]
    groups: tuple[Group, ...]
    pages: Pages
    doubts: tuple[DoubtPart, ...]
    decided: tuple[DecidedPart, ...]
    may_decide: bool
    decide: str
    take_back: str
    downloads: tuple[Link, ...]
    touches: str
    choose: str
    problem: tuple[Link, ...]
    foot: str


def difference_page(
    before: Side,
    after: Side,
    found: VersionDifference,
    *,
    act: str = "",
    number: int = 1,
    doubts: Iterable[DoubtPart] = (),
    decided: Iterable[DecidedPart] = (),
    may_decide: bool = False,
    may_download: bool = True,
    problem: str = "",
) -> DifferencePage:
    """The page. `act` shows one kind of change alone; `number` is the page of changes."""
    at = [after.id, before.id]
    chosen = [each for each in found.items if not act or act in each.acts]
    first = (number - 1) * PAGE
    return DifferencePage(
        title=_title(before.value, after.value),
        before=Link(text=f"{before.value.title} {before.value.version}", href=version_href(before)),
        after=Link(text=f"{after.value.title} {after.value.version}", href=version_href(after)),
        same=not (found.items or found.facts or found.doubtful or found.modules),
        as_before=f"{plural(found.same, 'item')} {'is' if found.same == 1 else 'are'} as before.",
        counts=_counts(found, act),
        act=act,
        facts=tuple(_field(each) for each in found.facts) if number == 1 and not act else (),
        modules=tuple(_module(each) for each in found.modules) if number == 1 and not act else (),
        groups=tuple(_groups(before, after, chosen[first : first + PAGE])),
        pages=_pages(number, len(chosen), act),
        doubts=tuple(doubts),
        decided=tuple(decided),
        may_decide=may_decide,
        decide=reverse("frameworks:decide", args=at),
        take_back=reverse("frameworks:take_back", args=at),
        downloads=tuple(
            Link(text=text, href=reverse("frameworks:changes_download", args=[*at, form]))
            for form, text in (("xlsx", "Excel"), ("json", "JSON"))
        )
        if may_download
        else (),
        touches=reverse("frameworks:touches", args=at),
        choose=reverse("frameworks:compare") + "?" + urlencode({"before": before.id, "after": after.id}),
        problem=(Link(text=problem),) if problem else (),
        foot=f"{before.label}, content {before.stamp[:12]}, to {after.label}, content {after.stamp[:12]}.",
    )


def _title(before: Framework, after: Framework) -> str:
    if before.line == after.line:
        return f"{after.title}: what changed from {before.version} to {after.version}"
    return f"What differs between {before.title} {before.version} and {after.title} {after.version}"


def _counts(found: VersionDifference, act: str) -> tuple[Link, ...]:
    """Every count leads to what was counted; what does not occur is not shown."""
    links = [Link(text=plural(len(found.items), "change"), href="?", current=not act)]
    links += [
        Link(text=f"{found.count(each)} {each.value}", href=f"?{urlencode({'act': each.value})}", current=act == each.value)
        for each in Act
        if found.count(each)
    ]
    return tuple(links) if found.items else ()


def _pages(number: int, total: int, act: str) -> Pages:
    count = max(1, -(-total // PAGE))

    def at(page: int) -> str:
        asked = {"act": act, "page": page} if act else {"page": page}
        return f"?{urlencode(asked)}" if 1 <= page <= count else ""

    return Pages(number=min(number, count), count=count, previous=at(number - 1), next=at(number + 1))


def _groups(before: Side, after: Side, changes: Iterable[ItemChange]) -> Iterable[Group]:
    """Changes under the topmost heading that they stand below, in the newer version's order."""
    headings = _Headings(before.value, after.value)
    grouped: dict[str, list[ChangePart]] = {}
    for change in changes:
        grouped.setdefault(headings.of(change), []).append(_change(before, after, change))
    return (Group(heading=heading, changes=tuple(parts)) for heading, parts in grouped.items())


class _Headings:
    """The heading of a change: what stands at the top above its item; in a flat list the item's pillars."""

    def __init__(self, before: Framework, after: Framework) -> None:
        self.new, self.old = self._side(after), self._side(before)

    @staticmethod
    def _side(framework: Framework) -> tuple[Mapping[str, Item], Tree]:
        return {item.id: item for item in framework.items}, tree_of(framework)

    def of(self, change: ItemChange) -> str:
        items, tree = self.new if change.after else self.old
        item = (change.after or change.before)[0]
        top = item.id
        for above in tree.ancestors(item.id):
            top = above
        if top == item.id and tree.is_leaf(top):
            return ", ".join(item.pillars).capitalize() or "Items"
        held = self.new[0].get(top, items[top])  # a heading that is in both is called by its newer name
        return " ".join(filter(None, (held.code, held.title or held.statement)))[:200]


def _change(before: Side, after: Side, change: ItemChange) -> ChangePart:
    old, new = (tuple(_item(side, item) for item in items) for side, items in ((before, change.before), (after, change.after)))
    one, pair = (change.after or change.before)[0], len(change.before) == len(change.after) == 1
    says = []
    if change.under_before:
        says.append(f"Moved from under {change.under_before} to under {change.under_after}.")
    elif Act.MOVED in change.acts:
        says.append("Stands in another place among its neighbours.")
    if change.new_meaning:
        says.append("The newer version calls this a new meaning: the old item is replaced.")
    if change.by in WHY:
        says.append(WHY[change.by])
    return ChangePart(
        id=f"item-{one.id}",
        acts=" and ".join(each.value for each in change.acts).capitalize(),
        name=" → ".join(dict.fromkeys(", ".join(part.text for part in parts) for parts in (old, new) if parts)),
        before=old,
        after=new,
        whole=not pair,
        statement=one.statement if pair and change.before[0].statement == one.statement else "",
        fields=tuple(_field(each) for each in change.fields),
        says=tuple(says),
    )


def _item(side: Side, item: Item) -> ItemPart:
    return ItemPart(text=item.name, statement=item.statement, href=item_href(side, item.id))


def _module(change: ModuleChange) -> ModulePart:
    held = change.after or change.before
    return ModulePart(
        id=f"module-{held.id if held else ''}",
        became=" and ".join(each.value for each in change.became).capitalize(),
        name=change.name,
        fields=tuple(_part(each.field[:1].upper() + each.field[1:], each) for each in change.fields),
    )


def _field(change: FieldChange) -> FieldPart:
    kind, _, entry = change.field.partition(": ")
    name = FIELDS.get(kind, kind.replace("_", " "))
    return _part(f"{name.capitalize()}: {entry}" if entry else name.capitalize(), change)


def _part(name: str, change: FieldChange) -> FieldPart:
    return FieldPart(name=name, before=change.before, after=change.after, spans=change.spans)
