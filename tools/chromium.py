"""Finds Chromium for the browser tests; brings it by apt only when told to, as root."""

from __future__ import annotations

import os
import shutil
import subprocess

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APT_LINE = "apt-get update && apt-get install --yes --no-install-recommends chromium"


def find() -> str:
    """Path of a Chromium, or "". $CHROMIUM wins."""
    told = os.environ.get("CHROMIUM", "")
    if told:
        return told if os.access(told, os.X_OK) else ""
    return next((path for path in map(shutil.which, NAMES) if path), "")


def may_install() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and bool(shutil.which("apt-get"))


def install() -> str:
    """Bring Chromium by apt. Its path, or "" when that did not work."""
    print("Bringing Chromium by apt (about 113 MB) …", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-q"], ["install", "--yes", "-q", "--no-install-recommends", "chromium"]):
        subprocess.run(["apt-get", *command], env=quiet, stdout=subprocess.DEVNULL, check=False)
    return find()


def find_or_bring(*, setup: bool) -> str:
    """Path of Chromium; on a build machine (CI=true) or with --setup it is installed when missing."""
    path = find()
    if path or not (setup or os.environ.get("CI") == "true"):
        return path
    if not may_install():
        print(f"Chromium is missing and only root can bring it: sudo sh -c '{APT_LINE}'", flush=True)
        return ""
    return install()
