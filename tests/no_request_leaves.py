"""Work that must ask no other machine for anything, done where nothing but the loopback exists; run by tests/test_no_request_leaves.py.

Prints how many packets were sent. With the word `control` it does try to reach somebody, so that the count is known to count.
"""

from __future__ import annotations

import socket
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

LURE = "http://198.51.100.1/x.png"
WORDS = f"""![a picture]({LURE}) <img src="{LURE}"> #image("{LURE}") #import "@preview/cetz:0.3.0" {{% include '{LURE}' %}} file:///etc/passwd"""
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
DEMO = Path(__file__).resolve().parents[1] / "src/curricle/cli/demo"
ENTITY = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY % x SYSTEM "{LURE}"> %x;]><w xmlns="http://www.imsglobal.org/x">&x;</w>'


def sent() -> int:
    """Packets that left any interface of this network namespace; IPv4, IPv6 and look-ups of names alike."""
    lines = Path("/proc/net/dev").read_text().splitlines()[2:]
    return sum(int(line.split(":")[1].split()[9]) for line in lines)


def read_and_bring() -> None:
    from curricle.door.problems import Refused
    from curricle.interop import read_framework, read_programme
    from office_bytes import workbook_parts, zipped

    for path in sorted(DEMO.glob("*.json")):
        with suppress(Refused):
            read_framework(path.read_bytes(), name=path.name)
    link = f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Target="{LURE}"/></Relationships>'
    more = {"xl/externalLinks/_rels/externalLink1.xml.rels": link, "docProps/core.xml": ENTITY, "customXml/item1.xml": ENTITY}
    page = f"<!doctype html><link rel=stylesheet href='{LURE}'><img src='{LURE}'><iframe src='{LURE}'></iframe><p>C1.1 Says {LURE}."
    word = {"[Content_Types].xml": "<Types/>", "_rels/.rels": link, "word/document.xml": ENTITY, "word/_rels/document.xml.rels": link}
    files = (
        (zipped(workbook_parts({"One": "<sheetData/>"}, extra=more).items()), "a.xlsx"),
        (ENTITY.encode(), "a.json"),
        (page.encode(), "a.html"),
        (zipped(word.items()), "a.docx"),
    )
    for data, name in files:
        for read in (read_framework, read_programme):
            with suppress(Refused):
                read(data, name=name)


def write_papers() -> None:
    import papers_sample as sample
    from curricle.core.checks import run
    from curricle.core.papers import pack
    from curricle.interop.documents import write_pack

    programme, frameworks = sample.programme(1), sample.frameworks(12)
    programme = replace(programme, title=f"Title {LURE}", aims=WORDS, admissions=WORDS, institution=WORDS)
    files = write_pack(pack(programme, frameworks, run(programme, frameworks), prepared=sample.DAY))
    assert {each.name.rsplit(".", 1)[-1] for each in files} == {"pdf", "docx", "xlsx", "json"}


def show_text() -> None:
    from curricle.ui.text import markdown

    assert LURE not in str(markdown(WORDS)) or "<img" not in str(markdown(WORDS))


def main() -> None:
    for command in ("ip link set lo up", "ip addr add 192.0.2.1/24 dev lo", "ip route add default dev lo"):
        subprocess.run(command.split(), check=True)
    before = sent()
    if sys.argv[1:] == ["control"]:
        with suppress(OSError), socket.socket() as one:
            one.settimeout(0.3)
            one.connect(("198.51.100.1", 80))
    else:
        read_and_bring()
        write_papers()
        show_text()
    print(sent() - before)


if __name__ == "__main__":
    main()
