"""The whole product as it runs: one web process with its worker, in a process group that can be killed, and people at its pages."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from faults import stage
from form_of import form_of

CSRF = "f" * 32


@dataclass
class Answer:
    """`status` 0 means that there was no answer: the line was cut."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    text: str = ""
    seconds: float = 0.0

    @property
    def kept(self) -> bool:
        """Whether the programme was saved: it leads to the programme. A way to anywhere else (to sign in, to a second factor) is none."""
        return self.status == 302 and self.headers["Location"].startswith(f"/programmes/{stage.PROGRAMME}/")

    @property
    def fair(self) -> bool:
        """Whether a person was told in words what to do, if it did not work."""
        return self.status < 500 or (self.status in (503, 507) and "Retry-After" in self.headers and "<h1>" in self.text)


@dataclass
class Browser:
    """A person at the pages, by their session; `port` may change when the product is started again."""

    product: Product
    session: str = ""
    patience: float = 30.0

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, data: dict[str, object]) -> Answer:
        return self._ask("POST", path, urlencode(data, doseq=True).encode(), {"Content-Type": "application/x-www-form-urlencoded"})

    def bring(self, path: str, name: str, data: bytes) -> Answer:
        head = f'--cut\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
        return self._ask("POST", path, head + data + b"\r\n--cut--\r\n", {"Content-Type": "multipart/form-data; boundary=cut"})

    def retitle(self, title: str) -> Answer:
        """Change the programme's title through its page."""
        page = f"/programmes/{stage.PROGRAMME}/facts/"
        shown = self.get(page)
        return self.post(page, form_of(shown.text) | {"title": title}) if shown.status == 200 else shown

    def _ask(self, method: str, path: str, body: bytes | None = None, more: dict[str, str] | None = None) -> Answer:
        line = http.client.HTTPConnection("127.0.0.1", self.product.port, timeout=self.patience)
        cookies = f"curricle_session={self.session}; curricle_csrf={CSRF}"
        started = time.monotonic()
        try:
            line.request(method, path, body, {"Cookie": cookies, "X-CSRFToken": CSRF, **(more or {})})
            got = line.getresponse()
            text = got.read().decode("utf-8", "replace")
            return Answer(got.status, dict(got.getheaders()), text, time.monotonic() - started)
        except (OSError, http.client.HTTPException) as stop:
            return Answer(text=f"{type(stop).__name__}: {stop}", seconds=time.monotonic() - started)
        finally:
            line.close()


class Product:
    """Makes an installation in `data` (and at `address`), then starts, kills and stops it. `people`: sessions by e-mail."""

    def __init__(self, data: Path, address: str = "", **more: str) -> None:
        self.variables = stage.variables(data, address, **more)
        plain = {key: value for key, value in self.variables.items() if key != "LD_PRELOAD"}
        command = [sys.executable, "-W", "ignore", "-m", "faults.stage"]
        told = subprocess.run(command, env=plain, cwd=stage.ROOT, check=True, capture_output=True, text=True, timeout=120)
        self.people: dict[str, str] = json.loads(told.stdout)
        self.process: subprocess.Popen[str] | None = None
        self.port = 0
        self.log: list[str] = []

    def browser(self, email: str = stage.LEAD) -> Browser:
        return Browser(self, self.people[email])

    def visitor(self) -> Browser:
        return Browser(self)

    def start(self) -> None:
        command = [sys.executable, "-m", "curricle", "up", "--port", "0", "--no-demo"]
        self.process = subprocess.Popen(
            command,
            env=self.variables | {"PYTHONUNBUFFERED": "1"},
            cwd=stage.ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.port = 0
        threading.Thread(target=self._read, args=(self.process,), daemon=True).start()
        for _ in range(600):
            if self.port:
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise AssertionError("the product did not start:\n" + "".join(self.log[-30:]))

    def _read(self, process: subprocess.Popen[str]) -> None:
        for line in process.stdout or ():
            self.log.append(line)
            found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
            if found and process is self.process:
                self.port = int(found.group(1))

    def kill(self) -> None:
        """The whole group at once, without a word: web process and worker."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(20)

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()

    def family(self) -> list[int]:
        """The pids of the web process and all below it."""
        assert self.process is not None
        return _family(self.process.pid)

    def memory(self) -> float:
        """Megabytes of all its processes, shared pages counted in part."""
        return sum(_pss(pid) for pid in self.family()) / 1024

    def ask(self, question: str) -> object:
        """The answer, as JSON, of a function of faults.stage in a process of its own."""
        words = f"import django, json; django.setup(); from faults import stage; print(json.dumps(stage.{question}()))"
        plain = {key: value for key, value in self.variables.items() if key != "LD_PRELOAD"}
        command = [sys.executable, "-W", "ignore", "-c", words]
        return json.loads(subprocess.run(command, env=plain, cwd=stage.ROOT, check=True, capture_output=True, text=True).stdout)


def _family(pid: int) -> list[int]:
    below = {int(child) for task in Path(f"/proc/{pid}/task").glob("*/children") for child in task.read_text().split()}
    return [pid, *(each for child in sorted(below) for each in _family(child))]


def _pss(pid: int) -> int:
    found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    return int(found.group(1)) if found else 0
