"""Runs the command line as a person would, in this process."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from curricle.cli.main import curricle

DEMO = Path(__file__).resolve().parents[2] / "src/curricle/cli/demo"


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def ask():
    """ask("read", "file", "--json") -> Answer."""

    def run(*words: object) -> Answer:
        result = CliRunner().invoke(curricle, [str(word) for word in words])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Answer(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def demo() -> Path:
    return DEMO
