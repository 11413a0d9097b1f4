"""A draft in consultation: who is asked to read it, what they say, and what is answered."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from curricle.core.terms import Stage
from curricle.frameworks import actions, consultations, drafts
from curricle.frameworks.consultation_form import CommentForm, InviteForm, ReplyForm
from curricle.frameworks.models import Draft
from curricle.frameworks.pages.consultation import CommentLine, comment_line, consultation_page
from curricle.frameworks.pages.draft import frame
from curricle.frameworks.policy import READER, TABLE, comment_thing
from curricle.frameworks.views.draft_found import KINDS, find
from curricle.people import queries as people
from curricle.people.gate import guarded
from curricle.people.policy import Hidden, Thing, decide, require
from curricle.ui import show
from curricle.ui.questions import takes

HERE = "frameworks:draft_consultation"
NATIONAL = tuple(kind for kind in KINDS if kind != "own_framework")  # what a university keeps for itself is nobody's to comment on


@guarded("schema_draft", "v", also=NATIONAL)
@require_safe
@takes("item")
def draft_consultation(request: HttpRequest, draft: str) -> HttpResponse:
    """Who is asked to read the draft, and what was said of it; `item`: the one that a comment would be about."""
    row = _found(request, draft)
    return _show(request, row, comment=CommentForm(initial={"item": request.GET.get("item", "")[:80]}))


@require_POST
@guarded("consultation_invitation", "c")
def draft_invite(request: HttpRequest, draft: str) -> HttpResponse:
    """Ask an organisation or a person to read the draft."""
    row = _found(request, draft)
    require(TABLE, request.actor, "c", consultations.about_invitation(row, Stage(row.stage)))
    form = _invite_form(request.POST)
    if form.is_valid():
        try:
            actions.invite_to_consultation(by=request.actor, draft=row, **form.whom)
            messages.success(request, "They are invited: the draft stands on their page of frameworks until that day.")
            return redirect(HERE, str(row.uuid))
        except actions.BadInvitation as stop:
            form.add_error(stop.field or None, str(stop))
    return _show(request, row, invite=form, status=422)


@require_POST
@guarded("consultation_invitation", "w")
def draft_invite_withdraw(request: HttpRequest, draft: str, invitation: str) -> HttpResponse:
    """End an invitation before its day."""
    row = _found(request, draft)
    require(TABLE, request.actor, "w", consultations.about_invitation(row, Stage(row.stage)))
    actions.withdraw_from_consultation(by=request.actor, invitation=consultations.invitation(row, invitation))
    messages.success(request, "The invitation is withdrawn. What they said stays.")
    return redirect(HERE, str(row.uuid))


@require_POST
@guarded("consultation_comment", "c")
def draft_comment(request: HttpRequest, draft: str) -> HttpResponse:
    """Say something of the draft, or of one of its items."""
    row = _found(request, draft)
    require(TABLE, request.actor, "c", consultations.about_comment(request.actor, row, Stage(row.stage)))
    form = CommentForm(request.POST)
    if form.is_valid():
        try:
            actions.comment_on_draft(by=request.actor, draft=row, text=form.cleaned_data["text"], item=form.cleaned_data["item"])
            messages.success(request, "Your comment is kept, with your name and that of your organisation.")
            return redirect(HERE, str(row.uuid))
        except actions.NotAllowedNow as stop:
            form.add_error(None, str(stop))
    return _show(request, row, comment=form, status=422)


@require_POST
@guarded("consultation_comment", "e")
def draft_comment_mark(request: HttpRequest, draft: str, comment: str) -> HttpResponse:
    """Mark a comment as answered (`to`), with or without a reply; or open it again."""
    row = _found(request, draft)
    require(TABLE, request.actor, "e", _answering(row))
    held, form = consultations.comment(row, comment), ReplyForm(request.POST, prefix=comment)
    answered = request.POST.get("to") == "answered"
    if answered and not form.is_valid():
        return _show(request, row, reply=form, status=422)
    actions.mark_comment(by=request.actor, comment=held, answered=answered, reply=form.cleaned_data["reply"] if answered else "")
    messages.success(request, "The comment is marked as answered." if answered else "The comment waits for an answer again.")
    return redirect(HERE, str(row.uuid))


def _show(
    request: HttpRequest,
    row: Draft,
    *,
    invite: Form | None = None,
    comment: Form | None = None,
    reply: Form | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with one of its forms as it was sent where that was not kept."""
    stage, actor, head = Stage(row.stage), request.actor, frame(row, here=HERE)
    invitation = consultations.about_invitation(row, stage)
    seen = decide(TABLE, actor, "v", invitation)
    comments = decide(TABLE, actor, "c", consultations.about_comment(actor, row, stage))
    form = comment or CommentForm()
    wanted = str(form["item"].value() or "")
    page = consultation_page(
        head,
        stage,
        invitations=consultations.invitations_of(row) if seen else None,
        invite=(invite or _invite_form()) if decide(TABLE, actor, "c", invitation) else None,
        may_withdraw=decide(TABLE, actor, "w", invitation),
        comments=_lines(request, row, reply),
        comment=form if comments else None,
        about=drafts.name_in_draft(row, wanted) if comments and wanted else "",
    )
    return show(request, "frameworks/draft_consultation.jinja", page, status=status)


def _lines(request: HttpRequest, row: Draft, reply: Form | None) -> tuple[CommentLine, ...]:
    may_mark, head = decide(TABLE, request.actor, "e", _answering(row)), frame(row, here=HERE)
    said = consultations.comments_for(request.actor, row)
    there = drafts.in_draft(row, [each.item for each in said if each.item])
    return tuple(
        comment_line(head, each, there=each.item in there, may_mark=may_mark, form=_reply_form(str(each.uuid), reply)) for each in said
    )


def _reply_form(comment: str, sent: Form | None) -> Form:
    return sent if sent is not None and sent.prefix == comment else ReplyForm(prefix=comment)


def _invite_form(data: QueryDict | None = None) -> InviteForm:
    return InviteForm(data, places=[(each.id, each.name) for each in people.organisations_with(READER)])


def _answering(row: Draft) -> Thing:
    return comment_thing(owner=row.line.organisation_id, organisation=None, stage=row.stage)


def _found(request: HttpRequest, uuid: str) -> Draft:
    """The draft of a national team that the actor may read. Raises Hidden."""
    row = find(request, uuid)
    if drafts.about_draft(row, Stage(row.stage)).kind == "own_framework":
        raise Hidden("There is no such page.")
    return row
