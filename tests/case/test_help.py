"""The examples of the help page are tried as they are written there."""

from __future__ import annotations

import re
import shlex

import pytest

from case.stage import DOCUMENT, SECOND
from curricle.frameworks.case.faults import KNOWN
from curricle.ui.help_pages import page

SOURCE = page("case").source
LINES = [line for block in re.findall(r"```\n(.*?)```", SOURCE, re.DOTALL) for line in block.splitlines()]
CURLS = [line for line in LINES if line.startswith("curl")]
VARIABLES = {"CASE": "/ims/case/v1p1", "HERE": "", "ID": DOCUMENT, "ITEM": SECOND}
WITH_VALUE = {"-H", "-o", "-w", "-D", "--data-urlencode"}


def read(line: str) -> tuple[str, dict[str, str], dict[str, str]]:
    """(address, headers, parameters) of a line of curl."""
    words = shlex.split(re.sub(r"\$(\w+)", lambda found: VARIABLES.get(found[1], found[0]), line))[1:]
    address, headers, parameters = "", {}, {}
    while words:
        word = words.pop(0)
        value = words.pop(0) if word in WITH_VALUE else ""
        if word == "-H":
            name, _, said = value.partition(": ")
            headers[name] = said
        elif word == "--data-urlencode":
            name, _, said = value.partition("=")
            parameters[name] = said
        elif word == "--compressed":
            headers["Accept-Encoding"] = "gzip"
        elif not word.startswith("-"):
            address = word
    return address, headers, parameters


@pytest.mark.parametrize("line", CURLS)
def test_example_is_answered(client, published, line):
    address, headers, parameters = read(line)
    if "If-None-Match" in headers:
        headers["If-None-Match"] = client.get(address).headers["ETag"]
    response = client.get(address, parameters, headers=headers, follow="-L" in line.split())
    assert response.status_code == (304 if "If-None-Match" in headers else 200)


def test_there_are_examples_and_every_variable_is_set():
    assert len(CURLS) > 10
    used = set(re.findall(r"\$([A-Z]+)", "\n".join(LINES)))
    assert used == {line.partition("=")[0] for line in LINES if re.match(r"[A-Z]+=", line)}


def test_every_refusal_is_told_with_its_minor_code():
    told = {(int(status), minor) for status, minor in re.findall(r"^\| (\d{3}) \| (\w+) \|", SOURCE, re.MULTILINE)}
    known = {(status, minor) for status, (minor, _) in KNOWN.items()} | {(400, "invalid_uuid")}
    never_here = {(401, "unauthorised_request"), (403, "forbidden"), (429, "server_busy")}
    assert told == known - never_here
