"""The only reader of the environment: each setting has a type, a default and a line of help, and `curricle doctor` prints them all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

T = TypeVar("T", str, int, bool, Path, tuple[str, ...])

YES = frozenset({"1", "yes", "true", "on"})
NO = frozenset({"", "0", "no", "false", "off"})


class BadSetting(ValueError):
    """A setting of the environment cannot be read; says which, and what was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting in force. `source` is "environment" or "default"; `shown` hides a secret."""

    name: str
    value: Any
    default: Any
    source: str
    help: str
    secret: bool = False

    @property
    def shown(self) -> str:
        if self.secret and self.value:
            return "(set, not shown)"
        if isinstance(self.value, bool):
            return "yes" if self.value else "no"
        return " ".join(self.value) if isinstance(self.value, tuple) else str(self.value)


class Environment:
    """Reads settings of type str, int, bool, Path and tuple[str, ...] (separated by spaces or commas) and remembers each."""

    def __init__(self, source: Mapping[str, str] | None = None) -> None:
        self._source = os.environ if source is None else source
        self._known: dict[str, Setting] = {}

    def read(self, name: str, default: T, help: str, *, secret: bool = False) -> T:
        """The value of CURRICLE_<NAME>, in the type of its default. Raises BadSetting with the name and what was expected."""
        full = f"CURRICLE_{name}"
        raw = self._source.get(full)
        value = default if raw is None else cast(T, _typed(full, raw, default))
        origin = "default" if raw is None else "environment"
        self._known[full] = Setting(name=full, value=value, default=default, source=origin, help=help, secret=secret)
        return value

    @property
    def settings(self) -> tuple[Setting, ...]:
        return tuple(self._known.values())

    @property
    def unknown(self) -> tuple[str, ...]:
        """Names that begin with CURRICLE_ and that nothing here reads: most often a typing error."""
        return tuple(sorted(name for name in self._source if name.startswith("CURRICLE_") and name not in self._known))


def _typed(name: str, raw: str, default: object) -> object:
    raw = raw.strip()
    if isinstance(default, bool):
        if raw.lower() in YES | NO:
            return raw.lower() in YES
        raise BadSetting(f"{name} is {raw!r}; expected yes or no")
    if isinstance(default, int):
        try:
            return int(raw)
        except ValueError:
            raise BadSetting(f"{name} is {raw!r}; expected a whole number") from None
    if isinstance(default, Path):
        return Path(raw).expanduser().absolute()
    if isinstance(default, tuple):
        return tuple(raw.replace(",", " ").split())
    return raw


ENVIRONMENT = Environment()
