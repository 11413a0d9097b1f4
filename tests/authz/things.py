"""Things of every built object, in both tenants and in each state, with a canary in everything that has a name.

Made by the product's own actions. A state that no action reaches yet (a programme in review) is set in the row.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from authz.cast import Asker, canary
from curricle.core.canonical import digest
from curricle.core.framework import Facts, Framework, Item, Link
from curricle.core.imports import plan
from curricle.core.module import Assessment, Claim, Hours, Module, Outcome
from curricle.core.programme import Award, Lens, Programme
from curricle.core.registry import CHILD_OF
from curricle.core.terms import Delivery, HoursKind, Letter, Stage
from curricle.design import actions as design
from curricle.design import queries as programmes
from curricle.design.models import ProgrammeRow
from curricle.design.snapshot import snapshot
from curricle.frameworks import actions as frameworks
from curricle.frameworks.bases import Base
from curricle.frameworks.models import Version
from curricle.people import actions as people

NAMESPACE = uuid.UUID("5f4b9f0e-6a1a-4c43-9d0e-000000000000")
STATES = ("draft", "in_review")
LIVES = {  # by which steps a version comes to each stage
    "draft": (),
    "in consultation": (Stage.IN_CONSULTATION,),
    "submitted": (Stage.SUBMITTED,),
    "pending implementation": (Stage.SUBMITTED, Stage.PENDING),
    "implemented": (Stage.SUBMITTED, Stage.IMPLEMENTED),
    "retired": (Stage.SUBMITTED, Stage.IMPLEMENTED, Stage.RETIRED),
}
WRITTEN = ("draft", "in consultation", "submitted")  # stages in which a draft is rows
DISCARDED = "discarded"
LIMITS = {
    "over_covered": 4,
    "modular_unit": 20,
    "outcomes_per_unit": 6,
    "elements_per_unit": 2,
    "largest_module": 120,
    "pillar_share_least": 10,
    "words_per_credit": 250,
}


@dataclass(frozen=True, kw_only=True)
class Thing:
    """What is asked about. `at`: its part of the address; `state`: the conditions true of it; `there`: False once taken away.

    `addressed`: the organisation that is to answer; `link`: whoever asks does so by its link, in their browser or address.
    `invited`: people who are asked to read it.
    """

    name: str
    kind: str
    place: str
    organisation: int
    at: Mapping[str, str] = field(default_factory=dict)
    id: str = ""
    state: frozenset[str] = frozenset()
    about: int | None = None
    made_by: int | None = None
    addressed: int | None = None
    invited: frozenset[int] = frozenset()
    link: bool = False
    there: bool = True

    @property
    def side(self) -> str:
        return self.place.partition("-")[0]


def id_of(*words: str) -> str:
    """The same uuid for the same words."""
    return str(uuid.uuid5(NAMESPACE, " ".join(words)))


def framework(place: str, kind: str, name: str, *, of: str = "") -> Framework:
    """Three capabilities of one pillar, or three items of knowledge; their canary is that of an object (`of`, else `name`).

    A curriculum has two modules with everything in them, which claim the place's own schema.
    """
    word = canary(place, of or name)
    version, code = id_of(place, kind, name), f"{place}-{name}".upper().replace(" ", "-")
    mappable = "knowledge" if kind == "standard" else "capability"
    items = tuple(
        Item(id=id_of(version, str(at)), kind=mappable, code=f"C{at}", statement=f"Works well, {word} {at}", pillars=("clinical",))
        for at in (1, 2, 3)
    )
    links = tuple(Link(source=each.id, target=version, type=CHILD_OF, order=at) for at, each in enumerate(items))
    facts = Facts(modules=tuple(_taught(place, version, word, at) for at in (1, 2))) if kind == "curriculum" else Facts()
    about = {"code": code, "title": f"Framework {word}", "version": "1.0", "kind": kind, "facts": facts}
    return Framework(id=version, line=id_of(version, "line"), items=items, links=links, **about)


def _taught(place: str, version: str, word: str, number: int) -> Module:
    """A module of a curriculum that nothing stops."""
    ground, outcome = id_of(place, "schema", "schema_published-implemented"), id_of(version, "outcome", str(number))
    return Module(
        id=id_of(version, "module", str(number)),
        code=f"M{number}",
        title=f"Module {word} {number}",
        credits=20,
        level=7,
        outcomes=(Outcome(id=outcome, code="LO1", text=f"Evaluate practice, {word}"),),
        assessments=(Assessment(id=id_of(version, "essay", str(number)), code="A1", title="Essay", weight=100, outcomes=(outcome,)),),
        hours=(Hours(kind=HoursKind.SCHEDULED, delivery=Delivery.FACE_TO_FACE, minutes=200 * 60),),
        claims=(Claim(outcome=outcome, framework=ground, item=id_of(ground, "1"), letter=Letter.A),),
    )


def programme(place: str, code: str, lenses: tuple[Framework, ...]) -> Programme:
    """Two modules with everything in them, each too large by the usual limit, so that there is something to waive."""
    return Programme(
        id=id_of(place, code),
        code=code,
        title=f"Programme {canary(place, 'programme')} {code}",
        award=Award(title="PgCert", type="PgCert", credits=260, level=7),
        modules=tuple(_module(place, code, number, lenses) for number in (1, 2)),
        lenses=tuple(Lens(framework=each.id, code=each.code, title=each.title, version="1.0", digest=digest(each)) for each in lenses),
        first_intake=date(2027, 9, 20),
        aims="To do it well.",
    )


def _module(place: str, programme: str, number: int, lenses: tuple[Framework, ...]) -> Module:
    code, word = f"{programme}-M{number}", canary(place, "module")
    outcomes = tuple(Outcome(id=id_of(place, code, f"LO{at}"), code=f"LO{at}", text=f"Evaluate practice, {word}") for at in (1, 2))
    claims = [
        Claim(
            outcome=outcomes[0].id, framework=each.id, item=each.items[0].id, letter=Letter.A, reason=f"Because {canary(place, 'mapping')}"
        )
        for each in lenses
    ]
    return Module(
        id=id_of(place, code),
        code=code,
        title=f"Module {word} {number}",
        credits=130,
        level=7,
        outcomes=outcomes,
        assessments=(Assessment(id=id_of(place, code, "A1"), code="A1", title=f"Essay {word}", weight=100, outcomes=(outcomes[0].id,)),),
        hours=(Hours(kind=HoursKind.SCHEDULED, delivery=Delivery.FACE_TO_FACE, minutes=1300 * 60, paid=True, month=1),),
        claims=tuple(claims),
        aims="Aims.",
    )


def national_frameworks(editor: Asker, publisher: Asker) -> dict[str, Thing]:
    """A schema, a standard and a model curriculum of a national team, each at every stage of its life."""
    found = {}
    for kind in ("schema", "standard", "curriculum"):
        for stage, steps in LIVES.items():
            published = Stage(stage).published
            what = f"{kind}_{'published' if published else 'draft'}"
            value = framework(editor.place, kind, f"{what} {stage}".replace(" ", "-"))
            row = frameworks.keep(by=editor.actor, framework=value).version
            for step in steps:
                who = editor if step in (Stage.SUBMITTED, Stage.IN_CONSULTATION) else publisher
                frameworks.move(by=who.actor, version=row, to=step)
            found[f"{editor.place} {kind} {stage}"] = _version_thing(row, what, editor, stage)
        for stage in WRITTEN:
            value = replace(framework(editor.place, kind, f"{kind}_draft {stage}".replace(" ", "-")), version="2.0")
            found |= _written(editor, value, f"{kind}_draft", stage)
        given_up = replace(framework(editor.place, kind, f"{kind}_draft discarded".replace(" ", "-")), version="2.0")
        found |= _written(editor, given_up, f"{kind}_draft", DISCARDED)
    return found


def own_framework(lead: Asker) -> dict[str, Thing]:
    """A list of the university's own, which nobody else sees."""
    row = frameworks.keep(by=lead.actor, framework=framework(lead.place, "schema", "own_framework")).version
    next_version = replace(framework(lead.place, "schema", "own_framework"), version="2.0")
    written = _written(lead, next_version, "own_framework", "draft")
    written |= _written(lead, replace(next_version, version="3.0", id=id_of(lead.place, "given up")), "own_framework", DISCARDED)
    return {f"{lead.place} own framework": _version_thing(row, "own_framework", lead, "draft"), **written}


def _written(by: Asker, value: Framework, kind: str, stage: str) -> dict[str, Thing]:
    """The next version as a draft at a stage of its life; its third item is left out, which can be undone."""
    row = frameworks.begin_draft(by=by.actor, framework=value)
    link = Link(source=value.items[0].id, target=value.items[1].id, type="isRelatedTo")
    row = frameworks.link_items(by=by.actor, draft=row, seen=1, item=link.source, link=link)
    row = frameworks.leave_out(by=by.actor, draft=row, seen=2, item=value.items[2].id)
    if stage == DISCARDED:
        frameworks.discard_draft(by=by.actor, draft=row, seen=3)
    elif stage != "draft":
        frameworks.move_draft(by=by.actor, draft=row, to=Stage(stage), seen=3)
    name, state = f"{by.place} {kind} writing {stage}", frozenset({stage.replace(" ", "_")})
    state |= {"comment"} if stage == "in consultation" else set()
    at = {"draft": str(row.uuid), "item": value.items[1].id, "first": value.items[0].id, "gone": value.items[2].id}
    at |= {"revision": str(row.revision), "sort": value.kind}
    if value.facts.modules:  # the last of them, so that there is a step up
        module = value.facts.modules[-1]
        at |= {
            "module": module.id,
            "outcome": module.outcomes[0].id,
            "claimed": ":".join((module.claims[0].framework, module.claims[0].item)),
        }
    return {name: Thing(name=name, kind=kind, place=by.place, organisation=by.organisation or 0, at=at, id=str(row.uuid), state=state)}


def framework_import(by: Asker) -> dict[str, Thing]:
    """A file that somebody brought as a draft, with its report."""
    draft = "schema_draft" if by.place.endswith("nat") else "own_framework"
    value = replace(framework(by.place, "schema", "framework_import", of=draft), version=f"0.{by.person}")
    word, place = canary(by.place, "frameworkimport"), by.place
    token = people.quarantine(by=by.actor, data=word.encode(), name=f"{word}.json")
    source = frameworks.Source(name=f"{word}.json", digest="0" * 64, format="curricle", places={item.id: word for item in value.items})
    done = frameworks.bring_plan(
        by=by.actor, plan=plan(value), base=Base(), framework=value, source=source, token=token, as_draft=True
    )  # fmt: skip
    assert done.record is not None
    at = {"uuid": str(done.record.uuid)}
    name = f"framework import of {by.name}"
    return {name: Thing(name=name, kind="framework_import", place=place, organisation=by.organisation or 0, at=at, id=at["uuid"])}


def _version_thing(row: Version, kind: str, by: Asker, stage: str) -> Thing:
    at = {"version": str(row.uuid), "item": id_of(str(row.uuid), "1")}
    place, organisation = by.place, by.organisation or 0
    state = frozenset({stage.replace(" ", "_")})
    return Thing(name=f"{place} {kind} {stage}", kind=kind, place=place, organisation=organisation, at=at, id=str(row.uuid), state=state)


def university(askers: Mapping[str, Asker], side: str, lens: Framework) -> dict[str, Thing]:
    """Programmes of one university in each state, with a waiver, limits, papers, assignments and something to undo."""
    place = f"{side}-uni"
    lead, admin = askers[f"{place} lead"], askers[f"{place} hadm"]
    own = framework(place, "schema", "own_framework")
    things = own_framework(lead)
    rows = {}
    for state in (*STATES, "removed"):
        code = f"{side}-{state}".upper().replace("_", "-")
        rows[state] = design.replace_draft(by=lead.actor, programme=programme(place, code, (lens, own)))
        rows[state] = design.replace_draft(by=lead.actor, programme=replace(snapshot(rows[state]), mode="Full time"), revision=1)
        things |= _programme_things(place, rows[state], state, lead)
    design.set_limits(by=admin.actor, starts=date(2026, 1, 1), limits=LIMITS)
    for state in rows:
        _waive(lead, rows[state])
        keep_papers(lead, rows[state])
    _assign(lead, askers, rows["draft"])
    _assign(lead, askers, rows["in_review"])
    design.take_away(by=lead.actor, programme=rows["removed"])
    ProgrammeRow.objects.filter(pk=rows["in_review"].pk).update(state="in_review")  # no action submits yet
    return things


def _programme_things(place: str, row: ProgrammeRow, state: str, lead: Asker) -> dict[str, Thing]:
    value = snapshot(row)
    module, other = value.modules
    at = {"code": row.code, "module": module.code, "outcome": module.outcomes[0].code, "lens": value.lenses[0].framework}
    at |= {"other": other.code, "item": id_of(value.lenses[0].framework, "1"), "module_id": module.id, "programme_id": str(row.uuid)}
    facts = {"place": place, "organisation": lead.organisation or 0, "at": at, "there": state != "removed"}
    name, true = f"{place} programme {state}", frozenset({"draft" if state == "removed" else state})
    return {name: Thing(name=name, kind="programme_draft", id=module.id, state=true, **facts)}


def _waive(lead: Asker, row: ProgrammeRow) -> None:
    """One of two findings of the same rule; the other stays to be waived."""
    row = ProgrammeRow.objects.get(pk=row.pk)
    value = snapshot(row)
    found = [each for each in programmes.report(row, value, programmes.lenses_of(row, value)).findings if each.policy]
    first = found[0]
    reason = f"Because {canary(lead.place, 'waiver')}"
    design.waive(by=lead.actor, programme=row, rule=first.rule, place=first.at[0].id, facts=first.facts, reason=reason)


def _assign(lead: Asker, askers: Mapping[str, Asker], row: ProgrammeRow) -> None:
    """The first module is one tutor's and one module lead's today, and was another's until yesterday."""
    from authz.cast import START, YESTERDAY

    module = snapshot(row).modules[0]
    for role in ("tutor", "mlead"):
        for note, ends in (("assigned", None), ("assigned until yesterday", YESTERDAY)):
            who = askers[f"{lead.place} {role} {note}"]
            people.assign(by=lead.actor, person=who.person, kind="module", thing=module.id, label=module.code, starts=START, ends=ends)
            if ends is None:
                who.assigned.add(module.id)


@dataclass(frozen=True)
class Paper:
    """A finished file, as the makers of papers hand it over."""

    name: str
    title: str
    data: bytes
    media_type: str = "application/pdf"
    pages: int = 1

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def keep_papers(lead: Asker, row: ProgrammeRow) -> None:
    word = canary(lead.place, "paper")
    made = [Paper(f"{row.code} {word}.pdf", f"Paper {word}", f"%PDF-1.7 {word} {row.code}".encode())]
    design.keep_papers(by=lead.actor, programme=row, digest="0" * 64, prepared=date(2026, 11, 1), files=made)
