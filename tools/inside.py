"""What is inside a release: every pinned library that runs, and what others made that lies in our own folders, as CycloneDX 1.6.

The same pins give the same bytes: no date, no random number, no address of a registry. The hashes of the files that are installed
stand beside the pins in requirements.txt; the digest of that file stands here.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import boot
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PLACE = boot.ROOT / "docs" / "reference" / "sbom.cdx.json"
PINS = boot.ROOT / "requirements.txt"
VENDORED = boot.ROOT / "src/curricle/ui/static/ui/vendor"
FONTS = boot.ROOT / "src/curricle/interop/documents/fonts"
Component = dict[str, Any]


def document() -> dict[str, Any]:
    """The whole of it, in CycloneDX's shape."""
    project = tomllib.loads((boot.ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    libraries, copied = [*_libraries()], [*_copied()]
    direct = {canonicalize_name(Requirement(each).name) for each in project["dependencies"]}
    refs = [each["bom-ref"] for each in libraries if each["name"] in direct] + [each["bom-ref"] for each in copied]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "curricle",
                "name": "curricle",
                "version": project["version"],
                "licenses": [{"license": {"id": project["license"]["text"]}}],
            },
            "properties": [{"name": "curricle:requirements.txt:sha256", "value": hashlib.sha256(PINS.read_bytes()).hexdigest()}],
        },
        "components": libraries + copied,
        "dependencies": [{"ref": "curricle", "dependsOn": sorted(refs)}],
    }


def _libraries() -> Iterator[Component]:
    """One for each pin. A library with two versions is there twice, each with the condition under which it is installed."""
    for line in PINS.read_text("utf-8").replace("\\\n", " ").splitlines():
        words = line.split("--hash")[0].strip()
        if not words or words.startswith("#"):
            continue
        pin = Requirement(words)
        name, version = canonicalize_name(pin.name), next(iter(pin.specifier)).version
        made = _component("library", name, version, f"pkg:pypi/{name}@{version}")
        yield made | ({"properties": [{"name": "curricle:only-when", "value": str(pin.marker)}]} if pin.marker else {})


def _copied() -> Iterator[Component]:
    for folder in sorted(VENDORED.iterdir()):
        found = re.fullmatch(r"(.+)-(\d+(?:\.\d+)+)", folder.name)
        if found:
            yield _component("library", found[1], found[2], f"pkg:npm/{found[1]}@{found[2]}")
    for path in sorted(FONTS.glob("*.ttf")):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        yield {"type": "file", "bom-ref": f"font:{path.name}", "name": path.name, "hashes": [{"alg": "SHA-256", "content": digest}]}


def _component(kind: str, name: str, version: str, purl: str) -> Component:
    return {"type": kind, "bom-ref": purl, "name": name, "version": version, "purl": purl}


def text() -> str:
    return json.dumps(document(), indent=1, ensure_ascii=False) + "\n"


def main() -> None:
    PLACE.write_text(text(), "utf-8")


if __name__ == "__main__":
    main()
