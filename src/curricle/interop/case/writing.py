"""Frameworks to CASE 1.1 packages: by default strictly by the closed schema, flat and without CFDocumentURI inside."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from curricle.core.framework import Framework
from curricle.interop.case.parts import (
    BASE,
    LONG_AGO,
    Index,
    Standing,
    association_part,
    definition_parts,
    document_link,
    document_part,
    item_part,
    rubric_parts,
)


class Profile(StrEnum):
    """How a package is written: to the letter of the schema, or with the links to its document that some readers expect inside."""

    STRICT = "strict"
    FRIENDLY = "friendly"


def write(
    framework: Framework,
    *,
    base: str = BASE,
    changed: datetime | None = None,
    adoption_status: str = "",
    status_start: str = "",
    status_end: str = "",
    profile: Profile = Profile.STRICT,
) -> bytes:
    """The package as UTF-8 JSON. `base` is the address of the CASE service, `changed` the lastChangeDateTime (UTC) of everything.

    The status is not part of a framework, so it is given here; dates as 2027-09-20. Reading the bytes gives the same framework.
    """
    when = moment(changed) if changed else LONG_AGO
    standing = Standing(base=base, changed=when, written=when, status=adoption_status, starts=status_start, ends=status_end)
    return package(Index(framework), standing, profile=profile)


def package(index: Index, standing: Standing, *, profile: Profile = Profile.STRICT) -> bytes:
    """As `write`, of a framework that was looked up and what stands beside it."""
    framework, extras = index.framework, index.extras
    inside = document_link(index, standing) if profile is Profile.FRIENDLY else None
    got: dict[str, Any] = {
        "CFDocument": document_part(index, standing, alone=profile is Profile.FRIENDLY),
        "CFItems": [item_part(item, index, standing, document=inside) for item in framework.items],
        "CFAssociations": [association_part(link, index, standing, document=inside) for link in framework.links],
        "CFDefinitions": definition_parts(index, standing),
        "CFRubrics": rubric_parts(index, standing),
    }
    if "CFPackage.extensions" in extras:
        got["extensions"] = json.loads(extras["CFPackage.extensions"])
    return as_json({name: value for name, value in got.items() if value})


def as_json(value: Any) -> bytes:
    """UTF-8 JSON without spaces, in the order of the value."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def moment(at: datetime) -> str:
    """A moment as CASE writes it: full, in UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
