"""Every read worth a name. Other apps use these and never the tables."""

from curricle.people.queries.actors import actor_by_email, actor_for, actor_of
from curricle.people.queries.assignments import assigned_to, assignments_in
from curricle.people.queries.complaints import ComplaintFacts, complaint, complaint_of, complaint_thing, complaints_for, who_answers
from curricle.people.queries.files import kept_file, kept_files
from curricle.people.queries.invitations import InvitationFacts, invitation, invitation_thing, invitations_of, link_token
from curricle.people.queries.jobs import JobFacts, any_lease_ended, job, jobs_of, waiting_tasks
from curricle.people.queries.organisations import (
    Member,
    OrganisationFacts,
    PlaceFacts,
    has_administrator,
    member,
    names_of,
    organisation,
    organisation_of,
    organisations,
    organisations_of,
    people_of,
    places,
)
from curricle.people.queries.record import Events, RecordState, database_answers, events, verify_record
from curricle.people.queries.registrations import (
    RegistrationFacts,
    own_registration,
    registration_in,
    registrations_in,
    registrations_of,
)

__all__ = [
    "PlaceFacts",
    "assignments_in",
    "member",
    "places",
    "ComplaintFacts",
    "InvitationFacts",
    "RegistrationFacts",
    "complaint",
    "complaint_of",
    "complaint_thing",
    "complaints_for",
    "who_answers",
    "invitation",
    "invitation_thing",
    "invitations_of",
    "link_token",
    "own_registration",
    "registration_in",
    "registrations_in",
    "registrations_of",
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
    "verify_record",
    "waiting_tasks",
]
