"""What `./run --check` follows."""

from __future__ import annotations

from curricle.cli.selfcheck import _links

HOME = "http://127.0.0.1:8000/"
PAGE = """<link rel="stylesheet" href="/static/ui.css"><script src="/static/ui.js"></script><a href="/help/#top">Help</a>
<a class="x" href='/help/?a=1&amp;b=2'>Find</a><a href="https://elsewhere.example/">Out</a><a href="mailto:a@b.example">Mail</a>"""


def test_links_of_this_place_are_followed_once():
    paths = [address.removeprefix(HOME) for address in _links(HOME, PAGE + PAGE)]
    assert paths == ["static/ui.css", "static/ui.js", "help/", "help/?a=1&b=2"]
