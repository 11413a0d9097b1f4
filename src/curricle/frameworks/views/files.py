"""A framework as a file of a format."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse

from curricle.core.framework import Framework
from curricle.interop import case, curricle
from curricle.interop.sheets.framework_write import write_framework_csv, write_framework_template
from curricle.people.views.files import attachment

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def write(framework: Framework, format: str, at: datetime) -> HttpResponse | None:
    """The file as an answer, or None for a format we do not write. `at` stands in CASE as the time of the last change."""
    name = "".join(sign if sign.isalnum() or sign in "-." else "-" for sign in f"{framework.code}-{framework.version}")
    if format == "json":
        return attachment(curricle.write_framework(framework), name=f"{name}.json", media_type="application/json")
    if format == "case":
        return attachment(case.write(framework, changed=at), name=f"{name}.case.json", media_type="application/json")
    if format == "xlsx":
        return attachment(write_framework_template(framework), name=f"{name}.xlsx", media_type=XLSX)
    if format == "csv":
        return attachment(write_framework_csv(framework), name=f"{name}.csv", media_type="text/csv; charset=utf-8")
    return None
