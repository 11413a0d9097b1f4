"""Who works on a module."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from curricle.core.module import Module
from curricle.core.programme import Programme
from curricle.core.terms import Role
from curricle.design.pages.frame import Frame, frame
from curricle.people.queries import Member

#: Roles that may work on a module that is assigned to them.
WORKERS = (Role.MODULE_LEAD, Role.TUTOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    person: int
    name: str
    role: str
    may: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkersPage:
    """`others`: people who could be given the module."""

    frame: Frame
    code: str
    title: str
    assigned: tuple[Worker, ...]
    others: tuple[Worker, ...]
    action: str
    back: str
    error: str = ""


def workers_page(
    programme: Programme, module: Module, members: Iterable[Member], assigned: Iterable[int], *, revision: int, error: str = ""
) -> WorkersPage:
    """Module leads and tutors of the university, and which of them the module is assigned to."""
    held = set(assigned)
    people = {each.person: _worker(each) for each in members if each.current and each.role in WORKERS}
    return WorkersPage(
        frame=frame(programme, revision=revision, here="design:modules"),
        code=module.code,
        title=module.title,
        assigned=tuple(each for id, each in people.items() if id in held),
        others=tuple(each for id, each in people.items() if id not in held),
        action=reverse("design:workers", args=[programme.code, module.code]),
        back=reverse("design:module", args=[programme.code, module.code]),
        error=error,
    )


def _worker(member: Member) -> Worker:
    may = "may change the module and its mapping" if member.role is Role.MODULE_LEAD else "may change its mapping"
    return Worker(person=member.person, name=member.name, role=member.role.label, may=may)
