"""A web process that only waits holds no library for work that it may never do: what it loads, every one of them holds for good."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[2] / "src"
#: Readers and writers of files, pictures, requests to others: each is loaded where it is used.
NOT_HELD = {"PIL", "docx", "docxtpl", "jwt", "lxml", "openpyxl", "pdfplumber", "pdfminer", "python_calamine", "qrcode", "requests", "typst"}
NOT_HELD |= {"xlsxwriter", "curricle.cli"}
START = """
import json, sys
from curricle.config.wsgi import application
from django.test import Client
from django.urls import get_resolver
get_resolver().url_patterns
answer = Client().get("/help/", HTTP_HOST="localhost")
print(json.dumps([answer.status_code, sorted(sys.modules)]))
"""


@pytest.mark.slow
def test_idle_web_process_holds_no_library_of_work_it_may_never_do():
    variables = {**os.environ, "PYTHONPATH": str(SRC), "DJANGO_SETTINGS_MODULE": "curricle.config.settings.test"}
    done = subprocess.run([sys.executable, "-c", START], env=variables, capture_output=True, text=True, check=True, timeout=60)
    status, held = json.loads(done.stdout.splitlines()[-1])
    assert (status, NOT_HELD & set(held)) == (200, set())
