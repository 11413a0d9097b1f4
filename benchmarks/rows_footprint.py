"""What the whole product holds: all processes, idle and after many requests. `--soak` asks 20,000 times instead of 1,000."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from row import Row

ROOT = Path(__file__).resolve().parent.parent
IDLE = 3.0  # seconds after the first page before memory is looked at
BROWSERS = 4
SOAK = 20_000
USUAL = 1_000
PAGES = ("/programmes/", "/programmes/WU-POD/", "/programmes/WU-POD/findings/", "/frameworks/", "/help/", "/account/")


def footprint() -> Iterator[Row]:
    """Start until the first page, memory idle and busy, and how much it grows."""
    sys.path.insert(0, str(ROOT / "tests"))
    from faults.product import Product

    most = SOAK if os.environ.get("BENCH_SOAK") else USUAL
    with tempfile.TemporaryDirectory() as folder:
        product = Product(Path(folder) / "data")
        product.start()
        product.stop()  # the first start laid out what a second one finds
        started = time.perf_counter()
        product.start()
        try:
            assert product.browser().get("/programmes/").status == 200
            seconds = time.perf_counter() - started
            time.sleep(IDLE)
            idle = product.memory()
            _ask(product, most // 5)
            warm = product.memory()
            busy, wrong = _ask(product, most - most // 5)
            flat = product.memory()
        finally:
            product.stop()
    yield Row("the product starts, until a page with data answers", seconds, 5, "s wall")
    yield Row("idle memory of web process and worker (PSS)", idle, 200, "MB", exact=True)
    yield Row("busy memory", max(busy, flat), 600, "MB", exact=True)
    growth = 100 * (flat / warm - 1)
    yield Row("growth of memory after the first fifth", growth, 10, "%", exact=True, more={"requests": most, "not answered 200": wrong})


def _ask(product: object, times: int) -> tuple[float, int]:
    """(most megabytes seen, requests that were not answered 200) while several browsers ask for pages in turn."""
    seen, wrong, left, lock = [product.memory()], [], iter(range(times)), threading.Lock()

    def go_on() -> None:
        browser = product.browser()
        while True:
            with lock:
                number = next(left, None)
            if number is None:
                return
            answer = browser.get(PAGES[number % len(PAGES)])
            if answer.status != 200:
                wrong.append(answer.status)
            if number % 100 == 0:
                seen.append(product.memory())

    browsers = [threading.Thread(target=go_on) for _ in range(BROWSERS)]
    for browser in browsers:
        browser.start()
    for browser in browsers:
        browser.join()
    return max(seen), len(wrong)
