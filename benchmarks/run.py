#!/usr/bin/env python3
"""All benchmarks: a table, var/bench.json, and exit code 1 when a row lies beyond twice its reach."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(HERE), str(ROOT / "tools")]


def main() -> int:
    if "CURRICLE_BENCH" not in os.environ:  # once more, inside the environment
        import boot

        os.environ |= {"CURRICLE_BENCH": "1", "DJANGO_SETTINGS_MODULE": "curricle.config.settings.test"}
        boot.become("dev", str(HERE / "run.py"), *sys.argv[1:])
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-k", metavar="WORDS", default="", help="only groups whose name holds these words")
    parser.add_argument("--soak", action="store_true", help="measure the growth of memory over 20,000 requests instead of 1,000")
    options = parser.parse_args()
    if options.soak:
        os.environ["BENCH_SOAK"] = "1"
    return report(options.k)


def report(words: str) -> int:
    import rows_backup
    import rows_case
    import rows_core
    import rows_documents
    import rows_footprint
    import rows_imports
    import rows_pages
    import rows_start
    from row import Row, calibrate

    groups = [rows_core.checks, rows_core.case_files, rows_core.papers, rows_imports.imports, rows_pages.permission]
    groups += [rows_pages.programme_page, rows_pages.tree_page, rows_pages.draft_page, rows_case.case_service]
    groups += [rows_start.help_text, rows_start.starts, rows_backup.backups, rows_footprint.footprint]
    groups += [rows_documents.documents]
    rows: list[Row] = []
    missing: list[str] = []
    factor = calibrate()
    for group in groups:
        name = group.__name__
        if words not in name:
            continue
        try:
            rows += group()
        except Exception as stop:
            missing.append(f"{name}: {type(stop).__name__}: {stop}".splitlines()[0])
    factor = (factor + calibrate()) / 2
    table(rows, missing, factor)
    keep(rows, missing, factor)
    return 1 if missing or any(row.verdict(factor) == "BEYOND" for row in rows) else 0


def table(rows: list, missing: list[str], factor: float) -> None:
    print(f"{'work':<72}{'measured':>12}{'reach':>10}  verdict")
    for row in rows:
        more = ", ".join(f"{key} {value}" for key, value in row.more.items())
        print(
            f"{row.name:<72}{row.value:>12.3g}{row.reach:>10g}  {row.verdict(factor)} ({row.unit}{'; ' if more and row.unit else ''}{more})"
        )
    for line in missing:
        print(f"not measured: {line}")
    print(f"calibration: this machine takes {factor:.2f} of the nominal time")


def keep(rows: list, missing: list[str], factor: float) -> None:
    document = {
        "python": platform.python_version(),
        "calibration": round(factor, 3),
        "rows": [
            {"work": row.name, "value": row.value, "unit": row.unit, "reach": row.reach, "verdict": row.verdict(factor), **row.more}
            for row in rows
        ],
        "not measured": missing,
    }
    path = ROOT / "var" / "bench.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(document, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
