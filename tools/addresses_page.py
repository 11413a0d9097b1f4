"""Writes docs/reference/addresses.md from the site map itself: .venv/bin/python tools/addresses_page.py"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator

import boot

PAGE = boot.ROOT / "docs" / "reference" / "addresses.md"
HEAD = """# Addresses

Every address of the product, what it shows or does, and what somebody must be allowed to do to which object before the page itself
asks about the very thing. Objects and actions are those of [who may do what](../../src/curricle/people/authz_matrix.csv).
This page is written by `tools/addresses_page.py`.

| Address | What it is | Object and action |
|---|---|---|
"""


def text() -> str:
    """The page, from the URL configuration and the docstrings of the views. Django must be set up."""
    from django.urls import get_resolver

    return HEAD + "".join(sorted(_line(address, view) for address, view in _routes(get_resolver())))


def _routes(resolver: object, above: str = "") -> Iterator[tuple[str, object]]:
    from django.urls import URLPattern

    for each in resolver.url_patterns:
        here = above + str(each.pattern)
        if isinstance(each, URLPattern):
            yield here, each.callback
        else:
            yield from _routes(each, here)


def _line(address: str, view: object) -> str:
    plain = re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", address)
    words = (view.__doc__ or "").strip().split("\n")[0]
    guards = ", ".join(f"{kind} {letter}" for kind, letter in dict.fromkeys(view.guard))
    return f"| `/{plain}` | {words} | {guards} |\n"


def main() -> None:
    sys.path.insert(0, str(boot.ROOT / "src"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "curricle.config.settings.test")
    import django

    django.setup()
    PAGE.write_text(text(), "utf-8")


if __name__ == "__main__":
    main()
