"""Every read worth a name. Other apps use these and never the tables."""

from curricle.people.queries.actors import actor_by_email, actor_for, actor_of, person
from curricle.people.queries.assignments import assigned_to
from curricle.people.queries.factors import Factor, Factors, Linked, codes_of, factors_of, has_factor, linked_identities, person_of_identity
from curricle.people.queries.files import kept_file, kept_files
from curricle.people.queries.jobs import JobFacts, any_lease_ended, job, jobs_of, waiting_tasks
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
from curricle.people.queries.record import Events, RecordState, database_answers, events, verify_record
from curricle.people.queries.sessions import SessionFacts, sessions_of

__all__ = [
    "Events",
    "JobFacts",
    "Member",
    "OrganisationFacts",
    "RecordState",
    "actor_by_email",
    "actor_for",
    "actor_of",
    "assigned_to",
    "any_lease_ended",
    "codes_of",
    "database_answers",
    "events",
    "has_administrator",
    "job",
    "jobs_of",
    "kept_file",
    "kept_files",
    "names_of",
    "organisation",
    "organisation_of",
    "organisations",
    "organisations_of",
    "people_of",
    "person",
    "verify_record",
    "waiting_tasks",
    "Factor",
    "Factors",
    "Linked",
    "factors_of",
    "has_factor",
    "linked_identities",
    "person_of_identity",
    "SessionFacts",
    "sessions_of",
]
