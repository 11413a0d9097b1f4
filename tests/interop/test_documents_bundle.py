"""The whole pack as files: names, digests, contents, one ZIP, the same bytes each time."""

from __future__ import annotations

import hashlib
import json
import time
import zipfile
from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader

import papers_sample as sample
from curricle.core.checks import run
from curricle.core.papers import Pack, pack
from curricle.interop.documents import File, write_pack, zip_pack

pytestmark = pytest.mark.slow


@cache
def packed() -> Pack:
    programme, frameworks = sample.programme(1), sample.frameworks(12)
    return pack(programme, frameworks, run(programme, frameworks), prepared=sample.DAY)


@cache
def files() -> tuple[File, ...]:
    return write_pack(packed())


def test_pack_holds_every_paper_three_ways():
    assert [each.name for each in files()] == [
        "contents.pdf",
        "manifest.json",
        "programme-specification.pdf",
        "module-descriptors.pdf",
        "mappings.pdf",
        "rule-report.pdf",
        "programme-specification.docx",
        "module-descriptors.docx",
        "mappings.docx",
        "rule-report.docx",
        "modules/module-descriptor-po701.docx",
        "mapping-grids.xlsx",
    ]


def test_manifest_names_each_file_with_its_digest():
    manifest = json.loads(files()[1].data)
    assert (manifest["programme"], manifest["digest"], manifest["prepared"]) == ("PO-MSC", packed().digest, "2026-11-22")
    written = {each.name: hashlib.sha256(each.data).hexdigest() for each in files() if each.name != "manifest.json"}
    assert {each["name"]: each["sha256"] for each in manifest["files"]} == written


def test_contents_page_lists_files_digest_and_date():
    whole = "".join("".join(page.extract_text() for page in PdfReader(BytesIO(files()[0].data)).pages).replace("\u200b", "").split())
    assert packed().digest in whole
    assert "22November2026" in whole
    assert [each.name for each in files()[2:] if each.name.replace(" ", "") not in whole] == []


def test_zip_holds_the_files_and_is_the_same_each_time():
    made = zip_pack(packed(), files())
    with zipfile.ZipFile(BytesIO(made.data)) as held:
        assert held.namelist() == [f"po-msc-papers/{each.name}" for each in files()]
        assert {info.date_time for info in held.infolist()} == {(2026, 11, 22, 0, 0, 0)}
    assert made.name == "po-msc-papers.zip"
    assert zip_pack(packed(), write_pack(packed())).data == made.data


def test_codes_that_are_paths_stay_inside_the_pack():
    programme = sample.programme(1)
    nasty = replace(programme, code="../../x", modules=(replace(programme.modules[0], code="/etc/passwd"),))
    held = pack(nasty, (), run(nasty, ()), prepared=sample.DAY)
    made = write_pack(held)
    assert "modules/module-descriptor-etc-passwd.docx" in [each.name for each in made]
    assert zip_pack(held, made).name == "x-papers.zip"


def test_all_papers_of_twelve_modules_are_written_in_time():
    programme, frameworks = sample.programme(12, 100, 24), sample.frameworks(100)
    report = run(programme, frameworks)
    start = time.process_time()
    write_pack(pack(programme, frameworks, report, prepared=sample.DAY))
    assert time.process_time() - start < 10  # twice the reach of 5 s
