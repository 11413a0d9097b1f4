"""Every read worth a name. Other apps use these and never the tables."""

from curricle.people.queries.actors import actor_by_email, actor_for, actor_of
from curricle.people.queries.record import RecordState, verify_record

__all__ = ["RecordState", "actor_by_email", "actor_for", "actor_of", "verify_record"]
