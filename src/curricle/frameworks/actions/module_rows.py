"""Modules of a draft as its changes keep them: apart from what else the framework says of itself, so that a small change stays small."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from curricle.core.canonical import to_document
from curricle.core.framework import Framework

Doc = dict[str, Any]


def about_said(this: Framework, other: Framework) -> Doc:
    """What one side of a change says where the two differ: "about" without modules, "modules" that differ, "order" of all."""
    bare, bare_other = (replace(each, facts=replace(each.facts, modules=(), optional_modules=())) for each in (this, other))
    mine, theirs = _modules(to_document(this)), _modules(to_document(other))
    said: Doc = {"about": to_document(bare)} if bare != bare_other else {}
    differ = {id: entry for id, entry in mine.items() if theirs.get(id) != entry}
    if differ:
        said["modules"] = differ
    if "about" in said or list(mine) != list(theirs):
        said["order"] = list(mine)
    return said


def told_apart(said: Doc) -> Doc:
    """One side of a change; one kept before modules were told apart had them inside its "about"."""
    if "about" not in said or "order" in said:
        return said
    modules = _modules(said["about"])
    return {**said, "about": _bare(said["about"]), "modules": modules, "order": list(modules)}


def with_said(about: Doc, said: Doc) -> Doc:
    """The document of a draft's `about` with one side of a change laid over it."""
    said = told_apart(said)
    held = {**_modules(about), **said.get("modules", {})}
    chosen = [(id, held[id]) for id in said.get("order", list(held))]
    bare = said.get("about", _bare(about))
    facts = dict(bare.get("facts", {}))
    if chosen:
        facts["modules"] = [entry["module"] for _, entry in chosen]
    optional = [id for id, entry in chosen if not entry["core"]]
    if optional:
        facts["optional_modules"] = optional
    return {**bare, "facts": facts} if facts else bare


def _modules(about: Doc) -> dict[str, Doc]:
    """Module id -> {"module": its document, "core": whether it is core}, in their order."""
    facts = about.get("facts", {})
    optional = set(facts.get("optional_modules", ()))
    return {each["id"]: {"module": each, "core": each["id"] not in optional} for each in facts.get("modules", ())}


def _bare(about: Doc) -> Doc:
    facts = {name: held for name, held in about.get("facts", {}).items() if name not in ("modules", "optional_modules")}
    rest = {name: held for name, held in about.items() if name != "facts"}
    return {**rest, "facts": facts} if facts else rest
