"""Every write, named as a person would say it. Keyword only, the actor first, one transaction, an event in the record."""

from curricle.people.actions.assignments import assign, end_assignment
from curricle.people.actions.organisations import Joined, add_person, close_account, end_role, first_administrator, found_organisation
from curricle.people.actions.record import record, record_refusal

__all__ = [
    "Joined",
    "add_person",
    "assign",
    "close_account",
    "end_assignment",
    "end_role",
    "first_administrator",
    "found_organisation",
    "record",
    "record_refusal",
]
