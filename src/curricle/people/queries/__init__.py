"""Every read worth a name. Other apps use these and never the tables."""

from curricle.people.queries.actors import actor_by_email, actor_for, actor_of, person
from curricle.people.queries.assignments import assigned_to
from curricle.people.queries.factors import Factor, Factors, Linked, codes_of, factors_of, has_factor, linked_identities, person_of_identity
from curricle.people.queries.files import kept_digests, kept_file, kept_files
from curricle.people.queries.health import Health, health, missing_migrations
from curricle.people.queries.jobs import JobFacts, any_lease_ended, job, jobs_of, waiting_tasks
from curricle.people.queries.links import AnswerFacts, LinkFacts, UseFacts, link, linked_file, links_of
from curricle.people.queries.organisations import (
    Member,
    OrganisationFacts,
    email_of,
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
    events_after,
    record_head,
    verify_record,
)
from curricle.people.queries.sessions import SessionFacts, sessions_of

__all__ = [
    "AnswerFacts",
    "Events",
    "Health",
    "JobFacts",
    "LinkFacts",
    "Member",
    "OrganisationFacts",
    "RecordState",
    "UseFacts",
    "actor_by_email",
    "actor_for",
    "actor_of",
    "assigned_to",
    "any_lease_ended",
    "codes_of",
    "database_answers",
    "event_hash",
    "email_of",
    "events",
    "events_after",
    "has_administrator",
    "health",
    "job",
    "jobs_of",
    "kept_digests",
    "kept_file",
    "kept_files",
    "missing_migrations",
    "link",
    "linked_file",
    "links_of",
    "names_of",
    "organisation",
    "organisation_of",
    "organisations",
    "organisations_of",
    "people_of",
    "record_head",
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
