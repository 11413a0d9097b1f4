"""The vendored kit stays neutral, whole and at home; the theme keeps its contrasts; macros are given names they know."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path

import pytest
from django.template import engines

from curricle import ui
from curricle.ui import fields
from ui.kit import KitForm

STATIC = Path(ui.__file__).parent / "static/ui"
KIT = STATIC / "vendor/nhsuk-frontend-10.6.1"
THEME = (STATIC / "theme.css").read_text("utf-8")
COLOURS = dict(re.findall(r"(--cu-[\w-]+): (#[0-9a-f]{3,6});", THEME))


def test_macros_and_styles_are_of_one_version():
    assert version("nhsuk-frontend-jinja") == "0.10.2"  # made for nhsuk-frontend 10.6.1: change both together
    assert '--nhsuk-frontend-version:"10.6.1"' in (KIT / "nhsuk-frontend.min.css").read_text("utf-8")


def test_kit_names_no_other_host_typeface_or_source_map():
    for name in ("nhsuk-frontend.min.css", "nhsuk-frontend.min.js"):
        text = (KIT / name).read_text("utf-8")
        assert re.findall(r"@font-face|Frutiger|sourceMappingURL|#005eb8", text) == []
        assert [host for host in re.findall(r"https?://([\w.]+)", text) if host != "www.w3.org"] == []


def test_every_icon_of_the_kit_is_there_and_its_licence():
    named = set(re.findall(r"url\(([^)]+)\)", (KIT / "nhsuk-frontend.min.css").read_text("utf-8")))
    assert named == {f"icons/{path.name}" for path in (KIT / "icons").iterdir()}
    assert (KIT / "LICENCE.txt").read_text("utf-8").startswith("The MIT License")


def test_every_variable_of_the_styles_is_in_the_theme():
    used = {
        name
        for path in (KIT / "nhsuk-frontend.min.css", STATIC / "curricle.css")
        for name in re.findall(r"var\((--cu-[\w-]+)", path.read_text())
    }
    assert used - set(re.findall(r"(--cu-[\w-]+):", THEME)) == set()


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("front", "back", "least"),
    [
        ("#ffffff", COLOURS["--cu-brand"], 4.5),
        (COLOURS["--cu-brand"], "#f0f4f5", 4.5),
        ("#ffffff", COLOURS["--cu-tint-4"], 4.5),
        ("#212b32", COLOURS["--cu-tint-3"], 4.5),
        ("#212b32", COLOURS["--cu-tint-2"], 4.5),
        ("#212b32", COLOURS["--cu-tint-1"], 4.5),
        ("#4c6272", COLOURS["--cu-tint-0"], 4.5),
        (COLOURS["--cu-gap"], "#f0f4f5", 3),
    ],
)
def test_theme_keeps_its_contrasts(front, back, least):
    assert contrast(front, back) >= least


@pytest.mark.parametrize("name", list(KitForm.base_fields))
def test_each_parameter_given_to_a_macro_is_one_it_reads(name):
    component, special = fields._component(KitForm()[name])
    source, _, _ = engines["jinja2"].env.loader.get_source(engines["jinja2"].env, f"nhsuk/components/{component}/template.jinja")
    known = {word for pair in re.findall(r'params\.get\("(\w+)"|params\.(\w+)', source) for word in pair}
    assert set(special) - known == set()


@pytest.mark.parametrize("component", list(fields.MACROS))
def test_each_macro_of_the_kit_is_there(component):
    assert callable(fields._macro(engines["jinja2"].env, component))
