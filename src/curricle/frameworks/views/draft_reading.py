"""Pages about a draft as a whole: what to look at again, what was done, publishing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from curricle.core.drafting.doubts import doubts
from curricle.core.drafting.leaving import left_out
from curricle.core.drafting.publishing import reworded_in_place, since
from curricle.core.framework import Framework
from curricle.core.terms import Stage
from curricle.core.versions.pairing import REPLACED_BY
from curricle.frameworks import actions, drafts, queries
from curricle.frameworks.models import Draft
from curricle.frameworks.pages.draft import frame
from curricle.frameworks.pages.draft_parts import changes_page, checks_page, gone_items, publish_page
from curricle.frameworks.snapshot import draft_outline, draft_value
from curricle.frameworks.standing import names_of, standing
from curricle.frameworks.views.draft_found import KINDS, find, may_edit, number
from curricle.people.gate import guarded
from curricle.people.policy import Forbidden
from curricle.ui import show
from curricle.ui.words import plural


@guarded("schema_draft", "v", also=KINDS)
@require_safe
def draft_checks(request: HttpRequest, draft: str) -> HttpResponse:
    """Codes and statements to look at again, and what the draft leaves out."""
    row = find(request, draft)
    outline = draft_outline(row)
    heirs: dict[str, list[str]] = {}
    for link in outline.links:
        if link.type == REPLACED_BY:
            heirs.setdefault(link.source, []).append(link.target)
    base = queries.value(row.base) if row.base else None
    page = checks_page(
        frame(row, here="frameworks:draft_checks"),
        doubts(
            (outline.items[id] for id in outline.walk()),
            drafts.earlier_codes(row),
            [(old, new) for old, news in heirs.items() for new in news],
        ),
        outline.items,
        gone_items(base, left_out(outline, base), outline.items, heirs) if base else (),
        since=row.base.version if row.base else "",
        may_edit=may_edit(request, row),
    )
    return show(request, "frameworks/draft_checks.jinja", page)


@guarded("schema_draft", "v", also=KINDS)
@require_safe
def draft_changes(request: HttpRequest, draft: str) -> HttpResponse:
    """What was done to a draft and by whom, each change with the way back to it."""
    row = find(request, draft)
    editable = may_edit(request, row)
    last = drafts.last_done(row) if editable else None
    head = frame(row, here="frameworks:draft_changes")
    done, steps = drafts.changes_of(row), drafts.steps_of(row)
    page = changes_page(head, done, steps, may_edit=editable, undo=last.what if last else "", named=not row.outside)
    return show(request, "frameworks/draft_changes.jinja", page)


@guarded("schema_draft", "a", also=KINDS)
def draft_publish(request: HttpRequest, draft: str) -> HttpResponse:
    """What publishing would change, and the step itself. Nobody publishes what they wrote or submitted."""
    row = find(request, draft, action="a")
    if Stage.IMPLEMENTED not in actions.draft_steps(by=request.actor, draft=row):
        raise Forbidden("Whoever wrote or submitted a draft does not publish it, and only what is submitted is published.")
    ticked = frozenset(request.POST.getlist("same"))
    if request.method != "POST":
        return _publish(request, row, ticked)
    try:
        to = Stage.PENDING if request.POST.get("to") == Stage.PENDING.value else Stage.IMPLEMENTED
        seen = number(request.POST.get("revision"))
        version = actions.publish(by=request.actor, draft=row, seen=seen, to=to, same_meaning=ticked)
    except actions.StaleDraft as stop:
        return _publish(request, find(request, draft, action="a"), frozenset(), problem=str(stop), status=409)
    except (actions.NotLookedAt, actions.NotAllowedNow, actions.LabelTaken) as stop:
        return _publish(request, row, ticked, problem=str(stop), status=422)
    messages.success(request, "It is published and never changes. Everybody can read it.")
    return redirect("frameworks:version", str(version.uuid))


def _publish(request: HttpRequest, row: Draft, ticked: frozenset[str], *, problem: str = "", status: int = 200) -> HttpResponse:
    value, base = draft_value(row), drafts.newest_version(row)
    stands = standing(row.line.organisation_id, value)
    found = since(queries.value(base) if base else None, value, names_of(stands))
    page = publish_page(
        frame(row, here=""),
        found,
        reworded_in_place(found),
        holds=_holds(value),
        since=base.version if base else "",
        other_base=row.base.version if row.base and base and row.base_id != base.pk else "",
        ticked=ticked,
        problem=problem,
    )
    return show(request, "frameworks/draft_publish.jinja", page, status=status)


def _holds(value: Framework) -> str:
    """ "64 items", or "0 items and 3 modules" of a model curriculum."""
    modules = value.facts.modules
    return " and ".join([plural(len(value.items), "item"), *([plural(len(modules), "module")] if modules else [])])
