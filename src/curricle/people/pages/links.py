"""What an outsider reads before a link opens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from curricle.people.link_keys import masked
from curricle.people.link_purposes import purpose_named
from curricle.people.queries import LinkFacts
from curricle.ui.parts import SummaryRow
from curricle.ui.words import day


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPage:
    """`go_on` is the address of what it opens, for a browser that was let in already; `send` has the digits mailed to `to`."""

    title: str
    facts: tuple[SummaryRow, ...]
    to: str
    send: str
    go_on: str
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodePage:
    """`send` has new digits mailed."""

    form: Any
    to: str
    action: str
    send: str
    back: str


def link_page(held: LinkFacts, token: str, *, let_in: bool, says: str = "") -> LinkPage:
    """What is asked, by whom, about what, what happens with it, and until when."""
    purpose = purpose_named(held.purpose)
    rows = (
        ("Asked by", f"{held.made_by_name}, {held.organisation_name}"),
        ("Asked of", held.name),
        ("About", held.about.label if held.about else ""),
        ("What happens then", purpose.then),
        ("Good until", day(held.ends)),
    )
    return LinkPage(
        title=f"{held.made_by_name} asks you to {purpose.asks}",
        facts=tuple(SummaryRow(key=key, value=value) for key, value in rows),
        to=masked(held.email),
        send=reverse("people:link", args=[held.uuid, token]),
        go_on=reverse(purpose.page, args=[held.uuid]) if let_in else "",
        says=says,
    )


def code_page(held: LinkFacts, token: str, form: Any) -> CodePage:
    return CodePage(
        form=form,
        to=masked(held.email),
        action=reverse("people:link_code", args=[held.uuid, token]),
        send=reverse("people:link", args=[held.uuid, token]),
        back=reverse("people:link", args=[held.uuid, token]),
    )
