"""Tables of people: who they are, what they may do, what was done, the files they brought, the work that runs for them."""

from curricle.people.models.files import QuarantinedFile, StoredFile
from curricle.people.models.jobs import Job, JobState
from curricle.people.models.organisation import Assignment, Membership, Organisation
from curricle.people.models.person import Person
from curricle.people.models.record import AuditEvent, RecordHead
from curricle.people.models.signin import OpenSession, OutsideIdentity, SigninCount

__all__ = [
    "Assignment",
    "AuditEvent",
    "Job",
    "JobState",
    "Membership",
    "OpenSession",
    "Organisation",
    "OutsideIdentity",
    "Person",
    "QuarantinedFile",
    "RecordHead",
    "SigninCount",
    "StoredFile",
]
