"""Doors of design that are about the organisation's programmes as a whole: lists, limits, bringing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from authz.asking import browser_of
from authz.cast import Asker
from authz.door import Door
from authz.doors_people import here
from authz.stage import SHEET, Stage
from authz.things import LIMITS, Thing, framework, id_of
from curricle.design.queries import policy_version
from form_of import form_of


def used(stage: Stage, asker: Asker) -> Iterable[Thing]:
    """An item that both universities claim."""
    version = framework("north-nat", "schema", "schema_published-implemented").id
    return here("mapping", version=version, item=id_of(version, "1"))(stage, asker)


def waiting(what: str) -> Any:
    def things(stage: Stage, asker: Asker) -> Iterable[Thing]:
        return [thing for name, thing in stage.things.items() if name.startswith(f"{what} waiting for")]

    return things


def a_sheet(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    return {"file": SimpleUploadedFile("sheet.csv", SHEET)}


def as_previewed(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    """The form of the preview, as its maker sees it."""
    key = f"preview of {thing.name}"
    if key not in stage.kept:
        maker = next(each for each in stage.askers.values() if each.person == thing.made_by)
        stage.kept[key] = form_of(browser_of(maker).get(f"/bring/{thing.at['token']}/").content.decode())
    return stage.kept[key]


def new_limits(stage: Stage, asker: Asker, thing: Thing) -> Mapping[str, Any]:
    return {"starts-day": "1", "starts-month": "9", "starts-year": "2027", "seen": policy_version(asker.organisation), **LIMITS}


BRINGS = frozenset({"people_quarantinedfile"})
DOORS = (
    Door(name="design:home", asks=(("page", "v"),)),
    Door(name="design:programmes", asks=(("programme_draft", "v"),), things=here("programme_draft")),
    Door(name="design:where_used", asks=(("mapping", "v"),), things=used),
    Door(name="design:limits", asks=(("policy_limits", "v"),), things=here("policy_limits")),
    Door(
        name="design:limits",
        asks=(("policy_limits", "e"),),
        things=here("policy_limits"),
        method="POST",
        form=new_limits,
        success=302,
        writes=frozenset({"design_policyrow"}),
    ),
    Door(name="design:template", asks=(("import", "c"),), things=here("import"), how="export"),
    Door(name="design:bring", asks=(("import", "c"),), things=here("import")),
    Door(name="design:bring", asks=(("import", "c"),), things=here("import"), method="POST", form=a_sheet, success=302, writes=BRINGS),
    Door(name="design:preview", asks=(("import", "c"),), things=waiting("programme"), private=True),
    Door(name="design:sheet", asks=(("import", "c"),), things=waiting("sheet"), private=True),
    Door(name="design:sheet", asks=(("import", "c"),), things=waiting("sheet"), private=True, method="POST"),
    Door(
        name="design:confirm",
        asks=(("import", "c"),),
        things=waiting("programme"),
        private=True,
        method="POST",
        form=as_previewed,
        success=302,
        writes=frozenset({"design_change"}),
    ),
)
