"""The tiers of ./test, and one closing line with counts and time.

--fast    core, door, formats and the house rules, in seconds
(none)    everything on SQLite, the browser, and the checks that only read the code
--all     also PostgreSQL, a second Python, the slow faults and the benchmarks
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from pathlib import Path

import boot
import checks
import chromium
import second_python

FAST = ("tests/core", "tests/door", "tests/interop", "tests/test_house.py", "tests/test_house_papers.py")
PURE = (*FAST, "tests/test_boot.py", "tests/rules", "tests/house")
#: The full authorisation matrix is asked by two processes; the faults beside it need the machine for themselves.
WHOLE_MATRIX = "tests/faults/test_authz_full.py"
RESULTS = boot.ROOT / "var" / "test"


@dataclass
class Tally:
    """What happened so far, for the closing line and the exit code."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    broken: list[str] = field(default_factory=list)  # lanes and checks that failed
    left_out: list[str] = field(default_factory=list)

    def add(self, report: Path) -> None:
        for suite in ET.parse(report).getroot().iter("testsuite"):
            count = {name: int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")}
            wrong = count["failures"] + count["errors"]
            self.failed += wrong
            self.skipped += count["skipped"]
            self.passed += count["tests"] - wrong - count["skipped"]


def main() -> int:
    options = arguments()
    started = time.monotonic()
    tally = Tally()
    if options.shots:
        return subprocess.run([sys.executable, "tools/shots.py"], cwd=boot.ROOT, env=boot.environment(), check=False).returncode
    browser = "" if options.fast or options.no_browser else chromium.find_or_bring(setup=options.setup)
    if not browser and not options.fast:
        without_browser(tally, asked=options.no_browser)
    if options.fast:
        lane("fast", tally, [*existing(FAST), "-n", "2", "-m", "not slow and not browser", *chosen(options)])
    else:
        if not options.k:
            heading("Reading the code")
            tally.broken += checks.run()
        # Three workers on two cores: a browser story waits for its browser half of the time.
        three = ["-n", "3", "--dist", "worksteal"]
        lane("everything on SQLite", tally, [*everything(), *three, *chosen(options), *marks(browser)], browser=browser)
    if options.postgres or options.all:
        postgres_lane(tally, options)
    if options.all:
        all_lanes(tally, options)
    closing_line(tally, time.monotonic() - started)
    return 1 if tally.broken or tally.failed else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./test", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    tier = parser.add_mutually_exclusive_group()
    tier.add_argument("--fast", action="store_true", help="core, door, formats, house rules: at most 15 s")
    tier.add_argument("--all", action="store_true", help="both databases, second Python, slow faults, benchmarks: at most 25 min")
    parser.add_argument("-k", metavar="WORDS", default="", help="only tests whose name matches, as pytest understands it")
    parser.add_argument("--no-browser", action="store_true", help="leave the browser tests out")
    parser.add_argument("--postgres", action="store_true", help="the tests that need a database also on PostgreSQL")
    parser.add_argument("--setup", action="store_true", help="bring Chromium by apt first (as root)")
    parser.add_argument("--shots", action="store_true", help="only take pictures of all pages, into var/shots")
    return parser.parse_args()


def chosen(options: argparse.Namespace) -> list[str]:
    return ["-k", options.k] if options.k else []


def marks(browser: str) -> list[str]:
    return [] if browser else ["-m", "not browser"]


def existing(paths: tuple[str, ...]) -> list[str]:
    return [path for path in paths if (boot.ROOT / path).exists()]


def everything() -> list[str]:
    """All tests but the slow faults, which are a lane of their own."""
    return ["tests", "--ignore=tests/faults"]


def heading(words: str) -> None:
    print(f"\n── {words} ──", flush=True)


def without_browser(tally: Tally, *, asked: bool) -> None:
    tally.left_out.append("browser tests")
    if not asked:
        print(f"\n!!! No Chromium here: the BROWSER TESTS ARE LEFT OUT. As root:\n!!!     {chromium.APT_LINE}\n", flush=True)


def lane(name: str, tally: Tally, options: list[str], *, python: str = sys.executable, browser: str = "") -> None:
    """One run of pytest, counted. No test at all is no failure: -k may match nothing here."""
    heading(name)
    RESULTS.mkdir(parents=True, exist_ok=True)
    report = RESULTS / f"{name.replace(' ', '-')}.xml"
    report.unlink(missing_ok=True)
    variables = {**boot.environment(), "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD": "1"}
    if browser:
        variables["CHROMIUM"] = browser
    command = [python, "-m", "pytest", "-o", "junit_family=xunit2", f"--junitxml={report}", *options]
    code = subprocess.run(command, cwd=boot.ROOT, env=variables, check=False).returncode
    if report.exists():
        tally.add(report)
    if code not in (0, 5):
        tally.broken.append(name)


def postgres_lane(tally: Tally, options: argparse.Namespace) -> None:
    """What never touches a database need not run twice."""
    outside = [f"--ignore={path}" for path in PURE]
    lane("PostgreSQL", tally, [*everything(), *outside, "--postgres", "-n", "2", "-m", "not browser", *chosen(options)])


def all_lanes(tally: Tally, options: argparse.Namespace) -> None:
    """What --all adds to the SQLite and PostgreSQL lanes."""
    second = second_python.find()
    if second:
        inside = str(boot.ensure("dev", boot.ROOT / ".venv313", second))
        lane("second Python", tally, [*everything(), "-n", "2", "-m", "not browser", *chosen(options)], python=inside)
    else:
        tally.left_out.append("second Python (no python3.13 found)")
    if (boot.ROOT / "tests/faults").exists():
        lane("whole matrix", tally, [WHOLE_MATRIX, "-n", "2", *chosen(options)])
        lane("faults", tally, ["tests/faults", f"--ignore={WHOLE_MATRIX}", *chosen(options)])
    if not options.k:
        heading("benchmarks")
        if subprocess.run([sys.executable, "benchmarks/run.py"], cwd=boot.ROOT, env=boot.environment(), check=False).returncode:
            tally.broken.append("benchmarks")


def closing_line(tally: Tally, seconds: float) -> None:
    verdict = "FAILED" if tally.broken or tally.failed else "Passed"
    parts = [f"{tally.passed} passed, {tally.failed} failed, {tally.skipped} skipped"]
    if tally.broken:
        parts.append(f"not green: {', '.join(tally.broken)}")
    if tally.left_out:
        parts.append(f"left out: {', '.join(tally.left_out)}")
    if not os.environ.get("CURRICLE_SHARED_DATA"):
        parts.append("the large sample files are not here")
    print(f"\n{verdict}: {'; '.join(parts)}; {seconds:.0f} s.", flush=True)


if __name__ == "__main__":
    sys.exit(main())
