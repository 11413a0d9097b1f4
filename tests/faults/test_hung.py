"""A database that neither answers nor goes away: pages are answered 503 within their time, and every thread comes back."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from faults.product import Answer, Product
from faults.proxy import Proxy

PAGE_SECONDS = 6  # the product's own limit is 10; the test must not wait so long
PEOPLE = 12  # more than there are threads


@pytest.mark.slow
def test_database_that_hangs_lets_the_pages_go(tmp_path: Path, postgres, tell):
    address = postgres.database()
    proxy = Proxy(f"{postgres.socket}/.s.PGSQL.5432")
    through = address.replace(f"host={postgres.socket}", "host=127.0.0.1").replace("@/", f"@127.0.0.1:{proxy.port}/")
    product = Product(tmp_path / "data", through, CURRICLE_PAGE_SECONDS=str(PAGE_SECONDS))
    product.start()
    answers: list[Answer] = []

    def look() -> None:
        answers.append(product.browser().get("/programmes/"))

    try:
        assert product.browser().get("/programmes/").status == 200
        proxy.hold()
        people = [threading.Thread(target=look) for _ in range(PEOPLE)]
        for person in people:
            person.start()
        for person in people:
            person.join(40)
        still = product.browser().get("/help/").status
        proxy.let_go()
        back = time.monotonic()
        while product.browser().get("/programmes/").status != 200 and time.monotonic() - back < 20:
            time.sleep(0.1)
        back = time.monotonic() - back
        after = [product.browser().get("/programmes/").status for _ in range(10)]
    finally:
        product.stop()
        proxy.close()
    slowest = max(answer.seconds for answer in answers)
    tell(f"hung database: {len(answers)} pages told in at most {slowest:.1f} s (limit {PAGE_SECONDS}); good again {back:.1f} s after")
    assert ([answer.status for answer in answers], [each for each in answers if not each.fair]) == ([503] * PEOPLE, [])
    assert (slowest <= PAGE_SECONDS + 2, still in (200, 503), back <= 4, after) == (True, True, True, [200] * 10)
