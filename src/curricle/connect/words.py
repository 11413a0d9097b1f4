"""What is wrong with a value, in our words: the shapes' library has words of its own, written for who writes shapes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

#: kind of fault -> our words; the braces are filled from what the library knows of the fault
WORDS = {
    "missing": "it is missing",
    "extra_forbidden": "there is no field of this name",
    "greater_than_equal": "write at least {ge}",
    "greater_than": "write more than {gt}",
    "less_than_equal": "write at most {le}",
    "less_than": "write less than {lt}",
    "string_too_short": "it is too short: at least {min_length}",
    "string_too_long": "it is too long: at most {max_length} characters",
    "string_type": "write text, in quotes",
    "too_short": "it holds too few: at least {min_length}",
    "too_long": "it holds too many: at most {max_length}",
    "list_type": "write a list, in square brackets",
}
WHOLE_NUMBER = "write a whole number"
OBJECT = "write an object, in curly brackets"
LITERAL = "literal_error"


def words_of(fault: Mapping[str, Any]) -> str:
    """Our words for a fault as the library tells it (`type`, `ctx`, `msg`); its own where we have none."""
    kind, facts = fault["type"], fault.get("ctx", {})
    if kind == LITERAL:
        return f"write {_choice(facts['expected'])}"
    if kind.startswith("int_"):
        return WHOLE_NUMBER
    if kind in {"model_type", "model_attributes_type", "dict_type"}:
        return OBJECT
    return WORDS[kind].format(**facts) if kind in WORDS else str(fault["msg"])


def _choice(expected: str) -> str:
    """From "'', 'I', 'D' or None" to "I, D or null": what may be left empty need not be written."""
    names = [name or "null" for name, none in re.findall(r"'([^']*)'|(None)", expected) if name or none]
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
