"""From one address to Django's database settings: SQLite for one machine, PostgreSQL for many people."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from curricle.config.environment import BadSetting

# FULL, not NORMAL: with NORMAL a power cut loses saves that were already answered with success.
# (trusted_schema stays as it is: OFF refuses the JSON checks that Django puts on its JSON columns.)
SQLITE_START = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON"
SQLITE_WAIT = 20  # seconds a writer waits for another before "database is locked"
POSTGRES_LIMITS = "-c statement_timeout=60000 -c lock_timeout=15000 -c idle_in_transaction_session_timeout=120000"
CONNECT_SECONDS = 3  # a page that finds its connection cut may still try to connect once, and stay within its time
# A server that vanished without a word is noticed by the connection itself, in the worker too, which has no time limit of a page.
POSTGRES_ALIVE = {"keepalives_idle": 20, "keepalives_interval": 10, "keepalives_count": 3, "tcp_user_timeout": 30_000}


def database(address: str) -> dict[str, Any]:
    """Django's DATABASES["default"] for `sqlite:///path` or `postgres://user:password@host:port/name`. Raises BadSetting."""
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path)[1:])
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgres(address)
    raise BadSetting("CURRICLE_DATABASE_URL must begin with sqlite:/// or postgres://")


def limit_to_pages(made: dict[str, Any], seconds: int) -> None:
    """Change such settings, before anybody has connected, so that nothing a page asks takes longer than a page may."""
    most = max(1, seconds - CONNECT_SECONDS)
    if made["ENGINE"].endswith("sqlite3"):
        made["OPTIONS"]["timeout"] = most
    else:
        made["OPTIONS"]["options"] += f" -c statement_timeout={most * 1000}"  # the last one counts


def _sqlite(path: str) -> dict[str, Any]:
    if not path:
        raise BadSetting("CURRICLE_DATABASE_URL names no file: write sqlite:////full/path/to/curricle.sqlite3")
    if path != ":memory:":
        Path(path).absolute().parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # other users of the machine do not look in
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path if path == ":memory:" else str(Path(path).absolute()),
        "CONN_MAX_AGE": 300,
        "OPTIONS": {"timeout": SQLITE_WAIT, "transaction_mode": "IMMEDIATE", "init_command": SQLITE_START},
    }


def _postgres(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    options: dict[str, Any] = {"connect_timeout": CONNECT_SECONDS, "options": POSTGRES_LIMITS, **POSTGRES_ALIVE}
    query = dict(parse_qsl(parts.query))
    options |= {key: query[key] for key in ("sslmode", "sslrootcert") if key in query}
    try:
        port = str(parts.port or "")
    except ValueError:
        raise BadSetting("CURRICLE_DATABASE_URL has a port that is no number") from None
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "curricle",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", unquote(parts.hostname or "")),
        "PORT": query.get("port", port),
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
