"""The published shapes of CASE 1.1, each closed: what a provider may answer, and what is wrong with an answer that it gave.

A field is "name kind"; "!" after the name: it must be there. Kinds: text, uuid, moment (UTC), day, whole, number, open (extensions),
type (of an association), version (1.1), any, the name of a shape, or a list of one in [ ].
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from curricle.core.registry import RELATIONS
from curricle.door.assembly import is_uuid

_COMMON = "identifier! uuid, uri! text, lastChangeDateTime! moment, extensions open"
_DOCUMENT = (
    f"{_COMMON}, creator! text, title! text, frameworkType text, caseVersion version, officialSourceURL text, publisher text, "
    "description text, subject [text], subjectURI [LinkURI], language text, version text, adoptionStatus text, statusStartDate day, "
    "statusEndDate day, licenseURI LinkURI, notes text"
)
_ITEM = (
    f"{_COMMON}, fullStatement! text, alternativeLabel text, CFItemType text, CFItemTypeURI LinkURI, humanCodingScheme text, "
    "listEnumeration text, abbreviatedStatement text, conceptKeywords [text], conceptKeywordsURI LinkURI, notes text, subject [text], "
    "subjectURI [LinkURI], language text, educationLevel [text], licenseURI LinkURI, statusStartDate day, statusEndDate day"
)
_ASSOCIATION = (
    f"{_COMMON}, associationType! type, originNodeURI! LinkGenURI, destinationNodeURI! LinkGenURI, sequenceNumber whole, "
    "CFAssociationGroupingURI LinkURI, notes text"
)
_TABLE = {
    "LinkURI": "title! text, identifier! uuid, uri! text",
    "LinkGenURI": "title! text, identifier! text, uri! text, targetType text",
    "CFDocument": f"{_DOCUMENT}, CFPackageURI! LinkURI",
    "CFPckgDocument": _DOCUMENT,
    "CFItem": f"{_ITEM}, CFDocumentURI! LinkURI",
    "CFPckgItem": _ITEM,
    "CFAssociation": f"{_ASSOCIATION}, CFDocumentURI LinkURI",
    "CFPckgAssociation": _ASSOCIATION,
    "CFConcept": f"{_COMMON}, title! text, hierarchyCode! text, description text, keywords text",
    "CFSubject": f"{_COMMON}, title! text, hierarchyCode! text, description text",
    "CFItemType": f"{_COMMON}, title! text, description! text, hierarchyCode! text, typeCode text",
    "CFLicense": f"{_COMMON}, title! text, licenseText! text, description text",
    "CFAssociationGrouping": f"{_COMMON}, title! text, description text",
    "CFRubricCriterionLevel": (
        "identifier! uuid, uri! text, lastChangeDateTime! moment, extensions any, description text, quality text, score number, "
        "feedback text, position whole, rubricCriterionId uuid"
    ),
    "CFRubricCriterion": (
        f"{_COMMON}, category text, description text, CFItemURI LinkURI, weight number, position whole, rubricId uuid, "
        "CFRubricCriterionLevels [CFRubricCriterionLevel]"
    ),
    "CFRubric": f"{_COMMON}, title text, description text, CFRubricCriteria [CFRubricCriterion]",
    "CFDefinition": (
        "CFConcepts [CFConcept], CFSubjects [CFSubject], CFLicenses [CFLicense], CFItemTypes [CFItemType], "
        "CFAssociationGroupings [CFAssociationGrouping], extensions open"
    ),
    "CFPackage": (
        "CFDocument! CFPckgDocument, CFItems [CFPckgItem], CFAssociations [CFPckgAssociation], CFDefinitions CFDefinition, "
        "CFRubrics [CFRubric], extensions open"
    ),
    "CFDocumentSet": "CFDocuments! [CFDocument]",
    "CFAssociationSet": "CFItem! CFItem, CFAssociations! [CFAssociation]",
    "CFConceptSet": "CFConcepts! [CFConcept]",
    "CFItemTypeSet": "CFItemTypes! [CFItemType]",
    "CFSubjectSet": "CFSubjects! [CFSubject]",
    "imsx_CodeMinorField": "imsx_codeMinorFieldName! text, imsx_codeMinorFieldValue! minor",
    "imsx_CodeMinor": "imsx_codeMinorField! [imsx_CodeMinorField]",
    "imsx_StatusInfo": "imsx_codeMajor! major, imsx_severity! severity, imsx_description text, imsx_codeMinor imsx_CodeMinor",
}
MINOR = (
    "fullsuccess",
    "forbidden",
    "invalid_selection_field",
    "invalid_sort_field",
    "invalid_uuid",
    "unknownobject",
    "unauthorised_request",
    "server_busy",
    "internal_server_error",
)
MAJOR = ("success", "processing", "failure", "unsupported")
SEVERITY = ("status", "warning", "error")
#: Where each thing is asked for, below the base address: (path, shape of the answer, whether a provider must have it).
ENDPOINTS = (
    ("CFPackages/{sourcedId}", "CFPackage", True),
    ("CFDocuments", "CFDocumentSet", True),
    ("CFDocuments/{sourcedId}", "CFDocument", True),
    ("CFItems/{sourcedId}", "CFItem", True),
    ("CFItemAssociations/{sourcedId}", "CFAssociationSet", True),
    ("CFAssociations/{sourcedId}", "CFAssociation", True),
    ("CFAssociationGroupings/{sourcedId}", "CFAssociationGrouping", True),
    ("CFConcepts/{sourcedId}", "CFConceptSet", True),
    ("CFItemTypes/{sourcedId}", "CFItemTypeSet", True),
    ("CFSubjects/{sourcedId}", "CFSubjectSet", True),
    ("CFLicenses/{sourcedId}", "CFLicense", True),
    ("CFRubrics/{sourcedId}", "CFRubric", False),
)
BASE_PATH = "/ims/case/v1p1"
DISCOVERY = "discovery/imscasev1p1_openapi3_v1p0.json"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a shape."""

    kind: str
    needed: bool

    @property
    def many(self) -> bool:
        return self.kind.startswith("[")

    @property
    def of(self) -> str:
        """The kind, or that of each entry of a list."""
        return self.kind.strip("[]")


def _fields(text: str) -> dict[str, Field]:
    pairs = (part.split() for part in text.split(", "))
    return {name.rstrip("!"): Field(kind, name.endswith("!")) for name, kind in pairs}


SHAPES: Mapping[str, Mapping[str, Field]] = {name: _fields(text) for name, text in _TABLE.items()}
_EXT = re.compile(r"ext:[a-zA-Z0-9._-]+")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII)


def _is_moment(got: Any) -> bool:
    if type(got) is not str or not _MOMENT.fullmatch(got):
        return False
    try:
        datetime.fromisoformat(got.replace("Z", "+00:00"))
    except ValueError:
        return False
    return True


def _is_day(got: Any) -> bool:
    try:
        return type(got) is str and len(got) == 10 and bool(date.fromisoformat(got))
    except ValueError:
        return False


_PLAIN: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "text": (lambda got: type(got) is str, "a text"),
    "uuid": (lambda got: type(got) is str and is_uuid(got), "a UUID"),
    "moment": (_is_moment, "a full moment such as 2027-09-20T08:30:00Z"),
    "day": (_is_day, "a day such as 2027-09-20"),
    "whole": (lambda got: type(got) is int, "a whole number"),
    "number": (lambda got: type(got) in (int, float), "a number"),
    "open": (lambda got: type(got) is dict, "an object"),
    "any": (lambda got: True, "anything"),
    "type": (lambda got: got in RELATIONS or (type(got) is str and bool(_EXT.fullmatch(got))), "a type of association, or ext:…"),
    "version": (lambda got: got == "1.1", "1.1"),
    "minor": (lambda got: got in MINOR, "a minor code of the specification"),
    "major": (lambda got: got in MAJOR, "a major code of the specification"),
    "severity": (lambda got: got in SEVERITY, "status, warning or error"),
}


def faults(shape: str, got: Any, at: str = "$") -> Iterator[tuple[str, str]]:
    """What of a JSON value is not as the shape says: (path, words), each as it is found."""
    if type(got) is not dict:
        yield at, f"expected an object of the shape {shape}"
        return
    fields = SHAPES[shape]
    for name in got:
        if name not in fields:
            yield f"{at}.{name}", f"{shape} has no such field"
    for name, field in fields.items():
        if name in got:
            yield from _field(field, got[name], f"{at}.{name}")
        elif field.needed:
            yield at, f"{name} is missing"


def _field(field: Field, got: Any, at: str) -> Iterator[tuple[str, str]]:
    if not field.many:
        yield from _one(field.of, got, at)
        return
    if type(got) is not list:
        yield at, "expected a list"
        return
    for place, each in enumerate(got):
        yield from _one(field.of, each, f"{at}[{place}]")


def _one(kind: str, got: Any, at: str) -> Iterator[tuple[str, str]]:
    if kind in SHAPES:
        yield from faults(kind, got, at)
        return
    fits, words = _PLAIN[kind]
    if not fits(got):
        yield at, f"expected {words}"
