"""What the bringing pages share: the sheet of a request, its preview, and the draft it would change."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import HttpRequest

from curricle.core.programme import Programme
from curricle.design import queries
from curricle.design.brought import Sheet, known, laid_over, lenses_for, look, open_sheet, with_code
from curricle.design.models import ProgrammeRow
from curricle.design.pages.bringing import PreviewPage, preview_page
from curricle.design.recipe_form import adjusted
from curricle.design.snapshot import current, held_modules, modules_of
from curricle.door.problems import Problem
from curricle.interop.sheets.recipe import to_json
from curricle.interop.sheets.understanding import Understanding
from curricle.people.actions import Waiting


def sheet_of(request: HttpRequest, waiting: Waiting) -> tuple[Sheet, str, str]:
    """The workbook with its recipe, and the programme's code and title as the person gave them. Raises Refused."""
    organisation = request.actor.organisation
    held = open_sheet(
        waiting.data, waiting.name, organisation, given=request.POST.get("recipe", "")[:400_000], kept=_kept(request, waiting)
    )
    if request.method == "POST":
        held = Sheet(
            workbook=held.workbook,
            recipe=adjusted(held.recipe, held.workbook, request.POST.dict(), held.lenses),
            kept=held.kept,
            notes=held.notes,
            lenses=held.lenses,
        )
    code = (request.POST.get("code") or request.GET.get("programme") or "").strip()[:100]
    return held, code or _code_from(waiting.name), request.POST.get("title", "").strip()[:300]


def sheet_preview(request: HttpRequest, waiting: Waiting, held: Sheet, read: Understanding) -> PreviewPage:
    """What bringing the sheet would keep and change."""
    value = merged(request, read.programme)
    return preview_of(request, waiting, value, problems=read.not_understood, recipe=to_json(held.recipe).decode("utf-8"))


def merged(request: HttpRequest, value: Programme) -> Programme:
    """The sheet laid over the draft of its code, where there is one; a programme without a title is called by its code."""
    row = draft(request, value.code)
    held = modules_of(request.actor.organisation, [module.code for module in value.modules])
    whole = laid_over(current(row) if row else None, value, held)
    return with_code(whole, whole.code, whole.title or whole.code)


def preview_of(
    request: HttpRequest, waiting: Waiting, value: Programme, *, problems: Iterable[Problem] = (), recipe: str = "", stale: str = ""
) -> PreviewPage:
    """The preview of a programme against its draft."""
    organisation = request.actor.organisation
    row = draft(request, value.code)
    used = queries.others_using(organisation, [module.code for module in value.modules], but=value.code)
    return preview_page(
        waiting.name,
        waiting.token,
        value,
        lenses_for(value, known(organisation), organisation),
        before=current(row) if row else None,
        revision=row.revision if row else 0,
        policy=queries.policy_set(organisation),
        problems=problems,
        held=held_modules(organisation, used),
        shared=[f"{module} is also in {', '.join(codes)}" for module, codes in used.items()],
        recipe=recipe,
        stale=stale,
    )


def draft(request: HttpRequest, code: str) -> ProgrammeRow | None:
    """The organisation's draft of that code."""
    try:
        return queries.programme(request.actor.organisation, code)
    except ProgrammeRow.DoesNotExist:
        return None


def revision_of(request: HttpRequest) -> int | None:
    """The revision the person saw; None for a new programme."""
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and int(text) else None


def _kept(request: HttpRequest, waiting: Waiting) -> str:
    row = queries.recipe(request.actor.organisation, look(waiting.data, waiting.name))
    return row.recipe if row else ""


def _code_from(name: str) -> str:
    stem = name.rsplit(".", 1)[0]
    words = "".join(sign if sign.isalnum() else " " for sign in stem).split()
    return "-".join(words[:3]).upper()[:40] or "PROGRAMME"


def carried(request: HttpRequest) -> str:
    """The programme that the person came from, carried along in the address."""
    code = request.POST.get("programme") or request.GET.get("programme") or ""
    return f"?{urlencode({'programme': code[:100]})}" if code else ""
