"""Every read worth a name. Other apps use these and never the tables."""

from curricle.people.queries.actors import actor_by_email, actor_for, actor_of
from curricle.people.queries.assignments import assigned_to
from curricle.people.queries.files import kept_file, kept_files
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
from curricle.people.queries.record import Events, RecordState, database_answers, events, verify_record

__all__ = [
    "AnswerFacts",
    "Events",
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
    "database_answers",
    "email_of",
    "events",
    "has_administrator",
    "job",
    "jobs_of",
    "kept_file",
    "kept_files",
    "link",
    "linked_file",
    "links_of",
    "names_of",
    "organisation",
    "organisation_of",
    "organisations",
    "organisations_of",
    "people_of",
    "verify_record",
    "waiting_tasks",
]
