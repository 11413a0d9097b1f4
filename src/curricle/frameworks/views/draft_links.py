"""Link an item of a draft to another one, and take a link away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from curricle.core.drafting.outline import CannotEdit
from curricle.frameworks import actions
from curricle.frameworks.pages.draft_finding import to_choose
from curricle.frameworks.pages.draft_links import link_lines
from curricle.frameworks.relation_form import RelationForm
from curricle.frameworks.snapshot import draft_outline
from curricle.frameworks.views.draft_asking import Ask, ask
from curricle.frameworks.views.draft_found import KINDS, find, looks, number
from curricle.frameworks.views.draft_items import held_item
from curricle.people.gate import guarded

SAYS = "A link says how the item stands to another one of this framework. It is published with it, and stands in its CASE package."


@guarded("schema_draft", "e", also=KINDS)
def draft_links(request: HttpRequest, draft: str, item: str) -> HttpResponse:
    """The links that an item has, and one more."""
    row = find(request, draft, action="e")
    outline, sent = draft_outline(row), request.POST
    held = held_item(outline, item)
    chosen = [sent["other"]] if sent.get("other") in outline.items else []
    offered = to_choose(outline, item, sent.get("find", "")[:200], chosen)
    bound = request.method == "POST" and not looks(request)
    entered = {name: sent[name] for name in ("revision", "relation", "find", "other") if name in sent}
    form = RelationForm(sent if bound else None, offered=offered, initial={"revision": row.revision, **entered})
    asked = Ask(
        heading=f"Links of {held.name}",
        says=(f"“{held.statement}”", SAYS),
        names=("relation", "find", "other"),
        submit="Link them",
        item=item,
        done="They are linked.",
        lines=link_lines(outline, str(row.uuid), item),
        lines_action=reverse("frameworks:draft_unlink", args=[row.uuid, item]),
    )
    return ask(
        request,
        row,
        form,
        asked,
        lambda: actions.link_items(by=request.actor, draft=row, seen=form.cleaned_data["revision"], item=item, link=form.link(item)),
    )


@require_POST
@guarded("schema_draft", "e", also=KINDS)
def draft_unlink(request: HttpRequest, draft: str, item: str) -> HttpResponse:
    """Take a link of an item away."""
    row = find(request, draft, action="e")
    held_item(draft_outline(row), item)
    named = {name: request.POST.get(name, "")[:80] for name in ("source", "target", "type")}
    if item not in (named["source"], named["target"]):
        named["type"] = ""  # a link of other items is not on this page
    try:
        done = actions.unlink_items(by=request.actor, draft=row, seen=number(request.POST.get("revision")), item=item, **named)
        messages.success(request, f"The link is taken away. Revision {done.revision}; you can undo it.")
    except (actions.StaleDraft, CannotEdit) as stop:
        messages.error(request, f"{stop} Nothing was taken away.")
    return redirect("frameworks:draft_links", str(row.uuid), item)
