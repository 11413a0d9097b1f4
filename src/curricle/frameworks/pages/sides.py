"""Where the sides of a difference, and their items, are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from curricle.frameworks.comparing import Side


def version_href(side: Side) -> str:
    """The page of a version or of a draft."""
    return reverse("frameworks:version" if side.id == side.version else "frameworks:draft", args=[side.version])


def item_href(side: Side, item: str) -> str:
    """The page of an item of it."""
    return reverse("frameworks:item" if side.id == side.version else "frameworks:draft_item", args=[side.version, item])
