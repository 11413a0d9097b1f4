"""Pure work: coverage, gaps, checks, papers, files."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from row import Row, best

import samples

READ = (
    "import sys, time, resource\n"
    "from curricle.interop.case import read\n"
    "data = open(sys.argv[1], 'rb').read()\n"
    "started = time.process_time(); reading = read(data); spent = time.process_time() - started\n"
    "print(spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, len(reading.value.items))\n"
)


def checks() -> Iterator[Row]:
    """12 modules, 84 outcomes, 1,000 claims, 300 items; and ten times of it."""
    from curricle.core.alignment import coverage
    from curricle.core.checks import run
    from curricle.core.gaps import gaps

    def work(times: int) -> float:
        schema = samples.framework(300 * times)
        programme = samples.programme(schema, 12 * times, 84 * times, 1000 * times)

        def once() -> None:
            gaps(coverage(programme, schema))
            run(programme, (schema,))

        return best(once, times=7 if times == 1 else 3)

    one, ten = work(1), work(10)
    yield Row("coverage, gaps and all checks (12 modules, 1,000 claims, 300 items)", one * 1000, 10, "ms")
    yield Row("the same, ten times the size: times the first", ten / one, 12, "x", more={"ms": round(ten * 1000, 1)})


def case_files() -> Iterator[Row]:
    """CASE packages, each read in a process of its own, so that its memory can be told."""
    for count, reach in ((3_000, 0.2), (30_000, 2.0)):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "package.json"
            path.write_bytes(samples.case_package(count))
            runs = [_read(path) for _ in range(3)]
        seconds = min(run[0] for run in runs)
        yield Row(f"read a CASE package of {count:,} items", seconds, reach, "s", more={"MB of file": round(runs[0][3] / 2**20, 1)})
        yield Row(f"memory for {count:,} items", max(run[1] for run in runs) / 1024, 400, "MB", exact=True)


def _read(path: Path) -> tuple[float, float, int, int]:
    size = path.stat().st_size
    done = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True)
    seconds, memory, items = done.stdout.split()
    return float(seconds), float(memory), int(items), size


def papers() -> Iterator[Row]:
    """All papers of a 12-module programme, typst's own process included."""
    from datetime import date

    from curricle.core.checks import run
    from curricle.core.papers.pack import pack
    from curricle.interop.documents.bundle import write_pack, zip_pack

    schema = samples.framework(300)
    programme = samples.programme(schema, 12, 84, 1000)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = os.times()
    held = pack(programme, (schema,), run(programme, (schema,)), prepared=date(2026, 9, 1))
    files = write_pack(held)
    zip_pack(held, files)
    ended = os.times()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = ended.user + ended.system - started.user - started.system + after.ru_utime - before.ru_utime
    yield Row(
        "all papers of a 12-module programme",
        ended.elapsed - started.elapsed,
        5,
        "s wall",
        more={"cpu s": round(spent, 2), "files": len(files)},
    )
