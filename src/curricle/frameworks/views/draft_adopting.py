"""Take items of another published framework over into a draft."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from curricle.core.drafting.outline import outline_of
from curricle.core.terms import Stage
from curricle.frameworks import actions, queries
from curricle.frameworks.adopt_form import AdoptForm
from curricle.frameworks.case.answers import base_of
from curricle.frameworks.models import Draft, Version
from curricle.frameworks.pages.draft import frame
from curricle.frameworks.pages.draft_adopt import adopt_page
from curricle.frameworks.pages.draft_item import places
from curricle.frameworks.snapshot import draft_outline
from curricle.frameworks.views.draft_asking import Ask, ask
from curricle.frameworks.views.draft_found import KINDS, find, posted
from curricle.people.gate import guarded
from curricle.people.policy import Hidden
from curricle.ui import show

MOST = 3_000  # items that a page offers to choose from
SAYS = (
    "Tick what you take over; what stands below it comes with it. The items keep their identifiers, so whoever claims one there and here "
    "claims the same thing.",
    "Their words stay at home in their own framework and are not changed here. A code that this draft has too stays as it is; Look again "
    "tells of it.",
)
TOO_MANY = "This framework has more items than a page can offer. Bring the part you need as a CASE package instead."


@guarded("schema_draft", "e", also=KINDS)
@require_safe
def draft_adopt(request: HttpRequest, draft: str) -> HttpResponse:
    """Published frameworks from which items can be taken over."""
    row = find(request, draft, action="e")
    return show(request, "frameworks/draft_adopt.jinja", adopt_page(frame(row, here=""), _offered(request, row)))


@guarded("schema_draft", "e", also=KINDS)
def draft_adopt_from(request: HttpRequest, draft: str, version: str) -> HttpResponse:
    """Choose items of one framework, and where they go."""
    row = find(request, draft, action="e")
    found = next((each for each in _offered(request, row) if str(each.uuid) == version), None)
    if found is None:
        raise Hidden("There is no such framework to take items from.")
    source, outline = queries.value(found), draft_outline(row)
    many = len(source.items) > MOST
    choices = [(id, words) for id, words in places(outline_of(source)) if id not in outline.items] if not many else []
    form = AdoptForm(posted(request), items=choices, places=places(outline), initial={"revision": row.revision})
    asked = Ask(
        heading=f"Take items over from {found.title} {found.version}",
        says=(TOO_MANY,) if many else SAYS if choices else ("Everything of it stands in this draft already.",),
        names=("items", "parent") if choices else (),
        submit="Take them over" if choices else "",
        item="",
        done="They stand in the draft now.",
    )

    def act() -> tuple[Draft, str]:
        chosen = {"items": form.cleaned_data["items"], "parent": form.cleaned_data["parent"]}
        address = f"{base_of(request)}/CFDocuments/{source.id}"
        return actions.adopt_items(
            by=request.actor, draft=row, seen=form.cleaned_data["revision"], source=source, address=address, **chosen
        )

    return ask(request, row, form, asked, act)


def _offered(request: HttpRequest, row: Draft) -> list[Version]:
    """Published versions of other lines that this person may read."""
    rows = queries.readable(request.actor)
    return [each for each in rows if each.stage in queries.PUBLISHED and each.stage != Stage.RETIRED and each.line_id != row.line_id]
