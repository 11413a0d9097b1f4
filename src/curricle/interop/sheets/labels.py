"""What a column, a heading or a cell looks like: a module's code, an outcome's code, or a word that says what stands below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from curricle.core.terms import Letter
from curricle.interop.sheets.marks import STANDARD, is_number, mark_key
from curricle.interop.sheets.recipe import Part
from curricle.interop.sheets.spread import is_total

_MODULE = re.compile(  # PM701, 7PDH1001, NUR-701A, pm701, Module 3, M2
    r"((?:\d{0,2}[A-Z]{3,8}[-_ ]?\d{1,6}|\d{0,2}[A-Z]{2}[-_ ]?\d{2,6}|[a-z]{2,6}\d{3,6})(?:[-_]?[A-Z]{1,2})?"
    r"|(?i:module|unit|course)\s+\d{1,2}[a-z]?|M\d{1,2})(?![\w])"
)
_OUTCOME = re.compile(r"((?:[MIPC]?LO|ILO|MLO|learning outcome|outcome)[\s._-]*\d{1,2}[a-z]?)(?!\w)", re.IGNORECASE)
_PARTED = re.compile(r"[,;\n/&+()]|\band\b", re.IGNORECASE)
_NAMED = re.compile(rf"(?<=[\s.])(?:{_MODULE.pattern}|(?:[MIPC]?LO|ILO|MLO)[\s._-]*\d{{1,2}}(?!\w))")  # a name that follows another
_RANGE = re.compile(r"[MIPC]?LOs?\s*(\d{1,2})\s*(?:[-–—]|\bto\b)\s*(?:[MIPC]?LO\s*)?(\d{1,2})", re.IGNORECASE)
_BANNER = re.compile(r"(year|semester|term|stage|trimester|level|core|optional|part|block|phase)\b", re.IGNORECASE)
_ITEM_LIKE = re.compile(r"[A-Z]{1,3}[-. ]?\d{1,3}(\.\d{1,2})*[a-z]?", re.IGNORECASE)
_NOTES = re.compile(r"note|comment|remark|evidence|rationale|lead\b|tutor|owner|year|semester|term|period|status|week|date", re.IGNORECASE)
_LETTER_WORDS = {"introduced": Letter.I, "developed": Letter.D, "assessed": Letter.A, "i": Letter.I, "d": Letter.D, "a": Letter.A}
_MARK_WORDS = {
    "taught",
    "covered",
    "met",
    "mapped",
    "mark",
    "letter",
    "level",
    "yes/no",
    "y/n",
    "tick",
    "✓",
    "x",
    "i/d/a",
    "ida",
    "t/a",
    "how",
}


def module_parts(text: str) -> tuple[str, str] | None:
    """("PM701", "Assessing the foot") of "PM701: Assessing the foot"; None when no module code stands at the start."""
    found = _MODULE.match(text)
    if found is None or _OUTCOME.match(text) or _BANNER.match(text):
        return None
    return " ".join(found[1].split()), text[found.end() :].strip(" :–—-\n()[]|.")


def outcome_parts(text: str) -> tuple[str, str] | None:
    """("LO1", "Judge a foot") of "LO1. Judge a foot"; None when no outcome code stands at the start."""
    found = _OUTCOME.match(text)
    return (
        (
            re.sub(r"[\s._-]+", "", found[1]).upper().replace("LEARNINGOUTCOME", "LO").replace("OUTCOME", "LO"),
            text[found.end() :].strip(" :.–—-\n"),
        )
        if found
        else None
    )


def parted(names: Sequence[str]) -> tuple[list[str], list[str]]:
    """The texts that name a module, and the outcomes that stand in the same cells: "PM701 LO1" gives "PM701" and "LO1"."""
    found = [(name, module_parts(name)) for name in names]
    both = [bool(parts and outcome_parts(parts[1])) for _, parts in found]
    modules = [parts[0] if parts and two else name for (name, parts), two in zip(found, both, strict=True)]
    return modules, [parts[1] for (_, parts), two in zip(found, both, strict=True) if parts and two]


def named_parts(text: str) -> list[str]:
    """The modules and outcomes that one cell lists, each apart: "PM701 LO1, LO3; PM702" has four, "LO1-LO3" three."""
    found: list[str] = []
    for piece in _PARTED.split(text):
        last = 0
        for named in [*_NAMED.finditer(piece), None]:
            end = named.start() if named else len(piece)
            part = piece[last:end].strip(" .:–—-")
            found += _outcome_range(part) if part else []
            last = end
    return found


def _outcome_range(text: str) -> list[str]:
    ends = _RANGE.fullmatch(text)
    low, high = (int(ends[1]), int(ends[2])) if ends else (0, 0)
    return [f"LO{number}" for number in range(low, high + 1)] if low < high <= low + 20 else [text]


def weight_of(text: str) -> int | None:
    """The per cent that a weight says: "50%", "50 %", "50", and 0.5 as a workbook keeps what it shows as 50%; None when it is none."""
    found = re.fullmatch(r"(\d{1,3}(?:\.\d+)?)\s*(%|per ?cent)?", text.strip("()[] "), re.IGNORECASE)
    number = float(found[1]) if found else -1.0
    share = found is not None and not found[2] and number <= 1 and found[1] != "0"
    return round(number * 100 if share else number) if 0 <= number <= 100 else None


def is_numbering(heading: str, cells: Sequence[str]) -> bool:
    """Whether a column only counts: "No." or "#" above 1, 2, 3; a long remark may stand below."""
    filled = [text for text in cells if text]
    named = re.fullmatch(r"#|(row |item |s\.? ?)?(no|nr|num|number|ref)\.?|s/n", " ".join(heading.casefold().split()))
    counts = [bool(re.fullmatch(r"\d{1,2}[.)]?", text)) for text in filled]
    strange = [text for text, count in zip(filled, counts, strict=True) if not count]
    return named is not None and sum(counts) > len(strange) and all(len(text) > 12 for text in strange)


def is_banner(text: str) -> bool:
    """Whether the text parts a table ("Year 1", "Core modules") and names no module."""
    return bool(_BANNER.match(text)) and len(text) < 40


def item_like(text: str) -> bool:
    """Whether the text has the shape of an item's code, known or not."""
    return bool(_ITEM_LIKE.fullmatch(text.strip()))


def mark_like(text: str) -> bool:
    key = mark_key(text)
    return key in STANDARD or is_number(key) or len(key) <= 3 or all(part in STANDARD for part in re.split(r"\s*[/,;&]\s*", key))


def heading_letter(heading: str) -> Letter | None:
    """The letter that a mark column's heading says: "Assessed" is A."""
    return _LETTER_WORDS.get(mark_key(heading).rstrip("?: "))


def mark_heading(heading: str) -> bool:
    key = mark_key(heading).rstrip("?: ")
    return key in _MARK_WORDS or key in _LETTER_WORDS


def part_of(heading: str, cells: Sequence[str]) -> Part | None:
    """What a column beside the marks holds, by its heading and, where that says little, by its filled cells; None when unclear."""
    word = " ".join(heading.casefold().split())
    filled = [text for text in cells if text]
    if is_total(heading):
        return Part.IGNORE
    if "credit" in word or word == "cats":
        return Part.CREDITS
    if "module" in word or word.startswith("unit"):
        if re.search(r"outcome|\blo\b|lo s?$", word):
            return Part.OUTCOME
        return Part.MODULE_TITLE if re.search(r"title|name", word) else Part.NOTE if _NOTES.search(word) else Part.MODULE
    if re.search(r"outcome|\b[mip]?los?\b|\bilos?\b", word):
        return Part.OUTCOME_TEXT if re.search(r"text|wording|statement|description", word) else Part.OUTCOME
    if re.search(r"\bable to\b|(student|learner|apprentice)s? will", word):
        return Part.OUTCOME_TEXT
    if word == "%" or ("weight" in word and ("assess" not in word or sum(text[:1].isdigit() for text in filled) * 2 > len(filled))):
        return Part.WEIGHT
    if "assess" in word and not all(mark_like(text) for text in filled):
        return Part.ASSESSMENT
    if word in ("level", "fheq level", "fheq") and filled and all(text in ("4", "5", "6", "7", "8") for text in filled):
        return Part.LEVEL
    return _by_cells(word, filled)


def _by_cells(word: str, filled: Sequence[str]) -> Part | None:
    if filled and sum(module_parts(text) is not None for text in filled) * 2 >= len(filled):
        return Part.MODULE
    if filled and sum(outcome_parts(text) is not None for text in filled) * 2 >= len(filled):
        return Part.OUTCOME
    if _NOTES.search(word):
        return Part.NOTE
    if word in ("title", "name"):
        return Part.MODULE_TITLE
    if word == "code":
        return Part.MODULE
    return None
