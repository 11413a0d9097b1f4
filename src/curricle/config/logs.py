"""What is logged, and how: one line a thing that happened, as JSON or in words, without personal data.

Names, addresses and typed words reach a log by three ways: arguments of a message, words of an exception, messages of libraries that
were put together before they came here. So of exceptions only their kind and their frames are written; of messages of libraries only
those parts that are no values; our own messages are whole, and it is a rule of the house that they name nobody.
"""

from __future__ import annotations

import errno
import json
import logging
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from datetime import UTC, datetime
from typing import Any

import structlog
from structlog.stdlib import ProcessorFormatter

from curricle.config.environment import BadSetting

OURS = "curricle"
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
LEFT_OUT = "…"
MOST_FRAMES = 40
log = logging.getLogger(__name__)
Line = MutableMapping[str, Any]


class NotTheProgram(logging.Filter):
    """A full disk or a database that is away is no fault of the program: one line says so, and no trace fills that disk further."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[1] is not None:
            from curricle.ui.away import away  # noqa: PLC0415 - Django's settings are not there yet when this file is read

            if away(record.exc_info[1]) is not None:
                record.exc_info = None
        return True


def settings(*, shape: str, level: str) -> dict[str, Any]:
    """Django's LOGGING. Libraries are heard from WARNING on: below that they write down statements with their values.

    Raises BadSetting.
    """
    if shape not in SHAPES:
        raise BadSetting(f"CURRICLE_LOG_FORMAT is {shape!r}; expected one of {', '.join(SHAPES)}")
    if level.upper() not in LEVELS:
        raise BadSetting(f"CURRICLE_LOG_LEVEL is {level!r}; expected one of {', '.join(LEVELS)}")
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"away": {"()": f"{__name__}.NotTheProgram"}},
        "formatters": {"line": {"()": f"{__name__}.Formatter", "shape": shape}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": "ERROR" if level.upper() == "ERROR" else "WARNING"},
        "loggers": {
            OURS: {"level": level.upper()},
            "django": {"handlers": [], "level": "NOTSET"},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            # A strange Host header and a refused page are the visitor's errors, not the program's: the line of the request tells them.
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            "django.request": {"level": "ERROR", "filters": ["away"]},
        },
    }


class Formatter(ProcessorFormatter):
    """Every line of this installation, whoever wrote it, comes through here."""

    def __init__(self, shape: str) -> None:
        super().__init__(
            processors=[structlog.contextvars.merge_contextvars, _time, _level_and_logger, _failure, _bare, SHAPES[shape]],
        )

    def format(self, record: logging.LogRecord) -> str:
        return super().format(tamed(record))


def tamed(record: logging.LogRecord) -> logging.LogRecord:
    """Without the values that a message may carry: in ours exceptions lose their words, in those of libraries all but numbers goes."""
    if hasattr(record, "_logger"):  # by structlog: its values are named, and ours
        return record
    tame = logging.makeLogRecord(record.__dict__)
    if _ours(record.name):
        tame.args = _mapped(record.args, lambda each: kind(each) if isinstance(each, BaseException) else each)
    elif hasattr(record, "status_code"):  # Django's word about an answer holds the address
        tame.msg, tame.args = f"answered {record.status_code}", None
    elif record.args:
        tame.args = _mapped(record.args, lambda each: each if isinstance(each, int | float) else LEFT_OUT)
    else:  # it may have been put together already
        tame.msg = f"a library's words were left out; it wrote them in {record.module}.{record.funcName}, line {record.lineno}"
    try:
        tame.getMessage()
    except (TypeError, ValueError, KeyError):
        tame.args = None
    return tame


def kind(stop: BaseException) -> str:
    """An exception without its words, which may hold what somebody typed: its class, and the code of the database or system."""
    code = _database_code(stop) or _database_code(stop.__cause__)  # Django wraps the database's own
    if not code and isinstance(stop, OSError) and stop.errno is not None:
        code = errno.errorcode.get(stop.errno, str(stop.errno))
    return f"{type(stop).__name__} ({code})" if code else type(stop).__name__


def _database_code(stop: BaseException | None) -> str:
    return getattr(stop, "sqlstate", None) or getattr(stop, "sqlite_errorname", None) or ""


def as_json(_: Any, __: str, line: Line) -> str:
    """One object a line. Everything outside ASCII is escaped, and so is what could end the line or steer a terminal."""
    return json.dumps(line, default=lambda value: type(value).__name__)


def as_words(_: Any, __: str, line: Line) -> str:
    """For a person at a terminal: time, level, logger, words, then the rest as name=value; the frames of a failure below."""
    head = f"{line.pop('time')} {line.pop('level').upper()} {line.pop('logger')}: {line.pop('event')}"
    frames = line.pop("trace", [])
    rest = "".join(f" {name}={value}" for name, value in line.items())
    return "\n".join([plain(head + rest), *(f"    {plain(frame)}" for frame in frames)])


def plain(text: str) -> str:
    """The text on one line; what cannot be printed becomes its code."""
    return "".join(mark if mark.isprintable() else mark.encode("unicode_escape", "surrogatepass").decode("ascii") for mark in text)


def catch_what_nobody_catches() -> None:
    """For processes that run unattended: Python would write the words of the last exception to the log."""

    def last(what: str, stop: BaseException | None) -> None:
        log.critical("%s ended by a fault", what, exc_info=(type(stop), stop, stop.__traceback__) if stop else None)

    def of_process(kind_: type[BaseException], stop: BaseException, _: Any) -> None:
        if not issubclass(kind_, KeyboardInterrupt):
            last("the process", stop)

    sys.excepthook = of_process
    threading.excepthook = lambda args: last("a thread", args.exc_value)


def _ours(name: str) -> bool:
    return name == OURS or name.startswith(f"{OURS}.")


def _mapped(args: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(args, Mapping):
        return {name: change(value) for name, value in args.items()}
    return tuple(change(value) for value in args) if args else args


def _time(_: Any, __: str, line: Line) -> Line:
    line["time"] = datetime.fromtimestamp(line["_record"].created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return line


def _level_and_logger(_: Any, __: str, line: Line) -> Line:
    line["level"], line["logger"] = line["_record"].levelname.lower(), line["_record"].name
    return line


def _failure(_: Any, __: str, line: Line) -> Line:
    """`error` and `trace` in the place of exc_info: kinds and frames, no words and no values."""
    given = line.pop("exc_info", None)
    line.pop("stack_info", None)
    stop = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(stop, BaseException):
        line["error"] = kind(stop)
        line["trace"] = [*_frames(stop)][-MOST_FRAMES:]
    return line


def _frames(stop: BaseException) -> Iterator[str]:
    """Where it happened, the outermost call first; what caused it stands before it."""
    cause = stop.__cause__ or (None if stop.__suppress_context__ else stop.__context__)
    if cause is not None and cause is not stop:
        yield from _frames(cause)
        yield f"then {kind(stop)}, after {kind(cause)}"
    for frame in traceback.StackSummary.extract(traceback.walk_tb(stop.__traceback__), lookup_lines=False):
        yield f"{_short(frame.filename)}:{frame.lineno} in {frame.name}"


def _short(path: str) -> str:
    for above in ("site-packages/", "/src/"):
        _, found, below = path.rpartition(above)
        if found:
            return below
    return path


def _bare(_: Any, __: str, line: Line) -> Line:
    """The fields in reading order, without those that only the way here needed."""
    first = ("time", "level", "logger", "event")
    rest = {name: value for name, value in line.items() if name not in first and not name.startswith("_")}
    return {name: line[name] for name in first} | rest


SHAPES = {"words": as_words, "json": as_json}
