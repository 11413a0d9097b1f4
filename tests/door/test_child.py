import subprocess
import sys

import pytest

from curricle.door import child
from curricle.door.limits import Limits
from curricle.door.problems import Refused


def refusal(function: str, data: bytes = b"x", **limits: int) -> str:
    with pytest.raises(Refused) as stop:
        child.run(function, data, Limits(**limits))
    return str(stop.value)


def test_run_gives_the_problems_of_the_function():
    assert refusal("curricle.door.xlsx_cells:read", b"PK") == (
        "the file: the file is cut short or is no zip or office file (File is not a zip file)"
    )


def test_run_outside_the_package_is_not_done():
    assert refusal("os:system", b"true") == "the file: the file made its reader fail; it is damaged or was made to do harm"


def test_run_too_little_memory_is_a_refusal():
    assert refusal("curricle.door.xlsx_cells:read", b"PK" + bytes(40_000_000), child_memory=30_000_000).startswith(
        "the file: reading it took more than 30,000,000 bytes of memory (limit child_memory)"
    )


@pytest.mark.slow
def test_run_too_much_time_is_a_refusal():
    code = (
        "from curricle.door import child\n"
        "from curricle.door.limits import Limits\n"
        "child._fence(Limits(child_seconds=1))\n"
        "while True: pass\n"
    )
    done = subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": child._ROOT}, capture_output=True, timeout=20, check=False)
    with pytest.raises(Refused) as stop:
        child._answer(done, Limits(child_seconds=1))
    assert str(stop.value) == "the file: reading it took more than 1 seconds (limit child_seconds)"


def test_child_starts_without_django_or_the_formats_it_does_not_need():
    code = "import sys, curricle.door.xlsx_cells; print(sorted({'django','jinja2','docx','xlsxwriter'} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": child._ROOT}, capture_output=True, timeout=20, check=True)
    assert done.stdout == b"[]\n"
