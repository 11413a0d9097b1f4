"""The university's own Word template, filled in with a programme."""

from __future__ import annotations

from django.utils import timezone

from curricle.core.alignment import coverage
from curricle.core.framework import Framework
from curricle.core.papers.context import template_context
from curricle.core.papers.pack import meta_of
from curricle.core.programme import Programme
from curricle.interop.documents.template import fill_template


def filled(programme: Programme, lenses: tuple[Framework, ...], template: bytes) -> bytes:
    """The template as DOCX. Raises Refused in words that name the tag."""
    today = timezone.localdate()
    seen = [coverage(programme, lens) for lens in lenses]
    return fill_template(template, template_context(programme, seen, meta_of(programme, today)), prepared=today)
