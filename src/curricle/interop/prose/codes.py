"""Codes of statements and the shapes they have: "C1.2" and "C10.14" are both of the shape "A9.9".

A shape is what a recipe keeps; it is compared, never run as a pattern, so a page may post any.
"""

from __future__ import annotations

import re

_RUN = r"(?:\d{1,4}|[A-Za-z]{1,2}(?![A-Za-z]))"
_CODE = "|".join(
    (
        rf"(?:[A-Za-z]{{1,6}}[-_ .]?)?\d{{1,4}}(?:[.\-/]?{_RUN})*",  # C1.2, EP-001, 1.2.a, K 3
        r"[A-Z]{1,4}(?:[-.][A-Z]{1,4})*[-.]\d{1,4}[a-z]?",  # AB-CD.7b
        r"[IVXLC]{1,6}(?:\.\d+)+",  # IV.2
        r"[A-Z](?:\.\d+)+",  # A.1.2
    )
)
_WHOLE = re.compile(rf"\A[(\[]?({_CODE})[)\].:]?\Z")
_START = re.compile(rf"\A[(\[]?({_CODE})[)\]]?(?:[.:]?[ \t\n\u00a0\u2002\u2003]+|:[ \t]*|[ \t]*[–—-][ \t]+)(?=\S)")
_BREAK = re.compile(r"\d+|[A-Z]+|[a-z]+")
_LETTER_ONLY = re.compile(r"\A[(\[]?([A-Za-z]|[ivxIVX]{1,5})[)\].]\Z")
_WITHIN = re.compile(rf"(?<![\w.–-])({_CODE})(?![\w–-])")
LONGEST = 24


def shape(code: str) -> str:
    """ "A9.9" for "CL1.12", "9.9.a" for "1.2.c"."""
    return _BREAK.sub(lambda run: "9" if run[0].isdigit() else "A" if run[0].isupper() else "a", code)


def whole_code(text: str) -> str:
    """The code that the text is, without brackets and a full stop behind it; "" where it is something else."""
    text = text.strip()
    if len(text) > LONGEST:
        return ""
    found = _WHOLE.match(text)
    return found[1] if found else ""


def leading_code(text: str) -> tuple[str, str]:
    """The code that a text begins with and what follows it; ("", text) where it begins with none."""
    found = _START.match(text)
    if found is None or len(found[1]) > LONGEST:
        return "", text
    return found[1], text[found.end() :]


def label_code(label: str) -> str:
    """The code that a drawn number makes: "1.2.a" as it is, "a)" and "3." as a letter or number; "" for bullets."""
    code = whole_code(label)
    if code:
        return code
    found = _LETTER_ONLY.match(label.strip())
    return found[1] if found else ""


def codes_within(text: str, shapes: frozenset[str]) -> list[str]:
    """Codes of these shapes inside a text: a sign that two statements ran together, or that one names another."""
    return [found for found in _WITHIN.findall(text) if shape(found) in shapes]


def parts(code: str) -> tuple[str, ...]:
    """The runs of a code that are counted: ("C", "1", "12")."""
    return tuple(_BREAK.findall(code))


def follows(before: str, code: str) -> bool:
    """Whether a code is the next after another: its last run counts one on, or a run before it does and the rest begin anew."""
    old, new = parts(before), parts(code)
    if len(old) != len(new):
        return len(new) > len(old) and new[: len(old)] == old and all(first(each) for each in new[len(old) :]) or _up(old, new)
    for at, (one, two) in enumerate(zip(old, new, strict=True)):
        if one != two:
            # A letter at the front names a chapter (C … L … E …): any letter may come after any other.
            stepped = _next(one, two) or (at == 0 and one.isalpha() and two.isalpha())
            return stepped and all(first(each) or stepped and at == 0 and each.isalpha() for each in new[at + 1 :])
    return False


def first(run: str) -> bool:
    """Whether a run is where counting begins."""
    return run in {"a", "A", "i", "I"} or (run.isdigit() and int(run) in {0, 1})


def _up(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """A shorter code after a longer: 1.2.3 and then 1.3, or 2."""
    return len(new) < len(old) and old[: len(new) - 1] == new[:-1] and _next(old[len(new) - 1], new[-1])


def _next(one: str, two: str) -> bool:
    if one.isdigit() and two.isdigit():
        return int(two) == int(one) + 1
    if len(one) == len(two) == 1:
        return ord(two) == ord(one) + 1
    return False
