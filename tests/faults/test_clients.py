"""Slow and broken clients harm only themselves: the others are served as if they were not there."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from pathlib import Path

import pytest

from faults.product import CSRF, Product

SLOW, CUT, DEAF = 200, 50, 50
SECONDS = 15
LOOKS = 60
LARGE = "/static/ui/vendor/nhsuk-frontend-10.6.1/nhsuk-frontend.min.css"


def line(product: Product) -> socket.socket:
    made = socket.create_connection(("127.0.0.1", product.port), timeout=10)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    return made


def drip(lines: list[socket.socket], over: threading.Event) -> None:
    """One byte a second on each line: a head that never ends."""
    words = b"GET /programmes/ HTTP/1.1\r\nHost: localhost\r\nX-Slow: " + b"a" * 1000
    for byte in words:
        for each in lines:
            with contextlib.suppress(OSError):
                each.send(bytes([byte]))
        if over.wait(1):
            return


def cut_uploads(product: Product) -> None:
    """Uploads that promise ten megabytes and break off after one."""
    head = (
        f"POST /frameworks/bring/ HTTP/1.1\r\nHost: localhost\r\nCookie: curricle_session={product.people['nell@national.example']}; "
        f"curricle_csrf={CSRF}\r\nX-CSRFToken: {CSRF}\r\nContent-Type: multipart/form-data; boundary=cut\r\n"
        "Content-Length: 10000000\r\n\r\n"
    )
    part = b'--cut\r\nContent-Disposition: form-data; name="file"; filename="a.json"\r\n\r\n' + b"x" * 1_000_000
    for _ in range(CUT):
        with contextlib.suppress(OSError), line(product) as made:
            made.sendall(head.encode() + part)


def deaf(product: Product) -> list[socket.socket]:
    """Lines that ask for a page and for a large file, several times, and read nothing."""
    more = f"Host: localhost\r\nCookie: curricle_session={product.people['alice@wharfe.example']}\r\n\r\n"
    ask = f"GET /programmes/ HTTP/1.1\r\n{more}" + f"GET {LARGE} HTTP/1.1\r\n{more}" * 5
    lines = [line(product) for _ in range(DEAF)]
    for each in lines:
        with contextlib.suppress(OSError):
            each.sendall(ask.encode())
    return lines


def looks(product: Product, times: int) -> list[float]:
    """Seconds that the first page takes, for somebody who is well."""
    seconds = []
    for _ in range(times):
        answer = product.browser().get("/programmes/")
        assert answer.status == 200, answer.text
        seconds.append(answer.seconds)
        time.sleep(0.02)
    return sorted(seconds)


def temporary(product: Product, folder: Path) -> list[str]:
    """Files in the folder for temporary files, and open ones that have no name any more."""
    named = [path.name for path in folder.rglob("*") if path.is_file()]
    handles = [handle for pid in product.family() for handle in Path(f"/proc/{pid}/fd").iterdir()]
    for handle in handles:
        with contextlib.suppress(OSError):
            target = str(handle.readlink())
            named += [target] if target.startswith(str(folder)) else []
    return named


@pytest.mark.slow
def test_slow_cut_and_deaf_clients_harm_only_themselves(tmp_path: Path, tell):
    place = tmp_path / "tmp"
    place.mkdir()
    product = Product(tmp_path / "data", TMPDIR=str(place))
    product.start()
    over, lines = threading.Event(), []
    try:
        usual = looks(product, LOOKS // 2)
        before = product.memory()
        lines = [line(product) for _ in range(SLOW)]
        threading.Thread(target=drip, args=(lines, over), daemon=True).start()
        uploads = threading.Thread(target=cut_uploads, args=(product,), daemon=True)
        uploads.start()
        silent = deaf(product)
        busy = looks(product, LOOKS)
        uploads.join(SECONDS)
        slow = looks(product, LOOKS)
        grown = product.memory() - before
        over.set()
        for each in (*lines, *silent):
            each.close()
        time.sleep(2)
        left = temporary(product, place)
        well = product.browser().retitle("After the storm").kept
    finally:
        over.set()
        product.stop()
    p95 = [each[int(len(each) * 0.95)] for each in (usual, busy, slow)]
    tell(
        f"{SLOW} slow, {CUT} cut, {DEAF} deaf clients: others' p95 {p95[1]:.2f} s at their arrival and {p95[2]:.2f} s then "
        f"({p95[0]:.2f} s alone); memory +{grown:.0f} MB; {len(left)} temporary files left"
    )
    assert (left, well) == ([], True)
    assert (p95[2] <= 1.0, grown <= 100) == (True, True)
