"""Write what the items of a draft say, and what the framework says of itself."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from curricle.core.drafting.codes import next_code
from curricle.core.drafting.levels import levels_of
from curricle.core.drafting.modules import stands_on
from curricle.core.drafting.outline import Outline
from curricle.core.framework import Framework, Item
from curricle.frameworks import actions, drafts
from curricle.frameworks.draft_forms import FactsForm, ItemForm, LevelsForm, facts_entered, item_entered
from curricle.frameworks.models import Draft
from curricle.frameworks.pages.draft import frame
from curricle.frameworks.pages.draft_item import alike_says, item_page, label, offered, pillars_of
from curricle.frameworks.pages.draft_links import link_lines
from curricle.frameworks.snapshot import about_of, draft_outline
from curricle.frameworks.standing import grounds, standing
from curricle.frameworks.views.draft_asking import Ask, ask
from curricle.frameworks.views.draft_found import KINDS, find, may_edit, posted
from curricle.people.gate import guarded
from curricle.people.policy import Hidden
from curricle.ui import show
from curricle.ui.parts import Link
from curricle.ui.questions import takes

FIELDS = "code kind title statement known_pillars pillars professions practice_level fheq_level requirement scope keywords notes"
KNOWN = "It stands in an earlier version, so its identifier stays only as long as its meaning stays."


@guarded("schema_draft", "v", post="e", also=KINDS)
def draft_item(request: HttpRequest, draft: str, item: str) -> HttpResponse:
    """Change what an item says: a typing error, or its meaning. Those who may not change it read it."""
    row = find(request, draft, action="e" if request.method == "POST" else "v")
    outline = draft_outline(row)
    held = held_item(outline, item)
    if not may_edit(request, row):
        return _read(request, row, outline, held)
    known = bool(drafts.known_items(row, [item]))
    form = ItemForm(posted(request), pillars=pillars_of(outline), held=held, known=known)
    form.initial = item_entered(held, row.revision, form.offered)
    asked = Ask(
        heading=f"Edit {held.name}",
        says=(KNOWN,) if known else (),
        names=tuple(name for name in (*FIELDS.split()[:4], "meaning", *FIELDS.split()[4:]) if name in form.fields),
        submit="Save",
        item=item,
        done=f"{held.name} is saved.{alike_says(form, outline, held)}",
        reads=held.statement,
        others=_others(row, item),
        offered=offered(outline),
    )
    return ask(
        request,
        row,
        form,
        asked,
        lambda: _save(request, row, form, held),
        stands=lambda now: draft_outline(now).items.get(item),
        mine=lambda: form.said(held),
    )


def _read(request: HttpRequest, row: Draft, outline: Outline, held: Item) -> HttpResponse:
    """The item for those who may not change it."""
    lines, levels = link_lines(outline, str(row.uuid), held.id), levels_of(outline.about, held.id)
    return show(request, "frameworks/draft_item.jinja", item_page(frame(row, here=""), held, levels, lines, comments=row.outside))


def _save(request: HttpRequest, row: Draft, form: ItemForm, held: Item) -> tuple[Draft, str] | Draft:
    act = actions.renew_item if form.renews else actions.mend_item
    return act(by=request.actor, draft=row, seen=form.cleaned_data["revision"], item=form.said(held))


@guarded("schema_draft", "e", also=KINDS)
@takes("parent", "after")
def draft_add(request: HttpRequest, draft: str) -> HttpResponse:
    """Add an item under another one (`parent`), right after one of its children (`after`) or last."""
    row = find(request, draft, action="e")
    outline = draft_outline(row)
    parent, after = request.GET.get("parent", "")[:80], request.GET.get("after", "")[:80]
    form = ItemForm(posted(request), pillars=pillars_of(outline))
    code = next_code(outline, parent if parent in outline.items else "", reserved=drafts.earlier_codes(row))
    form.initial = item_entered(replace(_like(outline, parent, after), code=code), row.revision, form.offered)
    empty = Item(id="", kind="", statement="")
    asked = Ask(
        heading="Add an item",
        says=(
            f"It will stand under {label(outline.items[parent])}." if parent in outline.items else "It will stand on the highest level.",
        ),
        names=tuple(FIELDS.split()),
        submit="Add it",
        item=after or parent,
        done=f"The item is added.{alike_says(form, outline, empty)}",
        offered=offered(outline),
    )
    return ask(
        request,
        row,
        form,
        asked,
        lambda: actions.add_item(
            by=request.actor, draft=row, seen=form.cleaned_data["revision"], item=form.said(empty), parent=parent, after=after
        ),
    )


@guarded("schema_draft", "e", also=KINDS)
def draft_levels(request: HttpRequest, draft: str, item: str) -> HttpResponse:
    """Describe an item at each level: what it looks like at entry, at enhanced, at advanced practice."""
    row = find(request, draft, action="e")
    outline = draft_outline(row)
    held = held_item(outline, item)
    here = {f"level{at}": each.quality for at, each in enumerate(levels_of(outline.about, item), 1)}
    here |= {f"words{at}": each.description for at, each in enumerate(levels_of(outline.about, item), 1)}
    form = LevelsForm(posted(request), initial={"revision": row.revision, **here})
    asked = Ask(
        heading=f"Level descriptors of {held.name}",
        says=(f"“{held.statement}”", "Name each level and say what this looks like there. Empty ones are left out."),
        names=tuple(name for name in form.fields if name != "revision"),
        submit="Save",
        item=item,
        done=f"The levels of {held.name} are saved.",
        offered=offered(outline),
    )
    return ask(
        request,
        row,
        form,
        asked,
        lambda: actions.describe_levels(by=request.actor, draft=row, seen=form.cleaned_data["revision"], item=item, levels=form.levels),
    )


@guarded("schema_draft", "v", post="e", also=KINDS)
def draft_facts(request: HttpRequest, draft: str) -> HttpResponse:
    """What the framework says of itself."""
    row = find(request, draft, action="e" if request.method == "POST" else "v")
    base = about_of(row)
    form = FactsForm(posted(request), initial=facts_entered(base, row.revision), grounds=_grounds(request, row, base))
    asked = Ask(
        heading="What the framework says of itself",
        says=(f"Its code is {base.code}; all versions share it.",),
        names=tuple(name for name in form.fields if name != "revision"),
        submit="Save" if may_edit(request, row) else "",
        item="",
        done="The facts are saved.",
        here="frameworks:draft_facts",
        offered=offered(Outline(about=base, items={}, parent={}, children={}, ties={}, links=())),
    )
    return ask(
        request,
        row,
        form,
        asked,
        lambda: actions.change_facts(by=request.actor, draft=row, seen=form.cleaned_data["revision"], about=form.said(base)),
        stands=about_of,
        mine=lambda: form.said(base),
    )


def _grounds(request: HttpRequest, row: Draft, base: Framework) -> list[tuple[str, str]]:
    """What a model curriculum may stand on, with what it stands on already where that is not among them."""
    if row.kind != "curriculum":
        return []
    offered = grounds(request.actor)
    known = {id for id, _ in offered}
    held = {each.id: f"{each.title} {each.version}" for each in standing(row.line.organisation_id, base)}
    return [*offered, *((id, held.get(id, f"A version that is not at hand ({id[:8]})")) for id in stands_on(base) if id not in known)]


def held_item(outline: Outline, id: str) -> Item:
    """An item of the draft. Raises Hidden where it has none of this id."""
    if id not in outline.items:
        raise Hidden("The draft has no such item. Somebody may have retired or replaced it: look under Changes.")
    return outline.items[id]


def _like(outline: Outline, parent: str, after: str) -> Item:
    """What a new item is like at first: of the kind, with the tags, of the one before it or of its last sibling."""
    near = after or next(reversed(outline.under(parent)), "")
    like = outline.items.get(near)
    if like is None:
        return Item(id="", kind="capability", statement="")
    return replace(like, title="", statement="", notes="", keywords=())


def _others(row: Draft, item: str) -> tuple[Link, ...]:
    pages = (
        ("Describe its levels", "frameworks:draft_levels"),
        ("Link it to others", "frameworks:draft_links"),
        ("Split it", "frameworks:draft_split"),
        ("Merge it with others", "frameworks:draft_merge"),
        ("Put it under another item", "frameworks:draft_under"),
        ("Retire or remove it", "frameworks:draft_leave"),
    )
    return tuple(Link(text=text, href=reverse(name, args=[row.uuid, item])) for text, name in pages)
