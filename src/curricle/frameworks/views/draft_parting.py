"""Split an item of a draft, merge several, put one under another, leave one out and bring it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from curricle.core.drafting.outline import CannotEdit, Outline
from curricle.core.framework import Item
from curricle.frameworks import actions, drafts
from curricle.frameworks.draft_forms import LeaveForm, MergeForm, SplitForm, UnderForm
from curricle.frameworks.models import Draft
from curricle.frameworks.pages.draft_finding import to_choose
from curricle.frameworks.pages.draft_item import places
from curricle.frameworks.snapshot import draft_outline
from curricle.frameworks.views.draft_asking import Ask, ask, to_item
from curricle.frameworks.views.draft_found import KINDS, find, looks, posted
from curricle.frameworks.views.draft_items import held_item
from curricle.people.gate import guarded
from curricle.ui.words import plural

STAYS = "It is left out of this version. Earlier versions keep it for ever, and everything that points at it there stays true."
MERGED = "Those that stand in an earlier version are retired, replaced by the merged one. What stands below them stands below it."
NONE = "No other item matches. Look for a code, or for words of its title or statement."
NEVER = "It stands in no version yet: it goes from the draft. The list of changes keeps it, and you can undo this."


@guarded("schema_draft", "e", also=KINDS)
def draft_split(request: HttpRequest, draft: str, item: str) -> HttpResponse:
    """Make several items of one."""
    row, _, held, known = _found(request, draft, item)
    form = SplitForm(posted(request), initial={"revision": row.revision, "code1": held.code, "part1": held.statement})
    then = "It is retired, replaced by all of them." if known else "The first part keeps its identifier."
    asked = Ask(
        heading=f"Split {held.name}",
        says=(f"“{held.statement}”", f"Enter two to four parts. Each gets the tags of this item. {then}"),
        names=tuple(f"{what}{at}" for at in (1, 2, 3, 4) for what in ("code", "part")),
        submit="Split it",
        item=item,
        done=f"{held.name} is split.",
    )
    return ask(
        request,
        row,
        form,
        asked,
        lambda: actions.split_item(by=request.actor, draft=row, seen=form.cleaned_data["revision"], item=item, parts=form.parts(held)),
        stands=lambda now: draft_outline(now).items.get(item),
        mine=lambda: form.parts(held)[0] if form.parts(held) else None,
    )


@guarded("schema_draft", "e", also=KINDS)
def draft_merge(request: HttpRequest, draft: str, item: str) -> HttpResponse:
    """Make one item of several, wherever in the draft they stand."""
    row, outline, held, _ = _found(request, draft, item)
    form = _merge_form(request, outline, held, row.revision)
    asked = Ask(
        heading=f"Merge {held.name}",
        says=(MERGED,) if form.fields["others"].choices else (MERGED, NONE),
        names=("find", "others", "code", "statement"),
        submit="Merge them",
        item=item,
        done="They are one item now.",
    )
    return ask(
        request,
        row,
        form,
        asked,
        lambda: actions.merge_items(
            by=request.actor,
            draft=row,
            seen=form.cleaned_data["revision"],
            items=[item, *form.cleaned_data["others"]],
            into=form.merged(held),
        ),
        stands=lambda now: draft_outline(now).items.get(item),
        mine=lambda: form.merged(held),
    )


def _merge_form(request: HttpRequest, outline: Outline, held: Item, revision: int) -> MergeForm:
    """The form as it was sent; where items were only looked for, with what they are and what was entered so far."""
    sent = request.POST
    chosen = [id for id in sent.getlist("others") if id in outline.items]
    offered = to_choose(outline, held.id, sent.get("find", "")[:200], chosen)
    if request.method == "POST" and not looks(request):
        return MergeForm(sent, offered=offered)
    entered = {name: sent[name] for name in ("revision", "find", "code", "statement") if name in sent}
    return MergeForm(
        offered=offered, initial={"revision": revision, "code": held.code, "statement": held.statement, **entered, "others": chosen}
    )


@guarded("schema_draft", "e", also=KINDS)
def draft_under(request: HttpRequest, draft: str, item: str) -> HttpResponse:
    """Put an item, with everything below it, under another one."""
    row, outline, held, _ = _found(request, draft, item)
    initial = {"revision": row.revision, "parent": outline.parent[item]}
    form = UnderForm(posted(request), places=places(outline, but=[item]), initial=initial)
    asked = Ask(
        heading=f"Put {held.name} under another item",
        says=("Everything below it goes with it. It stands last there; move it up from there.",),
        names=("parent",),
        submit="Put it there",
        item=item,
        done=f"{held.name} stands there now.",
    )
    return ask(
        request,
        row,
        form,
        asked,
        lambda: actions.move_item(
            by=request.actor, draft=row, seen=form.cleaned_data["revision"], item=item, parent=form.cleaned_data["parent"]
        ),
    )


@guarded("schema_draft", "e", also=KINDS)
def draft_leave(request: HttpRequest, draft: str, item: str) -> HttpResponse:
    """Retire an item that stands in an earlier version, or remove one that does not."""
    row, outline, held, known = _found(request, draft, item)
    below = sum(1 for _ in outline.walk(item))
    form = LeaveForm(posted(request), places=places(outline, but=[item]), known=known, initial={"revision": row.revision})
    says = [f"“{held.statement}”", STAYS if known else NEVER]
    asked = Ask(
        heading=f"{'Retire' if known else 'Remove'} {held.name}",
        says=(*says, f"{plural(below, 'item')} below it {'goes' if below == 1 else 'go'} with it.") if below else tuple(says),
        names=("replaced_by",) if known else (),
        submit="Retire it" if known else "Remove it",
        item=item,
        done=f"{held.name} is {'retired' if known else 'removed'}.",
        grave=True,
    )
    return ask(
        request,
        row,
        form,
        asked,
        lambda: (
            actions.leave_out(by=request.actor, draft=row, seen=form.cleaned_data["revision"], item=item, replaced_by=form.heirs),
            outline.parent[item],
        ),
    )


@require_POST
@guarded("schema_draft", "e", also=KINDS)
def draft_bring_back(request: HttpRequest, draft: str) -> HttpResponse:
    """Bring an item of the version from which the draft began back into it."""
    row, item = find(request, draft, action="e"), request.POST.get("item", "")[:80]
    try:
        row = actions.bring_back(by=request.actor, draft=row, seen=row.revision, item=item)
    except CannotEdit as stop:
        messages.error(request, str(stop))
        return to_item(row)
    messages.success(request, f"It is back in the draft. Revision {row.revision}; you can undo it.")
    return to_item(row, item)


def _found(request: HttpRequest, draft: str, item: str) -> tuple[Draft, Outline, Item, bool]:
    """The draft, its outline, the item, and whether that stands in a version. Raises Hidden or Forbidden."""
    row = find(request, draft, action="e")
    outline = draft_outline(row)
    return row, outline, held_item(outline, item), bool(drafts.known_items(row, [item]))
