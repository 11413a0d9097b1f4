"""Who may do what with programmes, modules, mappings, papers, waivers and limits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from curricle.core.terms import Role
from curricle.people.link_purposes import LinkPurpose, link_purpose
from curricle.people.policy import Actor, Forbidden, Scope, Table, Thing, decide, require, table, to
from curricle.people.purposes import FileFacts, purpose

OUR = Scope.ORGANISATION
LEAD, MODULE_LEAD, TUTOR, ADMINISTRATOR = [Role.LEAD], [Role.MODULE_LEAD], [Role.TUTOR], [Role.UNIVERSITY_ADMIN]
NATIONAL = [Role.NATIONAL_EDITOR, Role.NATIONAL_PUBLISHER]
REVIEWER = to(Scope.INVITED, [Role.REVIEWER], "in_review")

TABLE: Table = table(
    {
        "programme_draft": {
            "v": to(OUR, LEAD + MODULE_LEAD + TUTOR + ADMINISTRATOR) + REVIEWER,
            "c": to(OUR, LEAD),
            "e": to(OUR, LEAD, "draft"),
            "d": to(OUR, LEAD, "draft"),
            "s": to(OUR, LEAD, "draft"),
            "x": to(OUR, LEAD) + REVIEWER,
        },
        "mapping": {
            "v": to(OUR, LEAD + MODULE_LEAD + TUTOR + ADMINISTRATOR) + REVIEWER,
            "c": to(OUR, LEAD, "draft"),
            "e": to(OUR, LEAD, "draft") + to(Scope.ASSIGNED, TUTOR + MODULE_LEAD, "draft"),
            "d": to(OUR, LEAD, "draft"),
            "x": to(OUR, LEAD),
        },
        "module": {
            "v": to(OUR, LEAD + MODULE_LEAD + TUTOR + ADMINISTRATOR),
            "c": to(OUR, LEAD),
            "e": to(OUR, LEAD) + to(Scope.ASSIGNED, MODULE_LEAD, "draft"),
        },
        "import": {
            "v": to(OUR, LEAD + ADMINISTRATOR),
            "c": to(OUR, LEAD),
        },
        "paper": {
            "v": to(OUR, LEAD + TUTOR + ADMINISTRATOR),
            "x": to(OUR, LEAD),
        },
        "waiver": {
            "v": to(OUR, LEAD + TUTOR + ADMINISTRATOR),
            "c": to(OUR, LEAD, "draft"),
            "w": to(OUR, LEAD + ADMINISTRATOR),
        },
        # What a new version of a framework touches: one's own programmes, or how many of everybody's.
        "migration_report": {
            "v": to(OUR, LEAD + MODULE_LEAD + ADMINISTRATOR) + to(Scope.AGGREGATE, NATIONAL),
            "x": to(OUR, LEAD) + to(Scope.AGGREGATE, [Role.NATIONAL_PUBLISHER]),
        },
        "policy_limits": {
            "v": to(OUR, LEAD + TUTOR + ADMINISTRATOR),
            "e": to(OUR, ADMINISTRATOR),
        },
    }
)


def programme(organisation: int, *, id: str = "", state: str = "draft", kind: str = "programme_draft") -> Thing:
    """A programme, its mapping or its papers, as the rules see them."""
    return Thing(kind=kind, organisation=organisation, id=id, state=frozenset({state}))


def report_thing(organisation: int | None) -> Thing:
    """What a new version touches, of an organisation's own programmes; None for counts over everybody's."""
    if organisation is None:
        return Thing(kind="migration_report", state=frozenset({"aggregate"}))
    return Thing(kind="migration_report", organisation=organisation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What a person may change of one programme: its `facts`, and by their ids the `modules` and the `mapping` of which modules."""

    facts: bool = False
    modules: frozenset[str] = frozenset()
    mapping: frozenset[str] = frozenset()


NOTHING = Rights()


def rights(actor: Actor, *, organisation: int, programme: str, modules: Iterable[str], state: str) -> Rights:
    """Their rights on a programme (its uuid) and the modules (uuids) that it holds."""
    held = list(modules)

    def of(kind: str) -> frozenset[str]:
        return frozenset(
            each
            for each in held
            if state == "draft" and decide(TABLE, actor, "e", _part(actor, kind, organisation, programme, each, state))
        )

    facts = decide(TABLE, actor, "e", Thing(kind="programme_draft", organisation=organisation, id=programme, state=frozenset({state})))
    return Rights(facts=facts, modules=of("module"), mapping=of("mapping"))


def require_part(actor: Actor, kind: str, *, organisation: int, programme: str, module: str, state: str) -> None:
    """Nothing where the actor may change a module ("module") or its claims ("mapping") within a draft. Raises Forbidden or Hidden."""
    require(TABLE, actor, "e", _part(actor, kind, organisation, programme, module, state))
    if state != "draft":
        raise Forbidden("Only a draft may be changed.")


def _part(actor: Actor, kind: str, organisation: int, programme: str, module: str, state: str) -> Thing:
    """A module as the rules see it: by its own id where that is assigned to the actor, else by the programme's."""
    return Thing(kind=kind, organisation=organisation, id=module if module in actor.assigned else programme, state=frozenset({state}))


def may_have_paper(actor: Actor, file: FileFacts) -> bool:
    """Whoever may export papers of the organisation may have the file, as long as they may."""
    return decide(TABLE, actor, "x", Thing(kind="paper", organisation=file.organisation, id=file.thing))


purpose("paper", may_have_paper)

_SHARED = {"about": "curricle.design.queries.shared_programme", "page": "design:shared", "inside": "design:outside", "files": "paper"}
READ_PROGRAMME = link_purpose(
    LinkPurpose(
        name="programme.read",
        asks="read the draft of a programme",
        then="Nothing is asked back. Those who work on the programme see when you opened it and what you downloaded.",
        **_SHARED,
    )
)
ANSWER_ABOUT_PROGRAMME = link_purpose(
    LinkPurpose(
        name="programme.answer",
        asks="answer a question about the draft of a programme",
        then="Your answer is shown, with your name and its date, to those who work on the programme, and to nobody else. "
        "They also see when you opened it and what you downloaded. You can change your answer as long as the link is good.",
        answers=True,
        **_SHARED,
    )
)
SHARING = (READ_PROGRAMME.name, ANSWER_ABOUT_PROGRAMME.name)
