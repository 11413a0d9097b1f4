"""What was reached by a step of a life, and what comes next: said to whoever took it."""

from __future__ import annotations

from collections.abc import Mapping

from curricle.core.crosswalk import Step
from curricle.core.terms import Stage

REACHED: Mapping[Stage, str] = {
    Stage.DRAFT: "It is a draft again.",
    Stage.IN_CONSULTATION: "It is open for consultation. Take it back to draft before it is changed.",
    Stage.SUBMITTED: "It is submitted. Somebody else of your organisation publishes it; until then it can be taken back to draft.",
    Stage.PENDING: "It is published, and not in force yet. Everybody can read it.",
    Stage.IMPLEMENTED: "It is in force. Everybody can read it.",
    Stage.RETIRED: "It is withdrawn. It stays at its address and says so.",
}
CROSSWALK_REACHED: Mapping[Step, str] = {
    Step.DRAFT: "It is with its editors again.",
    Step.SUBMITTED: "It is submitted. Somebody else of your organisation publishes it or sends it back.",
    Step.PUBLISHED: "It is published. Everybody can read it.",
    Step.WITHDRAWN: "It is withdrawn. It stays at its address and says so.",
}
