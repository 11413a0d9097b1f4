"""Ending one's sessions in other browsers."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from curricle.people import actions
from curricle.people.gate import guarded


@guarded("account", "e")
@require_POST
def end(request: HttpRequest, session: int) -> HttpResponse:
    """End one of one's own sessions."""
    actions.end_session(by=request.actor, session=session)
    messages.success(request, "That browser is signed out.")
    return redirect("people:account")


@guarded("account", "e")
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    actions.end_other_sessions(by=request.actor, here=request.session.session_key)
    messages.success(request, "You are signed out everywhere else.")
    return redirect("people:account")
