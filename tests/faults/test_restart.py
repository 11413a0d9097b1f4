"""The database goes down and comes back under people who save: they are told, nobody loses a save, and nothing of ours is started anew."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from faults.product import Answer, Product

WRITERS = 4
RESTARTS = 3


class Writer(threading.Thread):
    """Changes a fact of its own over and over: each writer adds its answers and what was acknowledged, with times."""

    def __init__(self, product: Product, number: int) -> None:
        super().__init__(daemon=True)
        self.browser, self.number = product.browser(), number
        self.answers: list[tuple[float, Answer]] = []
        self.kept: list[str] = []
        self.over = threading.Event()

    def run(self) -> None:
        turn = 0
        while not self.over.is_set():
            turn += 1
            title = f"Writer {self.number} turn {turn}"
            answer = self.browser.retitle(title)
            self.answers.append((time.monotonic(), answer))
            if answer.kept:
                self.kept.append(title)


class Reader(threading.Thread):
    """Looks at the list of programmes all the time: when it was answered, and how."""

    def __init__(self, product: Product) -> None:
        super().__init__(daemon=True)
        self.browser = product.browser()
        self.answers: list[tuple[float, Answer]] = []
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(0.05):
            answer = self.browser.get("/programmes/")
            self.answers.append((time.monotonic(), answer))


@pytest.mark.slow
def test_database_that_is_restarted_under_four_writers(tmp_path: Path, postgres, tell):
    product = Product(tmp_path / "data", postgres.database())
    product.start()
    process = product.process.pid
    writers, reader = [Writer(product, number) for number in range(WRITERS)], Reader(product)
    waited = []
    try:
        for writer in (*writers, reader):
            writer.start()
        time.sleep(4)
        for _ in range(RESTARTS):
            postgres.break_off()
            time.sleep(1.5)
            postgres.start()
            up = time.monotonic()
            time.sleep(5)
            waited.append(min((at for at, answer in reader.answers if at > up and answer.status == 200), default=up + 99) - up)
        for writer in (*writers, reader):
            writer.over.set()
        for writer in (*writers, reader):
            writer.join(40)
        alive = product.process.pid == process and product.process.poll() is None
    finally:
        product.stop()
    answers = [answer for each in (*writers, reader) for _, answer in each.answers]
    unfair = [answer for answer in answers if not answer.fair or answer.status == 0]
    told = sum(answer.status == 503 for answer in answers)
    kept = [title for writer in writers for title in writer.kept]
    titles = product.ask("titles")
    seen = product.ask("truth")
    tell(
        f"{RESTARTS} restarts under {WRITERS} writers: {len(answers)} answers, {len(kept)} saves, {told} × 503 in words, "
        f"{len(unfair)} bare; good answers {max(waited):.1f} s after it is up"
    )
    assert [answer.status for answer in unfair] == []
    assert [title for title in kept if title not in titles] == []
    assert (seen["wrong"], alive, told > 0, max(waited) <= 2) == ([], True, True, True)
