"""The whole product, web process and worker, is killed under people who work, and started again: it goes on by itself."""

from __future__ import annotations

import random
import threading
import time
from pathlib import Path

import pytest

from faults import stage
from faults.product import Product

KILLS = 6


@pytest.mark.slow
@pytest.mark.parametrize("base", ["sqlite", "postgresql"])
def test_product_killed_under_work_goes_on_by_itself(tmp_path: Path, request: pytest.FixtureRequest, base: str, tell):
    address = request.getfixturevalue("postgres").database() if base == "postgresql" else ""
    product = Product(tmp_path / "data", address, CURRICLE_JOB_LEASE_SECONDS="2")
    chance, kept, jobs = random.Random(3), [], []

    def work(number: int) -> None:
        """Save, and have papers made, until nobody answers any more."""
        browser = product.browser()
        for turn in range(1000):
            title = f"Kill {number} turn {turn}"
            answer = browser.retitle(title)
            if answer.status == 0:
                return
            if answer.kept:
                kept.append(title)
            if turn == 1 and (asked := browser.post(f"/programmes/{stage.PROGRAMME}/papers/", {})).status == 302:
                jobs.append(asked.headers["Location"])

    for number in range(KILLS):
        product.start()
        person = threading.Thread(target=work, args=(number,), daemon=True)
        person.start()
        before = len(kept)
        while len(kept) < before + 3 and person.is_alive():
            time.sleep(0.02)
        time.sleep(chance.uniform(0, 1.5))
        product.kill()
        person.join(30)
    product.start()
    try:
        asked, states = time.monotonic(), ["waits"]
        while any(state not in ("done", "failed") for state in states) and time.monotonic() - asked < 120:
            time.sleep(0.5)
            seen = product.ask("truth")
            states = [state for _, state, _ in seen["jobs"]]
        titles = product.ask("titles")
    finally:
        product.stop()
    gone = [title for title in kept if title not in titles]
    done = states.count("done")
    tell(f"{base}: product killed {KILLS} times: {len(kept)} saves acknowledged, {len(gone)} lost; {len(states)} jobs, {done} done")
    assert (gone, seen["wrong"], len(states) >= len(set(jobs)), seen["packs"]) == ([], [], True, done)
    assert set(states) <= {"done", "failed"}
