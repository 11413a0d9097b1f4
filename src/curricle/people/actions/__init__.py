"""Every write, named as a person would say it. Keyword only, the actor first, one transaction, an event in the record."""

from curricle.people.actions.assignments import assign, end_assignment
from curricle.people.actions.files import Waiting, file_handed_out, from_quarantine, keep_file, quarantine, release, sweep_files
from curricle.people.actions.jobs import (
    cancel_job,
    end_job,
    give_back_job,
    give_up_job,
    reclaim_jobs,
    renew_leases,
    requeue_job,
    start_job,
    take_job,
    tell_job,
)
from curricle.people.actions.organisations import Joined, add_person, close_account, end_role, first_administrator, found_organisation
from curricle.people.actions.record import queue_up, record, record_refusal
from curricle.people.actions.signin import (
    SignIn,
    ask_for_reset,
    change_password,
    forget_old_tries,
    person_of_link,
    reset_link,
    reset_password,
    signed_out,
    try_sign_in,
)

__all__ = [
    "Joined",
    "SignIn",
    "Waiting",
    "add_person",
    "ask_for_reset",
    "assign",
    "cancel_job",
    "change_password",
    "close_account",
    "end_assignment",
    "end_job",
    "end_role",
    "file_handed_out",
    "first_administrator",
    "forget_old_tries",
    "found_organisation",
    "from_quarantine",
    "give_back_job",
    "give_up_job",
    "keep_file",
    "person_of_link",
    "quarantine",
    "queue_up",
    "reclaim_jobs",
    "record",
    "record_refusal",
    "release",
    "renew_leases",
    "requeue_job",
    "reset_link",
    "reset_password",
    "signed_out",
    "start_job",
    "sweep_files",
    "take_job",
    "tell_job",
    "try_sign_in",
]
