"""What somebody without an account sees of a programme, by their link alone."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from curricle.design import queries
from curricle.design.models import ProgrammeRow
from curricle.design.pages.shared import shared_page
from curricle.design.policy import ANSWER_ABOUT_PROGRAMME, SHARING
from curricle.design.share_form import AnswerForm
from curricle.design.snapshot import current
from curricle.people import actions as people
from curricle.people import policy, store
from curricle.people import queries as people_queries
from curricle.people.downloads import attachment
from curricle.people.entries import BadEntry
from curricle.people.gate import guarded
from curricle.people.link_gate import not_good, quiet, through_link
from curricle.people.policy import Forbidden, Hidden, Thing
from curricle.people.queries import LinkFacts
from curricle.people.visitor import address_of, own_address
from curricle.ui import show


@guarded("share_link", "v")
@require_safe
@through_link(*SHARING)
def shared(request: HttpRequest, link: LinkFacts) -> HttpResponse:
    """A programme's draft, read by a link."""
    people.link_used(link=link, what="read", address=address_of(request))
    return _page(request, link, AnswerForm(initial={"text": link.answer.text if link.answer else ""}))


@guarded("link_answer", "c")
@require_http_methods(["GET", "HEAD", "POST"])
@through_link(ANSWER_ABOUT_PROGRAMME.name)
def shared_answer(request: HttpRequest, link: LinkFacts) -> HttpResponse:
    """Answer the question that came with a link; the answer can be changed while it is open."""
    form = AnswerForm(request.POST)
    if request.method != "POST":
        return redirect("design:shared", link.uuid)
    if form.is_valid():
        sent = {"text": form.cleaned_data["text"], "done": request.POST.get("do") == "done"}
        try:
            people.answer_by_link(link=link.uuid, address=address_of(request), base=own_address(request), **sent)
            return redirect(reverse("design:shared", args=[link.uuid]) + "#answer")
        except (BadEntry, Forbidden) as stop:
            form.add_error("text", str(stop) if isinstance(stop, BadEntry) else "Answers are closed; what you wrote was not kept.")
        except Hidden:
            return not_good(request)
    return _page(request, link, form, status=422)


@guarded("share_link", "v")
@require_safe
@through_link(*SHARING)
def shared_paper(request: HttpRequest, link: LinkFacts, file: UUID) -> HttpResponse:
    """A paper of the newest pack of the programme that a link is about."""
    pack = queries.pack(_row(link))
    if pack is None or str(file) not in {paper.file for paper in pack.papers.all()}:
        raise Hidden("There is no such paper.")
    held = people_queries.linked_file(link, str(file))
    data = store.read_kept(held.digest)
    people.link_used(link=link, what="downloaded", label=held.name, address=address_of(request))
    return attachment(data, name=held.name, media_type=held.media_type)


def _row(link: LinkFacts) -> ProgrammeRow:
    try:
        return queries.programme_by_id(link.organisation, link.thing)
    except ProgrammeRow.DoesNotExist:
        raise Hidden("There is no such programme.") from None


def _page(request: HttpRequest, link: LinkFacts, form: AnswerForm, *, status: int = 200) -> HttpResponse:
    row = _row(link)
    value = current(row)
    thing = Thing(
        kind="link_answer",
        organisation=link.organisation,
        id=link.uuid,
        link=True,
        state=frozenset({"open"} if link.open_for_answers else ()),
    )
    page = shared_page(
        link,
        value,
        queries.lenses_of(row, value),
        row=row,
        pack=queries.pack(row),
        policy=queries.policy_set(row.organisation_id),
        form=form,
        may_answer=policy.decide(policy.TABLE, link.outsider, "e" if link.answer else "c", thing),
    )
    return quiet(show(request, "design/shared.jinja", page, status=status), form=page.may_answer)
