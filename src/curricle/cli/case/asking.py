"""One question to a CASE provider: a GET without redirects, with a limit of time and size."""

from __future__ import annotations

import gzip
import json
import urllib.error
import urllib.request
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

from curricle.door.problems import refuse
from curricle.interop.case.rules import BASE_PATH

SECONDS, MOST = 60, 128 * 1024 * 1024


@dataclass(frozen=True)
class Answer:
    """What came back; `status` 0 where nothing did, and then `body` says why. `headers` by lower-case name; `body` unpacked."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @cached_property
    def json(self) -> Any:
        """The value of a JSON body; None where it is none."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    @property
    def is_json(self) -> bool:
        return self.json is not None and self.headers.get("content-type", "").partition(";")[0].strip() == "application/json"

    @property
    def told(self) -> str:
        """The answer in a few words."""
        return f"it answered {self.status}" if self.status else f"no answer: {self.body.decode()}"


class _Stay(urllib.request.HTTPRedirectHandler):
    """An address of the service that leads elsewhere is an answer by itself."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


class Asker:
    """Asks below one base address."""

    def __init__(self, address: str) -> None:
        self.base = base_of(address)
        self._opener = urllib.request.build_opener(_Stay)

    def get(self, path: str, *, method: str = "GET", **headers: str) -> Answer:
        """`path` below the base, or a whole address of the same service; headers with underscores."""
        whole = path if path.startswith(f"{self.base}/") else f"{self.base}/{path}"
        sent = {"Accept": "application/json", "User-Agent": "curricle case selftest"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(whole.replace(" ", "%20"), headers=sent, method=method)  # noqa: S310 - base_of lets http(s) in only
        try:
            with self._opener.open(request, timeout=SECONDS) as response:
                return _answer(response.status, response.headers, response.read(MOST))
        except urllib.error.HTTPError as stop:
            with stop:
                return _answer(stop.code, stop.headers, stop.read(MOST))
        except (OSError, HTTPException, ValueError) as stop:
            return Answer(0, {}, str(getattr(stop, "reason", stop)).encode())


def base_of(address: str) -> str:
    """The base address of the service at an installation's address, or the base itself. Raises Refused for anything but http and https."""
    parts = urlsplit(address.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise refuse("the address", "expected the address of an installation, such as https://curricle.example.ac.uk")
    whole = address.strip().rstrip("/")
    return whole if "/ims/case/" in parts.path else whole + BASE_PATH


def _answer(status: int, headers: Any, body: bytes) -> Answer:
    found = {name.lower(): value for name, value in headers.items()}
    if found.get("content-encoding") == "gzip":
        try:
            body = gzip.decompress(body)
        except (OSError, EOFError, zlib.error):
            body = b""
    return Answer(status, found, body)
