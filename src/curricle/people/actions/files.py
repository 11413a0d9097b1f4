"""Bringing, keeping and sweeping files."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from curricle.people import store
from curricle.people.actions.record import record
from curricle.people.entries import BadEntry
from curricle.people.media import media_type, safe_name
from curricle.people.models import QuarantinedFile, StoredFile
from curricle.people.policy import Actor, Hidden

MOST_WAITING = 20
STRAY_SECONDS = 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A brought file that waits for its person: the same bytes, by digest, as were shown."""

    token: str
    name: str
    media_type: str
    digest: str
    data: bytes


@transaction.atomic
def quarantine(*, by: Actor, data: bytes, name: str) -> str:
    """Keep brought bytes for an hour, for this person alone; the token to ask for them. Raises BadEntry over the size limit."""
    if by.person is None:
        raise Hidden("Sign in first.")
    if len(data) > settings.UPLOAD_BYTES:
        raise BadEntry(f"The file is larger than {settings.UPLOAD_BYTES // 1024 // 1024} MB, the largest that may be brought")
    for old in QuarantinedFile.objects.filter(person=by.person).order_by("-expires")[MOST_WAITING - 1 :]:
        _discard(old)
    token = uuid.uuid4()
    digest, expires = hashlib.sha256(data).hexdigest(), timezone.now() + timedelta(seconds=settings.QUARANTINE_SECONDS)
    shown = safe_name(name, media_type(data))
    store.write_waiting(str(token), data)  # first the bytes, then the row: a row always has its file
    QuarantinedFile.objects.create(token=token, person_id=by.person, name=shown, digest=digest, size=len(data), expires=expires)
    return str(token)


def from_quarantine(*, by: Actor, token: str) -> Waiting:
    """The waiting file. Raises Hidden when it is another person's, expired, unknown, or no longer the same bytes."""
    row = _waiting(by, token)
    try:
        data = store.waiting_path(str(row.token)).read_bytes()
    except FileNotFoundError:
        raise Hidden("The file no longer waits; bring it again.") from None
    if hashlib.sha256(data).hexdigest() != row.digest:
        raise Hidden("The file no longer waits; bring it again.")
    return Waiting(token=str(row.token), name=row.name, media_type=media_type(data), digest=row.digest, data=data)


@transaction.atomic
def release(*, by: Actor, token: str) -> None:
    """The person is done with it, or does not want it."""
    _discard(_waiting(by, token))


@transaction.atomic
def keep_file(*, by: Actor, data: bytes, name: str, purpose: str, thing: str = "", expires: datetime | None = None) -> str:
    """Keep bytes in the name of the actor's organisation; the uuid to fetch them by. The caller has asked the rules of `thing`."""
    kind = media_type(data)
    row = StoredFile.objects.create(
        digest=store.write_kept(data),
        size=len(data),
        media_type=kind,
        name=safe_name(name, kind),
        organisation_id=by.organisation,
        made_by_id=by.person,
        purpose=purpose,
        thing=str(thing),
        expires=expires,
    )
    return str(row.uuid)


@transaction.atomic
def file_handed_out(*, by: Actor, file: str, name: str) -> None:
    """A download, for the record."""
    record(by=by, verb="downloaded", kind="file", id=file, label=name)


@transaction.atomic
def exported(*, by: Actor, kind: str, id: str, label: str, form: str) -> None:
    """A thing was handed out whole, in a form such as "workbook", for the record."""
    record(by=by, verb="exported", kind=kind, id=id, label=label, detail={"as": form})


@transaction.atomic
def sweep_files() -> int:
    """Remove expired files and bytes that no row knows (older than an hour, so none that is just being written); how many."""
    now, swept = timezone.now(), 0
    for waiting in QuarantinedFile.objects.filter(expires__lt=now):
        _discard(waiting)
        swept += 1
    StoredFile.objects.filter(expires__lt=now).delete()
    known = {str(store.kept_path(digest)) for digest in StoredFile.objects.values_list("digest", flat=True)}
    known |= {str(store.waiting_path(str(token))) for token in QuarantinedFile.objects.values_list("token", flat=True)}
    for folder in ("files", "quarantine"):
        for path in store.stray(folder, STRAY_SECONDS):
            if str(path) not in known:
                store.remove(path)
                swept += 1
    return swept


def _waiting(by: Actor, token: str) -> QuarantinedFile:
    try:
        asked = uuid.UUID(token)
    except ValueError:
        raise Hidden("There is no such file.") from None
    row = QuarantinedFile.objects.filter(token=asked, person=by.person, expires__gt=timezone.now()).first()
    if row is None or by.person is None:
        raise Hidden("The file no longer waits; bring it again.")
    return row


def _discard(row: QuarantinedFile) -> None:
    path = store.waiting_path(str(row.token))
    row.delete()
    transaction.on_commit(lambda: store.remove(path), robust=True)  # the row is gone by then; what stays is swept later
