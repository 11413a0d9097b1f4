"""Formats: bytes to core values and back. What a file is, its content says; its name only helps where it gives a title.

Readers are imported when they are needed, so that asking costs little.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from curricle.door.grid import Workbook
from curricle.door.limits import DEFAULT, Limits
from curricle.door.problems import Problem, Reading, Weight, refuse

if TYPE_CHECKING:
    from curricle.core.framework import Framework
    from curricle.core.programme import Programme

#: Name of a format -> what people call it. Those that `read_framework` reads come first.
FORMATS = {
    "case": "a CASE 1.0 or 1.1 package (JSON)",
    "curricle": "Curricle's own JSON",
    "standard": "a Skills England standard (JSON)",
    "template": "Curricle's framework template (XLSX or CSV)",
    "opensalt": "OpenSALT's three-sheet workbook or CSV",
    "opencase": "OpenCASE's upload template (XLSX or CSV)",
    "compeito": "COMPEITO's CSV",
    "moodle": "Moodle's competency framework CSV",
    "dls": "NHS Digital Learning Solutions' framework workbook (XLSX)",
    "openedx": "an Open edX taxonomy (CSV)",
    "docx": "a Word document (DOCX)",
    "pdf": "a PDF",
    "html": "a web page (HTML)",
    "curricle programme": "a programme in Curricle's own JSON",
    "programme workbook": "Curricle's programme workbook (XLSX)",
    "workbook": "another spreadsheet (XLSX or CSV)",
    "json": "other JSON",
    "unknown": "something else",
}
FRAMEWORK_FORMATS = ("case", "curricle", "standard", "template", "opensalt", "opencase", "compeito", "moodle", "dls", "openedx")
#: Name of a format that a framework is written in -> (what people call it, ending of the file, media type).
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WRITTEN = {
    "json": ("Curricle JSON", "json", "application/json"),
    "case": ("CASE 1.1 package", "case.json", "application/json"),
    "xlsx": ("Excel, our template", "xlsx", _XLSX),
    "csv": ("CSV, our template", "csv", "text/csv; charset=utf-8"),
    "opensalt": ("OpenSALT workbook", "opensalt.xlsx", _XLSX),
    "moodle": ("Moodle CSV", "moodle.csv", "text/csv; charset=utf-8"),
    "dls": ("NHS DLS workbook", "dls.xlsx", _XLSX),
    "openedx": ("Open edX CSV", "openedx.csv", "text/csv; charset=utf-8"),
    "pdf": ("PDF to print", "pdf", "application/pdf"),
    "docx": ("Word", "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}
#: Documents written for people: what is read of them, a person looks through (`prose`).
PROSE = ("docx", "pdf", "html")
#: Kind of file by its content -> words; ending of a name -> the kind of file that it promises.
_KINDS = {"json": "JSON", "csv": "CSV", "xlsx": "a workbook (XLSX)", "docx": "a Word document", "pdf": "a PDF", "html": "a web page"}
_ENDINGS = {each: each for each in _KINDS} | {"xlsm": "xlsx", "htm": "html"}


def detect(data: bytes, name: str = "", *, limits: Limits = DEFAULT) -> str:
    """One of `FORMATS`, by content alone. Raises Refused when the file is broken or hostile, whatever its kind."""
    return _look(data, name, limits).format


def read_framework(data: bytes, *, name: str = "", limits: Limits = DEFAULT, format: str | None = None) -> Reading[Framework]:
    """The framework in a file of any known format; `format`, one of `FRAMEWORK_FORMATS`, overrules what the content says.

    `name` gives a title where the format has none. Of a document (`PROSE`) it is what a first guess makes of it: every doubt is a
    warning. Raises Refused with places, or with words that list what can be read.
    """
    seen = _look(data, name, limits)
    wanted = format or seen.format
    if wanted == seen.format and wanted in PROSE:
        from curricle.interop.prose.framework import read_guessed

        return _labelled(read_guessed(data, name=name, limits=limits), seen, name)
    if wanted not in FRAMEWORK_FORMATS:
        raise refuse("the file", _not_a_framework(wanted))
    from curricle.door.assembly import check_room

    if wanted in {"case", "curricle", "standard"}:
        if seen.workbook is not None:
            raise refuse("the file", f"the file is a spreadsheet, not {FORMATS[wanted]}")
        reading = _from_json(wanted, seen.document, limits)
    elif seen.workbook is None:
        raise refuse("the file", f"the file is JSON, not {FORMATS[wanted]}")
    else:
        reading = _from_sheets(wanted, seen.workbook, name, limits)
    check_room(reading, limits)
    return _labelled(reading, seen, name)


def write_framework(framework: Framework, to: str, *, changed: datetime | None = None) -> bytes:
    """The framework in one of `WRITTEN`; the README of the format says what is lost. `changed` stands where a format wants a time.

    Raises Refused for a text that the format has no room for.
    """
    at = changed or datetime.now(UTC)
    if to in {"pdf", "docx"}:
        return _printed(framework, to, at)
    if to in {"json", "case"}:
        from curricle.interop import case, curricle

        return curricle.write_framework(framework) if to == "json" else case.write(framework, changed=at)
    if to in {"xlsx", "csv"}:
        from curricle.interop.sheets import framework_write

        return framework_write.write_framework_template(framework) if to == "xlsx" else framework_write.write_framework_csv(framework)
    from curricle.interop import dls, moodle, openedx, opensalt

    return {"opensalt": opensalt.write, "moodle": moodle.write, "dls": dls.write, "openedx": openedx.write}[to](framework)


def _printed(framework: Framework, to: str, at: datetime) -> bytes:
    from curricle.core.papers.framework_paper import framework_paper

    paper = framework_paper(framework, prepared=at.date())
    if to == "pdf":
        from curricle.interop.documents.pdf import render_pdf

        return render_pdf(paper, {}).data
    from curricle.interop.documents.docx import render_docx

    return render_docx(paper, {}, {})


def read_programme(data: bytes, *, name: str = "", limits: Limits = DEFAULT, frameworks: Iterable[Framework] = ()) -> Reading[Programme]:
    """The programme in Curricle's workbook or JSON; `frameworks` are those that its lenses may name. Raises Refused."""
    seen = _look(data, name, limits)
    if seen.format == "curricle programme":
        from curricle.interop.curricle import read_programme_document

        return read_programme_document(seen.document, limits=limits)
    if seen.format == "programme workbook" and seen.workbook is not None:
        from curricle.interop.sheets.programme_read import programme_of

        return programme_of(seen.workbook, frameworks=frameworks)
    raise refuse(
        "the file",
        f"this is {FORMATS[seen.format]}; a programme is read from {FORMATS['programme workbook']} or {FORMATS['curricle programme']}",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What a file is, with what was already made of it, so that nothing is parsed twice."""

    format: str
    document: Any = None
    workbook: Workbook | None = None


def _look(data: bytes, name: str, limits: Limits) -> _Seen:
    from curricle.door.text import check_size
    from curricle.door.workbook import read_workbook

    check_size(data, limits)
    if _is_json(data):
        from curricle.door.strict_json import loads

        document = loads(data, limits=limits, floats=True)
        return _Seen(format=_json_format(document), document=document)
    from curricle.interop.prose import kind_of

    prose = kind_of(data)
    if prose:
        return _Seen(format=prose)
    stranger = _stranger(data)
    if stranger:
        raise refuse("the file", f"this is {stranger}; {_readable()}")
    workbook = read_workbook(data, name=name, limits=limits)
    return _Seen(format=_sheet_format(workbook), workbook=workbook)


def _is_json(data: bytes) -> bool:
    start = data[:64].removeprefix(b"\xef\xbb\xbf")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start[2:].replace(b"\x00", b"")
    return start.lstrip()[:1] in {b"{", b"["}


def _stranger(data: bytes) -> str:
    """What a file is that nobody here reads, by its first bytes; "" when it may be a spreadsheet."""
    start = data[:512].lstrip().lower()
    known = {b"<?xml": "XML", b"<": "markup", b"{\\rtf": "RTF"}
    return next((words for sign, words in known.items() if start.startswith(sign)), "")


def _json_format(got: Any) -> str:
    if type(got) is dict and "curricle" in got:
        return "curricle programme" if "programme" in got else "curricle"
    inner = got.get("CFPackage", got) if type(got) is dict else got
    if type(inner) is dict and "CFDocument" in inner:
        return "case"
    from curricle.interop.standards import is_standard

    return "standard" if is_standard(got) else "json"


def _sheet_format(workbook: Workbook) -> str:
    from curricle.interop import compeito, dls, moodle, opencase, openedx, opensalt
    from curricle.interop.sheets.framework_read import is_framework_template
    from curricle.interop.sheets.programme_read import is_programme_workbook

    signs = {
        "programme workbook": is_programme_workbook,
        "template": is_framework_template,
        "moodle": moodle.is_moodle,
        "compeito": compeito.is_compeito,
        "opensalt": opensalt.is_opensalt,
        "dls": dls.is_dls,
        "openedx": openedx.is_openedx,
        "opencase": opencase.is_opencase,
    }
    return next((format for format, is_one in signs.items() if is_one(workbook)), "workbook")


def _from_json(format: str, document: Any, limits: Limits) -> Reading[Framework]:
    if format == "case":
        from curricle.interop import case

        return case.read_document(document, limits=limits)
    if format == "standard":
        from curricle.interop import standards

        return replace(standards.read_document(document, limits=limits), says=frozenset({"code", "kind", "requirement", "links"}))
    from curricle.interop.curricle import read_framework_document

    return read_framework_document(document, limits=limits)


def _from_sheets(format: str, workbook: Workbook, name: str, limits: Limits) -> Reading[Framework]:
    from curricle.interop import compeito, dls, moodle, opencase, openedx, opensalt
    from curricle.interop.sheets import framework_read

    if format == "template":
        return _shown(replace(framework_read.framework_of(workbook, limits), says=framework_read.says(workbook)), workbook)
    reader = {"opensalt": opensalt, "opencase": opencase, "compeito": compeito, "moodle": moodle, "dls": dls, "openedx": openedx}[format]
    return _shown(replace(reader.from_workbook(workbook, limits=limits, name=name), says=reader.says(workbook)), workbook)


def _shown(reading: Reading[Framework], workbook: Workbook) -> Reading[Framework]:
    """With warnings of what a spreadsheet program shows otherwise than it is read."""
    from curricle.door.unseen import unseen

    return replace(reading, problems=(*reading.problems, *unseen(workbook)))


def _labelled(reading: Reading[Framework], seen: _Seen, name: str) -> Reading[Framework]:
    """With a warning where the ending of the name belongs to another kind of file. What a file is, its content says."""
    kind = seen.format if seen.format in PROSE else "json" if seen.workbook is None else seen.workbook.format
    ending = name.rpartition(".")[2].casefold() if "." in name else ""
    if ending not in _ENDINGS or _ENDINGS[ending] == kind:
        return reading
    says = f"it is named .{ending} but is {_KINDS[kind]}; it is read as what it is"
    return replace(reading, problems=(*reading.problems, Problem(at="the file", says=says, severity=Weight.WARNING)))


def _not_a_framework(format: str) -> str:
    if format in {"curricle programme", "programme workbook"}:
        return "this is a programme, not a framework"
    if format == "workbook":
        return f"no sheet has headings that are known here; {_readable()}"
    return f"this is {FORMATS.get(format, format)}; {_readable()}"


def _readable() -> str:
    return "a framework is read from " + ", ".join(FORMATS[format] for format in (*FRAMEWORK_FORMATS, *PROSE))
