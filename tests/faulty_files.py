"""Every fault of a list, in every format in which it can occur: `faulty(fault, format)` gives the bytes.

Which pairs there are, and what each is answered with, stands in tests/interop/faults_by_format.csv. Sheets are changed by their rows,
JSON by its values, documents by their text: `faulty_sheets`, `faulty_json` and `faulty_prose` each know one of the three.
"""

from __future__ import annotations

import faulty_json
import faulty_prose
import faulty_sheets

FAULTS = (
    "cycle", "two parents", "dangling link", "identifier twice", "code twice", "no statement", "wrong encoding", "NUL", "lone surrogate",
    "deep", "wide", "key twice", "NaN", "trailing text", "truncated", "mislabelled", "zip bomb", "XML bomb", "far cell", "merged cells",
    "tracked changes", "hidden text", "formula", "script", "address",
)  # fmt: skip
#: Name of a format -> how such a file is named.
NAMES = faulty_sheets.NAMES | faulty_json.NAMES | faulty_prose.NAMES
WRONG_NAME = {
    "csv": "sample.xlsx",
    "xlsx": "sample.csv",
    "json": "sample.csv",
    "docx": "sample.pdf",
    "pdf": "sample.docx",
    "html": "sample.json",
}


def faulty(fault: str, format: str) -> bytes:
    """The file of that format with that fault. Raises KeyError where nobody knows how to make it."""
    for kind in (faulty_sheets, faulty_json, faulty_prose):
        if format in kind.NAMES:
            return kind.faulty(fault, format)
    raise KeyError(format)


def name_of(fault: str, format: str) -> str:
    """What the file is called."""
    name = NAMES[format]
    return WRONG_NAME[name.rpartition(".")[2]] if fault == "mislabelled" else name
