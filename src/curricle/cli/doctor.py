"""`curricle doctor`: what this installation is, and whether its parts are as they should be."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import click

from curricle import __version__
from curricle.cli import answer
from curricle.door.problems import refuse

LIBRARIES = (
    "django", "jinja2", "nhsuk-frontend-jinja", "django-htmx", "django-tasks-db", "whitenoise", "waitress", "psycopg", "click", "rich",
    "python-calamine", "xlsxwriter", "python-docx", "docxtpl", "typst", "lxml", "markdown-it-py", "nh3", "structlog",
)  # fmt: skip
OPTIONAL = ("docxtpl",)
FOR_THE_TESTS = ("CURRICLE_SHARED_DATA", "CURRICLE_SECOND_PYTHON")  # read by ./test, never by the program
PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


@click.command("doctor")
@click.option(
    "--data", "whole", is_flag=True, help="Also look through everything that is kept for damage. Exit code 3 where there is some."
)
@answer.json_option
def command(whole: bool, as_json: bool) -> None:
    """Show the program's versions, its settings with their sources, the data folder and the database."""
    from curricle.config.environment import BadSetting

    os.environ.setdefault(
        "DJANGO_SETTINGS_MODULE", "curricle.config.settings.base"
    )  # production would make a key, and a question leaves nothing behind
    try:
        report = examine()
    except BadSetting as stop:
        raise click.UsageError(str(stop)) from None
    if whole:
        with answer.refusals(as_json=as_json):
            report["damage"] = _damage(report["database"]["state"])
    if as_json:
        answer.print_json(report)
    else:
        show(report)
    if report.get("damage"):
        raise SystemExit(answer.REFUSED)


def examine() -> dict[str, Any]:
    """{curricle, python, libraries, settings, unknown_settings, data, database, problems}; problems are sentences."""
    from django.conf import settings

    data_path = Path(settings.DATA)
    from curricle.config.environment import ENVIRONMENT
    from curricle.config.server import server_mode

    report: dict[str, Any] = {
        "curricle": __version__,
        "python": {"version": platform.python_version(), "path": sys.executable, "system": platform.platform()},
        "libraries": {name: _version(name) for name in LIBRARIES},
        "settings": [{"name": each.name, "value": each.shown, "source": each.source, "help": each.help} for each in ENVIRONMENT.settings],
        "unknown_settings": [name for name in ENVIRONMENT.unknown if name not in FOR_THE_TESTS],
        "data": _data(data_path),
        "database": _database(),
    }
    report["problems"] = [*_problems(report), *(f"{each.msg} {each.hint}" for each in server_mode(None))]
    return report


def _damage(state: str) -> list[dict[str, str]]:
    """[{fault, at, says, remedy}]. Raises Refused where there are no data of this version to look through."""
    from dataclasses import asdict

    from django.db import DatabaseError, connection

    from curricle.cli import damage
    from curricle.cli.backup import schema

    if state != "answers":
        raise refuse("the database", state)
    try:
        if schema.state(connection) != schema.CURRENT:
            raise refuse("the database", "its tables are not of this version yet; `curricle upgrade` brings them up to date")
        with answer.progress("Looking through everything that is kept …"):
            return [asdict(each) for each in damage.damage(connection)]
    except DatabaseError as stop:
        raise refuse("the database", f"it cannot be looked through: {str(stop).strip().splitlines()[0]}") from None


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _data(folder: Path) -> dict[str, Any]:
    key = folder / "secret_key"
    mode = f"{key.stat().st_mode & 0o777:03o}" if key.exists() else ""
    return {"folder": str(folder), "writable": os.access(folder, os.W_OK), "secret_key_mode": mode}


def _database() -> dict[str, Any]:
    import django
    from django.db import DatabaseError, connection

    django.setup()
    about: dict[str, Any] = {"vendor": connection.vendor, "name": str(connection.settings_dict["NAME"])}
    if connection.vendor == "sqlite" and not Path(about["name"]).exists():
        return about | {"state": "not made yet; ./run makes it"}
    try:
        with connection.cursor() as cursor:
            about |= _sqlite(cursor) if connection.vendor == "sqlite" else _postgres(cursor)
    except DatabaseError as stop:
        return about | {"state": f"does not answer: {stop}"}
    return about | {"state": "answers"}


def _one(cursor: Any) -> Callable[[str], Any]:
    def ask(question: str) -> Any:
        cursor.execute(question)
        return cursor.fetchone()[0]

    return ask


def _sqlite(cursor: Any) -> dict[str, Any]:
    ask = _one(cursor)
    pragmas = {name: ask(f"PRAGMA {name}") for name in PRAGMAS}
    return {"version": ask("SELECT sqlite_version()"), "pragmas": pragmas, "quick_check": ask("PRAGMA quick_check(1)")}


def _postgres(cursor: Any) -> dict[str, Any]:
    return {"version": _one(cursor)("SHOW server_version")}


def _problems(report: dict[str, Any]) -> list[str]:
    """What somebody should look at, in sentences."""
    missing = [name for name, found in report["libraries"].items() if not found and name not in OPTIONAL]
    found = [f"The library {name} is missing." for name in missing]
    found += [f"{name} is set, and nothing reads it." for name in report["unknown_settings"]]
    if not report["data"]["writable"]:
        found.append(f"The data folder {report['data']['folder']} cannot be written to.")
    if report["data"]["secret_key_mode"] not in ("", "600"):
        found.append("The secret key can be read by others; give it mode 600.")
    database = report["database"]
    for name, wanted in PRAGMAS.items():
        if "pragmas" in database and database["pragmas"][name] != wanted:
            found.append(f"SQLite's {name} is {database['pragmas'][name]}, not {wanted}.")
    if database.get("quick_check", "ok") != "ok":
        found.append(f"The database is damaged: {database['quick_check']}.")
    if database["state"].startswith("does not"):
        found.append(f"The database {database['state']}.")
    return found


def show(report: dict[str, Any]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    out = answer.console()
    python, data, database = report["python"], report["data"], report["database"]
    out.print(f"Curricle {report['curricle']}; Python {python['version']} ({python['path']}) on {python['system']}")
    out.print(f"Data in {data['folder']} ({'writable' if data['writable'] else 'not writable'})")
    out.print(f"Database: {database['vendor']} {database.get('version', '')} {database['name']}: {database['state']}")
    out.print("Libraries: " + ", ".join(f"{name} {found or 'missing'}" for name, found in report["libraries"].items()))
    out.print("\nSettings")
    for each in report["settings"]:
        out.print(Text(f"{each['name']} = {each['value'] or '(empty)'}  ({each['source']})"), soft_wrap=True)
        out.print(Padding(Text(each["help"], style="dim"), (0, 0, 0, 4)))
    out.print()
    for line in report["problems"]:
        out.print(Text(f"Look at this: {line}", style="bold"))
    for each in report.get("damage", ()):
        out.print(Text(f"Damage ({each['fault']}): {each['at']}: {each['says']}.", style="bold"), soft_wrap=True)
        out.print(Padding(Text(each["remedy"]), (0, 0, 0, 4)))
    out.print("" if report["problems"] or report.get("damage") else "All is as it should be.")
