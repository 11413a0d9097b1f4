"""Doors of comparing: differences, decisions about pairs of items, what a change touches, and crosswalks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from authz.cast import Asker
from authz.crosswalks import NEW, OLD
from authz.door import Door
from authz.doors_frameworks import reading
from authz.doors_people import here
from authz.stage import Stage
from authz.things import Thing
from curricle.core.crosswalk import NEXT, Step
from curricle.frameworks.crosswalks import rows
from curricle.frameworks.models import CrosswalkRow, VerdictRow

LINKS, VERDICTS = frozenset({"frameworks_crosswalklinkrow"}), frozenset({"frameworks_verdictrow"})
STEPS = {Step.DRAFT: "a", Step.SUBMITTED: "s", Step.PUBLISHED: "a", Step.WITHDRAWN: "w"}


def all_crosswalks(stage: Stage, asker: Asker) -> Iterable[Thing]:
    return stage.of("crosswalk")


def the_list(stage: Stage, asker: Asker) -> Iterable[Thing]:
    """Where what is published stands."""
    return [Thing(name="the list", kind="crosswalk", place="", organisation=0, state=frozenset({"published"}))]


def as_it_stands(thing: Thing) -> CrosswalkRow | None:
    """Its row; None once it was taken away."""
    return rows().filter(uuid=thing.id).first()


def decisions(stage: Stage, asker: Asker) -> Iterable[Thing]:
    return stage.of("pair_decision")


def report(stage: Stage, asker: Asker) -> Iterable[Thing]:
    """What a new version touches: of one's own, or counted."""
    found = here("migration_report", version=NEW.id, other=OLD.id)(stage, asker)
    return [replace(each, state=each.state | {"aggregate"}) for each in found]


def pair(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    return {"before": thing.at["old"], "after": thing.at["new"], "verdict": "same", "with": ""}


def decided(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    held = VerdictRow.objects.filter(after_version=thing.at["version"], before_item=thing.at["decided"]).order_by("-pk").first()
    return {"decision": str(held.uuid) if held else ""}


def ends(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    return {"title": "A crosswalk", "about": "", "source": OLD.id, "target": NEW.id}


def link(target: str, **more: str) -> Any:
    """A link from the first item, to the item of the thing that is named so."""

    def form(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
        sent = {"at": thing.at["source_item"], "target": thing.at[target], "relation": "related", "strength": "1", "note": "New"}
        row = as_it_stands(thing)
        return {**sent, "revision": str(row.revision if row else 0), **more}

    return form


def pasted(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    text = f"from code,relation,to code\n{thing.at['source_item']},broader,{thing.at['other_item']}\n"
    row = as_it_stands(thing)
    return {"text": text, "revision": str(row.revision if row else 0)}


def moving(to: Step) -> Door:
    """A step that may follow from where a crosswalk stands."""

    def things(stage: Stage, asker: Asker) -> Iterable[Thing]:
        return [each for each in stage.of("crosswalk") if (row := as_it_stands(each)) and to in NEXT[Step(row.step)]]

    def form(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
        row = as_it_stands(thing)
        return {"to": to.value, "seen": str(row.step_id if row else 0)}

    return Door(
        name="frameworks:move_crosswalk",
        asks=(("crosswalk", STEPS[to]),),
        things=things,
        gate="v",
        method="POST",
        form=form,
        success=302,
        writes=frozenset({"frameworks_crosswalksteprow"}),
    )


def walk(name: str, action: str, **more: Any) -> Door:
    return Door(name=f"frameworks:{name}", asks=(("crosswalk", action),), **{"things": all_crosswalks} | more)


def writing(name: str, action: str, form: Any, writes: frozenset[str] = LINKS, **more: Any) -> Door:
    return walk(name, action, method="POST", form=form, success=302, writes=writes, **more)


OTHER = {"other": OLD.id}
DOORS = (
    Door(name="frameworks:compare", asks=(("schema_published", "v"),)),
    reading("since", "v"),
    reading("changes", "v", fixed=OTHER),
    reading("changes_download", "x", fixed={**OTHER, "format": "json"}, how="export"),
    reading("touches", "v", fixed=OTHER),
    reading("touches_download", "x", fixed=OTHER, how="export"),
    Door(
        name="frameworks:decide",
        asks=(("pair_decision", "c"),),
        things=decisions,
        method="POST",
        form=pair,
        success=302,
        writes=VERDICTS,
    ),
    Door(
        name="frameworks:take_back",
        asks=(("pair_decision", "w"),),
        things=decisions,
        method="POST",
        form=decided,
        success=302,
        writes=VERDICTS,
    ),
    Door(name="design:touched", asks=(("migration_report", "v"),), things=report),
    Door(name="design:touched_download", asks=(("migration_report", "x"),), things=report, how="export"),
    walk("crosswalks", "v", things=the_list),
    walk("make_crosswalk", "c", things=here("crosswalk")),
    writing("make_crosswalk", "c", ends, frozenset({"frameworks_crosswalkrow"}), things=here("crosswalk")),
    walk("crosswalk", "v"),
    walk("crosswalk_download", "v", fixed={"format": "csv"}, how="export"),
    walk("edit_crosswalk", "e"),
    writing("edit_crosswalk", "e", link("other_item")),
    writing("change_link", "e", link("target_item", do="save")),
    writing("undo_links", "e", link("target_item")),
    walk("bring_links", "e"),
    writing("bring_links", "e", pasted),
    *(moving(to) for to in Step),
    writing("take_crosswalk_away", "d", lambda stage, asker, thing: {}, frozenset({"frameworks_crosswalkrow"})),
)
