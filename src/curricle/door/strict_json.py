"""JSON from outside: the standard parser with its kindnesses taken away.

Refused, with a JSON path or a line and column: two equal keys, NaN and infinities, nesting beyond the limit, text after the
end, NUL characters, lone surrogates and (unless asked for) numbers with a fraction. Too many values are refused before they
are parsed, as a short file of them would fill the memory.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any, NoReturn

from curricle.door.json_place import first_fault
from curricle.door.limits import DEFAULT, Limits
from curricle.door.problems import refuse
from curricle.door.text import check_stretch, decode, place, unfit

_STRETCH = 1_000_000
_RISKY_ESCAPE = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")


class _Fault(Exception):
    """Something the standard parser would let pass; its place is found afterwards."""


def loads(data: bytes, *, limits: Limits = DEFAULT, floats: bool = False) -> Any:
    """The value of a JSON file. Raises Refused with the place of the first thing that does not belong.

    `floats` lets numbers with a fraction or exponent in, for formats that have them; whole ones such as 5.0 become 5.
    """
    check_stretch(data, b'"', _STRETCH, f"more than {_STRETCH:,} bytes follow here without a quotation mark; no framework has such a text")
    text = decode(data, limits=limits)
    if sum(text.count(each) for each in ",[{") > limits.json_values:
        raise refuse("the file", f"the file holds more than {limits.json_values:,} values (limit json_values)")
    decoder = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_stop, parse_float=_number if floats else _stop, strict=True)
    try:
        value = decoder.decode(text)
    except json.JSONDecodeError as stop:
        raise refuse(place(text, stop.pos), _words(stop.msg)) from None
    except (_Fault, RecursionError, ValueError):
        raise _found(text, limits, floats) from None
    if _deeper_than(value, limits.json_depth):
        raise _found(text, limits, floats)
    if _RISKY_ESCAPE.search(text):
        check_texts(value)
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _Fault
    return made


def _stop(_: str) -> NoReturn:
    raise _Fault


def _number(text: str) -> float | int:
    number = float(text)
    if not math.isfinite(number):
        raise _Fault
    return int(number) if number.is_integer() and abs(number) < 2**53 else number


def _found(text: str, limits: Limits, floats: bool) -> Exception:
    fault = first_fault(text, depth=limits.json_depth, floats=floats)
    if fault is None:
        return refuse("the file", "this JSON cannot be read safely")
    return refuse(*fault)


def _deeper_than(value: Any, depth: int) -> bool:
    level = [value] if type(value) in (dict, list) else []
    for _ in range(depth):
        level = [each for held in level for each in (held.values() if type(held) is dict else held) if type(each) in (dict, list)]
        if not level:
            return False
    return bool(level)


def check_texts(value: Any) -> None:
    """Raises Refused, with the JSON path, for the first text or key that no database can hold."""
    stack: list[tuple[str, Any]] = [("$", value)]
    while stack:
        at, here = stack.pop()
        if type(here) is str:
            wrong = unfit(here)
            if wrong:
                raise refuse(at, wrong)
        elif type(here) is dict:
            for key in here:
                if unfit(key):
                    raise refuse(at, f"a name in this object cannot be kept: {unfit(key)}")
            stack.extend((f"{at}.{key}", each) for key, each in reversed(here.items()))
        elif type(here) is list:
            stack.extend((f"{at}[{number}]", each) for number, each in reversed(list(enumerate(here))))


def _words(message: str) -> str:
    known = {
        "Extra data": "the JSON ends before this text",
        "Expecting value": "a value is expected here",
        "Unterminated string starting at": "the text that starts here has no closing quote",
        "Invalid control character at": "a control character stands inside a text",
        "Expecting property name enclosed in double quotes": "a name in double quotes is expected here",
        "Invalid \\escape": "a backslash stands before a letter that it cannot",
        "Illegal trailing comma before end of object": "a comma stands before the end",
        "Illegal trailing comma before end of array": "a comma stands before the end",
        "Expecting ',' delimiter": "a comma is expected here",
        "Expecting ':' delimiter": "a colon is expected here",
    }
    return "this is not JSON: " + known.get(message.rstrip(": "), message[:1].lower() + message[1:])
