"""The processes of a server and a plain client that speaks as its proxy does."""

from __future__ import annotations

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

SRC = Path(__file__).resolve().parents[2] / "src"
PROXIED = {"Host": "curricle.example.ac.uk", "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"}
SERVER = {
    "CURRICLE_SERVER": "1",
    "CURRICLE_HOSTS": "curricle.example.ac.uk",
    "CURRICLE_ADDRESS": "https://curricle.example.ac.uk",
    "CURRICLE_PROXY": "yes",
}


class House:
    """A data folder and the processes over it; every one is ended with the test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        clean = {key: value for key, value in os.environ.items() if not key.startswith(("CURRICLE_", "DJANGO_"))}
        self.environment = clean | SERVER | {"CURRICLE_DATA": str(folder / "data"), "PYTHONPATH": str(SRC), "PYTHONUNBUFFERED": "1"}
        self.running: list[subprocess.Popen[str]] = []

    def run(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "curricle", *words]
        return subprocess.run(command, env=self.environment | more, capture_output=True, text=True, timeout=120)

    def start(self, *words: str, says: str, **more: str) -> tuple[subprocess.Popen[str], str]:
        """The process and its first line, which must hold `says`."""
        log = open(self.log, "a")  # noqa: SIM115 - the child keeps it
        process = subprocess.Popen(
            [sys.executable, "-m", "curricle", *words], env=self.environment | more, stdout=subprocess.PIPE, stderr=log, text=True
        )
        self.running.append(process)
        line = process.stdout.readline()
        assert says in line, self.log.read_text()
        return process, line

    def web(self, *words: str, **more: str) -> tuple[subprocess.Popen[str], int]:
        process, line = self.start("web", "--port", "0", *words, says="Serving at", **more)
        return process, int(re.search(r":(\d+) ", line)[1])

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.read_text().splitlines()]

    def end(self) -> None:
        for process in self.running:
            if process.poll() is None:
                process.kill()
            process.wait(10)
            process.stdout.close()


def ask(port: int, method: str, path: str, body: dict[str, str] | None = None, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    form = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    connection.request(method, path, urlencode(body) if body else None, PROXIED | form | headers)
    answer = connection.getresponse()
    answer.text = answer.read().decode()
    connection.close()
    return answer


def cookies(answer: http.client.HTTPResponse) -> dict[str, str]:
    return dict(value.split(";")[0].split("=", 1) for name, value in answer.getheaders() if name.lower() == "set-cookie")


def jar(found: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in found.items())


def sign_in(port: int, email: str, password: str) -> tuple[int, dict[str, str]]:
    """Status and cookies after the form was fetched and sent."""
    page = ask(port, "GET", "/sign-in/")
    found = cookies(page)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[1]
    form = {"email": email, "password": password, "csrfmiddlewaretoken": token}
    answer = ask(port, "POST", "/sign-in/", form, Cookie=jar(found), Referer="https://curricle.example.ac.uk/sign-in/")
    return answer.status, found | cookies(answer)


def listens(port: int) -> bool:
    with socket.socket() as other:
        return other.connect_ex(("127.0.0.1", port)) == 0


def wait_until(true: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.1)
    return False
