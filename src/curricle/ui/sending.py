"""What every form carries hidden: the token against requests from elsewhere, and one by which a form sent twice does one thing."""

from __future__ import annotations

import secrets
from typing import Any

from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString


def hidden_fields(request: HttpRequest) -> dict[str, Any]:
    """`csrf_input` of all templates, worked out where it is printed: each form has a token of its own."""
    return {"csrf_input": lazy(_fields, SafeString)(request)}


def _fields(request: HttpRequest) -> SafeString:
    return format_html('{}<input type="hidden" name="once" value="{}">', csrf_input(request), secrets.token_urlsafe(16))
