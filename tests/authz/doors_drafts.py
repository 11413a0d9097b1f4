"""Doors of drafts of frameworks. Which object a draft is, what it is of and whose it is say; its stage says what may be done to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from authz.cast import Asker
from authz.door import Door, Things
from authz.doors_frameworks import DRAFTS, mine
from authz.stage import Stage
from authz.things import Thing
from curricle.core.terms import Stage as Life
from curricle.core.workflow import LIFE

FEW = (
    "north-nat schema_draft writing draft",
    "north-nat schema_draft writing submitted",
    "north-nat curriculum_draft writing in consultation",
    "north-nat schema_draft writing in consultation",
    "north-uni own_framework writing draft",
    "north-uni own_framework writing discarded",
    "north-nat schema_draft writing discarded",
    "south-nat standard_draft writing draft",
    "south-uni own_framework writing draft",
)
CHANGES = frozenset({"frameworks_draft", "frameworks_draftchange"})


def drafts(stage: Stage, asker: Asker) -> Iterable[Thing]:
    """Some for everybody; for those who write frameworks all of their own organisation, at full of all."""
    written = [each for each in stage.of(*DRAFTS) if "draft" in each.at]
    return [each for each in written if each.name in FEW or each.place == asker.place or stage.full]


def curricula(stage: Stage, asker: Asker) -> Iterable[Thing]:
    """Those of them that have modules."""
    return [each for each in drafts(stage, asker) if "module" in each.at]


def reading(name: str, action: str = "v", things: Things = drafts) -> Door:
    return Door(name=f"frameworks:{name}", asks=(("", action),), things=things, kinds=DRAFTS)


def writing(name: str, writes: frozenset[str] = CHANGES, action: str = "e", things: Things = drafts, **fields: Any) -> Door:
    def form(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
        said = {key: thing.at[value[1:]] if str(value).startswith("@") else value for key, value in fields.items()}
        return {"revision": thing.at["revision"], **said}

    kinds = {"things": things, "kinds": DRAFTS, "method": "POST", "success": 302, "form": form, "writes": writes}
    return Door(name=f"frameworks:{name}", asks=(("", action),), **kinds)


def begin(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    return {"title": "A framework", "code": "BEGUN", "version": "1.0", "kind": "schema"}


def claiming() -> Door:
    """The letter of a claim; its field is named by what is claimed."""

    def form(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
        return {"revision": thing.at["revision"], "outcome": thing.at["outcome"], f"letter:{thing.at['claimed']}": "D"}

    more = {"kinds": DRAFTS, "method": "POST", "success": 302, "form": form, "writes": CHANGES}
    return Door(name="frameworks:draft_claims", asks=(("", "e"),), things=curricula, **more)


def taking(to: Life) -> Door:
    """An editor's step to a stage; an organisation that publishes nothing has none."""

    def things(stage: Stage, asker: Asker) -> Iterable[Thing]:
        return [each for each in drafts(stage, asker) if "discarded" not in each.state and to in LIFE[_stage_of(each)]]

    return _stage(things, "s", to.value)


def keeping() -> Door:
    """A version of an organisation's own framework is kept as it is."""

    def things(stage: Stage, asker: Asker) -> Iterable[Thing]:
        return [each for each in drafts(stage, asker) if each.kind == "own_framework"]

    return _stage(things, "e", "keep", frozenset({"frameworks_version"}))


def _stage(things: Any, action: str, to: str, writes: frozenset[str] = frozenset({"frameworks_draftstagerow"})) -> Door:
    def form(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
        return {"to": to, "revision": thing.at["revision"]}

    more = {"kinds": DRAFTS, "gate": "v", "method": "POST", "success": 302, "form": form, "writes": writes}
    return Door(name="frameworks:draft_stage", asks=(("", action),), things=things, **more)


def _stage_of(thing: Thing) -> Life:
    return next(stage for stage in Life if stage.value.replace(" ", "_") in thing.state)


def with_source(stage: Stage, asker: Asker) -> Iterable[Thing]:
    """Drafts, each with a published framework of another kind from which items can be taken over."""
    for each in drafts(stage, asker):
        kind = "schema" if each.kind == "standard_draft" else "standard"
        there = stage.things[f"north-nat {kind} implemented"].at
        yield replace(each, at={**each.at, "version": there["version"], "theirs": there["item"]})


def publish(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    return {"to": Life.IMPLEMENTED.value, "revision": thing.at["revision"]}


PUBLISHING = {"name": "frameworks:draft_publish", "asks": (("", "a"),), "things": drafts, "kinds": DRAFTS}

DOORS = (
    Door(name="frameworks:draft_begin", asks=(("", "c"),), things=mine, kinds=DRAFTS),
    Door(
        name="frameworks:draft_begin",
        asks=(("", "c"),),
        things=mine,
        kinds=DRAFTS,
        method="POST",
        form=begin,
        success=302,
        writes=frozenset({"frameworks_draft"}),
    ),
    *(reading(name) for name in ("draft", "draft_checks", "draft_changes", "draft_item", "draft_facts")),
    *(
        reading(name, "e")
        for name in ("draft_add", "draft_levels", "draft_split", "draft_merge", "draft_under", "draft_leave", "draft_links")
    ),
    writing("draft_facts", title="Another title", version="2.0", kind="@sort"),
    writing("draft_item", kind="capability", statement="Says it better", meaning="same"),
    writing("draft_add", kind="capability", statement="Says one thing more"),
    writing("draft_step", item="@item", step="up"),
    writing("draft_levels", level1="entry", words1="Does it with help"),
    writing("draft_undo"),
    reading("draft_adopt", "e"),
    replace(reading("draft_adopt_from", "e"), things=with_source),
    replace(writing("draft_adopt_from", items="@theirs"), things=with_source),
    writing("draft_bring_back", item="@gone"),
    writing("draft_split", part1="One thing", part2="Another"),
    writing("draft_merge", others="@first", statement="Both things"),
    writing("draft_links", relation="isPeerOf to", other="@first"),
    writing("draft_unlink", source="@first", target="@item", type="isRelatedTo"),
    writing("draft_under", parent="@first"),
    writing("draft_leave"),
    reading("draft_modules"),
    reading("draft_module_add", "e"),
    *(reading(f"draft_{name}", "e", curricula) for name in ("module", "outcomes", "hours", "assessments", "claims", "module_remove")),
    writing("draft_module_add", code="M9", title="Another module", credits="20", level="7", core="core"),
    writing("draft_module", things=curricula, code="M9", title="Another title", credits="30", level="7", core="optional"),
    writing("draft_outcomes", things=curricula, row="n", **{"outcome-n-code": "LO9", "outcome-n-text": "Judge practice"}),
    writing(
        "draft_hours",
        things=curricula,
        row="n",
        **{"hours-n-kind": "scheduled", "hours-n-delivery": "face to face", "hours-n-minutes": "12"},
    ),
    writing("draft_assessments", things=curricula, row="n", **{"assessment-n-code": "A9", "assessment-n-title": "Viva"}),
    claiming(),
    writing("draft_module_step", things=curricula, step="up"),
    writing("draft_module_remove", things=curricula),
    taking(Life.IN_CONSULTATION),
    taking(Life.SUBMITTED),
    taking(Life.DRAFT),
    keeping(),
    reading("draft_discard", "d"),
    writing("draft_discard", frozenset({"frameworks_draft"}), action="d"),
    writing("draft_restore", frozenset({"frameworks_draft"}), action="r"),
    Door(**PUBLISHING),
    Door(**PUBLISHING, method="POST", form=publish, success=302, writes=frozenset({"frameworks_version"})),
)
