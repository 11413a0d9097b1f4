"""Who may do what: the matrix, one role at a time, for everybody to read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from curricle.core.terms import Role
from curricle.people import pages
from curricle.people.forms import RoleForm
from curricle.people.gate import guarded
from curricle.ui import show
from curricle.ui.questions import takes


@guarded("page", "v")
@require_safe
@takes("role")
def rights(request: HttpRequest) -> HttpResponse:
    """Who may do what, role by role."""
    first = min(request.actor.roles, default=Role.ANON, key=lambda role: role.label)
    form = RoleForm({"role": request.GET.get("role") or first.value})
    chosen = Role(form.cleaned_data["role"]) if form.is_valid() else Role.ANON
    return show(request, "people/rights.jinja", pages.rights_page(form, chosen), fragment="people/_rights.jinja")
