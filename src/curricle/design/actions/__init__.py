from curricle.design.actions.assignment import assign_module, end_module_assignment
from curricle.design.actions.bring import NotAsShown, Sheet, bring, keep_recipe
from curricle.design.actions.draft import NotWritable, Stale, refuse_unwritable
from curricle.design.actions.limits import StaleLimits, set_limits
from curricle.design.actions.mapping import Cells, change_mapping, with_cells
from curricle.design.actions.module import change_module
from curricle.design.actions.papers import ask_for_papers, keep_papers
from curricle.design.actions.programme import NothingToUndo, go_back, replace_draft, restore, take_away, undo
from curricle.design.actions.sharing import share_programme
from curricle.design.actions.waiver import NotWaived, StaleFinding, end_waiver, waive

__all__ = [
    "assign_module",
    "end_module_assignment",
    "go_back",
    "Cells",
    "NotAsShown",
    "NotWaived",
    "NotWritable",
    "NothingToUndo",
    "Sheet",
    "Stale",
    "StaleFinding",
    "StaleLimits",
    "ask_for_papers",
    "bring",
    "change_mapping",
    "change_module",
    "keep_papers",
    "keep_recipe",
    "refuse_unwritable",
    "replace_draft",
    "restore",
    "take_away",
    "undo",
    "set_limits",
    "share_programme",
    "end_waiver",
    "waive",
    "with_cells",
]
