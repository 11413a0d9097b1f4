"""Doors of frameworks. Which object a version is, and so which cells are asked, its own state says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from authz.cast import Asker
from authz.door import Door
from authz.stage import Stage
from authz.things import Thing, framework
from curricle.core.terms import Stage as Life
from curricle.core.workflow import LIFE
from curricle.frameworks.models import StageRow
from curricle.interop.curricle import write_framework

NATIONAL = ("schema", "standard", "curriculum")
DRAFTS = (*(f"{kind}_draft" for kind in NATIONAL), "own_framework")
KINDS = (*(f"{kind}_published" for kind in NATIONAL), *DRAFTS)
FEW = (
    "north-nat schema draft",
    "north-nat schema submitted",
    "north-nat schema implemented",
    "north-uni own framework",
    "south-nat standard draft",
    "south-nat curriculum retired",
    "south-uni own framework",
)
#: By which action a version comes to a stage, and from pending to in force as if it were still submitted.
STEPS = {
    Life.DRAFT: "s",
    Life.IN_CONSULTATION: "s",
    Life.SUBMITTED: "s",
    Life.PENDING: "a",
    Life.IMPLEMENTED: "a",
    Life.RETIRED: "w",
}


def versions(stage: Stage, asker: Asker) -> Iterable[Thing]:
    """Every version of theirs for those of a national team (at full, of both teams), and some of each sort for everybody."""
    some = [stage.things[name] for name in FEW if name in stage.things]
    national = [each for each in stage.of(*KINDS) if "version" in each.at and (stage.full or each.place == asker.place)]
    return list({each.name: each for each in (*some, *(national if asker.place.endswith("-nat") else ()))}.values())


def mine(stage: Stage, asker: Asker) -> Iterable[Thing]:
    """A framework that they would bring."""
    kind = "schema_draft" if asker.place.endswith("-nat") else "own_framework"
    return [Thing(name="a framework to bring", kind=kind, place=asker.place, organisation=asker.organisation or 0)]


def waiting(stage: Stage, asker: Asker) -> Iterable[Thing]:
    """Files that wait for their confirmation, each its person's."""
    return [thing for name, thing in stage.things.items() if name.startswith("framework waiting for")]


def imports_here(stage: Stage, asker: Asker) -> Iterable[Thing]:
    """The imports of the asker's own organisation."""
    return [Thing(name="imports here", kind="framework_import", place=asker.place, organisation=asker.organisation or 0)]


def brought(stage: Stage, asker: Asker) -> Iterable[Thing]:
    """Imports with their reports."""
    return stage.of("framework_import")


def being_read(stage: Stage, asker: Asker) -> Iterable[Thing]:
    """Documents that are being gone through, each its person's."""
    return [thing for name, thing in stage.things.items() if name.startswith("document waiting for")]


def on_document(name: str, form: Mapping[str, Any]) -> Door:
    """A form on the page of a document."""
    return Door(
        name=f"frameworks:{name}",
        asks=(("", "c"),),
        things=being_read,
        kinds=DRAFTS,
        private=True,
        method="POST",
        form=lambda stage, asker, thing: form,
        success=302,
        writes=frozenset({"frameworks_readingrow"}),
    )


def a_file(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    return {"file": SimpleUploadedFile("framework.json", framework_bytes(asker.place))}


def framework_bytes(place: str) -> bytes:
    return write_framework(framework(place, "schema", "brought"))


def facts(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    return {"title": "A framework", "code": "BROUGHT", "version": "1.0", "kind": "schema"}


def moving(to: Life) -> Door:
    def things(stage: Stage, asker: Asker) -> Iterable[Thing]:
        return [thing for thing in versions(stage, asker) if to in LIFE[_stage_of(thing)] and not _comes_in_force(thing, to)]

    return _move(to, STEPS[to], things, (("", STEPS[to]),))


def newest_step(thing: Thing) -> int:
    """What the page of the version shows, and its form sends back."""
    return StageRow.objects.filter(version__uuid=thing.id).order_by("-id").values_list("pk", flat=True).first() or 0


def in_force(kind: str) -> Door:
    """A version that is approved but not in force yet is still the publisher's to put in force: asked as if it were submitted."""

    def things(stage: Stage, asker: Asker) -> Iterable[Thing]:
        from dataclasses import replace

        pending = [each for each in stage.of(f"{kind}_published") if _comes_in_force(each, Life.IMPLEMENTED)]
        return [replace(each, state=each.state | {"submitted"}) for each in pending]

    return _move(Life.IMPLEMENTED, "a", things, ((f"{kind}_draft", "a"),))


def _move(to: Life, action: str, things: Any, asks: tuple[tuple[str, str], ...]) -> Door:
    return Door(
        name="frameworks:move",
        asks=asks,
        things=things,
        kinds=KINDS,
        gate="v",
        method="POST",
        form=lambda stage, asker, thing: {"to": to.value, "seen": newest_step(thing)},
        success=302,
        writes=frozenset({"frameworks_stagerow"}),
    )


def _stage_of(thing: Thing) -> Life:
    return next(stage for stage in Life if stage.value.replace(" ", "_") in thing.state)


def _comes_in_force(thing: Thing, to: Life) -> bool:
    return "pending_implementation" in thing.state and to is Life.IMPLEMENTED


def reading(name: str, action: str, **more: Any) -> Door:
    return Door(name=f"frameworks:{name}", asks=(("", action),), things=versions, kinds=KINDS, **more)


DOORS = (
    Door(name="frameworks:frameworks", asks=(("schema_published", "v"),)),
    Door(name="frameworks:template", asks=(("schema_published", "x"),), fixed={"ending": "csv"}, how="export"),
    reading("version", "v"),
    reading("branch", "v"),
    reading("item", "v"),
    *(reading("download", "x", fixed={"format": format}, how="export") for format in ("json",)),
    Door(name="frameworks:bring", asks=(("", "c"),), things=mine, kinds=DRAFTS),
    Door(
        name="frameworks:bring",
        asks=(("", "c"),),
        things=mine,
        kinds=DRAFTS,
        method="POST",
        form=a_file,
        success=302,
        writes=frozenset({"people_quarantinedfile"}),
    ),
    Door(name="frameworks:preview", asks=(("", "c"),), things=waiting, kinds=DRAFTS, private=True),
    Door(
        name="frameworks:confirm",
        asks=(("", "c"),),
        things=waiting,
        kinds=DRAFTS,
        private=True,
        method="POST",
        form=facts,
        success=302,
        writes=frozenset({"frameworks_version"}),
    ),
    Door(name="frameworks:plan_book", asks=(("", "c"),), things=waiting, kinds=DRAFTS, private=True),
    Door(name="frameworks:imports", asks=(("framework_import", "v"),), things=imports_here),
    Door(name="frameworks:import", asks=(("", "v"),), things=brought, kinds=("framework_import",)),
    Door(
        name="frameworks:import_undo",
        asks=(("", "c"),),
        things=brought,
        kinds=("framework_import",),
        method="POST",
        success=302,
        writes=frozenset({"frameworks_importrecord"}),
    ),
    Door(name="frameworks:prose", asks=(("", "c"),), things=being_read, kinds=DRAFTS, private=True),
    on_document("decide_statement", {"do": "all"}),
    on_document("prose_recipe", {"seen": "1", "codes": "C1.2", "kind": "capability", "paragraphs": "yes"}),
    on_document("prose_leave", {}),
    *(moving(to) for to in Life),
    *(in_force(kind) for kind in NATIONAL),
)
