"""Somebody without an account: reads the mail, follows the link, types the digits."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.core import mail
from django.http import HttpResponse
from django.test import Client

from posted import posted

BASE = "https://curricle.example"


def mailed_address(link: str) -> str:
    """The worker's turn: mail the link; the path in the newest mail."""
    posted("mail-link", link=link, base=BASE)
    return re.search(rf"{BASE}(\S+)", mail.outbox[-1].body)[1]


def mailed_code(link: str) -> str:
    """The worker's turn: mail the digits; those of the newest mail."""
    posted("mail-link-code", link=link)
    return mail.outbox[-1].body[:6]


def other_than(code: str) -> str:
    """Six digits that are wrong."""
    return f"{(int(code) + 1) % 1_000_000:06}"


@dataclass
class Outsider:
    """One link (its uuid) and the browser in which it is followed."""

    link: str
    browser: Client = field(default_factory=Client)
    address: str = ""

    def __post_init__(self) -> None:
        self.address = self.address or mailed_address(self.link)

    def ask(self) -> str:
        """Have the digits sent; those of the mail."""
        assert self.browser.post(self.address).headers["Location"] == self.address + "code/"
        return mailed_code(self.link)

    def type(self, code: str) -> HttpResponse:
        return self.browser.post(self.address + "code/", {"code": code})

    def open(self) -> Outsider:
        assert self.type(self.ask()).status_code == 302
        return self

    def get(self, path: str = "") -> HttpResponse:
        """A page behind the link, by what follows its own part of the address."""
        return self.browser.get(f"/shared/{self.link}/programme/{path}")

    def answer(self, text: str, do: str = "done") -> HttpResponse:
        return self.browser.post(f"/shared/{self.link}/programme/answer/", {"text": text, "do": do})
