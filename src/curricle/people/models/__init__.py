"""Tables of people: who they are, what they may do, what was done, the files they brought, the work that runs for them."""

from curricle.people.models.complaint import Complaint
from curricle.people.models.files import QuarantinedFile, StoredFile
from curricle.people.models.invitation import Invitation
from curricle.people.models.jobs import Job, JobState
from curricle.people.models.links import LinkAnswer, LinkUse, ShareLink
from curricle.people.models.once import OnceRow
from curricle.people.models.organisation import Assignment, Membership, Organisation
from curricle.people.models.person import Person
from curricle.people.models.record import AuditEvent, RecordHead
from curricle.people.models.registration import Registration, RegistrationStatus
from curricle.people.models.signin import OpenSession, OutsideIdentity, SigninCount

__all__ = [
    "Assignment",
    "AuditEvent",
    "Complaint",
    "Invitation",
    "Job",
    "JobState",
    "LinkAnswer",
    "LinkUse",
    "Membership",
    "OnceRow",
    "OpenSession",
    "Organisation",
    "OutsideIdentity",
    "Person",
    "QuarantinedFile",
    "RecordHead",
    "Registration",
    "RegistrationStatus",
    "ShareLink",
    "SigninCount",
    "StoredFile",
]
