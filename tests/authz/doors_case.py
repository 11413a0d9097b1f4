"""Doors of the public addresses: the CASE service, which knows nobody, and the lasting addresses of versions and items."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from authz.cast import Asker
from authz.door import Door, the_page
from authz.doors_frameworks import NATIONAL, versions
from authz.stage import Stage
from authz.things import Thing, id_of
from curricle.interop.case.naming import item_type_id, link_id

PUBLISHED = tuple(f"{kind}_published" for kind in NATIONAL)
NOWHERE = id_of("nowhere")


def named(part: Callable[[Thing], str]) -> Callable[[Stage, Asker], Iterable[Thing]]:
    """Every version, by the identifier of something in it."""

    def things(stage: Stage, asker: Asker) -> Iterable[Thing]:
        return [replace(each, at={**each.at, "uuid": part(each)}) for each in versions(stage, asker)]

    return things


def the_version(thing: Thing) -> str:
    return thing.at["version"]


def an_item(thing: Thing) -> str:
    return thing.at["item"]


def a_link(thing: Thing) -> str:
    return link_id(thing.at["item"], "isChildOf", thing.at["version"], "")


def a_type(thing: Thing) -> str:
    return item_type_id(id_of(thing.at["version"], "line"), "Knowledge" if "standard" in thing.name else "Capability")


def case(name: str, part: Callable[[Thing], str] | None = None, **more: Any) -> Door:
    """A door of the service about something in a version, or about nothing in particular."""
    if part is None:
        return Door(name=f"frameworks:case:{name}", asks=(("schema_published", "v"),), things=the_page, nobody=True, **more)
    return Door(name=f"frameworks:case:{name}", asks=(("", "v"),), things=named(part), kinds=PUBLISHED, nobody=True, **more)


def nowhere(name: str) -> Door:
    """The frameworks of the stage hold no such thing."""
    return case(name, success=404, fixed={"uuid": NOWHERE})


DOORS = (
    case("documents"),
    case("discovery"),
    case("nothing", success=404, fixed={"rest": "nothing/here"}),
    case("document", the_version),
    case("package", the_version),
    case("item", an_item),
    case("item_associations", an_item),
    case("association", a_link),
    case("CFItemTypes", a_type),
    *(nowhere(name) for name in ("CFConcepts", "CFSubjects", "CFLicenses", "CFAssociationGroupings", "rubric")),
    *(
        Door(name="frameworks:address", asks=(("", "v"),), things=named(part), kinds=PUBLISHED, success=303)
        for part in (the_version, an_item)
    ),
    Door(name="frameworks:search", asks=(("schema_published", "v"),)),
)
