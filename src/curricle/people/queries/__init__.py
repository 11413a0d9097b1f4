"""Every read worth a name. Other apps use these and never the tables."""

from curricle.people.queries.actors import actor_by_email, actor_for, actor_of
from curricle.people.queries.assignments import assigned_to
from curricle.people.queries.files import kept_digests, kept_file, kept_files, owners_of_files
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
from curricle.people.queries.record import (
    Events,
    RecordState,
    database_answers,
    event_hash,
    events,
    events_about,
    record_head,
    verify_record,
)

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
    "database_answers",
    "event_hash",
    "events",
    "events_about",
    "has_administrator",
    "job",
    "jobs_of",
    "kept_digests",
    "kept_file",
    "kept_files",
    "names_of",
    "organisation",
    "organisation_of",
    "organisations",
    "organisations_of",
    "owners_of_files",
    "people_of",
    "record_head",
    "verify_record",
    "waiting_tasks",
]
