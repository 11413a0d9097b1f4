"""Who may do what: the matrix for everybody, one role at a time; and for administrators, person by person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from curricle.core.terms import Role
from curricle.people import policy, queries
from curricle.people.forms import RoleForm
from curricle.people.forms.members import HoldersForm
from curricle.people.gate import guarded
from curricle.people.pages import rights
from curricle.people.policy import Thing
from curricle.ui import show
from curricle.ui.questions import takes


@guarded("page", "v")
@require_safe
@takes("role")
def role_rights(request: HttpRequest) -> HttpResponse:
    """Who may do what, role by role."""
    first = min(request.actor.roles, default=Role.ANON, key=lambda role: role.label)
    form = RoleForm({"role": request.GET.get("role") or first.value})
    chosen = Role(form.cleaned_data["role"]) if form.is_valid() else Role.ANON
    return show(request, "people/rights.jinja", rights.rights_page(form, chosen), fragment="people/_rights.jinja")


@guarded("user_and_role", "v")
@require_safe
@takes("by", "person", "object", "action", "page")
def holders(request: HttpRequest) -> HttpResponse:
    """Who of one's organisation may do what, by person or by thing."""
    actor = request.actor
    policy.require(policy.TABLE, actor, "v", Thing(kind="user_and_role", organisation=actor.organisation))
    people = tuple(each for each in queries.people_of(actor.organisation) if each.current)
    names = {each.person: each.name for each in people}
    form = HoldersForm(request.GET, people=names, objects=rights.names())
    form.is_valid()  # a filter that is no choice is left out
    counts = queries.assignments_in(actor.organisation)
    page = rights.holders_page(form, actor.organisation_name, people, counts)
    return show(request, "people/holders.jinja", page, fragment="people/_holders.jinja")
