"""tools/vendor on a made-up package."""

from __future__ import annotations

import importlib.machinery
import importlib.util
from pathlib import Path

import pytest

TOOL = Path(__file__).resolve().parents[2] / "tools/vendor"


@pytest.fixture(scope="module")
def vendor():
    loader = importlib.machinery.SourceFileLoader("vendor_tool", str(TOOL))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("vendor_tool", loader))
    loader.exec_module(module)
    return module


def test_styles_lose_typeface_blue_and_map_and_find_their_icons(vendor):
    css = (
        "@font-face{font-family:Frutiger W01;src:url(https://fonts.example/x.woff2)}"
        "a{color:#005EB8;background:#005eb8a0;font-family:Frutiger W01,arial,sans-serif}"
        "b{background:url(/assets/images/tick.svg)}/*# sourceMappingURL=x.map */"
    )
    assert vendor.neutral_css(css) == (
        "a{color:var(--cu-brand);background:#005eb8a0;font-family:var(--cu-font)}b{background:url(icons/tick.svg)}\n"
    )


def test_styles_that_still_name_another_host_are_refused(vendor):
    with pytest.raises(SystemExit, match="nothing was written"):
        vendor.neutral_css("a{background:url(https://elsewhere.example/x.png)}")
