"""The list of an organisation's programmes, and the first page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from curricle.ui.parts import Link
from curricle.ui.strip import Strip, StripCell
from curricle.ui.words import plural

if TYPE_CHECKING:
    from curricle.design.models import ProgrammeRow, RollUp
    from curricle.frameworks.in_hand import InHand


EMPTY = "Your programmes will stand here, each with its coverage strip."
BEGIN = "Begin with the spreadsheet that you have."
NOT_YOURS = "A programme lead brings them."


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeLine:
    code: str
    title: str
    href: str
    state: str
    strip: Strip
    lens: str
    says: str
    findings: str
    colour: str
    changed: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammesPage:
    """`removed`: (code, title, address to bring it back); `empty`, and what to do first, are for an organisation without programmes."""

    organisation: str
    lines: tuple[ProgrammeLine, ...]
    may_bring: bool
    empty: str
    first: tuple[str, str]
    removed: tuple[tuple[str, str, str], ...]
    bring: str
    template: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """For a visitor: what this is and where to look. For a member: their programmes."""

    name: str
    programmes: ProgrammesPage | None
    modules: tuple[Link, ...]
    waiting: tuple[Link, ...]
    to_read: tuple[Link, ...]
    bring_framework: str
    new_framework: str
    sign_in: str
    frameworks: int
    frameworks_href: str
    demonstration: bool


def programmes_page(
    rows: Iterable[ProgrammeRow], *, organisation: str, may_bring: bool, may_invite: bool = False, removed: Iterable[ProgrammeRow] = ()
) -> ProgrammesPage:
    """One line a programme, from the stored roll-ups alone."""
    return ProgrammesPage(
        organisation=organisation,
        lines=tuple(_line(row) for row in rows),
        may_bring=may_bring,
        empty=f"{EMPTY} {BEGIN if may_bring else NOT_YOURS}",
        first=_first(may_bring, may_invite),
        removed=tuple((row.code, row.title, reverse("design:restore", args=[row.code])) for row in removed) if may_bring else (),
        bring=reverse("design:bring"),
        template=reverse("design:template"),
    )


def _first(may_bring: bool, may_invite: bool) -> tuple[str, str]:
    """(words, address) of the one thing to do first; empty words for who has nothing to do here."""
    if may_bring:
        return "Bring a programme", reverse("design:bring")
    return ("Invite a programme lead", reverse("people:invite")) if may_invite else ("", "")


def _line(row: ProgrammeRow) -> ProgrammeLine:
    sums = row.roll_up
    return ProgrammeLine(
        code=row.code,
        title=row.title,
        href=reverse("design:programme", args=[row.code]),
        state=row.state.capitalize(),
        strip=Strip(
            label=f"{row.code} against {sums.lens or 'no framework'}",
            cells=tuple(StripCell(code=cell[0], letter=cell[1], group=cell[2].capitalize(), gap=cell[1] != "A") for cell in sums.strip),
        ),
        lens=sums.lens,
        says=f"Against every framework: {_said(sums)}",
        findings=_findings(sums.blocks, sums.warns),
        colour="red" if sums.blocks else ("orange" if sums.warns else ""),
        changed=sums.changed,
    )


def _said(sums: RollUp) -> str:
    return f"{sums.taught} of {sums.items} items taught, {sums.assessed} assessed; {plural(sums.modules, 'module')}"


def _findings(blocks: int, warns: int) -> str:
    if blocks:
        return f"{blocks} block{'s' if blocks == 1 else ''}"
    return f"{warns} warn{'s' if warns == 1 else ''}" if warns else "Nothing blocks"


def home_page(
    *,
    name: str,
    programmes: ProgrammesPage | None,
    frameworks: int,
    modules: Iterable[tuple[str, str, str]] = (),
    waiting: Iterable[InHand] = (),
    to_read: Iterable[tuple[str, str, str]] = (),
    may_bring_framework: bool = False,
) -> HomePage:
    """The first page. `frameworks`: how many published versions a visitor can read.

    `modules`: (programme code, module code, title) assigned to the person; `waiting`: what is not published yet; `to_read`: (uuid,
    title, last day) of drafts in consultation that the person is asked to read.
    """
    return HomePage(
        name=name,
        programmes=programmes,
        modules=tuple(Link(text=f"{code} {title}", href=reverse("design:module", args=[at, code])) for at, code, title in modules),
        waiting=tuple(Link(text=f"{each.title}: {each.stage}", href=reverse(each.page, args=[each.uuid])) for each in waiting),
        to_read=tuple(Link(text=f"{title}, until {last}", href=reverse("frameworks:draft", args=[uuid])) for uuid, title, last in to_read),
        bring_framework=reverse("frameworks:bring") if may_bring_framework else "",
        new_framework=reverse("frameworks:draft_begin") if may_bring_framework else "",
        sign_in=reverse("people:sign_in"),
        frameworks=frameworks,
        frameworks_href=reverse("frameworks:frameworks"),
        demonstration=any("demonstration" in line.title.casefold() for line in programmes.lines) if programmes else False,
    )
