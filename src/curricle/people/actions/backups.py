"""Backups leave their traces in the record: made, verified, restored. The bytes are the command line's business."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from curricle.people.actions.record import record
from curricle.people.policy import TABLE, Actor, Thing, require

BACKUP = Thing(kind="backup")


@transaction.atomic
def backup_made(*, by: Actor, name: str, detail: dict[str, Any]) -> int:
    """A backup of this name lies where it was asked for; the number of the event. Raises policy's Hidden."""
    require(TABLE, by, "c", BACKUP)
    return record(by=by, verb="made a backup", kind="backup", label=name, detail=detail)


@transaction.atomic
def backup_verified(*, by: Actor, name: str, detail: dict[str, Any]) -> int:
    """A backup was read through and loaded for trial. Raises policy's Hidden."""
    require(TABLE, by, "r", BACKUP)
    return record(by=by, verb="verified a backup", kind="backup", label=name, detail=detail)


@transaction.atomic
def backup_restored(*, by: Actor, name: str, detail: dict[str, Any]) -> int:
    """These data came from a backup: the first event after those it held. Raises policy's Hidden."""
    require(TABLE, by, "r", BACKUP)
    return record(by=by, verb="restored a backup", kind="backup", label=name, detail=detail)
