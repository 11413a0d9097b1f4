"""Transition tables; nothing else may move a stage. The life of a framework version (meanings, 8)."""

from __future__ import annotations

from collections.abc import Mapping

from curricle.core.terms import Stage

#: From each stage, the stages that may follow. Retired is the end: superseded or withdrawn.
LIFE: Mapping[Stage, tuple[Stage, ...]] = {
    Stage.DRAFT: (Stage.IN_CONSULTATION, Stage.SUBMITTED),
    Stage.IN_CONSULTATION: (Stage.DRAFT, Stage.SUBMITTED),
    Stage.SUBMITTED: (Stage.DRAFT, Stage.PENDING, Stage.IMPLEMENTED),
    Stage.PENDING: (Stage.IMPLEMENTED, Stage.RETIRED),
    Stage.IMPLEMENTED: (Stage.RETIRED,),
    Stage.RETIRED: (),
}


def may_follow(here: Stage, to: Stage) -> bool:
    """Whether a framework version may move from one stage to the other."""
    return to in LIFE[here]
