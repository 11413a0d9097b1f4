"""Who may do what with frameworks. National bodies own schemas, standards and curricula; a university may own frameworks of its own."""

from __future__ import annotations

from curricle.core.crosswalk import Step
from curricle.core.terms import OrganisationKind, Role, Stage
from curricle.people.policy import Grant, Scope, Table, Thing, table, to

OUR = Scope.ORGANISATION
EDITOR, PUBLISHER = [Role.NATIONAL_EDITOR], [Role.NATIONAL_PUBLISHER]
NATIONAL_KINDS = ("schema", "standard", "curriculum")
LEAD = [Role.LEAD]
READER = [Role.REVIEWER, Role.BODY_ADMIN]  # who may be invited to read a national draft in consultation
STAFF = [Role.LEAD, Role.MODULE_LEAD, Role.TUTOR, Role.UNIVERSITY_ADMIN]


def _national(kind: str) -> dict[str, dict[str, tuple[Grant, ...]]]:
    return {
        f"{kind}_draft": {
            "v": to(OUR, EDITOR + PUBLISHER) + to(Scope.INVITED, READER, "comment"),
            "c": to(OUR, EDITOR),
            "e": to(OUR, EDITOR, "draft"),
            "d": to(OUR, EDITOR, "draft"),
            "r": to(OUR, EDITOR, "discarded"),
            "s": to(OUR, EDITOR),
            "a": to(OUR, PUBLISHER, "submitted"),
        },
        f"{kind}_published": {
            "v": to(Scope.PUBLIC, [Role.ANON]),
            "x": to(Scope.PUBLIC, [Role.ANON]),
            "w": to(OUR, PUBLISHER),
        },
    }


TABLE: Table = table(
    {
        **_national("schema"),
        **_national("standard"),
        **_national("curriculum"),
        "framework_import": {
            "v": to(OUR, EDITOR + PUBLISHER + LEAD + [Role.UNIVERSITY_ADMIN]),
            "c": to(OUR, EDITOR + LEAD),
        },
        "own_framework": {
            "v": to(OUR, STAFF),
            "c": to(OUR, LEAD),
            "e": to(OUR, LEAD, "draft"),
            "d": to(OUR, LEAD, "draft"),
            "r": to(OUR, LEAD, "discarded"),
            "x": to(OUR, LEAD),
        },
        "consultation_invitation": {
            "v": to(OUR, EDITOR + PUBLISHER),
            "c": to(OUR, EDITOR, "in_consultation"),
            "w": to(OUR, EDITOR),
        },
        # Readers see what their own organisation said; the team to which it is said sees all and answers.
        "consultation_comment": {
            "v": to(Scope.ADDRESSED, EDITOR + PUBLISHER) + to(OUR, READER),
            "c": to(Scope.INVITED, READER, "in_consultation"),
            "e": to(Scope.ADDRESSED, EDITOR),
        },
        # What a person says of two items of two versions: whose the newer version is decides. The effect is for everybody to see.
        "pair_decision": {
            "v": to(OUR, EDITOR + PUBLISHER + STAFF),
            "c": to(OUR, EDITOR + LEAD),
            "w": to(OUR, EDITOR + LEAD),
        },
        "crosswalk": {
            "v": to(Scope.PUBLIC, [Role.ANON], "published") + to(OUR, EDITOR + PUBLISHER + STAFF),
            "c": to(OUR, EDITOR + LEAD),
            "e": to(OUR, EDITOR + LEAD, "draft"),
            "d": to(OUR, LEAD, "draft"),
            "s": to(OUR, EDITOR, "draft"),
            "a": to(OUR, PUBLISHER, "submitted"),
            "w": to(OUR, PUBLISHER),
        },
    }
)


def kind_of(framework_kind: str, owner_kind: str, stage: str) -> str:
    """The object of the matrix that a version is: by what it is, who owns it and whether it is published."""
    if Stage(stage).published:
        return f"{framework_kind if framework_kind in NATIONAL_KINDS else 'schema'}_published"
    if owner_kind != OrganisationKind.NATIONAL.value:
        return "own_framework"
    return f"{framework_kind if framework_kind in NATIONAL_KINDS else 'schema'}_draft"


def thing(*, framework_kind: str, owner: int, owner_kind: str, stage: str, id: str = "", discarded: bool = False) -> Thing:
    """A version, or a draft, as the rules see it. What was discarded is at no stage any more."""
    state = frozenset({"discarded"}) if discarded else _state(stage)
    return Thing(kind=kind_of(framework_kind, owner_kind, stage), organisation=owner, id=id, state=state)


def _state(stage: str) -> frozenset[str]:
    """In consultation, those who are invited may read it as what they comment on."""
    return frozenset({stage.replace(" ", "_")} | ({"comment"} if stage == Stage.IN_CONSULTATION.value else set()))


def invitation_thing(*, owner: int, stage: str, id: str = "") -> Thing:
    """An invitation to read a draft of this owner, at this stage of the draft."""
    return Thing(kind="consultation_invitation", organisation=owner, id=id, state=_state(stage))


def comment_thing(*, owner: int, organisation: int | None, stage: str, invited: frozenset[int] = frozenset(), id: str = "") -> Thing:
    """A comment by somebody of an organisation on a draft of this owner; `invited`: who may read the draft by invitation."""
    return Thing(kind="consultation_comment", organisation=organisation, addressed=owner, id=id, state=_state(stage), invited=invited)


def decision_thing(owner: int) -> Thing:
    """A decision about items of two versions, as the rules see it; `owner` has the newer version."""
    return Thing(kind="pair_decision", organisation=owner)


def crosswalk_thing(*, owner: int, step: str, id: str = "") -> Thing:
    """A crosswalk as the rules see it. One that was withdrawn stays readable, as one that was published."""
    state = {step} | ({Step.PUBLISHED.value} if step == Step.WITHDRAWN.value else set())
    return Thing(kind="crosswalk", organisation=owner, id=id, state=frozenset(state))
