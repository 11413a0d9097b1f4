"""How commands answer: JSON on stdout, tables by rich, refusals in words with exit code 3."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from curricle.door.problems import Problem, Refused, Weight

FINE, BLOCKED, WRONG_USE, REFUSED, FAULT = 0, 1, 2, 3, 70

Function = TypeVar("Function", bound=Callable[..., Any])


def failure(words: str, code: int) -> click.ClickException:
    """An error told in words, with its exit code; 1 belongs to `check` alone."""
    stop = click.ClickException(words)
    stop.exit_code = code
    return stop


def json_option(function: Function) -> Function:
    """The option --json, the same on every command that answers a question."""
    return click.option("--json", "as_json", is_flag=True, help="Answer as JSON on standard output.")(function)


def sheet_options(function: Function) -> Function:
    """The options --code and --title, for commands that read somebody's own sheet."""
    code = click.option(
        "--code", default="", metavar="CODE", help="The programme's code, for a sheet of your own. Default: from its file name."
    )
    title = click.option("--title", default="", metavar="TITLE", help="The programme's title, for a sheet of your own.")
    return code(title(function))


def print_json(document: Any) -> None:
    """UTF-8 whatever the terminal thinks; keys in the documented order."""
    sys.stdout.flush()
    sys.stdout.buffer.write(json.dumps(document, ensure_ascii=False, indent=2).encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


def console(*, stderr: bool = False) -> Any:
    """A rich console. Markup stays off: what files say is text, never instructions to the terminal."""
    from rich.console import Console

    return Console(stderr=stderr, markup=False, highlight=False, emoji=False)


def problem_rows(problems: Iterable[Problem]) -> list[dict[str, str]]:
    return [{"at": problem.at, "says": problem.says, "severity": problem.severity.value} for problem in problems]


def show_problems(problems: Iterable[Problem]) -> None:
    """One line a problem, on stderr: how bad, where, what, and what was left out because of it."""
    for problem in problems:
        left_out = f" (left out: {problem.left_out})" if problem.left_out else ""
        click.echo(f"{problem.severity.value}: {problem.at}: {problem.says}{left_out}", err=True)


@contextmanager
def refusals(*, as_json: bool) -> Iterator[None]:
    """Turn a refusal inside the block into its problems and exit code 3."""
    try:
        yield
    except Refused as stop:
        if as_json:
            print_json({"problems": problem_rows(stop.problems)})
        else:
            show_problems(stop.problems)
            errors = sum(problem.severity is Weight.ERROR for problem in stop.problems)
            click.echo(f"Refused because of {errors} error{'' if errors == 1 else 's'}; nothing was kept.", err=True)
        raise SystemExit(REFUSED) from None


@contextmanager
def progress(label: str, after: float = 1.0) -> Iterator[None]:
    """Say what is being waited for once it has lasted longer than `after` seconds. On stderr, so pipes stay clean."""
    status: list[Any] = []

    def begin() -> None:
        shown = console(stderr=True).status(label)
        shown.start()
        status.append(shown)

    timer = threading.Timer(after, begin)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        for shown in status:
            shown.stop()


def plain(text: str) -> str:
    """Text for a terminal: control characters (a file may hold escape codes) become visible marks."""
    return "".join(mark if mark.isprintable() or mark in "\n\t" else f"\\x{ord(mark):02x}" for mark in text)
