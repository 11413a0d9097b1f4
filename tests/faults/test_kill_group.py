"""The whole product, web process and worker, is killed under people who work, and started again: it goes on by itself."""

from __future__ import annotations

import random
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from faults import stage
from faults.product import Browser, Product

KILLS = 6


def settled(product: Product) -> dict[str, Any]:
    """What stands when every job has ended, or after two minutes."""
    asked = time.monotonic()
    while True:
        seen = product.ask("truth")
        if all(state in ("done", "failed") for _, state, _ in seen["jobs"]) or time.monotonic() - asked > 120:
            return seen
        time.sleep(0.5)


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
            if turn == 1:
                ask(browser)

    def ask(browser: Browser) -> None:
        """Papers; while they are being made, the same job is told again."""
        asked = browser.post(f"/programmes/{stage.PROGRAMME}/papers/", {})
        if asked.status == 302 and asked.headers["Location"].startswith("/jobs/"):
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
        settled(product)
        ask(product.browser())  # now that nothing is under way any more: another job, which nobody kills
        seen = settled(product)
        titles = product.ask("titles")
    finally:
        product.stop()
    gone = [title for title in kept if title not in titles]
    states = [state for _, state, _ in seen["jobs"]]
    done, failed = states.count("done"), [attempt for _, state, attempt in seen["jobs"] if state == "failed"]
    tell(
        f"{base}: product killed {KILLS} times: {len(kept)} saves acknowledged, {len(gone)} lost; "
        f"{len(states)} jobs, {done} done, {len(failed)} given up after three kills"
    )
    assert (gone, seen["wrong"], len(states) >= len(set(jobs)), seen["packs"], done > 0) == ([], [], True, done, True)
    assert (set(states) <= {"done", "failed"}, set(failed) <= {3}, len(kept) >= 3 * KILLS) == (True, True, True)
