"""Pages that only show: find, permit, show."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from curricle.design import queries
from curricle.design.pages.changes import changes_page
from curricle.design.pages.findings import FindingsPage, findings_page
from curricle.design.pages.gaps import gaps_page
from curricle.design.pages.hours import hours_page
from curricle.design.pages.listing import ProgrammesPage, home_page, programmes_page
from curricle.design.pages.matrix import matrix_page
from curricle.design.pages.module import module_page, modules_page
from curricle.design.pages.programme import programme_page
from curricle.design.pages.used import used_page
from curricle.design.policy import TABLE
from curricle.design.policy import programme as thing
from curricle.design.views.found import Found, find, rights_of
from curricle.frameworks import consultations
from curricle.frameworks import queries as frameworks
from curricle.frameworks.in_hand import in_hand
from curricle.people.gate import guarded
from curricle.people.policy import Actor, Hidden, decide, may_ever, require
from curricle.ui import show
from curricle.ui.questions import takes
from curricle.ui.words import day


@guarded("page", "v")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first page: a visitor's or a member's."""
    actor = request.actor
    seen = frameworks.readable(actor)
    page = home_page(
        name=actor.name if actor else "",
        programmes=_listed(actor) if may_see_programmes(actor) else None,
        frameworks=sum(each.stage in frameworks.PUBLISHED for each in seen),
        modules=queries.assigned_modules(actor.organisation, actor.assigned) if actor.assigned and may_see_programmes(actor) else (),
        waiting=in_hand(actor, seen),
        to_read=[(str(each.uuid), f"{each.title} {each.version}", day(asked.until)) for each, asked in consultations.asked_to_read(actor)],
        may_bring_framework=any(may_ever(actor, "c", kind) for kind in ("schema_draft", "own_framework")),
    )
    return show(request, "design/home.jinja", page)


@guarded("programme_draft", "v")
@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """The organisation's programmes."""
    if not may_see_programmes(request.actor):
        raise Hidden("There is no such page.")
    return show(request, "design/programmes.jinja", _listed(request.actor))


@guarded("programme_draft", "v")
@require_safe
def programme(request: HttpRequest, code: str) -> HttpResponse:
    """The overview of one programme."""
    found = find(request, code)
    sums = found.row.roll_up
    policy = queries.policy_set(found.row.organisation_id)
    may_edit = decide(TABLE, request.actor, "e", thing(found.row.organisation_id, state=found.row.state))
    page = programme_page(
        found.value,
        found.lenses,
        policy=policy,
        blocks=sums.blocks,
        warns=sums.warns,
        revision=found.row.revision,
        may_edit=may_edit,
    )
    return show(request, "design/programme.jinja", page)


@guarded("mapping", "v")
@require_safe
@takes("lens", "show", "kind", "group", "q")
def gaps(request: HttpRequest, code: str) -> HttpResponse:
    """The gap list, or every item with what covers it."""
    found = find(request, code, kind="mapping")
    asked = {key: request.GET.get(key, "")[:200] for key in ("lens", "show", "kind", "group", "q")}
    policy, may_map = queries.policy_set(found.row.organisation_id), bool(rights_of(request, found).mapping)
    page = gaps_page(found.value, found.lenses, policy=policy, revision=found.row.revision, may_map=may_map, **asked)
    return show(request, "design/gaps.jinja", page, fragment="design/_gaps.jinja")


@guarded("programme_draft", "v")
@require_safe
@takes("severity")
def findings(request: HttpRequest, code: str) -> HttpResponse:
    """What the checks say."""
    found = find(request, code)
    return show(request, "design/findings.jinja", findings_of(request, found))


@guarded("programme_draft", "v")
@require_safe
def hours(request: HttpRequest, code: str) -> HttpResponse:
    """The hours balance sheet."""
    found = find(request, code)
    return show(request, "design/hours.jinja", hours_page(found.value, found.lenses, revision=found.row.revision))


@guarded("mapping", "v")
@require_safe
@takes("lens", "group")
def matrix(request: HttpRequest, code: str) -> HttpResponse:
    """Outcomes against the items of one lens."""
    found = find(request, code, kind="mapping")
    asked = {key: request.GET.get(key, "")[:200] for key in ("lens", "group")}
    page = matrix_page(found.value, found.lenses, revision=found.row.revision, rights=rights_of(request, found), **asked)
    return show(request, "design/matrix.jinja", page)


@guarded("module", "v")
@require_safe
def modules(request: HttpRequest, code: str) -> HttpResponse:
    """The modules of a programme."""
    found = find(request, code)
    return show(request, "design/modules.jinja", modules_page(found.value, revision=found.row.revision, rights=rights_of(request, found)))


@guarded("module", "v")
@require_safe
def module(request: HttpRequest, code: str, module: str) -> HttpResponse:
    """One module of a programme."""
    found = find(request, code)
    value = next((each for each in found.value.modules if each.code == module), None)
    if value is None:
        raise Hidden(f"{code} has no module {module}.")
    others = queries.others_using(found.row.organisation_id, [module], but=code).get(module, [])
    rights = rights_of(request, found)
    page = module_page(found.value, value, found.lenses, revision=found.row.revision, others=tuple(others), rights=rights)
    return show(request, "design/module.jinja", page)


@guarded("programme_draft", "v")
@require_safe
def changes(request: HttpRequest, code: str) -> HttpResponse:
    """What was done to the draft."""
    return show_changes(request, code)


def show_changes(request: HttpRequest, code: str, problem: str = "") -> HttpResponse:
    """The changes of a draft; with a `problem` it is the answer (409) to a step that somebody else's came before."""
    found = find(request, code)
    may_edit = decide(TABLE, request.actor, "e", thing(found.row.organisation_id, state=found.row.state))
    page = changes_page(found.value, queries.changes(found.row), revision=found.row.revision, may_edit=may_edit, problem=problem)
    return show(request, "design/changes.jinja", page, status=409 if problem else 200)


@guarded("mapping", "v")
@require_safe
def where_used(request: HttpRequest, version: str, item: str) -> HttpResponse:
    """Which modules of the actor's organisation claim an item."""
    require(TABLE, request.actor, "v", thing(request.actor.organisation or 0, kind="mapping"))
    used = queries.where_used(request.actor.organisation, version, [item]).get(item, [])
    page = used_page(version, item, used, organisation=request.actor.organisation_name)
    return show(request, "design/used.jinja", page, fragment="design/_used.jinja")


def findings_of(request: HttpRequest, found: Found, errors: tuple[str, ...] = ()) -> FindingsPage:
    """The findings page of a programme, also for the answer to a waiver that did not go through."""
    report = queries.report(found.row, found.value, found.lenses)
    waiver = thing(found.row.organisation_id, state=found.row.state, kind="waiver")
    return findings_page(
        found.value,
        report,
        revision=found.row.revision,
        severity=request.GET.get("severity", "")[:20],
        may_waive=decide(TABLE, request.actor, "c", waiver),
        may_read_waivers=decide(TABLE, request.actor, "v", waiver),
        rights=rights_of(request, found),
        lens_of_item={item.id: lens.id for lens in found.lenses for item in lens.items},
        errors=errors,
    )


def may_see_programmes(actor: Actor) -> bool:
    """Whether programmes are this person's business at all."""
    return actor.organisation is not None and decide(TABLE, actor, "v", thing(actor.organisation))


def _listed(actor: Actor) -> ProgrammesPage:
    may_bring = decide(TABLE, actor, "c", thing(actor.organisation or 0))
    return programmes_page(
        queries.programmes(actor.organisation),
        organisation=actor.organisation_name,
        may_bring=may_bring,
        may_invite=may_ever(actor, "c", "invitation"),
        removed=queries.removed(actor.organisation),
    )
