"""The institution's own limits: what is in force, what is set, what they are for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from curricle.core.changes import Difference
from curricle.core.policyset import PolicySet
from curricle.ui.parts import Cell, Column
from curricle.ui.words import day

if TYPE_CHECKING:
    from curricle.design.limits_form import LimitsForm


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitsPage:
    """`form` is None for those who may only read."""

    organisation: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    form: LimitsForm | None
    names: tuple[str, ...]
    action: str
    stale: str = ""
    clash: tuple[Difference, ...] = ()


def limits_page(
    policy: PolicySet,
    sets: Iterable[PolicySet],
    limits: Iterable[tuple[str, str]],
    *,
    organisation: str,
    form: LimitsForm | None,
    stale: str = "",
    clash: tuple[Difference, ...] = (),
) -> LimitsPage:
    """A column a set; the one in force today stands first. `limits`: (name, label). `clash` where somebody else was faster."""
    named = list(limits)
    later = [each for each in sets if each != policy]
    shown = [policy, *later]
    heads = ["In force today", *(f"From {day(each.starts)}" for each in later)]
    return LimitsPage(
        organisation=organisation,
        columns=(Column(text="Limit"), *(Column(text=head, numeric=True) for head in heads)),
        rows=tuple((Cell(text=label), *(Cell(text=getattr(each, name)) for each in shown)) for name, label in named),
        form=form,
        names=("starts", *(name for name, _ in named)),
        action=reverse("design:limits"),
        stale=stale,
        clash=clash,
    )
