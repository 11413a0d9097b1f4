"""Sources as a panel reads them: what stands behind a short key, and how sure it is, in words with the letter in brackets.

The keys are those of the domain reference (0.2); rules cite them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from curricle.core.terms import Confidence

#: Source key -> what it is.
NAMES: Mapping[str, str] = MappingProxyType(
    {
        "MODTPL": "university module descriptor templates, 2010 to 2019",
        "PSTPL": "published programme specification guides, 2010 to 2023",
        "QAA": "Higher education credit framework for England, second edition, 2021",
        "EM": "a college system's reading of the apprenticeship funding rules, paragraph by paragraph; not official",
        "SR-OTJ": "one unofficial copy of Annex C of the apprenticeship funding rules 2025/26",
        "SEED": "Health Education England's page on enhanced practice of the allied health professions",
        "OCC": "the occupational map of the Institute for Apprenticeships",
        "HASO": "Skills for Health's apprenticeship guidance",
        "HCPC": "the Health and Care Professions Council's standards of education and training, 2017",
        "GOV-REQ": "Skills England's requirements and guidance for apprenticeship assessment, June 2026",
        "PQ-L7": "a written answer in Parliament, July 2025",
        "SWANSEA": "Swansea University's pages on programme approval",
        "BROOKES": "Oxford Brookes University's quality and standards handbook",
    }
)
#: The words of `Confidence.says`, where a university's paper must not say "our".
_SURE: Mapping[Confidence, str] = MappingProxyType({Confidence.P: "Curricle's own advice or arithmetic"})
_LABEL = re.compile(r"^[A-Z][A-Z0-9]*-[A-Z0-9-]+(?: and [A-Z0-9-]+)?(?::\s+|\s+(?=\())")
_PARAGRAPH = re.compile(r"\s*\((?P<key>[A-Z][A-Z0-9-]+)\)(?P<rest>,? paragraphs?[^()]*)$")


def sure(confidence: Confidence) -> str:
    """ "Read on the publisher's own page (A)"."""
    words = _SURE.get(confidence, confidence.says)
    return f"{words[:1].upper()}{words[1:]} ({confidence.value})"


def told(source: str, confidence: Confidence) -> str:
    """Source and confidence as one or two sentences; what is Curricle's own or the institution's says so once."""
    words = spoken(source)
    if confidence is Confidence.P and ("Curricle" in words or "institution" in words):
        return f"{words[:-1]}, P)." if words.endswith(")") else f"{words} (P)."
    return f"{words}. {sure(confidence)}." if words else f"{sure(confidence)}."


def spoken(source: str) -> str:
    """A rule's source without its label, its key last: "OTJ-FLOOR (EM)" -> "A college system's reading of … (EM)"."""
    label = _LABEL.match(source)
    words = source[label.end() :] if label and label.group().split(":")[0].strip() not in NAMES else source
    words = re.sub(r"paragraph ([\d.]+); ([\d.]+)", r"paragraphs \1 and \2", words.replace("paragraph note", "note"))
    words = _PARAGRAPH.sub(r"\g<rest> (\g<key>)", words)
    words = re.sub(r"^\((\w[\w-]*)\)$", lambda found: f"{NAMES.get(found[1], found[1])} ({found[1]})", words.strip())
    words = re.sub(r"\bhouse (arithmetic|practice)\b", r"Curricle's own \1", words, flags=re.IGNORECASE)
    words = re.sub(r"^\((.*)\)$", r"\1", words).replace("Our advice", "Curricle's advice").replace("our advice", "Curricle's advice")
    return words[:1].upper() + words[1:]


def keys(source: str) -> tuple[str, ...]:
    """The source keys that the text names, in order, each once."""
    return tuple(dict.fromkeys(word for word in re.findall(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*", source) if word in NAMES))
