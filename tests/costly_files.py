"""Files that are made to cost much: bombs, and what the limits just let in. Run as a program it reads one and tells what that took.

python tests/costly_files.py NAME  ->  {"answer": words, "cpu": seconds, "megabytes": most of any process}
"""

from __future__ import annotations

import io
import json
import resource
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from faulty_files import faulty
from faulty_prose import Text, docx, paragraph, pdf_of, run
from office_bytes import workbook_parts, zipped

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>Level</t></is></c><c r="B1" t="inlineStr"><is><t>Full Statement</t></is></c></row>'


def sheet(body: str, after: str = "") -> bytes:
    xml = f'<worksheet xmlns="{MAIN}"><sheetData>{HEAD}{body}</sheetData>{after}</worksheet>'
    return zipped(workbook_parts({"Items": xml}).items(), stored=True)


def numbers() -> bytes:
    """As many cells as are let in."""
    return sheet("".join(f'<row r="{row}">{"<c><v>1</v></c>" * 20}</row>' for row in range(2, 24_900)))


def merged() -> bytes:
    ranges = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(2, 90_000))
    return sheet('<row r="2"><c r="A2"><v>1</v></c></row>', f"<mergeCells>{ranges}</mergeCells>")


def lists() -> bytes:
    return b'{"CFDocument": {}, "CFItems": [' + b",".join([b"[]"] * 700_000) + b"]}"


def names() -> bytes:
    return ("{" + ",".join(f'"n{at}":0' for at in range(1_400_000)) + "}").encode()


def ring() -> bytes:
    """As many items as are let in, in one ring."""
    rows = "".join(f"n{at},Item {at},n{(at + 1) % 49_000},1\n" for at in range(49_000))
    return b"identifier,fullStatement,isChildOf,humanCodingScheme\n" + rows.encode()


def alike() -> bytes:
    """As many items as are let in, all of one code and of the same words."""
    return b"Level,Human Coding Scheme,Full Statement\n" + b"1,A1,Assesses gait and plans care with people\n" * 49_000


def loose(body: str) -> bytes:
    """A Word document whose parts are not packed, so that its size is no surprise."""
    with zipfile.ZipFile(io.BytesIO(docx(Text(raw=body)))) as held:
        return zipped([(name, held.read(name)) for name in held.namelist()], stored=True)


COSTLY: dict[str, Callable[[], bytes]] = {
    "xlsx zip bomb": lambda: faulty("zip bomb", "template xlsx"),
    "xlsx XML bomb": lambda: faulty("XML bomb", "opensalt xlsx"),
    "xlsx far cell": lambda: faulty("far cell", "dls"),
    "xlsx as many cells as may be": numbers,
    "xlsx merged ranges": merged,
    "docx zip bomb": lambda: faulty("zip bomb", "docx"),
    "docx XML bomb": lambda: faulty("XML bomb", "docx"),
    "docx tags": lambda: loose("<w:r/>" * 990_000),
    "docx paragraphs": lambda: loose(paragraph(run("C1.5 Assesses gait and plans care.")) * 49_000),
    "pdf bomb": lambda: faulty("zip bomb", "pdf"),
    "pdf operators": lambda: pdf_of([b"q " * 3_000_000]),
    "html tags": lambda: b"<!doctype html><p>C1.1 a</p>" + b"<b></b>" * 249_000,
    "html paragraphs": lambda: b"<!doctype html>" + b"<p>C1.5 Assesses gait and plans care.</p>" * 49_000,
    "html deep": lambda: faulty("deep", "html"),
    "csv as many cells as may be": lambda: b"id,value,parent_id\n" + (b",".join([b"1"] * 20) + b"\n") * 24_900,
    "csv one cell": lambda: b'id,value,parent_id\n1,"' + b"a" * 60_000_000 + b'",\n',
    "csv ring": ring,
    "csv alike": alike,
    "json lists": lists,
    "json names": names,
    "json one text": lambda: b'{"CFDocument": {"title": "' + b"a" * 60_000_000 + b'"}}',
    "json one text of wide letters": lambda: b'{"CFDocument": {"title": "' + b"a" * 50_000_000 + "\U0001f9b6".encode() + b'"}}',
    "json brackets": lambda: b'{"CFDocument": ' + b"[" * 20_000_000,
}


def main() -> None:
    from curricle.core.imports import plan
    from curricle.door.problems import Refused
    from curricle.interop import read_framework

    data = sys.stdin.buffer.read()
    started = time.process_time()
    try:
        reading = read_framework(data, name="costly")
        answer = f"read {len(plan(reading.value, says=reading.says).rows)} rows"
    except Refused as stop:
        answer = str(stop)[:300]
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = time.process_time() - started + children.ru_utime + children.ru_stime
    print(json.dumps({"answer": answer, "cpu": round(cpu, 2), "megabytes": max(own_peak(), children.ru_maxrss) // 1024}))


def own_peak() -> int:
    """Kilobytes. Not ru_maxrss, which begins at what the parent had."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))


if __name__ == "__main__":
    main()
