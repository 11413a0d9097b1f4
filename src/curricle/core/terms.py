"""Closed lists, in glossary words. Open lists (kinds, relations, professions, pillars) are data: see registry.py."""

from __future__ import annotations

from enum import StrEnum


class Letter(StrEnum):
    """How a module outcome meets an item: ordinal, one letter per cell, I < D < A."""

    I = "I"  # noqa: E741 - the field writes these three letters
    D = "D"
    A = "A"

    @property
    def rank(self) -> int:
        """1 for I, 2 for D, 3 for A: the letter of a cell is the one of highest rank."""
        return "IDA".index(self.value) + 1

    @property
    def word(self) -> str:
        return {"I": "introduced", "D": "developed", "A": "assessed"}[self.value]


class Severity(StrEnum):
    BLOCKS = "blocks"
    WARNS = "warns"
    INFORMS = "informs"


class Confidence(StrEnum):
    """How sure a source is. A-D as the domain reference, P for our own advice or house arithmetic."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    P = "P"

    @property
    def says(self) -> str:
        return {
            "A": "read on the publisher's own page",
            "B": "from a secondary source that cites the paragraph",
            "C": "from a third party's summary",
            "D": "general knowledge of the field, not checked against a page",
            "P": "our own advice or arithmetic",
        }[self.value]


class Stage(StrEnum):
    """The one life of every framework version."""

    DRAFT = "draft"
    IN_CONSULTATION = "in consultation"
    SUBMITTED = "submitted"
    PENDING = "pending implementation"
    IMPLEMENTED = "implemented"
    RETIRED = "retired"

    @property
    def published(self) -> bool:
        return self in {Stage.PENDING, Stage.IMPLEMENTED, Stage.RETIRED}


class HoursKind(StrEnum):
    SCHEDULED = "scheduled"
    GUIDED = "guided independent"
    INDEPENDENT = "independent"
    WORK_BASED = "work-based"


class Delivery(StrEnum):
    FACE_TO_FACE = "face to face"
    LIVE_ONLINE = "live online"
    SELF_PACED_ONLINE = "self-paced online"
    SIMULATION = "simulation"
    WORKPLACE = "workplace"

    @property
    def online(self) -> bool:
        return self in {Delivery.LIVE_ONLINE, Delivery.SELF_PACED_ONLINE}


class OrganisationKind(StrEnum):
    NATIONAL = "national"
    UNIVERSITY = "university"
    EMPLOYER = "employer"
    PROFESSIONAL_BODY = "professional body"
    ASSESSMENT_ORGANISATION = "assessment organisation"


class Role(StrEnum):
    """Roles of the authorisation matrix. A person holds a role in one organisation, from a date, until a date."""

    ANON = "anon"
    APPRENTICE = "appr"
    TUTOR = "tutor"
    LEAD = "lead"
    MODULE_LEAD = "mlead"
    UNIVERSITY_ADMIN = "hadm"
    MENTOR = "mentor"
    EMPLOYER_ADMIN = "eadm"
    REVIEWER = "rev"
    BODY_ADMIN = "pbadm"
    NATIONAL_EDITOR = "nated"
    NATIONAL_PUBLISHER = "natpub"
    ASSESSOR = "epa"
    AUDITOR = "aud"
    OPERATOR = "ops"

    @property
    def label(self) -> str:
        return {
            "anon": "Visitor",
            "appr": "Apprentice",
            "tutor": "Tutor or skills coach",
            "lead": "Programme lead",
            "mlead": "Module lead",
            "hadm": "University administrator",
            "mentor": "Workplace mentor",
            "eadm": "Employer administrator",
            "rev": "Panel reviewer",
            "pbadm": "Professional body administrator",
            "nated": "National editor",
            "natpub": "National publisher",
            "epa": "End-point assessor",
            "aud": "Auditor",
            "ops": "Operator",
        }[self.value]
