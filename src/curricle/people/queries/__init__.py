"""Every read worth a name. Other apps use these and never the tables."""

from curricle.people.queries.actors import actor_by_email, actor_for, actor_of
from curricle.people.queries.organisations import (
    Member,
    OrganisationFacts,
    has_administrator,
    names_of,
    organisation,
    organisation_of,
    organisations,
    organisations_of,
    people_of,
)
from curricle.people.queries.record import RecordState, verify_record

__all__ = [
    "Member",
    "OrganisationFacts",
    "RecordState",
    "actor_by_email",
    "actor_for",
    "actor_of",
    "has_administrator",
    "names_of",
    "organisation",
    "organisation_of",
    "organisations",
    "organisations_of",
    "people_of",
    "verify_record",
]
