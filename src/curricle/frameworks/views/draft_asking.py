"""The one way of a form that changes a draft: try, go back to the tree, or show again with what was entered and why it was not kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from curricle.core.drafting.outline import CannotEdit
from curricle.core.framework import Framework, Item
from curricle.frameworks import actions
from curricle.frameworks.models import Draft
from curricle.frameworks.pages.draft import frame
from curricle.frameworks.pages.draft_item import Clash, EditPage, clashes
from curricle.frameworks.pages.draft_links import LinkLine
from curricle.ui import show
from curricle.ui.parts import Link

Done = tuple[Draft, str] | Draft
Value = Item | Framework


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A page that asks for something: its words, its fields, the item it is about. `done` is said once it is kept.

    `lines`: links that stand there already, and `lines_action` the address that takes one away. `back`: where to leave it to and where
    to go then, if not to the item; `then`: where to go once it is kept, if elsewhere; `parts`: the pages of the module it is about.
    """

    heading: str
    says: tuple[str, ...]
    names: tuple[str, ...]
    submit: str
    item: str
    done: str
    here: str = ""
    reads: str = ""
    grave: bool = False
    others: tuple[Link, ...] = ()
    offered: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lines: tuple[LinkLine, ...] = ()
    lines_action: str = ""
    back: str = ""
    then: str = ""
    parts: tuple[Link, ...] = ()


def ask(
    request: HttpRequest,
    row: Draft,
    form: Form,
    asked: Ask,
    act: Callable[[], Done],
    *,
    stands: Callable[[Draft], Value | None] = lambda now: None,
    mine: Callable[[], Value | None] = lambda: None,
    clash: Callable[[Draft], tuple[Clash, ...]] | None = None,
) -> HttpResponse:
    """Carry the act out where the form is valid. `stands` and `mine` give both texts where somebody was faster (409), or `clash` does."""
    stale, both, status = "", (), 200
    if form.is_valid():
        try:
            return _kept(request, act(), asked)
        except actions.StaleDraft as stop:
            stale, status = str(stop), 409
            both = clash(stop.draft) if clash else _both(stands(stop.draft), mine())
            form.data = form.data.copy()
            form.data["revision"] = str(stop.draft.revision)  # the next save is a choice and no accident
        except (CannotEdit, actions.LabelTaken, actions.NotWritable) as stop:
            at = "version" if isinstance(stop, actions.LabelTaken) else getattr(stop, "field", "")
            form.add_error(at if at in form.fields else None, str(stop))
    page = _page(request, row, form, asked, stale, both)
    return show(request, "frameworks/draft_edit.jinja", page, status=422 if form.errors else status)


def _page(request: HttpRequest, row: Draft, form: Form, asked: Ask, stale: str, clash: tuple[Clash, ...]) -> EditPage:
    tree, head = reverse("frameworks:draft", args=[row.uuid]), frame(row, here=asked.here)
    return EditPage(
        frame=head,
        heading=asked.heading,
        says=asked.says,
        form=form,
        names=asked.names,
        action=request.path,
        submit=asked.submit,
        back=asked.back or (f"{tree}?at={asked.item}#i-{asked.item}" if asked.item else tree),
        others=asked.others,
        stale=stale,
        clash=clash,
        reads=asked.reads,
        grave=asked.grave,
        offered=asked.offered,
        lines=asked.lines,
        lines_action=asked.lines_action,
        sections=asked.parts or (head.sections if asked.here else ()),
        sections_of="module" if asked.parts else "draft",
    )


def to_item(row: Draft, item: str = "") -> HttpResponse:
    """The tree with an item chosen."""
    address = reverse("frameworks:draft", args=[row.uuid])
    return redirect(f"{address}?at={item}#i-{item}" if item else address)


def _kept(request: HttpRequest, done: Done, asked: Ask) -> HttpResponse:
    row, item = done if isinstance(done, tuple) else (done, asked.item)
    messages.success(request, f"{asked.done} Revision {row.revision}; you can undo it.")
    return redirect(asked.then or asked.back) if asked.then or asked.back else to_item(row, item)


def _both(stands: Value | None, mine: Value | None) -> tuple[Clash, ...]:
    return clashes(stands, mine) if stands and mine else ()
