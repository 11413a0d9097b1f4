"""A line of the log is one line, and holds nobody's words."""

from __future__ import annotations

import json
import logging
import sys

import pytest
import structlog

from curricle.config import logs
from curricle.config.environment import BadSetting


def record(name: str, msg: str, *args: object, failure: BaseException | None = None, **more: object) -> logging.LogRecord:
    made = logging.LogRecord(name, logging.WARNING, "/somewhere/views.py", 7, msg, args, None, "found")
    made.exc_info = (type(failure), failure, failure.__traceback__) if failure else None
    made.__dict__.update(more)
    made.created = 0.0
    return made


def line(*args: object, **more: object) -> dict[str, object]:
    return json.loads(logs.Formatter("json").format(record(*args, **more)))


def raised(stop: BaseException) -> BaseException:
    try:
        raise stop
    except BaseException as caught:
        return caught


def test_line_of_ours_is_whole():
    assert line("curricle.people.worker", "job %s hung", "7f3c") == {
        "time": "1970-01-01T00:00:00.000Z",
        "level": "warning",
        "logger": "curricle.people.worker",
        "event": "job 7f3c hung",
    }


def test_exception_in_a_message_of_ours_loses_its_words():
    assert line("curricle.x", "the database: %s", ValueError("ann@north.example"))["event"] == "the database: ValueError"


@pytest.mark.parametrize(
    ("message", "args", "event"),
    [
        ("Not Found: %s", ("/people/ann",), "Not Found: …"),
        ("Task queue depth is %d", (3,), "Task queue depth is 3"),
        ("%(who)s did %(what)s", ({"who": "ann", "what": "it"},), "… did …"),
        ("%d sheep", ("ann",), "%d sheep"),
        ("Exception while serving /people/ann", (), "a library's words were left out; it wrote them in views.found, line 7"),
    ],
)
def test_message_of_a_library_keeps_what_is_no_value(message: str, args: tuple[object, ...], event: str):
    assert line("waitress", message, *args)["event"] == event


def test_word_of_django_about_an_answer_is_its_status():
    assert line("django.request", "%s: %s", "Internal Server Error", "/people/ann", status_code=500)["event"] == "answered 500"


def failing() -> BaseException:
    def deep(secret: str) -> None:
        raise KeyError(secret)

    try:
        try:
            deep("ann@north.example")
        except KeyError as stop:
            raise ValueError("ann typed this") from stop
    except ValueError as stop:
        return stop


def test_failure_is_told_by_kinds_and_frames():
    told = line("curricle.x", "broke", failure=failing())
    names = [each.rsplit(" ", 1)[-1] if " in " in each else each for each in told["trace"]]
    assert (told["error"], names) == ("ValueError", ["failing", "deep", "then ValueError, after KeyError", "failing"])
    assert "ann" not in json.dumps(told["trace"])


class Wrapped(Exception):
    sqlstate = "57P01"


@pytest.mark.parametrize(
    ("stop", "kind"),
    [
        (OSError(28, "No space left on device", "/home/ann"), "OSError (ENOSPC)"),
        (raised(Wrapped("ann")), "Wrapped (57P01)"),
        (RuntimeError("ann"), "RuntimeError"),
    ],
)
def test_kind_of_an_exception_has_the_code_of_the_system_or_database(stop: BaseException, kind: str):
    assert logs.kind(stop) == kind


def test_error_of_the_database_is_known_by_its_code(db):
    from django.db import DatabaseError, connection, transaction

    with pytest.raises(DatabaseError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT ann FROM nowhere")
    assert logs.kind(caught.value) in {"OperationalError (SQLITE_ERROR)", "ProgrammingError (42P01)"}


HOSTILE = 'a\r\n{"level": "info"}\x1b[31m\u2028\x00\ud800b'


@pytest.mark.parametrize("shape", ["json", "words"])
def test_line_cannot_be_broken_or_steer_a_terminal(shape: str):
    written = logs.Formatter(shape).format(record("curricle.x", "said %s", HOSTILE))
    assert [mark for mark in written if not mark.isprintable()] == []
    assert written.isascii()


def test_words_are_for_people():
    written = logs.Formatter("words").format(record("curricle.x", "broke", failure=raised(ValueError("ann"))))
    first, frame = written.splitlines()
    assert first == "1970-01-01T00:00:00.000Z WARNING curricle.x: broke error=ValueError"
    assert frame.startswith("    ")
    assert frame.endswith(" in raised")


def test_object_that_is_no_plain_value_is_named_by_its_kind(caplog):
    with caplog.at_level("INFO", "curricle.trial"):
        structlog.get_logger("curricle.trial").info("seen", who=object(), many=3)
    written = json.loads(logs.Formatter("json").format(caplog.records[-1]))
    assert (written["event"], written["who"], written["many"]) == ("seen", "object", 3)


@pytest.mark.parametrize(("shape", "level"), [("xml", "INFO"), ("json", "LOUD")])
def test_setting_that_is_not_known_is_refused(shape: str, level: str):
    with pytest.raises(BadSetting, match="expected one of"):
        logs.settings(shape=shape, level=level)


def test_libraries_are_never_heard_below_warnings():
    """Django's debug lines hold statements with their values."""
    for level in logs.LEVELS:
        assert logs.settings(shape="json", level=level)["root"]["level"] in {"WARNING", "ERROR"}


def test_what_nobody_catches_is_logged_without_its_words(caplog, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr("threading.excepthook", None)
    logs.catch_what_nobody_catches()
    stop = raised(ValueError("ann@north.example"))
    sys.excepthook(type(stop), stop, stop.__traceback__)
    written = logs.Formatter("json").format(caplog.records[-1])
    assert (json.loads(written)["error"], "ann" in written) == ("ValueError", False)
