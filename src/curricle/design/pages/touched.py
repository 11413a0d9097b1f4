"""Programmes that a new version of a framework touches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from curricle.core.versions.compare import ItemChange
from curricle.core.versions.touched import Touch
from curricle.design.touching import Counted
from curricle.frameworks.comparing import Side
from curricle.frameworks.pages.touches import FOLDED, TouchedOrganisation, organisations, says
from curricle.ui.parts import Link
from curricle.ui.words import plural


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchedPage:
    """`counts` tells a national team how much is touched, in numbers alone."""

    title: str
    touches: Link
    says: str
    organisations: tuple[TouchedOrganisation, ...]
    folded: bool
    counts: str
    download: str


def touched_page(
    before: Side,
    after: Side,
    became: Mapping[str, ItemChange],
    touches: tuple[Touch, ...] | None,
    counted: Counted | None,
    *,
    may_download: bool,
) -> TouchedPage:
    """One's own programmes item by item (`touches`), or how many of everybody's (`counted`)."""
    at = [after.id, before.id]
    return TouchedPage(
        title=f"Programmes that {after.value.title} {after.value.version} touches",
        touches=Link(text="What these changes touch", href=reverse("frameworks:touches", args=at)),
        says=says(before, became, touches) if touches is not None else "",
        organisations=organisations(before, became, touches or ()),
        folded=len(touches or ()) > FOLDED,
        counts=_counts(counted) if counted else "",
        download=reverse("design:touched_download", args=at) if may_download else "",
    )


def _counts(counted: Counted) -> str:
    if not counted.claims:
        return "No programme claims an item that changed."
    programmes = f"{plural(counted.programmes, 'programme')} of {plural(counted.organisations, 'organisation')}"
    return f"{programmes} claim items that changed, in {plural(counted.modules, 'module')}, {plural(counted.claims, 'time')}."
