"""What one process notes, another knows; and nothing that is read there can run."""

from __future__ import annotations

import json
import multiprocessing
from pathlib import Path

import pytest
from django.conf import settings

from curricle.config.shared_cache import SharedCache


@pytest.fixture
def cache(tmp_path: Path) -> SharedCache:
    return SharedCache(str(tmp_path / "cache"), {})


def test_value_comes_back_and_ends(cache, time_machine):
    time_machine.move_to(1_800_000_000, tick=False)
    cache.set("tries", [1.5, 2.5], timeout=10)
    assert (cache.get("tries"), "tries" in cache, cache.get("other", 7)) == ([1.5, 2.5], True, 7)
    time_machine.shift(10)
    assert (cache.get("tries"), "tries" in cache, list(Path(cache._folder).iterdir())) == (None, False, [])


def test_second_process_knows_what_the_first_noted(cache, tmp_path: Path):
    cache.set("code", "used")
    assert SharedCache(str(tmp_path / "cache"), {}).get("code") == "used"


def test_add_touch_and_delete(cache):
    assert (cache.add("a", 1), cache.add("a", 2), cache.get("a")) == (True, False, 1)
    assert (cache.touch("a", 5), cache.touch("b", 5)) == (True, False)
    assert (cache.delete("a"), cache.delete("a"), cache.add("a", 3)) == (True, False, True)
    cache.clear()
    assert cache.get("a") is None


def _claim(folder: str) -> bool:
    return SharedCache(folder, {}).add("code", "used", timeout=60)


@pytest.mark.slow
def test_one_of_many_processes_may_add(tmp_path: Path):
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        assert sorted(pool.map(_claim, [str(tmp_path / "cache")] * 40)) == [False] * 39 + [True]


def test_files_are_json_for_their_owner_alone_and_no_key_shows(cache, tmp_path: Path):
    cache.set("ann@north.example", 1, timeout=None)
    (path,) = (tmp_path / "cache").iterdir()
    assert (json.loads(path.read_text()), path.stat().st_mode & 0o777, "ann" in path.name) == ({"until": None, "value": 1}, 0o600, False)


def test_broken_file_is_as_good_as_none(cache, tmp_path: Path):
    cache.set("a", 1)
    (path,) = (tmp_path / "cache").iterdir()
    path.write_bytes(b"\x80\x04broken")
    assert cache.get("a") is None


def test_every_cache_of_the_installation_is_shared():
    assert {each["BACKEND"] for each in settings.CACHES.values()} == {"curricle.config.shared_cache.SharedCache"}
