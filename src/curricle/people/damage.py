"""Looking for damage in files, the record and roles: what no action of ours leaves behind. Read only; `curricle doctor --data` asks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from curricle.people import store
from curricle.people.actions.files import STRAY_SECONDS
from curricle.people.models import Job, QuarantinedFile, StoredFile
from curricle.people.queries import kept_digests, verify_record

CHUNK = 1024 * 1024
BRING_BACK = "Bring it back from a backup: `curricle backup list` shows which there are"


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """One thing that is not as the program left it: the name of the fault, the place, what is wrong there, and what to do."""

    fault: str
    at: str
    says: str
    remedy: str


def damage() -> Iterator[Damage]:
    """All damage in what this app keeps."""
    yield from _kept_files()
    yield from _orphans()
    yield from _owners()
    yield from _record()


def _kept_files() -> Iterator[Damage]:
    """Every kept file that has not expired is there, with the bytes that its name says."""
    names = dict(StoredFile.objects.values_list("digest", "name"))
    for digest, size in kept_digests().items():
        path = store.kept_path(digest)
        at = f"file {names.get(digest, '')} ({path.relative_to(settings.DATA)})"
        try:
            found, length = _digest(path)
        except FileNotFoundError:
            yield Damage(fault="missing file", at=at, says="it is kept by name, and its bytes are gone", remedy=f"{BRING_BACK}.")
            continue
        except OSError as stop:
            yield Damage(
                fault="missing file", at=at, says=f"it cannot be read ({stop.strerror})", remedy="Look at the disk and its rights."
            )
            continue
        if (found, length) != (digest, size):
            yield Damage(fault="changed file", at=at, says="its bytes are not the ones that were kept", remedy=f"{BRING_BACK}.")


def _orphans() -> Iterator[Damage]:
    """Files that no row knows, older than a save may take. The worker sweeps them up; where they stay, it does not run."""
    known = {store.kept_path(digest) for digest in StoredFile.objects.values_list("digest", flat=True)}
    known |= {store.waiting_path(str(token)) for token in QuarantinedFile.objects.values_list("token", flat=True)}
    for folder in ("files", "quarantine"):
        for path in store.stray(folder, STRAY_SECONDS):
            if path not in known:
                remedy = "The worker removes such files every ten minutes. Is it running? If not, remove it by hand."
                at = str(Path(path).relative_to(settings.DATA))
                yield Damage(fault="orphan file", at=f"file {at}", says="nothing in the database names it", remedy=remedy)


def _owners() -> Iterator[Damage]:
    """A job's file belongs to the organisation of the job."""
    for job in Job.objects.filter(file__isnull=False).select_related("file"):
        if job.file.organisation_id != job.organisation_id:
            says = f"its file {job.file.name} belongs to another organisation"
            yield Damage(fault="wrong organisation", at=f"job {job.label} ({job.uuid})", says=says, remedy=f"{BRING_BACK}.")


def _record() -> Iterator[Damage]:
    state = verify_record()
    if not state.sound:
        remedy = "Compare with a backup made before it: `curricle backup list` names the event up to which each goes."
        yield Damage(fault="record", at=f"event {state.first_bad}", says=state.says, remedy=remedy)


def _digest(path: Path) -> tuple[str, int]:
    sha, length = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            sha.update(chunk)
            length += len(chunk)
    return sha.hexdigest(), length
