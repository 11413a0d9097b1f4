from curricle.design.views.bringing import bring, confirm, preview, sheet
from curricle.design.views.files import own_template, papers, template, workbook
from curricle.design.views.limits import limits
from curricle.design.views.reading import (
    changes,
    findings,
    gaps,
    home,
    hours,
    matrix,
    module,
    modules,
    programme,
    programmes,
    where_used,
)
from curricle.design.views.writing import end_waiver, facts, undo, waive

__all__ = [
    "bring",
    "changes",
    "confirm",
    "end_waiver",
    "facts",
    "findings",
    "gaps",
    "home",
    "hours",
    "limits",
    "matrix",
    "module",
    "modules",
    "own_template",
    "papers",
    "preview",
    "programme",
    "programmes",
    "sheet",
    "template",
    "undo",
    "waive",
    "where_used",
    "workbook",
]
