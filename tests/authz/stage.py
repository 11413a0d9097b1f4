"""The whole stage: both tenants with their people and things, built once and asked by every test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from authz.asked import asked_of, programs
from authz.cast import KINDS, SIDES, VISITOR, Asker, bridge, canary, people_of, without_organisation
from authz.consultations import in_consultation
from authz.crosswalks import national_crosswalks, own_crosswalk
from authz.things import Thing, framework, framework_import, national_frameworks, university
from curricle.core.terms import Role
from curricle.design.models import PaperRow, ProgrammeRow
from curricle.design.snapshot import snapshot
from curricle.frameworks import actions as frameworks
from curricle.interop.curricle import write_framework
from curricle.interop.curricle import write_programme as write_programme_json
from curricle.interop.prose.blocks import Block, Document
from curricle.interop.prose.blocks import Kind as BlockKind
from curricle.interop.prose.guess import guess
from curricle.people import actions as people

SHEET = b"Module,Outcome,Text,C1,C2\nX1,LO1,Evaluate the evidence,A,D\nX1,LO2,Work with others,,I\n"

SOME = (
    VISITOR,
    "north-uni lead",
    "north-uni mlead assigned",
    "north-uni tutor assigned until yesterday",
    "north-uni hadm",
    "north-uni appr",
    "north-uni rev",
    "north-emp eadm",
    "north-nat nated",
    "north-nat natpub",
    "south-uni lead",
)


@dataclass
class Stage:
    """`askers` and `things` by name. `kept`: forms and files that doors have made once. `full`: ask for everything there is.
    `programs`: who asks with a key instead of a session."""

    askers: dict[str, Asker] = field(default_factory=dict)
    things: dict[str, Thing] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)
    full: bool = False
    programs: list[Asker] = field(default_factory=list)

    def of(self, *kinds: str) -> list[Thing]:
        return [thing for thing in self.things.values() if thing.kind in kinds]

    def who(self, name: str) -> Asker:
        return self.askers[name]

    def some(self) -> list[Asker]:
        """Those whom the default tier lets ask: a visitor, whoever can change something, one whose assignment ended, an outsider."""
        return [self.who(name) for name in SOME]

    def programs_and_visitors(self) -> list[Asker]:
        """Who asks the API: programs, a visitor, and somebody signed in whose session counts for nothing there."""
        return [*self.programs, self.who(VISITOR), self.who("north-uni lead")]

    def northern(self) -> list[Asker]:
        """Everybody but the southern tenant's; of roles that several kinds of organisations give, one."""
        twice = ("north-uni appr colleague", "north-emp aud", "north-nat rev", "north-body rev")
        return [asker for asker in self.askers.values() if asker.side != "south" and asker.name not in twice]


def build() -> Iterator[Stage]:
    """The stage with the northern tenant alone (and what the southern national team has published), then with both."""
    stage = Stage()
    stage.askers = {each.name: each for each in without_organisation()}
    for side in SIDES:
        _national(stage, side)
    for side in SIDES:
        for kind in KINDS:
            if kind != "nat":
                stage.askers |= {each.name: each for each in people_of(side, kind)}
    _tenant(stage, "north")
    for asker in stage.askers.values():
        _ = asker.client  # signed in now: what a test does is undone after it
    yield stage
    _tenant(stage, "south")
    bridge(stage.askers)
    yield stage


def _national(stage: Stage, side: str) -> None:
    stage.askers |= {each.name: each for each in people_of(side, "nat")}
    stage.things |= national_frameworks(stage.askers[f"{side}-nat nated"], stage.askers[f"{side}-nat natpub"])
    stage.things |= national_crosswalks(stage.askers[f"{side}-nat nated"], stage.askers[f"{side}-nat natpub"])


def _tenant(stage: Stage, side: str) -> None:
    lens = framework(f"{side}-nat", "schema", "schema_published-implemented")
    stage.things |= university(stage.askers, side, lens)
    stage.things |= own_crosswalk(stage.askers[f"{side}-uni lead"])
    stage.things |= in_consultation(stage.askers, stage.things, side)
    for asker in list(stage.askers.values()):
        if asker.side == side:
            stage.things |= _belongings(asker)
            stage.things |= {thing.name: thing for thing in _waiting(stage, asker).values()}
            stage.things |= framework_import(asker) if asker.role in (Role.NATIONAL_EDITOR, Role.LEAD) else {}
    for paper in PaperRow.objects.select_related("pack__programme"):
        organisation = paper.pack.programme.organisation_id
        place = next(each.place for each in stage.askers.values() if each.organisation == organisation)
        name = f"paper of {paper.pack.programme.code}"
        facts = {"place": place, "organisation": organisation, "at": {"uuid": paper.file}, "id": paper.file}
        stage.things[name] = Thing(name=name, kind="paper", state=frozenset({"draft"}), **facts)
    stage.things |= asked_of(stage.askers, side)
    stage.programs += programs(stage.askers, side)


def _belongings(asker: Asker) -> dict[str, Thing]:
    """What each person has: a role, a job that waits, a file of their own."""
    actor, name, place = asker.actor, asker.name, asker.place
    own = {"place": place, "organisation": asker.organisation or 0, "made_by": asker.person}
    job = people.start_job(by=actor, kind="papers", label=f"Job {canary(place, 'job')}", arguments={"programme": "none"})
    file = people.keep_file(by=actor, data=f"{name} {canary(place, 'file')}".encode(), name=f"{canary(place, 'file')}.txt", purpose="own")
    membership = {"place": place, "organisation": asker.organisation or 0, "about": asker.person}
    return {
        f"job of {name}": Thing(name=f"job of {name}", kind="job", at={"uuid": job}, id=job, **own),
        f"file of {name}": Thing(name=f"file of {name}", kind="file", at={"uuid": file}, id=file, **own),
        f"role of {name}": Thing(
            name=f"role of {name}", kind="user_and_role", at={"membership": asker.membership}, id=asker.membership, **membership
        ),
    }


def _waiting(stage: Stage, asker: Asker) -> dict[str, Thing]:
    """Files that a lead and a national editor have brought and not confirmed yet."""
    if asker.role is Role.NATIONAL_EDITOR:
        return {
            "framework": _brought(asker, "schema_draft", "framework", write_framework(framework(asker.place, "schema", "brought"))),
            "document": _read(asker, "schema_draft"),
        }
    if asker.role is not Role.LEAD:
        return {}
    code = f"{asker.side}-draft".upper()
    value = snapshot(ProgrammeRow.objects.get(organisation=asker.organisation, code=code))
    changed = write_programme_json(replace(value, mode="Mixed"))
    return {
        "framework": _brought(asker, "own_framework", "framework", write_framework(framework(asker.place, "schema", "brought"))),
        "document": _read(asker, "own_framework"),
        "programme": _brought(asker, "import", "programme", changed),
        "sheet": _brought(asker, "import", "sheet", SHEET, ending="csv"),
    }


def _read(asker: Asker, kind: str) -> Thing:
    """A document of two statements that they have begun to go through."""
    thing = _brought(asker, kind, "document", b"<html>", ending="html")
    word = canary(asker.place, "brought")
    texts = (f"C1.{at} Works well, {word} {at}, in every setting." for at in (1, 2, 3))
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, place=f"paragraph {at}", text=text, style="p") for at, text in enumerate(texts, 1))
    document = Document(format="html", title=f"Document {word}", blocks=blocks)
    about = {"token": thing.id, "name": f"{word}-document.html", "digest": "0" * 64, "document": document, "recipe": guess(document)}
    frameworks.begin_reading(by=asker.actor, **about)
    return thing


def _brought(asker: Asker, kind: str, what: str, data: bytes, ending: str = "json") -> Thing:
    word = canary(asker.place, "import" if kind == "import" else "brought")
    token = people.quarantine(by=asker.actor, data=data, name=f"{word}-{what}.{ending}")
    own = {"place": asker.place, "organisation": asker.organisation or 0, "made_by": asker.person}
    return Thing(name=f"{what} waiting for {asker.name}", kind=kind, at={"token": token}, id=token, **own)
