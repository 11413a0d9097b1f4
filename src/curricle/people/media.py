"""What a file is, by its bytes; and a name for it that no folder, header or eye is deceived by."""

from __future__ import annotations

import io
import unicodedata
import zipfile

OFFICE = "application/vnd.openxmlformats-officedocument."
PLAIN = "text/plain"
UNKNOWN = "application/octet-stream"
STARTS = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/vnd.ms-office"),
)
PARTS = (("word/document.xml", "wordprocessingml.document"), ("xl/workbook.xml", "spreadsheetml.sheet"))
EXTENSIONS = {
    "application/pdf": ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "application/zip": ".zip",
    "application/json": ".json",
    OFFICE + "wordprocessingml.document": ".docx",
    OFFICE + "spreadsheetml.sheet": ".xlsx",
}
LONGEST = 120
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})  # control signs, turners of the reading direction, halves, line ends
CONFUSING = frozenset('"<>|:*?;')  # to headers and shells


def media_type(data: bytes) -> str:
    """By content alone. Only the list of entries of a zip is read, nothing is unpacked."""
    for start, kind in STARTS:
        if data.startswith(start):
            return kind
    if data.startswith(b"PK\x03\x04"):
        return _zip_kind(data)
    return _text_kind(data)


def _zip_kind(data: bytes) -> str:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return UNKNOWN
    return next((OFFICE + kind for part, kind in PARTS if part in names), "application/zip")


def _text_kind(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return UNKNOWN
    if "\x00" in text:
        return UNKNOWN
    return "application/json" if text.lstrip()[:1] in {"{", "["} else PLAIN


def safe_name(name: str, kind: str = UNKNOWN) -> str:
    """The last part of the name, one visible line of at most 120 characters, with the ending that its content calls for."""
    last = unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8")).replace("\\", "/").rsplit("/", 1)[-1]
    # Cc control, Cf invisible (which may turn the reading direction), Cs surrogates; quotes and separators confuse headers and shells.
    clean = "".join(
        sign for sign in last if unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} and sign not in '"<>|:*?;'
    )
    clean = " ".join(clean.split()).lstrip(". ")
    ending = EXTENSIONS.get(kind, "")
    if ending and not clean.lower().endswith(ending):
        clean = (clean or "file")[: LONGEST - len(ending)] + ending
    stem, dot, tail = clean.rpartition(".")
    if len(clean) > LONGEST:
        clean = stem[: LONGEST - len(tail) - 1] + dot + tail if dot and len(tail) < 10 else clean[:LONGEST]
    return clean or "file"
