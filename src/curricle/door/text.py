"""Bytes to text, strictly: UTF-8, or UTF-16 with its mark. Anything else is refused with its line and column.

Windows-1252 is not guessed: a wrong guess changes somebody's wording without a word. The refusal says how to save the file.
"""

from __future__ import annotations

import codecs
import re

from curricle.door.limits import DEFAULT, Limits
from curricle.door.problems import refuse

_LONG = 4 * 1024 * 1024
HALF = "the text holds half of a character (a lone surrogate)"
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(data: bytes, *, limits: Limits = DEFAULT) -> str:
    """The text of a file, without its byte order mark and otherwise to the byte.

    Raises Refused with a place for other encodings, NUL characters, lone surrogates and files over `limits.file_bytes`.
    """
    check_size(data, limits)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = _decode(data, "utf-16")
    else:
        text = _decode(data.removeprefix(codecs.BOM_UTF8), "utf-8")
    at = text.find("\x00")
    if at >= 0:
        raise refuse(place(text, at), "a NUL character stands here; a text file cannot hold one")
    return text


def check_size(data: bytes, limits: Limits) -> None:
    """Raises Refused when the file is empty or longer than `limits.file_bytes`."""
    if not data:
        raise refuse("the file", "the file is empty")
    if len(data) > limits.file_bytes:
        raise refuse("the file", f"the file is longer than {limits.file_bytes:,} bytes (limit file_bytes)")


def check_stretch(data: bytes, signs: bytes, most: int, says: str) -> None:
    """Raises Refused for more than `most` bytes without any of these signs, before they are made into texts that cost several times that.

    Only long files are looked at: a short one cannot cost much.
    """
    if len(data) < _LONG:
        return
    at = 0
    while len(data) - at > most:
        last = max(data.rfind(sign, at, at + most) for sign in (signs[each : each + 1] for each in range(len(signs))))
        if last < 0:
            line = data.count(b"\n", 0, at) + 1
            raise refuse(f"line {line}", says)
        at = last + 1


def place(text: str, offset: int) -> str:
    """ "line 7, column 3" for an offset in a text; both count from 1, columns in characters."""
    before = text[:offset]
    line = before.count("\n") + 1
    return f"line {line}, column {offset - (before.rfind(chr(10)) + 1) + 1}"


def unfit(text: str) -> str:
    """Why a text cannot be stored, in words; the empty string when it can. Refused alike on every database."""
    if "\x00" in text:
        return "the text holds a NUL character"
    if not text.isascii() and _SURROGATE.search(text):
        return HALF
    return ""


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as stop:
        before = data[: stop.start].decode(encoding, "replace")
        how = "" if data.lstrip()[:1] in (b"{", b"[", b"<") else " (in Excel: CSV UTF-8)"
        says = f"the byte {stop.object[stop.start]:#04x} is not {encoding.upper()} text; save the file as UTF-8{how}"
        raise refuse(place(before, len(before)), says) from None
