"""`curricle backup`: make, verify, restore and list."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from curricle.cli import answer
from curricle.door.problems import refuse

if TYPE_CHECKING:
    from curricle.cli.backup.manifest import Manifest
    from curricle.cli.backup.opened import Tell
    from curricle.cli.backup.shelf import Lying

QUIET_SECONDS = 1.0
WITHOUT_KEY = """Everybody signs in again: sessions are not part of a backup.
{key}
Files that waited for a confirmation are to be brought again; jobs that waited begin again."""
KEYS = {
    "kept": "The secret key of this installation stays. Where the backup is of another one, links that it had mailed no longer work, and "
    "apps and recovery codes of its people must be set up anew.",
    "new": "The next start makes a new secret key: links that were mailed before no longer work, and apps and recovery codes for signing "
    "in must be set up anew (`curricle start-again EMAIL`); passkeys and passwords work on.",
    "brought": "The secret key came with the backup: links that were mailed before work on.",
}


@click.group("backup")
def command() -> None:
    """Make, verify, restore and list backups: one file each, made while people work, for SQLite and PostgreSQL."""


@command.command("make")
@click.option("--to", type=click.Path(path_type=Path), help="A folder, or a file that ends in .zip. Default: backups in the data folder.")
@click.option("--keep", type=click.IntRange(min=1), help="Then remove all but the newest N that were named by the clock in that folder.")
@click.option("--with-secrets", is_flag=True, help="Take the secret key along: whoever has the file can then sign in as anybody.")
@answer.json_option
def make(to: Path | None, keep: int | None, with_secrets: bool, as_json: bool) -> None:
    """Write everything that is kept into one file, while people work."""
    with answer.refusals(as_json=as_json), _installation() as data:
        from django.db import connection

        from curricle.cli.backup import shelf
        from curricle.cli.backup.make import make as write
        from curricle.people import actions
        from curricle.people.policy import OPERATOR

        permit("c")
        path = _destination(to, data)
        with telling() as tell:
            made = write(connection, path, secret=data / "secret_key" if with_secrets else None, tell=tell)
        held = made.manifest
        detail = {"digest": made.digest, "rows": held.rows, "files": len(held.files), "record": held.record}
        actions.backup_made(by=OPERATOR, name=path.name, detail=detail)
        gone = shelf.keep_newest(path.parent, keep) if keep else []
    document = (
        {"path": str(path), "bytes": made.size, "sha256": made.digest} | facts(held) | {"missing": list(held.missing), "removed": gone}
    )
    if as_json:
        answer.print_json(document)
    else:
        click.echo(f"{path}\n{told(held)}, {_megabytes(made.size)}; SHA-256 {made.digest}")
        click.echo("It holds the secret key." if with_secrets else "The secret key is not in it (--with-secrets takes it along).")
        click.echo("".join(f"Removed {name}.\n" for name in gone), nl=False)
    if held.missing:
        words = "a kept file was" if len(held.missing) == 1 else f"{len(held.missing)} kept files were"
        click.echo(f"The backup was made, but {words} missing or damaged. `curricle doctor --data` names them.", err=True)
        raise SystemExit(answer.REFUSED)


@command.command("verify")
@click.argument("file", type=click.Path(path_type=Path))
@answer.json_option
def verify(file: Path, as_json: bool) -> None:
    """Read the whole file, load it for trial, and walk its record. Names what is not as it was written."""
    with answer.refusals(as_json=as_json):
        _settings_without_key()
        from curricle.cli.backup.verify import verify as look

        permit("r")
        with telling() as tell:
            backup = look(file, tell)
        recorded = _record_verified(file, backup.digest)
    document = {"path": str(file), "sha256": backup.digest} | facts(backup.manifest) | {"missing": list(backup.manifest.missing)}
    if as_json:
        answer.print_json(document)
        return
    click.echo(f"{file} is whole and can be restored.\n{told(backup.manifest)}; SHA-256 {backup.digest}")
    for digest in backup.manifest.missing:
        click.echo(f"The kept file {digest} was missing or damaged already when the backup was made.", err=True)
    if not recorded:
        click.echo("(There is no installation here that could note this in its record.)", err=True)


@command.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--into", type=click.Path(path_type=Path, file_okay=False), help="The data folder to restore into. Default: that of this installation."
)
@click.option(
    "--database", default="", metavar="URL", help="sqlite:////path or postgres://… Default: this installation's; with --into, SQLite there."
)
@click.option("--replace", is_flag=True, help="Where data are already: move them aside (never delete) and restore.")
@answer.json_option
def restore(file: Path, into: Path | None, database: str, replace: bool, as_json: bool) -> None:
    """Put a backup into an empty place, or (with --replace) in the place of what is there. Stop Curricle first."""
    file = file.absolute()
    if into is not None:
        os.environ["CURRICLE_DATA"] = str(into.absolute())
        os.environ.pop("CURRICLE_DATABASE_URL", None)
    if database:
        os.environ["CURRICLE_DATABASE_URL"] = database
    with answer.refusals(as_json=as_json):
        _settings_without_key()
        from curricle.cli.backup.restore import restore as put

        permit("r")
        with telling() as tell:
            restored = put(file, replace=replace, tell=tell)
    held = restored.backup.manifest
    document = {"data": str(restored.data), "database": restored.database, "aside": list(restored.aside), "key": restored.key}
    if as_json:
        answer.print_json(document | facts(held))
        return
    click.echo(f"Restored into {restored.data}, database {restored.database}.\n{told(held)}")
    for each in restored.aside:
        click.echo(f"What was there lies in {each}; remove it when you no longer want it.")
    click.echo(WITHOUT_KEY.format(key=KEYS[restored.key]))


@command.command("list")
@click.option("--in", "folder", type=click.Path(path_type=Path, file_okay=False), help="Default: backups in the data folder.")
@answer.json_option
def listing(folder: Path | None, as_json: bool) -> None:
    """Show the backups that lie in a folder, newest first. Their bytes are not verified."""
    with answer.refusals(as_json=as_json):
        _settings_without_key()
        from django.conf import settings

        from curricle.cli.backup import shelf

        permit("r")
        folder = folder or shelf.folder_of(Path(settings.DATA))
        found = shelf.lying(folder)
    if as_json:
        answer.print_json({"folder": str(folder), "backups": [_row(each) for each in found]})
    elif not found:
        click.echo(f"No backups lie in {folder} yet; `curricle backup make` makes one.")
    for each in () if as_json else found:
        click.echo(f"{each.path.name}  {_megabytes(each.size)}  {told(each.manifest) if each.manifest else each.problem}")


def facts(held: Manifest) -> dict[str, Any]:
    """What --json says of any backup."""
    return {
        "curricle": held.curricle,
        "taken": held.taken,
        "database": held.database,
        "tables": len(held.tables),
        "rows": held.rows,
        "files": len(held.files),
        "record": held.record,
        "secret_key": held.secret_key is not None,
    }


def told(held: Manifest) -> str:
    number = held.record.partition(":")[0]
    counts = f"{held.rows:,} rows of {len(held.tables)} tables, {len(held.files):,} kept files, the record up to event {number}"
    return f"Taken {held.taken} by Curricle {held.curricle} on {held.database}: {counts}"


def permit(action: str) -> None:
    """The command acts as the operator, whose right is in the matrix. Raises policy's Hidden."""
    from curricle.people.policy import OPERATOR, TABLE, Thing, require

    require(TABLE, OPERATOR, action, Thing(kind="backup"))


@contextmanager
def telling() -> Iterator[Tell]:
    """A function that says on stderr what is being done and how far it is, once it has lasted a second."""
    began = time.monotonic()
    status: list[Any] = []

    def tell(words: str, done: int, total: int) -> None:
        if time.monotonic() - began < QUIET_SECONDS:
            return
        if not status:
            status.append(answer.console(stderr=True).status(words))
            status[0].start()
        status[0].update(f"{words} … {100 * done // max(1, total)} %")

    try:
        yield tell
    finally:
        for shown in status:
            shown.stop()


@contextmanager
def _installation() -> Iterator[Path]:
    """The data folder of an installation that has data. Raises Refused in words where there is none, or its database does not answer."""
    from curricle.cli import store

    if store.nothing_kept():
        raise refuse("the store", store.NO_DATA)
    store.open_store()
    from django.conf import settings
    from django.db import DatabaseError

    try:
        yield Path(settings.DATA)
    except DatabaseError as stop:
        raise refuse("the database", f"it does not answer as it should: {str(stop).strip().splitlines()[0]}") from None


def _settings_without_key() -> None:
    """Set Django up for a question: the settings of ./run would make a secret key."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "curricle.config.settings.base")
    from curricle.config.environment import BadSetting

    try:
        import django

        django.setup()
    except BadSetting as stop:
        raise click.UsageError(str(stop)) from None


def _destination(to: Path | None, data: Path) -> Path:
    from curricle.cli.backup import shelf

    to = to or shelf.folder_of(data)
    path = (to if to.suffix == ".zip" else to / shelf.name_now()).absolute()
    if path.exists():
        raise refuse(str(path), "there is a file of this name already")
    return path


def _record_verified(file: Path, digest: str) -> bool:
    """Note it in the record of the installation here, where there is one of this version's data."""
    from curricle.cli import store
    from curricle.cli.backup.schema import CURRENT, state

    if store.nothing_kept():
        return False
    from django.db import DatabaseError, connection

    from curricle.people import actions
    from curricle.people.policy import OPERATOR

    try:
        if state(connection) != CURRENT:
            return False
        actions.backup_verified(by=OPERATOR, name=file.name, detail={"digest": digest})
    except DatabaseError:
        return False
    return True


def _row(each: Lying) -> dict[str, Any]:
    about = facts(each.manifest) if each.manifest else {}
    return {"name": each.path.name, "bytes": each.size, "problem": each.problem} | about


def _megabytes(size: int) -> str:
    return f"{size / 1024**2:.1f} MB"
