"""Trying what a form asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest

from curricle.people.entries import BadEntry


def done(request: HttpRequest, form: forms.Form, act: Callable[[dict[str, Any]], Any]) -> bool:
    """Whether this is a sent form and the action went through with its cleaned values; else the form says what was wrong."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except BadEntry as stop:
        form.add_error(stop.field if stop.field in form.fields else None, f"{stop}.")
        return False
    return True


def status_of(form: forms.Form) -> int:
    """Of a page around this form: 422 when something in it is wrong."""
    return 422 if form.errors else 200
