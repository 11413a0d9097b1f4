"""Trying to save: what the answer is when somebody else was faster, or when it cannot be kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from curricle.core.programme import Programme
from curricle.design import actions
from curricle.design.models import ProgrammeRow
from curricle.design.pages.editing import NOT_TRIED, Went


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """`row` where it was saved; else how it `went`."""

    row: ProgrammeRow | None = None
    went: Went = NOT_TRIED


def attempt(act: Callable[[], ProgrammeRow], mine: Programme) -> Tried:
    """Carry the action out. 409 with both texts where the programme changed since, 422 with words where it cannot be kept."""
    try:
        return Tried(row=act())
    except actions.Stale as stop:
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
