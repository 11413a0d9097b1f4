"""Where in a JSON text the first fault stands. Slow and without recursion; used only once a fault is known to be there."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass, field

#: Possessive, so that a long text costs no memory for ways back.
_TOKEN = re.compile(r'[{}\[\]:,]|"[^"\\]*+(?:\\.[^"\\]*+)*+"|[^\s{}\[\]:,"]++', re.DOTALL)


@dataclass(slots=True)
class _Frame:
    is_object: bool
    index: int = 0
    key: str = ""
    seen: set[str] = field(default_factory=set)
    expects_key: bool = False

    @property
    def step(self) -> str:
        return f".{self.key}" if self.is_object else f"[{self.index}]"


def first_fault(text: str, *, depth: int, floats: bool) -> tuple[str, str] | None:
    """(place, words) of the first repeated name, NaN, forbidden number or too deep a bracket; None when there is none."""
    stack: list[_Frame] = []
    for match in _TOKEN.finditer(text):
        token = match.group()
        first = token[0]
        if first in "{[":
            if len(stack) >= depth:
                return _path(stack), f"brackets are nested deeper than {depth} (limit json_depth)"
            stack.append(_Frame(is_object=first == "{", expects_key=first == "{"))
        elif first in "}]":
            if stack:
                stack.pop()
        elif first == ",":
            if stack:
                stack[-1].index += 1
                stack[-1].expects_key = stack[-1].is_object
        elif first == '"':
            if stack and stack[-1].expects_key and _repeated(stack[-1], token):
                return _path(stack[:-1]), f'the name "{stack[-1].key}" stands twice in this object'
        elif first != ":":
            wrong = _number_fault(token, floats)
            if wrong:
                return _path(stack), wrong
    return None


def _repeated(frame: _Frame, token: str) -> bool:
    frame.expects_key = False
    try:
        frame.key = json.loads(token)
    except ValueError:
        frame.key = token
    if frame.key in frame.seen:
        return True
    frame.seen.add(frame.key)
    return False


def _number_fault(token: str, floats: bool) -> str:
    if token in {"true", "false", "null"}:
        return ""
    if token in {"NaN", "Infinity", "-Infinity"}:
        return f"{token} is not a number that JSON has"
    if token.lstrip("-").isdecimal():
        return "this number has too many digits" if len(token) > 4300 else ""
    if not floats:
        return f"the number {token[:30]} is not a whole number"
    try:
        return "" if math.isfinite(float(token)) else f"the number {token[:30]} is too large"
    except ValueError:
        return f"{token[:30]!r} is not JSON"


def _path(stack: list[_Frame]) -> str:
    if len(stack) <= 12:
        return "$" + "".join(frame.step for frame in stack)
    return "$" + "".join(frame.step for frame in stack[:8]) + "…" + "".join(frame.step for frame in stack[-2:])
