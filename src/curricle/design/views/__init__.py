from curricle.design.views.bringing import bring, confirm, preview, sheet
from curricle.design.views.editing import add_module, edit_module, take_out
from curricle.design.views.files import own_template, papers, template, workbook
from curricle.design.views.limits import limits
from curricle.design.views.mapping import map_item, map_outcome
from curricle.design.views.parts import edit_assessments, edit_hours, edit_outcomes
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
from curricle.design.views.shared import shared, shared_answer, shared_paper
from curricle.design.views.sharing import close_answer, outside, send_link_again, share, withdraw_link
from curricle.design.views.touched import touched, touched_download
from curricle.design.views.workers import workers
from curricle.design.views.writing import end_waiver, facts, restore, take_away, undo, waive

__all__ = [
    "add_module",
    "bring",
    "changes",
    "close_answer",
    "confirm",
    "edit_assessments",
    "edit_hours",
    "edit_module",
    "edit_outcomes",
    "end_waiver",
    "facts",
    "findings",
    "gaps",
    "home",
    "hours",
    "limits",
    "map_item",
    "map_outcome",
    "matrix",
    "module",
    "modules",
    "outside",
    "own_template",
    "papers",
    "preview",
    "programme",
    "programmes",
    "restore",
    "send_link_again",
    "share",
    "shared",
    "shared_answer",
    "shared_paper",
    "sheet",
    "take_away",
    "take_out",
    "template",
    "touched",
    "touched_download",
    "undo",
    "waive",
    "where_used",
    "withdraw_link",
    "workbook",
    "workers",
]
