"""Keep a framework that was read: freeze it as a version of its line, at the stage draft."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass, replace

from django.db import transaction

from curricle.core.canonical import canonical, digest
from curricle.core.framework import Framework
from curricle.core.terms import Stage
from curricle.frameworks.models import ItemRow, Line, StageRow, Version
from curricle.frameworks.policy import TABLE, thing
from curricle.frameworks.snapshot import project
from curricle.people import actions as people
from curricle.people.actions import record
from curricle.people.policy import Actor, require

BATCH = 2_000


class AlreadyHere(ValueError):
    """The organisation has this version label already, with other content. `version` is the one that is here."""

    def __init__(self, version: Version) -> None:
        super().__init__(f"{version.line.code} {version.version} is here already and is not the same. Give the new one another version.")
        self.version = version


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What came of keeping: the version, and whether it is new (bringing the same content twice changes nothing)."""

    version: Version
    new: bool


@transaction.atomic
def keep(*, by: Actor, framework: Framework) -> Kept:
    """Freeze the framework for the actor's organisation. Raises AlreadyHere; policy's Forbidden or Hidden."""
    organisation = by.organisation or 0
    require(
        TABLE, by, "c", thing(framework_kind=framework.kind, owner=organisation, owner_kind=by.organisation_kind, stage=Stage.DRAFT.value)
    )
    framework = with_identity(framework)
    line, _ = Line.objects.get_or_create(
        organisation_id=organisation,
        code=framework.code,
        defaults={"uuid": free_line(organisation, framework.line), "title": framework.title, "kind": framework.kind},
    )
    Line.objects.select_for_update().get(pk=line.pk)  # two who bring the same version at once go one after the other
    if Version.objects.filter(line=line, uuid=framework.id).exclude(version=framework.version).exists():
        # The same file under another version label: an identifier names one version, so this one gets its own, the same each time.
        framework = replace(framework, id=str(uuid.uuid5(uuid.UUID(framework.id), framework.version)))
    here = Version.objects.filter(line=line, version=framework.version).first()
    if here:
        if here.digest != digest(framework):
            raise AlreadyHere(here)
        return Kept(version=here, new=False)
    version = freeze(line, framework)
    StageRow.objects.create(version=version, stage=Stage.DRAFT.value, by_id=by.person)
    record(
        by=by,
        verb="kept",
        kind="framework",
        id=str(version.uuid),
        label=f"{framework.title} {framework.version}",
        detail={"digest": version.digest, "items": version.items},
    )
    return Kept(version=version, new=True)


@transaction.atomic
def bring(*, by: Actor, framework: Framework, token: str) -> Kept:
    """Keep a framework that was shown; the file that waited under `token` waits no longer. All of it or nothing; raises as `keep`."""
    kept = keep(by=by, framework=framework)
    people.release(by=by, token=token)
    return kept


def freeze(line: Line, framework: Framework) -> Version:
    document = canonical(framework)
    version = Version.objects.create(
        uuid=framework.id,
        line=line,
        version=framework.version,
        title=framework.title,
        kind=framework.kind,
        professions=", ".join(framework.professions),
        demonstration=framework.demonstration,
        items=len(framework.items),
        digest=hashlib.sha256(document).hexdigest(),
        document=document.decode("utf-8"),
    )
    ItemRow.objects.bulk_create(project(version, framework), batch_size=BATCH)
    return version


def free_line(organisation: int, wanted: str) -> str:
    """The line's UUID, or a new one where another line of the organisation has it under another code."""
    return str(uuid.uuid4()) if Line.objects.filter(organisation=organisation, uuid=wanted).exists() else wanted


def with_identity(framework: Framework) -> Framework:
    """A file may lack a code, or carry an identifier that is no UUID: give it one made from what it has, the same each time."""
    code = framework.code or _code_from(framework.title)
    return replace(
        framework, code=code[:100], version=framework.version or "1.0", id=_uuid(framework.id), line=_uuid(framework.line or framework.id)
    )


def _code_from(title: str) -> str:
    words = "".join(sign if sign.isalnum() else " " for sign in title).split()
    return "-".join(word[:8].upper() for word in words[:4]) or "FRAMEWORK"


def _uuid(text: str) -> str:
    try:
        return str(uuid.UUID(text))
    except ValueError:
        return str(uuid.uuid5(uuid.NAMESPACE_URL, text))
