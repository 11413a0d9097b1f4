"""A crosswalk as a CASE document of its own: it has no items, and an association for each of its links.

The frameworks at its ends are frozen, and their packages are what they were; a crosswalk has an identity and a life of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from curricle.core.crosswalk import CrosswalkLink
from curricle.interop.case.parts import Index, Standing
from curricle.interop.case.shape import NOT_STATED, OURS
from curricle.interop.case.writing import Profile, as_json

#: Our relations that CASE knows by a name of its own. The others are extensions: "ext:broader".
TYPES = {"exact": "exactMatchOf", "related": "isRelatedTo", "partOf": "isPartOf", "precedes": "precedes"}
KIND = "Crosswalk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A link with its identifier and the moment (UTC, as CASE writes it) in which it was made."""

    id: str
    link: CrosswalkLink
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosswalk:
    """`ends`: identifier and title of the version that it starts from, then of that which it leads to."""

    id: str
    title: str
    about: str
    creator: str
    ends: tuple[tuple[str, str], tuple[str, str]]


def document(crosswalk: Crosswalk, standing: Standing, *, alone: bool) -> dict[str, Any]:
    """The CFDocument; `alone`: not inside its package, to which it then leads."""
    source, target = ({"identifier": id, "title": title} for id, title in crosswalk.ends)
    got: dict[str, Any] = {
        "identifier": crosswalk.id,
        "uri": f"{standing.home}CFDocuments/{crosswalk.id}",
        "frameworkType": KIND,
        "caseVersion": "1.1",
        "creator": crosswalk.creator or NOT_STATED,
        "title": crosswalk.title,
        "lastChangeDateTime": standing.changed,
        "description": crosswalk.about,
        "adoptionStatus": standing.status,
        "statusStartDate": standing.starts,
        "statusEndDate": standing.ends,
        "extensions": {OURS: {"kind": "crosswalk", "source": source, "target": target}},
    }
    if alone:
        uri = f"{standing.home}CFPackages/{crosswalk.id}"
        got["CFPackageURI"] = {"title": crosswalk.title, "identifier": crosswalk.id, "uri": uri}
    return {name: value for name, value in got.items() if value}


def document_uri(crosswalk: Crosswalk, standing: Standing) -> dict[str, str]:
    """A link to the document."""
    return {"title": crosswalk.title, "identifier": crosswalk.id, "uri": f"{standing.home}CFDocuments/{crosswalk.id}"}


def association(each: Named, source: Index, target: Index, standing: Standing, *, inside: dict[str, str] | None = None) -> dict[str, Any]:
    """The CFAssociation of one link; strength, and a relation that CASE has no name for, stand in our extension."""
    link = each.link
    type_ = TYPES.get(link.relation, f"ext:{_plain(link.relation)}")
    ours = {"relation": link.relation, "strength": link.strength}
    got: dict[str, Any] = {
        "identifier": each.id,
        "associationType": type_,
        "uri": f"{standing.home}CFAssociations/{each.id}",
        "originNodeURI": _end(link.source, source, standing),
        "destinationNodeURI": _end(link.target, target, standing),
        "lastChangeDateTime": each.at,
        "notes": link.note,
        "extensions": {OURS: {name: value for name, value in ours.items() if value}},
        "CFDocumentURI": inside,
    }
    return {name: value for name, value in got.items() if value}


def package(
    crosswalk: Crosswalk, links: Iterable[Named], source: Index, target: Index, standing: Standing, *, profile: Profile = Profile.STRICT
) -> bytes:
    """The whole as UTF-8 JSON; valid by the schema in the strict profile."""
    friendly = profile is Profile.FRIENDLY
    inside = document_uri(crosswalk, standing) if friendly else None
    made = [association(each, source, target, standing, inside=inside) for each in links]
    return as_json({"CFDocument": document(crosswalk, standing, alone=friendly), "CFAssociations": made})


def _end(id: str, index: Index, standing: Standing) -> dict[str, str]:
    item = index.items.get(id)
    uri = dict(item.extras).get("uri", "") if item else ""
    return {"title": index.names.get(id, id), "identifier": id, "uri": uri or f"{index.local(standing)}CFItems/{id}"}


def _plain(relation: str) -> str:
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign in "._-") else "-" for sign in relation) or "other"
