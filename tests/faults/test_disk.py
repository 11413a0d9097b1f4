"""A disk that is full, read-only or fails once: reading goes on, saving says so in words, and nobody has to start anything anew."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from curricle.interop.curricle import write_framework
from faults import stage
from faults.product import Answer, Browser, Product
from faults.shim import Mode, Shim, shim
from world import demo_framework

SAVES = 20
READ = ("/programmes/", f"/programmes/{stage.PROGRAMME}/", f"/programmes/{stage.PROGRAMME}/matrix/", "/frameworks/", "/help/", "/account/")
SAYS = {507: "There is no room left to save", 503: "Nothing can be saved just now"}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 MB in memory. Only root may mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m,mode=700", "tmpfs", str(place)], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("NO RIGHT TO MOUNT: a full disk is tested by root alone")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(place: Path) -> Path:
    """Take every byte that is left."""
    filler = place / "filler"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as out:
        for size in (1 << 20, 1 << 12, 1):
            with contextlib.suppress(OSError):
                while out.write(b"x" * size):
                    pass
    return filler


def readings(product: Product) -> list[tuple[str, int]]:
    return [(page, product.browser().get(page).status) for page in READ]


def writes(product: Product, turn: int) -> list[Answer]:
    """A save, an upload, a job, a sign-in and a forgotten password."""
    alice, nell = product.browser(), product.browser(stage.EDITOR)
    return [
        alice.retitle(f"Not kept {turn} " + "x" * 200),
        nell.bring("/frameworks/bring/", "schema.json", write_framework(demo_framework("schema-podiatry"))),
        alice.post(f"/programmes/{stage.PROGRAMME}/papers/", {}),
        product.visitor().post("/sign-in/", {"email": stage.LEAD, "password": "wrong " * 3}),
        product.visitor().post("/sign-in/forgotten/", {"email": stage.LEAD}),
    ]


def check(product: Product, tell: Callable[[str], None], *, away: Callable[[], None], back: Callable[[], None], status: int) -> None:
    """The same story for every way in which a disk takes nothing."""
    assert {number for _, number in readings(product)} == {200}
    before = product.ask("truth")
    away()
    answers = [answer for turn in range(SAVES // 5) for answer in writes(product, turn)]
    told = [answer for answer in answers if answer.status == status]
    while_away = readings(product)
    back()
    first = product.browser().retitle("Kept again")
    seen = product.ask("truth")
    tell(
        f"{len(answers)} tries to write: {len(told)} × {status} in words, {sum(not answer.fair for answer in answers)} bare; "
        f"{len(while_away)} pages read, the first save afterwards {first.status}"
    )
    assert [answer.text for answer in answers if not answer.fair or answer.status not in (status, 302, 422, 200)] == []
    assert [page for page, number in while_away if number != 200] == []
    saves = answers[::5]
    assert [(answer.status, SAYS[status] in answer.text, "Nothing was changed" in answer.text) for answer in saves] == [
        (status, True, True)
    ] * len(saves)
    assert all("Send it again" in answer.text and "Not kept" in answer.text for answer in saves)
    assert (first.status, seen["wrong"], seen["title"], seen["revision"]) == (302, [], "Kept again", before["revision"] + 1)


@pytest.mark.slow
def test_full_disk(small_disk: Path, tell):
    product = Product(small_disk / "data")
    product.start()
    try:
        check(product, tell, away=lambda: fill(small_disk) and None, back=lambda: os.unlink(small_disk / "filler"), status=507)
        assert product.process.poll() is None
    finally:
        product.stop()


@pytest.fixture
def failing(tmp_path: Path) -> Iterator[tuple[Product, Shim]]:
    data = tmp_path / "data"
    held = shim(tmp_path, data)
    product = Product(data, **held.variables)
    product.start()
    yield product, held
    product.stop()


@pytest.mark.slow
def test_disk_that_takes_no_changes(failing: tuple[Product, Shim], tell):
    product, held = failing
    check(product, tell, away=lambda: held.set(Mode.READ_ONLY), back=lambda: held.set(Mode.OFF), status=503)


@pytest.mark.slow
def test_disk_that_fails_once_spoils_one_answer_at_most(failing: tuple[Product, Shim], tell):
    """The n-th write fails, for every n up to the number that a save needs: that save may fail, in words; the next one works."""
    product, held = failing
    alice: Browser = product.browser()
    held.set(Mode.EIO_ONCE, 0)
    assert alice.retitle("Usual").status == 302
    operations, failed = held.count, []
    for at in range(1, operations + 1, max(1, operations // 25)):
        held.set(Mode.EIO_ONCE, at)
        answer = alice.retitle(f"Write {at} fails")
        held.set(Mode.OFF)
        failed.append(answer.status)
        assert answer.fair, answer.text
        assert alice.retitle(f"After {at}").status == 302
    seen = product.ask("truth")
    tell(f"{len(failed)} single failures of {operations} writes: {failed.count(302)} saved all the same, {failed.count(503)} told in words")
    assert (seen["wrong"], set(failed) <= {302, 503}) == ([], True)


@pytest.mark.slow
def test_start_on_a_place_that_cannot_be_written_says_so(small_disk: Path):
    data = small_disk / "data"
    data.mkdir()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    command = [sys.executable, "-m", "curricle", "up", "--port", "0", "--no-demo"]
    done = subprocess.run(command, env=stage.variables(data), cwd=stage.ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (70, False), done.stderr
    assert f"{data} cannot be written (Read-only file system)." in done.stderr
    assert "CURRICLE_DATA" in done.stderr
