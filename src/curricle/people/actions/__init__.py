"""Every write, named as a person would say it. Keyword only, the actor first, one transaction, an event in the record."""

from curricle.people.actions.record import record, record_refusal

__all__ = ["record", "record_refusal"]
