"""Trying to save: what the answer is when somebody else was faster, or when it cannot be kept."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from curricle.core.programme import Programme
from curricle.design import actions
from curricle.design.models import ProgrammeRow
from curricle.design.pages.editing import NOT_TRIED, Went

View = Callable[..., HttpResponse]
LOOKS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """`row` where it was saved; else how it `went`."""

    row: ProgrammeRow | None = None
    went: Went = NOT_TRIED


class Raced(Exception):
    """Somebody saved between this view's look and its save, so what it looked at does not stand any more."""


def looks_again(view: View) -> View:
    """Let a view that was raced look once more: the same save is refused again, now beside what stands."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        for _ in range(LOOKS):
            with suppress(Raced):
                return view(request, *args, **kwargs)
        raise OperationalError("others save all the time")  # told as a busy database is: nothing was overwritten

    return inner


def attempt(act: Callable[[], ProgrammeRow], mine: Programme, *, looked_at: int) -> Tried:
    """Carry the action out. 409 with both texts where the programme changed since, 422 with words where it cannot be kept.

    `looked_at` is the revision that the view read. Raises Raced, which `looks_again` minds, where even that is over.
    """
    try:
        return Tried(row=act())
    except actions.Stale as stop:
        if stop.row.revision != looked_at:
            raise Raced from None
        return Tried(went=Went(stale=str(stop), status=409, mine=mine))
    except actions.NotWritable as stop:
        return Tried(went=Went(problem=str(stop), status=422))


def seen(request: HttpRequest, revision: int, went: Went = NOT_TRIED) -> int:
    """The revision that the next save names: the one that was seen, or after a clash the one that stands, so that it is a choice."""
    if request.method != "POST" or went.stale:
        return revision
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def saved(request: HttpRequest, row: ProgrammeRow, module: str, anchor: str = "") -> HttpResponse:
    """Back to the module's reading page, saying so."""
    messages.success(request, f"Saved, revision {row.revision}. You can undo this under Changes.")
    return redirect(reverse("design:module", args=[row.code, module]) + anchor)
