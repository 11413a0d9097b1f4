"""Everything that reads the code without running it: style, imports, types, templates, forgotten migrations."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import boot

BIN = Path(sys.executable).parent
STRICT = ["src/curricle/core", "src/curricle/door", "src/curricle/interop"]
#: Habits of other template languages: url_for, a line break after a heading, sizes of images that style sheets set.
NOT_OURS = "J018,H015,H006,H013"
SCRIPTS = ["run", "test", "curricle", "tools/check"]


def commands() -> list[tuple[str, list[str]]]:
    """Each check with its command line. Checks of parts that do not exist yet are left out."""
    wanted = [
        ("style", [str(BIN / "ruff"), "check", "--quiet", ".", *SCRIPTS]),
        ("format", [str(BIN / "ruff"), "format", "--check", "--quiet", ".", *SCRIPTS]),
        ("imports", [str(BIN / "lint-imports"), "--no-cache"]),
        ("types", [str(BIN / "mypy"), "--no-error-summary", *STRICT]),
    ]
    pages = sorted(str(folder.relative_to(boot.ROOT)) for folder in boot.ROOT.glob("src/curricle/*/jinja") if folder.is_dir())
    if pages:
        wanted.append(("templates", [str(BIN / "djlint"), "--lint", "--quiet", "--extension=jinja", f"--ignore={NOT_OURS}", *pages]))
    if (boot.ROOT / "src/curricle/config/settings/test.py").exists():
        settings = "--settings=curricle.config.settings.test"
        wanted.append(("migrations", [sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run", settings]))
    return wanted


def run() -> list[str]:
    """Names of the checks that failed; what they said is printed."""
    failed = []
    for name, command in commands():
        started = time.monotonic()
        done = subprocess.run(command, cwd=boot.ROOT, env=boot.environment(), capture_output=True, text=True, check=False)
        print(f"  {name:<11}{'ok' if done.returncode == 0 else 'FAILED'}  {time.monotonic() - started:.1f} s", flush=True)
        if done.returncode:
            failed.append(name)
            print((done.stdout + done.stderr).strip(), flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(1 if run() else 0)
