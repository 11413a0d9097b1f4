"""A server as its operator runs it: several web processes and workers that share everything, each stopped in good order."""

from __future__ import annotations

import http.client
import json
import re
import shutil
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.processes import PROXIED, House, ask, cookies, jar, listens, sign_in, wait_until

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as `upgrade` leaves it; each test gets a copy."""
    made = House(tmp_path_factory.mktemp("upgraded"))
    done = made.run("upgrade")
    assert done.returncode == 0, done.stderr
    return made.folder / "data"


@pytest.fixture
def house(upgraded: Path, tmp_path: Path) -> Iterator[House]:
    shutil.copytree(upgraded, tmp_path / "data")
    made = House(tmp_path)
    yield made
    made.end()


def test_two_web_processes_share_sessions_messages_and_tries(house: House):
    made = house.run("admin", "jo@example.ac.uk", "Jo Bloggs", "--code", "north", "--organisation", "University of the North")
    password = re.search(r"shown once\): (\S+)", made.stdout)[1]
    (_, one), (_, two) = house.web(), house.web()
    _, held = sign_in(one, "jo@example.ac.uk", password)
    asked = [ask(one, "GET", "/account/", Cookie=jar(held)), ask(two, "GET", "/account/", Cookie=jar(held)), ask(two, "GET", "/account/")]
    signed_in, also, visitor = ((answer.status, answer.getheader("Location")) for answer in asked)
    assert signed_in == also != visitor
    for number in range(10):
        sign_in((one, two)[number % 2], "nobody@example.ac.uk", "wrong words")
    assert [sign_in(port, "nobody@example.ac.uk", "wrong words")[0] for port in (one, two)] == [429, 429]
    assert ask(two, "POST", "/sign-out/", {"csrfmiddlewaretoken": "x"}, Cookie=jar(held)).status == 403
    assert "jo@example.ac.uk" not in house.log.read_text()
    assert {line["logger"] for line in house.lines} == {"curricle.requests", "django.security.csrf"}


def test_server_reads_the_word_of_its_proxy_and_redirects_plain_http(house: House):
    _, port = house.web()
    assert ask(port, "GET", "/help/").status == 200
    plain = ask(port, "GET", "/help/", **{"X-Forwarded-Proto": "http"})
    assert (plain.status, plain.getheader("Location")) == (301, "https://curricle.example.ac.uk/help/")
    assert ask(port, "GET", "/help/", Host="other.example").status == 400
    cookie = ask(port, "GET", "/sign-in/").getheader("Set-Cookie")
    assert "; Secure" in cookie


def test_installation_for_one_machine_believes_no_proxy(house: House):
    """Then the word of a visitor about https or his own address counts for nothing."""
    _, port = house.web(CURRICLE_SERVER="no", CURRICLE_PROXY="no", CURRICLE_HOSTS="curricle.example.ac.uk")
    assert json.loads(ask(port, "GET", "/readyz").text)["reasons"] == ["no worker has been seen for a day"]


def test_request_in_hand_is_answered_before_the_process_ends(house: House):
    process, port = house.web()
    slow = socket.create_connection(("127.0.0.1", port), timeout=20)
    slow.sendall(b"POST /sign-in/ HTTP/1.1\r\nHost: curricle.example.ac.uk\r\nX-Forwarded-Proto: https\r\nContent-Length: 10\r\n\r\nhalf ")
    time.sleep(0.3)
    process.send_signal(signal.SIGTERM)
    refused = wait_until(lambda: not listens(port))
    slow.sendall(b"whole")
    answer = slow.recv(4096)
    slow.close()
    assert (refused, answer.split(b"\r\n")[0], process.wait(10)) == (True, b"HTTP/1.1 403 Forbidden", 0)


def test_idle_connection_does_not_hold_up_the_end(house: House):
    process, port = house.web()
    kept = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    kept.request("GET", "/healthz", headers=PROXIED)
    kept.getresponse().read()
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    assert (process.wait(10), time.monotonic() - began < 5) == (0, True)
    kept.close()


def test_second_signal_ends_at_once(house: House):
    process, port = house.web()
    half = socket.create_connection(("127.0.0.1", port), timeout=20)
    half.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n")
    time.sleep(0.3)
    process.send_signal(signal.SIGTERM)
    time.sleep(0.5)
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0
    half.close()


def test_socket_in_the_file_system_is_for_our_group_and_taken_away(house: House):
    path = house.folder / "web.sock"
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(path))  # what a killed process leaves behind
    process, _ = house.start("web", "--socket", str(path), says="Serving at")
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(str(path))
        client.sendall(b"GET /readyz HTTP/1.1\r\nHost: curricle.example.ac.uk\r\nConnection: close\r\n\r\n")
        answer = client.recv(4096)
    assert (answer[:15], path.stat().st_mode & 0o777) == (b"HTTP/1.1 200 OK", 0o660)
    second = house.run("web", "--socket", str(path))
    assert (second.returncode, "Another process answers" in second.stderr) == (2, True)
    process.terminate()
    assert (process.wait(10), path.exists()) == (0, False)


def test_worker_is_seen_and_says_when_it_leaves(house: House):
    _, port = house.web()
    worker, _ = house.start("worker", says="Working.")

    def state() -> str:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", "/readyz", headers={"Host": "curricle.example.ac.uk"})
        found = json.loads(connection.getresponse().read())["status"]
        connection.close()
        return found

    assert wait_until(lambda: state() == "ok")
    worker.terminate()
    assert worker.wait(10) == 0
    assert state() == "degraded"


def test_processes_do_not_start_before_an_upgrade(tmp_path: Path):
    fresh = House(tmp_path)
    for command in (["web", "--port", "0"], ["worker"]):
        done = fresh.run(*command)
        assert (done.returncode, "Run `curricle upgrade` once" in done.stderr, "Traceback" in done.stderr) == (2, True, False)


def test_processes_of_an_unsafe_server_say_what_to_mend(house: House):
    for command in (["web", "--port", "0"], ["worker"], ["upgrade"]):
        done = house.run(*command, CURRICLE_PROXY="no")
        assert (done.returncode, "Nothing ends https" in done.stderr, "Traceback" in done.stderr) == (2, True, False), command


def test_upgrade_brings_no_demonstration(house: House):
    assert house.run("upgrade").returncode == 0
    assert not (house.folder / "data" / "demo-accounts.json").exists()


def test_other_machines_are_served_in_server_mode_alone(house: House):
    done = house.run("web", "--port", "0", "--bind", "0.0.0.0", CURRICLE_SERVER="no")
    assert (done.returncode, "set CURRICLE_SERVER=yes" in done.stderr) == (2, True)
    _, line = house.start("web", "--port", "0", "--bind", "0.0.0.0", says="Serving at")
    assert line.startswith("Serving at 0.0.0.0:")


def test_failing_job_leaves_no_word_of_it_in_the_log(house: House):
    """A mail that cannot be sent: its task holds an address and fails with words of the system."""
    made = house.run("admin", "jo@example.ac.uk", "Jo Bloggs", "--code", "north", "--organisation", "University of the North")
    assert made.returncode == 0
    _, port = house.web()
    page = ask(port, "GET", "/sign-in/forgotten/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[1]
    form = {"email": "jo@example.ac.uk", "csrfmiddlewaretoken": token}
    ask(port, "POST", "/sign-in/forgotten/", form, Cookie=jar(cookies(page)), Referer="https://curricle.example.ac.uk/")
    house.start("worker", says="Working.", CURRICLE_MAIL_HOST="127.0.0.1", CURRICLE_MAIL_PORT="1")
    assert wait_until(lambda: "is put off: ConnectionRefusedError (ECONNREFUSED)" in house.log.read_text())
    assert "jo@example.ac.uk" not in house.log.read_text()
