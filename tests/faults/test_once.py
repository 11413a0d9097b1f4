"""Sent twice, sent at once, killed, edited by two: what is there afterwards. On SQLite, with --postgres on PostgreSQL."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def variables(tmp_path: Path) -> Iterator[dict[str, str]]:
    """An environment with a database of its own."""
    made = os.environ | {
        "CURRICLE_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "curricle.config.settings.production",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT / 'tests'}",
    }
    made.pop("CURRICLE_DATABASE_URL", None)
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        yield made
        return
    import psycopg

    address = os.environ["CURRICLE_DATABASE_URL"]
    name = f"once_{os.getpid()}_{tmp_path.name.strip('_')}"[:60].lower()
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        start, _, query = address.partition("?")
        yield made | {"CURRICLE_DATABASE_URL": f"{start.rpartition('/')[0]}/{name}{'?' if query else ''}{query}"}
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def run(variables: dict[str, str], *what: str) -> list[object]:
    done = subprocess.run([sys.executable, "-m", *what], env=variables, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


@pytest.mark.slow
def test_thousand_posts_with_a_hundred_tokens_make_a_hundred_things(variables, tell):
    answers, things = run(variables, "faults.sender", "race")
    tell(f"{sum(answers.values())} posts with 100 tokens, ten at once: {things} things made")
    assert (answers, things) == ({"200": 100, "303*": 900}, 100)


@pytest.mark.slow
def test_form_whose_process_was_killed_is_carried_out_once_when_sent_again(variables, tell):
    answers, last, missing, halves = run(variables, "faults.sender", "kills")
    tell(f"form killed before each of {sum(answers.values())} statements, then sent again: {missing} missing, {halves} half")
    assert (last, missing, halves) == ([False, "303*"], 0, 0)
    assert set(answers) <= {"200", "303*"}
    assert answers["200"] > 10


@pytest.mark.slow
def test_two_programs_that_edit_one_mapping_lose_nothing(variables, tell):
    saved, clashes, others, claims, revision, changes = run(variables, "faults.editors")
    tell(f"two programs, 2 × 100 edits: {saved} saved, {clashes} stale ones told (409), {others} other answers, {200 - claims} lost")
    assert (saved, others, claims, revision, changes) == (200, 0, 200, 201, 201)
    assert clashes > 0


@pytest.mark.slow
def test_two_authors_of_one_draft_lose_nothing_and_clash_only_at_the_same_item(variables):
    answers, notes, revision = run(variables, "faults.authors")
    clashes = answers.pop("shared 409", 0)
    assert (answers, notes, revision) == ({"shared 302": 50, "own 302": 50}, [50, 25, 25], 101)
    assert clashes > 0
