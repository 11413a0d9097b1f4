"""The filled example of the empty workbooks. Every row says it is an example, and the reader leaves it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from curricle.core.alignment import mappable_items
from curricle.core.framework import Framework
from curricle.interop.sheets.book import Value
from curricle.interop.sheets.column import EXAMPLE

_MODULE = "EXAMPLE1"


def example_rows(frameworks: Sequence[Framework]) -> Mapping[str, Sequence[Mapping[str, Value]]]:
    """Sheet name -> example rows by field, for the programme workbook."""
    rows: dict[str, list[dict[str, Value]]] = {
        "Pathways": [{"code": "EX", "title": "An example route"}],
        "Modules": [{"code": _MODULE, "title": "An example module", "credits": 20, "level": 7, "core": "core", "period": "Year 1"}],
        "Outcomes": [
            {"module": _MODULE, "code": "LO1", "text": "An example outcome: what a learner will be able to do", "group": "cognitive"},
            {"module": _MODULE, "code": "LO2", "text": "A second example outcome"},
        ],
        "Assessments": [
            {"module": _MODULE, "code": "A1", "title": "An example essay", "type": "essay", "weight": 100, "outcomes": "LO1; LO2"},
        ],
        "Hours": [
            {"module": _MODULE, "kind": "scheduled", "delivery": "live online", "minutes": 40, "paid": "yes", "month": 1},
            {"module": _MODULE, "kind": "independent", "delivery": "self-paced online", "minutes": 160, "paid": "no"},
        ],
        "Claims": [_claim(framework) for framework in frameworks],
    }
    return {name: [each | {"id": EXAMPLE} for each in group] for name, group in rows.items()}


def _claim(framework: Framework) -> dict[str, Value]:
    item = next(iter(mappable_items(framework)), None)
    code = item.code if item else ""
    return {"module": _MODULE, "outcome": "LO1", "lens": framework.code, "item": code, "letter": "D", "reason": "An example reason"}
