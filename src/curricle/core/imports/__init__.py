"""Imports: what a file would change of a framework that is here, and the framework that comes of it. Values in, values out.

file ──► match ──► merge ──► plan (rows, doubts, conflicts, result)     apply(plan, decisions) is the result that was shown
"""

from curricle.core.imports.match import By, Doubt
from curricle.core.imports.plan import Act, Plan, Row, apply, plan
from curricle.core.versions.pairing import Decision

__all__ = ["Act", "By", "Decision", "Doubt", "Plan", "Row", "apply", "plan"]
