"""Writes docs/reference/settings.md from the settings themselves: .venv/bin/python tools/settings_page.py"""

from __future__ import annotations

import os
import sys

import boot

PAGE = boot.ROOT / "docs" / "reference" / "settings.md"
HEAD = """# Settings

All settings are environment variables; `./curricle doctor` prints each with its value and where it comes from. A name that begins with
`CURRICLE_` and that nothing reads is most often a typing error, and doctor says so. Yes and no may be written as yes, no, 1, 0,
true, false, on or off. This page is written by `tools/settings_page.py`.

| Setting | Default | What it is |
|---|---|---|
"""
FOOT = """
`./run` sets `CURRICLE_DEMO` to yes unless it is set already, `--no-demo` is given, or `CURRICLE_SERVER` is set.

## For the tests

| Variable | What it is |
|---|---|
| `CHROMIUM` | Path of the Chromium that drives the browser tests; else `chromium` or `google-chrome` on the path. |
| `CI` | `true`: a missing Chromium is brought by apt (as root). |
| `CURRICLE_SHARED_DATA` | Folder with large sample files that are not part of the project; tests that need it are skipped without. |
| `CURRICLE_SECOND_PYTHON` | Interpreter of the second lane of `./test --all`; else `python3.13` on the path or of pyenv. |
"""


def main() -> None:
    sys.path.insert(0, str(boot.ROOT / "src"))
    for name in [name for name in os.environ if name.startswith("CURRICLE_")]:
        del os.environ[name]
    from curricle.config.environment import ENVIRONMENT
    from curricle.config.settings import test  # noqa: F401 - reading them fills ENVIRONMENT

    rows = [f"| `{each.name}` | {default(each.name, each.default)} | {each.help.replace('|', '/')} |\n" for each in ENVIRONMENT.settings]
    PAGE.write_text(HEAD + "".join(rows) + FOOT, "utf-8")


def default(name: str, value: object) -> str:
    if name == "CURRICLE_DATA":
        return "`var` in the checkout"
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = " ".join(value) if isinstance(value, tuple) else str(value)
    return f"`{text}`" if text else "empty"


if __name__ == "__main__":
    main()
