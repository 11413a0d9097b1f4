"""What is inside a release is written down, and is what the pins say."""

from __future__ import annotations

import json
import re
import sys

import pytest

from house.tree import ROOT
from test_house_papers import pins

sys.path.insert(0, str(ROOT / "tools"))

import inside  # noqa: E402 - found only now

WRITTEN = ROOT / "docs/reference/sbom.cdx.json"


def test_list_of_what_is_inside_is_not_stale():
    assert inside.text() == WRITTEN.read_text("utf-8"), "run tools/sbom"


def test_libraries_of_the_list_are_the_pins():
    components = json.loads(WRITTEN.read_bytes())["components"]
    listed = [(each["name"], each["version"]) for each in components if each.get("purl", "").startswith("pkg:pypi/")]
    pinned = [(name, next(iter(pin.specifier)).version) for name, found in pins("requirements.txt").items() for pin in found]
    assert sorted(listed) == sorted(pinned)


def test_list_names_no_registry_and_no_date():
    words = WRITTEN.read_text("utf-8")
    assert re.findall(r'[a-z]+://[^"]+', words) == ["http://cyclonedx.org/schema/bom-1.6.schema.json"]
    assert [each for each in ("timestamp", "serialNumber") if each in words] == []


@pytest.mark.slow
def test_list_is_valid_cyclonedx():
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(WRITTEN.read_text("utf-8")) is None
